"""休職・育児休業・派遣・停職: who is on roll but away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import services
from dxdesk.models.people.spans import day_before, end_from, holds_on, in_force, to_day
from dxdesk.models.schema import LEAVE_KINDS
from dxdesk.models.store import Reads

PRESENT = "在職"
COLUMNS = ("employee_id", "kind", "since", "until")
SELECT = f"SELECT {', '.join(COLUMNS)}, id FROM leave"


@dataclass(frozen=True, slots=True)
class Leave:
    """One span in which somebody is away: its kind, from a day to a day."""

    employee_id: int
    kind: str
    since: date | None
    until: date | None
    id: int


def of_employee(reads: Reads, employee_id: int) -> list[Leave]:
    """An employee's leaves, the newest first."""
    sql = f"{SELECT} WHERE employee_id = ? ORDER BY coalesce(since, '') DESC, id DESC"
    return [from_row(row) for row in reads.rows(sql, (employee_id,))]


def all_on(reads: Reads, day: date) -> dict[int, Leave]:
    """Employee → the leave that holds on a day."""
    sql = f"{SELECT} l WHERE {in_force('l')}"
    found = (from_row(row) for row in reads.rows(sql, {"day": day.isoformat()}))
    return {leave.employee_id: leave for leave in found}


def on(reads: Reads, employee_id: int, day: date) -> Leave | None:
    """The leave that holds on a day; nothing where the employee is present."""
    return next((leave for leave in of_employee(reads, employee_id) if holds_on(leave, day)), None)


def start_leave(
    action: Action, employee_id: int, kind: str, since: date, until: date | None = None
) -> int:
    """Let a leave begin on a day; another one that goes on ends on the day before.

    Returns:
        The leave's id.

    Raises:
        UserError: no such kind, the end before the beginning, or not in service on that day.
    """
    if kind not in LEAVE_KINDS:
        raise UserError(
            f"「{kind}」という区分はありません。{'、'.join(LEAVE_KINDS)}から選んでください。",
            "kind",
        )
    if until is not None and until < since:
        raise UserError("終わりの日が始まりの日より前です。日付を確かめてください。", "until")
    if services.on(action, employee_id, since) is None:
        raise UserError(
            f"{wareki.long(since)}には在職していません。日付を確かめてください。", "since"
        )
    held = on(action, employee_id, since)
    if held is not None:
        end_from(action, "leave", held.id, day_before(since))
    return action.insert("leave", employee_id=employee_id, kind=kind, since=since, until=until)


def end_leave(action: Action, employee_id: int, back_on: date) -> None:
    """Let somebody come back (復職); the leave's last day is the day before.

    Raises:
        UserError: not on leave on that day.
    """
    held = on(action, employee_id, back_on)
    if held is None:
        raise UserError(
            f"{wareki.long(back_on)}には休職などをしていません。日付を確かめてください。", "back_on"
        )
    end_from(action, "leave", held.id, day_before(back_on))


def from_row(row: Iterable[Any]) -> Leave:
    """A row of this table as SELECT gives it."""
    employee_id, kind, since, until, row_id = row
    return Leave(employee_id, kind, to_day(since), to_day(until), row_id)
