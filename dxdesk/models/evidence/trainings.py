"""研修の受講: who attended which training on which day, and with what result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.models.evidence.confirmation import FROM_OFFICE
from dxdesk.models.names import without_spaces
from dxdesk.models.schema import ATTENDANCE_RESULTS

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

APPLIED, DECIDED, ATTENDED, COMPLETED, NOT_COMPLETED, ABSENT, DECLINED = ATTENDANCE_RESULTS
# Who was there; who has one of the places; what nobody can know before the day.
TOOK_PART: Final = (ATTENDED, COMPLETED, NOT_COMPLETED)
SEATED: Final = (DECIDED, *TOOK_PART)
KNOWN_AFTERWARDS: Final = (*TOOK_PART, ABSENT)

# How a result is written elsewhere, without spaces → the result.
RESULTS: Final = {result: result for result in ATTENDANCE_RESULTS} | {
    "修了済": "修了", "修了済み": "修了", "完了": "修了", "合格": "修了", "修了した": "修了",
    "不合格": "未修了", "未完了": "未修了", "欠": "欠席", "不参加": "欠席", "申込中": "申込",
    "申込済": "申込", "申込み": "申込", "申し込み": "申込", "受講決定": "決定", "受講中": "受講",
    "受講済": "受講", "受講済み": "受講", "出席": "受講", "参加": "受講", "取下げ": "辞退",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one training on one day; only 修了 meets an item.

    Args:
        day: of a session its last day.
        session_id: the 開催回, where it is known.
    """

    employee_id: int
    training_id: int
    day: date
    result: str
    verification: str = FROM_OFFICE
    session_id: int | None = None
    id: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[int, int, date]:
        """What tells it apart from every other one."""
        return self.employee_id, self.training_id, self.day


@dataclass(frozen=True)
class Attended:
    """A training of one person, as it is shown; the session as 第2回, where it is known."""

    id: int
    code: str
    name: str
    form: str
    day: date
    result: str
    verification: str
    note: str
    session: str


def read_result(text: str) -> str | None:
    """The result that a word means, however it is written; None where it means none."""
    return RESULTS.get(text) or RESULTS.get(without_spaces(text))


def attendances(reads: Reads, first: date, last: date) -> dict[tuple[int, int, date], Attendance]:
    """Every attendance between two days, by its key."""
    found = reads.rows(
        "SELECT employee_id, training_id, day, result, verification, session_id, id"
        " FROM attendance WHERE day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    read = date.fromisoformat
    return {
        (employee, training, day): Attendance(
            employee, training, day, result, checked, session, own
        )
        for employee, training, text, result, checked, session, own in found
        for day in (read(text),)
    }


def record(action: Action, attended: Iterable[Attendance]) -> None:
    """Write attendances: those with an id get what is given, the others are added."""
    given = list(attended)
    action.insert_many(
        "attendance",
        ("employee_id", "training_id", "day", "result", "verification", "session_id"),
        [
            (
                each.employee_id,
                each.training_id,
                each.day.isoformat(),
                each.result,
                each.verification,
                each.session_id,
            )
            for each in given
            if not each.id
        ],
    )
    action.update_many(
        "attendance",
        ("result", "verification", "session_id"),
        [(each.result, each.verification, each.session_id, each.id) for each in given if each.id],
    )


def of_employee(reads: Reads, employee_id: int) -> list[Attended]:
    """The trainings of one person, the latest first."""
    found = reads.rows(
        "SELECT a.id, training.code, training.name, training.form, a.day, a.result, a.verification,"
        " a.note, coalesce('第' || s.ordinal || '回', '') AS session"
        " FROM attendance a JOIN training ON training.id = a.training_id"
        " LEFT JOIN training_session s ON s.id = a.session_id"
        " WHERE a.employee_id = ? ORDER BY a.day DESC, training.code",
        (employee_id,),
    )
    return [
        Attended(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            form=row["form"],
            day=date.fromisoformat(row["day"]),
            result=row["result"],
            verification=row["verification"],
            note=row["note"],
            session=row["session"],
        )
        for row in found
    ]
