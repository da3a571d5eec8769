"""研修実績: who attended which training, as the office's training lists have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dxdesk.imports.cells import CellError
from dxdesk.imports.evidence import Reading, compare_records
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import NAME, NUMBER, Masters, People, Person, cell_of
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options
from dxdesk.imports.reading import Row
from dxdesk.models import acts
from dxdesk.models.evidence import trainings
from dxdesk.models.evidence.confirmation import confirmed
from dxdesk.models.evidence.trainings import Attendance
from dxdesk.models.journal import Action
from dxdesk.models.names import without_spaces
from dxdesk.models.schema import ATTENDANCE_RESULTS
from dxdesk.models.store import Reads

_CODE = Field("code", "研修コード", (
    "研修CD", "研修番号", "研修No", "研修No.", "研修ID", "講座コード", "講座番号", "講座ID", "コースコード",
))  # fmt: skip
FIELDS = (
    _CODE,
    Field("training", "研修名", ("研修", "研修名称", "講座名", "コース名"), required=False),
    NUMBER,
    NAME,
    Field("day", "受講日", (
        "受講年月日", "研修日", "実施日", "研修実施日", "修了日", "修了年月日", "開催日", "年月日",
    )),
    Field("result", "結果", (
        "受講結果", "修了区分", "修了状況", "受講状況", "受講区分", "状況", "出欠", "修了", "状態",
    )),
)  # fmt: skip

RESULTS = {result: result for result in ATTENDANCE_RESULTS} | {
    "修了済": "修了", "修了済み": "修了", "完了": "修了", "合格": "修了", "修了した": "修了",
    "不合格": "未修了", "未完了": "未修了", "欠": "欠席", "不参加": "欠席", "申込中": "申込",
    "申込済": "申込", "申込み": "申込", "申し込み": "申込", "受講決定": "決定", "受講中": "受講",
    "受講済": "受講", "受講済み": "受講", "出席": "受講", "参加": "受講", "取下げ": "辞退",
}  # fmt: skip


def compare(reads: Reads, findings: Findings) -> None:
    """Compare attendances of a file with those of the desk."""
    codes = Masters(reads, findings, "training", _CODE)
    result_of = cell_of(findings, "result")

    def read(row: Row, person: Person) -> Attendance:
        written = result_of(row)
        result = RESULTS.get(written) if isinstance(written, str) else None
        if result is None:
            result = _result(findings, row)
        training_id = codes.find(row)
        day = findings.cells.needed_day(row, "day", "受講日")
        return Attendance(person.id, training_id, day, result)

    def known(
        records: Sequence[Attendance],
    ) -> Mapping[tuple[int, int, date], Attendance]:
        days = [record.day for record in records]
        return trainings.attendances(reads, min(days), max(days)) if days else {}

    reading = Reading(
        read, merge, (("結果", "result"), ("確認区分", "verification")), "day",
        "同じ職員・研修・受講日",
    )  # fmt: skip
    compare_records(findings, People(reads, findings), reading, known)


def _result(findings: Findings, row: Row) -> str:
    text = findings.cells.needed(row, "result", "結果")
    result = RESULTS.get(without_spaces(text))
    if result is None:
        raise CellError(
            "result",
            f"結果「{text[:20]}」はありません。{'、'.join(ATTENDANCE_RESULTS)}のどれかにしてください。",
        )
    return result


def merge(found: Attendance, known: Attendance) -> Attendance:
    """The file's result, in the row that the desk has."""
    return replace(found, verification=confirmed(known.verification), id=known.id)


def write(action: Action, lines: Sequence[Line], _options: Options) -> None:
    """Write the attendances."""
    trainings.record(action, [line.change for line in lines if isinstance(line.change, Attendance)])


ATTENDANCE = ImportKind(
    "attendance", "研修実績", acts.IMPORT_ATTENDANCE, "", FIELDS, compare, write, counter="人"
)
