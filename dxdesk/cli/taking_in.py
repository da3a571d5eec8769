"""``import``: what a file would change, and taking it in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import LINES_SHOWN, complain, remark, say, say_json
from dxdesk.errors import UserError
from dxdesk.imports import proposal as proposals
from dxdesk.imports.kinds import KINDS
from dxdesk.imports.proposal import ImportKind, Options, Proposal, Refusal
from dxdesk.models.desk import Desk
from dxdesk.models.files import replace_file

ANSWERS = "inquiry"  # files and folders of an inquiry, which are no table
_NEEDED_OPTION = {"as_of": "--as-of", "fiscal_year": "--fiscal-year"}


def take_in(given: Namespace) -> int:
    """Compare a file with the desk; with --apply take it in."""
    if given.kind == ANSWERS:
        from dxdesk.cli.taking_back import take_back

        return take_back(given)
    kind = KINDS[given.kind]
    if kind.needs and getattr(given, kind.needs) is None:
        given.parser.refuse(f"{kind.title}には {_NEEDED_OPTION[kind.needs]} が必要です。")
    with open_desk(given.desk) as desk:
        try:
            return _compare_and_apply(desk, kind, given)
        except UserError as error:
            if given.json:
                say_json(_unreadable(given, error.text))
                given.answered = True
            raise


def _compare_and_apply(desk: Desk, kind: ImportKind, given: Namespace) -> int:
    options = Options(given.as_of, given.fiscal_year, given.missing or "leave")
    proposal = proposals.propose(desk, kind, given.file, options)
    if given.refused and proposal.refused:
        _write_refused(proposal, given.refused)
    blocked = bool(proposal.refused) and (kind.whole or not given.skip_refused)
    applied = given.apply and not blocked
    action = None
    if applied:
        action = proposals.apply(desk, proposal, skip_refused=given.skip_refused)
    if given.json:
        say_json(as_json(proposal, applied=applied, action=action))
        given.answered = True
    else:
        _say_summary(proposal)
        say(_outcome(given, proposal, applied, action))
    if not proposal.refused:
        return 0
    _complain_of(proposal, applied=applied)
    return 0 if applied else 1


def as_json(proposal: Proposal, *, applied: bool, action: int | None) -> dict[str, Any]:
    """A proposal and what became of it."""
    return {
        "kind": proposal.kind,
        "file": proposal.file,
        "rows": proposal.rows,
        "new": proposal.new,
        "changed": proposal.changed,
        "same": proposal.same,
        "missing": proposal.missing,
        "passed_over": proposal.passed_over,
        "doubled": proposal.doubled,
        "by_kind": proposal.by_kind,
        "refused": [_refusal_as_json(refusal) for refusal in proposal.refused],
        "remarks": list(proposal.remarks),
        "applied": applied,
        "action": action,
    }


def _refusal_as_json(refusal: Refusal) -> dict[str, Any]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "cell": refusal.cell,
        "value": refusal.value,
        "reason": refusal.reason,
    }


def _unreadable(given: Namespace, text: str) -> dict[str, Any]:
    """The same object for a file of which nothing could be compared: refused as a whole."""
    counts = dict.fromkeys(
        ("rows", "new", "changed", "same", "missing", "passed_over", "doubled"), 0
    )
    return {
        "kind": given.kind,
        "file": given.file.name,
        **counts,
        "by_kind": {},
        "refused": [_refusal_as_json(Refusal("", 0, "", "", text))],
        "remarks": [],
        "applied": False,
        "action": None,
    }


def _say_summary(proposal: Proposal) -> None:
    say(f"{proposal.of.title}「{proposal.file}」：{proposal.rows:,}行")
    counts = (
        ("新規", proposal.new),
        ("変更", proposal.changed),
        ("同じ", proposal.same),
        ("ファイルにない", proposal.missing),
        ("重複", proposal.doubled),
        ("空白・合計などの行", proposal.passed_over),
        ("取り込めない行", len(proposal.refused)),
    )
    say("　" + "　".join(f"{label} {count:,}" for label, count in counts))
    if proposal.missing and proposal.kind == "roster":
        fate = (
            "基準日の前日で退職とします"
            if proposal.options.missing == "retire"
            else "そのままにします（退職とするには --missing retire を付けてください）"
        )
        say(f"　ファイルにない{proposal.missing:,}人は、{fate}。")
    if proposal.by_kind:
        say("　" + "　".join(f"{label} {count:,}" for label, count in proposal.by_kind.items()))
    remark(proposal.remarks)


def _outcome(given: Namespace, proposal: Proposal, applied: bool, action: int | None) -> str:
    if action is not None:
        return f"取り込みました（操作{action}）。"
    if applied and proposal.refused and not proposal.lines:
        return "取り込める行がありませんでした。"
    if applied:
        return "業務データと違いがないため、取り込むものはありません。"
    if given.apply:
        return "何も取り込んでいません。"
    advice = (
        "　取り込めない行を除くには --skip-refused も付けてください。"
        if proposal.refused and not proposal.of.whole
        else ""
    )
    return f"まだ取り込んでいません。取り込むには --apply を付けてください。{advice}"


def _complain_of(proposal: Proposal, *, applied: bool) -> None:
    count = f"{len(proposal.refused):,}件"
    if applied and proposal.lines:
        complain(f"「{proposal.file}」から、取り込めない行を{count}除いて取り込みました。")
    else:
        complain(f"「{proposal.file}」に取り込めない行が{count}あるため、何も取り込んでいません。")
    for refusal in proposal.refused[:LINES_SHOWN]:
        value = " ".join(refusal.value.split())
        shown = f"「{value}」" if value or refusal.row else ""
        complain(f"　{refusal.place}{shown}：{refusal.reason}")
    if len(proposal.refused) > LINES_SHOWN:
        complain(f"　ほか{len(proposal.refused) - LINES_SHOWN:,}件")


def _write_refused(proposal: Proposal, path: Path) -> None:
    from dxdesk.exports.output import check_place
    from dxdesk.exports.workbooks.refused_rows import refused_rows

    table, header = proposal.sheet.table, proposal.sheet.header
    if table is None or header is None:
        return
    check_place(path)
    by_row = {row.number: row for row in table.rows}
    rows = [
        (by_row[refusal.row].cells, f"{refusal.cell}：{refusal.reason}")
        for refusal in proposal.refused
        if refusal.row in by_row
    ]
    replace_file(path, refused_rows(header.headings, rows))
    complain(f"取り込めない行を「{path}」に書き出しました。")
