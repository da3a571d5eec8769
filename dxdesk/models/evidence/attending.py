"""One attendance of one person, typed in or put right outside of its session's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.evidence import attachments, enrolments, on_roll, sessions
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.confirmation import Confirmation, check_free, columns_of, removed
from dxdesk.models.evidence.trainings import Attendance

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads


@dataclass(frozen=True)
class AttendanceEntry:
    """What a form says of one attendance of one person."""

    employee_id: int
    training_id: int
    day: date
    result: str
    note: str
    confirmation: Confirmation


def entry(reads: Reads, row_id: int) -> AttendanceEntry:
    """One attendance as a form shows it.

    Raises:
        UserError: it has been removed meanwhile.
    """
    found = reads.rows(
        "SELECT employee_id, training_id, day, result, note, verification, checked_by, checked_on"
        " FROM attendance WHERE id = ?",
        (row_id,),
    )
    if not found:
        raise removed()
    row = tuple(found[0])
    checked_on = date.fromisoformat(row[7]) if row[7] else None
    return AttendanceEntry(
        row[0], row[1], date.fromisoformat(row[2]), row[3], row[4],
        Confirmation(row[5], row[6], checked_on),
    )  # fmt: skip


def add(action: Action, given: AttendanceEntry) -> int:
    """Add an attendance that belongs to no session.

    Returns:
        The row's id.

    Raises:
        UserError: it cannot have been, or it is registered already.
    """
    return action.insert("attendance", **_columns(action, given, 0))


def correct(action: Action, row_id: int, given: AttendanceEntry) -> None:
    """Put an attendance right; its scans and its session stay.

    Raises:
        UserError: as for `add`, it has been removed meanwhile, or it is one of a session on whose
            day it would not be any more.
    """
    action.update("attendance", row_id, **_columns(action, given, row_id))
    enrolments.check_seats(action, [_session_of(action, row_id)])


def remove(action: Action, row_id: int) -> None:
    """Remove an attendance that never was, with its scans."""
    attachments.detach_all(action, Proof.ATTENDANCE, row_id)
    action.delete("attendance", row_id)


def _session_of(reads: Reads, row_id: int) -> int | None:
    found = reads.rows("SELECT session_id FROM attendance WHERE id = ?", (row_id,))
    return found[0][0] if found else None


def _columns(action: Action, given: AttendanceEntry, row_id: int) -> dict[str, Any]:
    session_id = _session_of(action, row_id)
    session = sessions.get(action, session_id) if session_id else None
    if session is not None and (session.training_id, session.until) != (
        given.training_id,
        given.day,
    ):
        raise UserError(
            f"この受講は{session.title}（{wareki.short(session.until)}まで）のものです。"
            "研修と受講日は、研修の画面の開催回で変えてください。",
            "day",
        )
    attended = Attendance(given.employee_id, given.training_id, given.day, given.result)
    on_roll.roll(action, action.today, given.employee_id).check(attended, session)
    key = {
        "training_id": given.training_id,
        "employee_id": given.employee_id,
        "day": given.day,
    }
    check_free(action, "attendance", key, row_id, "この研修の、同じ日の受講", "day")
    return {
        **key,
        "result": given.result,
        "note": given.note.strip(),
        **columns_of(action, given.confirmation),
    }
