"""``judge`` and ``figures``: who meets what, and where the organisation stands."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import remark, say, say_json
from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment import judgement
from dxdesk.models.figures.definitions import Figures, figures, percent_text


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


def show_figures(given: Namespace) -> int:
    """Show 受講率 and 充足率."""
    with open_desk(given.desk) as desk:
        found = figures(
            desk, given.fiscal_year, given.as_of, higher_counts=False if given.no_higher else None
        )
    remark(found.remarks)
    if given.json:
        say_json(_figures_as_json(found))
        return 0
    rate = found.mandatory
    say(f"{wareki.fiscal_year_name(found.fiscal_year)}　{wareki.both(found.as_of)}現在")
    say(
        f"　必須職員研修の受講率　{percent_text(rate.percent)}"
        f"（{rate.numerator:,}÷{rate.denominator:,}人）"
    )
    for code, fill in found.fill.items():
        say(
            f"　{code} {fill.name}の充足率　{percent_text(fill.percent)}"
            f"（{fill.certified:,}÷{fill.needed:,}人）"
            f"　配置所属 {fill.units_with:,}／{fill.units_needing:,}"
            f"　所属の必要人数を上限とした率　{percent_text(fill.capped_percent)}"
        )
    for name, parts in found.by_department.items():
        levels = "　".join(
            f"{code} {part.certified:,}／{part.needed:,}（{percent_text(part.percent)}）"
            for code, part in parts.items()
        )
        say(f"　　{name}　{levels}")
    for note in found.notes:
        say(note)
    return 0


def _figures_as_json(found: Figures) -> dict[str, Any]:
    rate = found.mandatory
    return {
        "mandatory": {
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "percent": rate.percent,
        },
        "fill": {
            code: {
                "certified": fill.certified,
                "needed": fill.needed,
                "percent": fill.percent,
                "units_with": fill.units_with,
                "units_needing": fill.units_needing,
                "capped_percent": fill.capped_percent,
            }
            for code, fill in found.fill.items()
        },
        "by_department": {
            name: {
                code: {
                    "certified": part.certified,
                    "needed": part.needed,
                    "percent": part.percent,
                }
                for code, part in parts.items()
            }
            for name, parts in found.by_department.items()
        },
    }
