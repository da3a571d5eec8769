"""講師 of a session: a member of staff, or somebody from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.evidence import sessions
from dxdesk.models.people.search import list_rows

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

LONGEST_TOPIC: Final = 200


@dataclass(frozen=True, slots=True)
class Lecturer:
    """Who teaches in a session.

    Args:
        employee_id: of a member of staff; None for somebody from outside.
        name: of somebody from outside; organisation likewise.
        topic: what is taught.
    """

    session_id: int
    employee_id: int | None
    name: str = ""
    organisation: str = ""
    topic: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Teaching:
    """A lecturer as lists show one: staff with number and unit, others with their organisation."""

    lecturer: Lecturer
    ordinal: int
    number: str
    name: str
    place: str


def of_training(reads: Reads, training_id: int, fiscal_year: int, day: date) -> list[Teaching]:
    """The lecturers of a training in a fiscal year, session by session.

    Args:
        day: as of which the units of staff are said.
    """
    rows = reads.rows(
        "SELECT l.session_id, l.employee_id, l.name, l.organisation, l.topic, l.id, s.ordinal"
        " FROM lecturer l JOIN training_session s ON s.id = l.session_id"
        " WHERE s.training_id = ? AND s.fiscal_year = ? ORDER BY s.ordinal, l.id",
        (training_id, fiscal_year),
    )
    ids = [row["employee_id"] for row in rows if row["employee_id"]]
    people = {each.employee_id: each for each in list_rows(reads, ids, day)}
    found = []
    for row in rows:
        *own, ordinal = tuple(row)
        lecturer = Lecturer(*own)
        staff = people.get(lecturer.employee_id or 0)
        if staff is None:
            found.append(Teaching(lecturer, ordinal, "", lecturer.name, lecturer.organisation))
        else:
            unit = " ".join(filter(None, (staff.bureau, staff.unit)))
            found.append(Teaching(lecturer, ordinal, staff.number, staff.name, unit))
    return found


def add(action: Action, lecturer: Lecturer) -> int:
    """Add a lecturer to a session.

    Returns:
        The row's id.

    Raises:
        UserError: neither or both of staff and a name, or the same person a second time.
    """
    return action.insert("lecturer", **_checked(action, lecturer))


def change(action: Action, lecturer: Lecturer) -> None:
    """Put a lecturer right.

    Raises:
        UserError: as when adding.
    """
    action.update("lecturer", lecturer.id, **_checked(action, lecturer))


def remove(action: Action, lecturer_id: int) -> None:
    """Take a lecturer out of a session."""
    action.delete("lecturer", lecturer_id)


def _checked(action: Action, lecturer: Lecturer) -> dict[str, Any]:
    sessions.get(action, lecturer.session_id)
    name = lecturer.name.strip()
    if lecturer.employee_id and name:
        raise UserError("職員番号か、庁外の講師の氏名の、どちらか一方を入力してください。", "name")
    if not lecturer.employee_id and not name:
        raise UserError("講師の職員番号か、庁外の講師の氏名を入力してください。", "number")
    if name:
        names.check_name(name, "name")
    for key, text in (("organisation", lecturer.organisation), ("topic", lecturer.topic)):
        if len(text) > LONGEST_TOPIC:
            raise UserError(
                f"{len(text):,}文字あります。{LONGEST_TOPIC}文字までにしてください。", key
            )
    again = action.rows(
        "SELECT 1 FROM lecturer WHERE session_id = ? AND employee_id = ? AND id <> ?",
        (lecturer.session_id, lecturer.employee_id, lecturer.id),
    )
    if again:
        raise UserError("この職員は、この開催回の講師として登録済みです。", "number")
    return {
        "session_id": lecturer.session_id, "employee_id": lecturer.employee_id, "name": name,
        "organisation": lecturer.organisation.strip(), "topic": lecturer.topic.strip(),
    }  # fmt: skip
