"""``import DESK inquiry``: answer files and folders that come back, and taking them in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import LINES_SHOWN, complain, remark, say, say_json
from dxdesk.errors import UserError
from dxdesk.imports import inquiry
from dxdesk.imports.answer_reports import FileReport
from dxdesk.imports.inquiry import Taking
from dxdesk.imports.proposal import Refusal, State
from dxdesk.models.files import replace_file

_NOTHING = {
    "rows": 0,
    "new": 0,
    "changed": 0,
    "same": 0,
    "missing": 0,
    "passed_over": 0,
    "doubled": 0,
}


def take_back(given: Namespace) -> int:
    """Compare answer files with the desk; with --apply take them in."""
    with open_desk(given.desk) as desk:
        try:
            taking = inquiry.propose(desk, [given.file])
            if given.refused and taking.refused:
                _write_refused(taking, given.refused)
            applied = given.apply and (given.skip_refused or not taking.refused)
            action = None
            if applied:
                action = inquiry.apply(desk, taking, skip_refused=given.skip_refused)
        except UserError as error:
            if given.json:
                refused = [refusal_as_json("", Refusal("", 0, "", "", error.text))]
                say_json(_answer(given.file, _NOTHING, refused=refused))
                given.answered = True
            raise
    if given.json:
        say_json(as_json(taking, given.file, applied=applied, action=action))
        given.answered = True
    else:
        _say_summary(taking)
        say(_outcome(given, applied, action))
    if not taking.refused:
        return 0
    _complain_of(taking, applied=applied)
    return 0 if applied else 1


def as_json(taking: Taking, path: Path, *, applied: bool, action: int | None) -> dict[str, Any]:
    """What came back and what became of it, in the shape of every import, and file by file."""
    counts = {
        "rows": len(taking.lines) + len(taking.refused),
        "new": taking.count(State.NEW),
        "changed": taking.count(State.CHANGED),
        "same": taking.count(State.SAME),
        "missing": 0,
        "passed_over": sum(report.passed_over for report in taking.reports),
        "doubled": sum(report.doubled for report in taking.reports),
    }
    return _answer(
        path, counts, by_kind=dict(taking.others),
        refused=[refusal_as_json(report.name, each) for report, each in taking.refused],
        remarks=taking.remarks, applied=applied, action=action,
        files=[_report_as_json(report) for report in taking.reports],
    )  # fmt: skip


def _answer(path: Path, counts: dict[str, int], **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "by_kind": {}, "refused": [], "remarks": [], "applied": False, "action": None, "files": [],
    }  # fmt: skip
    return {"kind": inquiry.KEY, "file": path.name, **counts, **empty, **more}


def refusal_as_json(file: str, refusal: Refusal) -> dict[str, Any]:
    """What is refused, with its file."""
    return {
        "file": file,
        "sheet": refusal.sheet,
        "row": refusal.row,
        "cell": refusal.cell,
        "value": refusal.value,
        "reason": refusal.reason,
    }


def _report_as_json(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.name,
        "inquiry": report.inquiry,
        "unit": report.whose,
        "people": report.people,
        "refused": len(report.refused),
        "remarks": list(report.remarks),
    }


def _say_summary(taking: Taking) -> None:
    say(f"照会の回答：{len(taking.reports):,}ファイル、{taking.people:,}人")
    counts = (
        ("新規", taking.count(State.NEW)),
        ("変更", taking.count(State.CHANGED)),
        ("同じ", taking.count(State.SAME)),
        ("取り込めないもの", len(taking.refused)),
    )
    say("　" + "　".join(f"{label} {count:,}" for label, count in counts))
    remark(taking.remarks)


def _outcome(given: Namespace, applied: bool, action: int | None) -> str:
    if action is not None:
        return f"取り込みました（操作{action}）。"
    if applied:
        return "業務データと違いがないため、取り込むものはありません。"
    if given.apply:
        return "何も取り込んでいません。"
    return "まだ取り込んでいません。取り込むには --apply を付けてください。"


def _complain_of(taking: Taking, *, applied: bool) -> None:
    count = f"{len(taking.refused):,}件"
    complain(
        f"取り込めないものを{count}除いて取り込みました。"
        if applied
        else f"取り込めないものが{count}あるため、何も取り込んでいません。"
        "除いて取り込むには --skip-refused を付けてください。"
    )
    for report, refusal in taking.refused[:LINES_SHOWN]:
        value = " ".join(refusal.value.split())
        shown = f"「{value}」" if value else ""
        where = f"「{report.name}」の{refusal.place}{shown}：" if refusal.place else ""
        complain(f"　{where}{refusal.reason}")
    if len(taking.refused) > LINES_SHOWN:
        complain(f"　ほか{len(taking.refused) - LINES_SHOWN:,}件")


def _write_refused(taking: Taking, path: Path) -> None:
    from dxdesk.exports.output import check_place
    from dxdesk.exports.workbooks.refused_rows import refused_rows

    check_place(path)
    replace_file(path, refused_rows(inquiry.REFUSED_HEADINGS, inquiry.refused_cells(taking)))
    complain(f"取り込めないものを「{path}」に書き出しました。")
