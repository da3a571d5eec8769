"""The three steps of a round, all of them at once, taking a certification away, and the numbers."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import remark, say, say_json
from dxdesk.models import acts, settings, wareki
from dxdesk.models.certification import issue as handing_over
from dxdesk.models.certification import rounds
from dxdesk.models.certification.rounds import Decision
from dxdesk.models.desk import Desk
from dxdesk.models.register import certifications, numbers


def prepare(given: Namespace) -> int:
    """Make a round with its candidates."""
    codes = list(dict.fromkeys(given.category))
    with open_desk(given.desk) as desk:
        with desk.action(acts.PREPARE_ROUND, f"認定の準備（{'、'.join(codes)}）") as action:
            round_id = rounds.prepare(action, given.as_of, codes)
        candidates = rounds.candidates(desk, round_id)
        title = rounds.find(desk, round_id).title
    if given.json:
        say_json({"round": round_id, "candidates": len(candidates)})
    else:
        say(f"{title}（回 {round_id}）を準備しました。候補者は{len(candidates):,}件です。")
    return 0


def decide(given: Namespace) -> int:
    """Register the decision on a round."""
    with open_desk(given.desk) as desk:
        title = f"{rounds.find(desk, given.round).title}の決裁登録"
        with desk.action(acts.DECIDE_ROUND, title) as action:
            decision = rounds.decide(
                action,
                given.round,
                given.decided_on,
                given.certified_on,
                given.document,
                given.reason or "",
            )
        return _say_decision(desk, given.decided_on, decision, as_json=given.json)


def issue(given: Namespace) -> int:
    """Register that the certificates of a round were handed over."""
    with open_desk(given.desk) as desk:
        title = f"{rounds.find(desk, given.round).title}の交付"
        with desk.action(acts.ISSUE_CERTIFICATES, title) as action:
            count = handing_over.issue(action, given.round, given.on or action.today)
    if given.json:
        say_json({"round": given.round, "issued": count})
    else:
        say(f"{title}を登録しました（{count:,}件）。")
    return 0


def certify(given: Namespace) -> int:
    """Prepare, decide and issue as one action."""
    with open_desk(given.desk) as desk:
        decision = handing_over.certify(
            desk,
            given.category,
            given.as_of,
            given.decided_on,
            given.certified_on,
            given.document,
            given.reason or "",
        )
        return _say_decision(desk, given.decided_on, decision, as_json=given.json)


def _say_decision(desk: Desk, decided_on: date, decision: Decision, *, as_json: bool) -> int:
    result: dict[str, Any] = {
        "round": decision.round_id,
        "certified": decision.certified,
        "numbers": list(decision.numbers),
        "held_back": decision.held_back,
    }
    if decided_on > desk.today():
        remark([f"決裁日（{wareki.long(decided_on)}）が今日より後です。日付を確かめてください。"])
    remark(missing_on_paper(desk))
    if as_json:
        say_json(result)
        return 0
    numbers_taken = f"、認定番号は{'～'.join(decision.numbers)}" if decision.numbers else ""
    say(
        f"回 {decision.round_id}：{decision.certified:,}件を認定しました"
        f"（保留 {decision.held_back:,}件{numbers_taken}）。"
    )
    return 0


def missing_on_paper(desk: Desk) -> list[str]:
    """What a certificate will lack because the office has not set it yet."""
    return [
        text
        for setting, text in (
            (settings.GIVER, "証書の名義が設定されていません。名義の場所は空白になります。"),
            (
                settings.RULE_NAME,
                "認定要領の名称が設定されていません。「～に基づき」は記しません。",
            ),
        )
        if not settings.get(desk, setting)
    ]


def revoke(given: Namespace) -> int:
    """Take a certification away."""
    with open_desk(given.desk) as desk:
        text = given.number.strip()
        if text.isdecimal():
            text = numbers.series_of(desk).write(0, int(text))
        number = certifications.find(desk, text).number
        with desk.action(acts.REVOKE_CERTIFICATION, f"認定の取消し（{number}）") as action:
            certifications.revoke(action, number, given.on, given.reason, given.document)
    say(f"{number}の認定を取り消しました。")
    return 0


def confirm_numbers(given: Namespace) -> int:
    """Say which number is the highest ever used, so that numbering goes on after a restore."""
    highest = numbers.Highest(given.confirm)
    with open_desk(given.desk) as desk:
        title = f"認定番号の最大値の確認（{given.confirm}）"
        with desk.action(acts.CONFIRM_NUMBERS, title) as action:
            void = numbers.confirm(action, [highest])
    say(f"次の認定番号は{given.confirm + 1}番からです。{void:,}個を欠番にしました。")
    return 0
