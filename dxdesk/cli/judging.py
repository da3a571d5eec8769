"""``judge`` and ``figures``: who meets what, and where the organisation stands."""

from __future__ import annotations

from argparse import Namespace

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import say, say_json
from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment import judgement


def judge(given: Namespace) -> int:
    """Judge everybody on a day."""
    with open_desk(given.desk) as desk:
        judged = judgement.judge(desk, given.as_of)
    codes = list(judged.verdicts)
    if given.category:
        if given.category not in codes:
            raise UserError(
                f"人材区分「{given.category}」は判定できません。{'、'.join(codes)} のどれかにしてください。",
                "category",
            )
        codes = [given.category]
    if given.json:
        say_json(
            {
                "as_of": judged.as_of.isoformat(),
                "counted": judged.counted,
                "eligible": {code: judged.eligible[code] for code in codes},
                "items_met": judged.items_met,
                "levels": {code: own for code, own in judged.levels.items() if code in codes},
                "people": {code: judged.people[code] for code in codes},
            }
        )
        return 0
    say(f"判定基準日　{wareki.both(judged.as_of)}　集計対象職員　{judged.counted:,}人")
    for code in codes:
        levels = "　".join(
            f"{name} {count:,}" for name, count in judged.levels.get(code, {}).items()
        )
        say(f"　{code}　{judged.eligible[code]:,}人{f'（{levels}）' if levels else ''}")
    return 0
