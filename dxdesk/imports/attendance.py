"""研修実績: who attended which training, as the office's training lists have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError
from dxdesk.imports.evidence import Reading, compare_records
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import NAME, NUMBER, Masters, People, Person, cell_of
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options
from dxdesk.imports.reading import Row
from dxdesk.models import acts, names, wareki
from dxdesk.models.evidence import enrolments, on_roll, sessions, trainings
from dxdesk.models.evidence.confirmation import confirmed
from dxdesk.models.evidence.sessions import Session
from dxdesk.models.evidence.trainings import Attendance
from dxdesk.models.journal import Action
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
    Field("session", "開催回", ("第n回", "第N回", "回", "開催回次", "回次", "開催番号"), required=False),
)  # fmt: skip


def compare(reads: Reads, findings: Findings) -> None:
    """Compare attendances of a file with those of the desk."""
    codes = Masters(reads, findings, "training", _CODE)
    result_of, held = cell_of(findings, "result"), _Sessions(reads, findings)
    served = on_roll.roll(reads, findings.today)

    def read(row: Row, person: Person) -> Attendance:
        written = result_of(row)
        result = trainings.RESULTS.get(written) if isinstance(written, str) else None
        if result is None:
            result = _result(findings, row)
        training_id = codes.find(row)
        day = findings.cells.needed_day(row, "day", "受講日")
        session = held.find(row, training_id, day)
        if session is not None:
            day = session.until
        found = Attendance(
            person.id, training_id, day, result, session_id=session.id if session else None
        )
        try:
            served.check(found, session)
        except UserError as error:
            raise CellError(error.field or "day", error.text) from error
        return found

    def known(
        records: Sequence[Attendance],
    ) -> Mapping[tuple[int, int, date], Attendance]:
        days = [record.day for record in records]
        return trainings.attendances(reads, min(days), max(days)) if days else {}

    compared = (("結果", "result"), ("確認区分", "verification"), ("開催回", "session_id"))
    reading = Reading(
        read, merge, compared, "day", "同じ職員・研修・受講日", {"session_id": held.title}
    )
    compare_records(findings, People(reads, findings), reading, known)


class _Sessions:
    """Reads the 開催回 of a row, where the file has that column.

    Args:
        reads: the desk.
        findings: takes the remarks.
    """

    def __init__(self, reads: Reads, findings: Findings) -> None:
        self._findings = findings
        self._cell = cell_of(findings, "session")
        self._sessions = sessions.by_ordinal(reads)
        self._titles = {each.id: each.title for each in self._sessions.values()}

    def title(self, session_id: object) -> str:
        """第2回; nothing where no session is known."""
        return self._titles.get(session_id, "") if isinstance(session_id, int) else ""

    def find(self, row: Row, training_id: int, day: date) -> Session | None:
        """The session of a row.

        Raises:
            CellError: there is none of that number, or the day is not one of its days.
        """
        if self._cell(row) is None:
            return None
        text = names.digits(self._findings.cells.text(row, "session"))
        if not text:
            return None
        number = text.removeprefix("第").removesuffix("回")
        year = wareki.fiscal_year(day)
        found = None
        if number.isascii() and number.isdigit():
            found = self._sessions.get((training_id, year, int(number)))
        if found is None:
            raise CellError(
                "session",
                f"{wareki.fiscal_year_name(year)}のこの研修に、開催回「{text[:20]}」はありません。"
                "研修の画面で開催回を確かめてください。",
            )
        if not found.since <= day <= found.until:
            span = dict.fromkeys(map(wareki.short, (found.since, found.until)))
            raise CellError(
                "day",
                f"{found.title}は{'～'.join(span)}の開催です。受講日か開催回を直してください。",
            )
        if day != found.until:
            self._findings.remark("受講日を、開催回の末日として読みました", row, "day")
        return found


def _result(findings: Findings, row: Row) -> str:
    text = findings.cells.needed(row, "result", "結果")
    result = trainings.read_result(text)
    if result is None:
        raise CellError(
            "result",
            f"結果「{text[:20]}」はありません。{'、'.join(ATTENDANCE_RESULTS)}のどれかにしてください。",
        )
    return result


def merge(found: Attendance, known: Attendance) -> Attendance:
    """The file's result, in the row that the desk has; a file that names no session takes none away."""
    return replace(
        found,
        verification=confirmed(known.verification),
        session_id=found.session_id or known.session_id,
        id=known.id,
    )


def write(action: Action, lines: Sequence[Line], _options: Options) -> None:
    """Write the attendances, if the sessions that they name have places enough."""
    found = [line.change for line in lines if isinstance(line.change, Attendance)]
    trainings.record(action, found)
    enrolments.check_seats(action, (each.session_id for each in found))


ATTENDANCE = ImportKind(
    "attendance", "研修実績", acts.IMPORT_ATTENDANCE, "", FIELDS, compare, write, counter="人"
)
