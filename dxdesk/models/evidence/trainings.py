"""研修の受講: who attended which training on which day, and with what result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.models.evidence.confirmation import FROM_OFFICE

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

COMPLETED = "修了"


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one training on one day; only 修了 meets an item."""

    employee_id: int
    training_id: int
    day: date
    result: str
    verification: str = FROM_OFFICE
    id: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[int, int, date]:
        """What tells it apart from every other one."""
        return self.employee_id, self.training_id, self.day


@dataclass(frozen=True)
class Attended:
    """A training of one person, as it is shown."""

    id: int
    code: str
    name: str
    form: str
    day: date
    result: str
    verification: str
    note: str


def attendances(reads: Reads, first: date, last: date) -> dict[tuple[int, int, date], Attendance]:
    """Every attendance between two days, by its key."""
    found = reads.rows(
        "SELECT employee_id, training_id, day, result, verification, id FROM attendance"
        " WHERE day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    read = date.fromisoformat
    return {
        (employee, training, day): Attendance(employee, training, day, result, verification, row_id)
        for employee, training, text, result, verification, row_id in found
        for day in (read(text),)
    }


def record(action: Action, attended: Iterable[Attendance]) -> None:
    """Write attendances: those with an id get the result given, the others are added."""
    given = list(attended)
    action.insert_many(
        "attendance",
        ("employee_id", "training_id", "day", "result", "verification"),
        [
            (
                each.employee_id,
                each.training_id,
                each.day.isoformat(),
                each.result,
                each.verification,
            )
            for each in given
            if not each.id
        ],
    )
    action.update_many(
        "attendance",
        ("result", "verification"),
        [(each.result, each.verification, each.id) for each in given if each.id],
    )


def of_employee(reads: Reads, employee_id: int) -> list[Attended]:
    """The trainings of one person, the latest first."""
    found = reads.rows(
        "SELECT attendance.id, training.code, training.name, training.form, day, result, verification, note"
        " FROM attendance JOIN training ON training.id = attendance.training_id"
        " WHERE employee_id = ? ORDER BY day DESC, training.code",
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
        )
        for row in found
    ]
