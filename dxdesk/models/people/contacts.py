"""人事担当 of each bureau: to whom inquiries go, and who is asked when something is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import day_before, end_from, in_force, to_day
from dxdesk.models.store import Reads

LONGEST_EXTENSION: Final = 50


@dataclass(frozen=True, slots=True)
class Contact:
    """The 人事担当 of a bureau, from a day to a day.

    Args:
        unit_id: of the bureau.
        extension: 内線番号, as written.
    """

    unit_id: int
    name: str
    extension: str
    since: date | None
    until: date | None
    id: int


_SELECT: Final = "SELECT unit_id, name, extension, since, until, id FROM bureau_contact c"


def contacts_on(reads: Reads, day: date) -> dict[int, Contact]:
    """Bureau → its 人事担当 on a day; bureaus without one are not in it."""
    rows = reads.rows(f"{_SELECT} WHERE {in_force('c')}", {"day": day.isoformat()})
    return {row[0]: _contact(row) for row in rows}


def _contact(row: Iterable[Any]) -> Contact:
    unit_id, name, extension, since, until, row_id = row
    return Contact(unit_id, name, extension, to_day(since), to_day(until), row_id)


def set_contact(action: Action, bureau_id: int, name: str, extension: str, since: date) -> None:
    """Let somebody be 人事担当 of a bureau from a day; who was until then ends on the day before.

    Raises:
        UserError: the name is empty or can be no name, or the extension is too long.
    """
    name, extension = name.strip(), names.digits(extension)
    names.check_name(name, "name")
    if len(extension) > LONGEST_EXTENSION:
        raise UserError(f"内線番号は{LONGEST_EXTENSION}文字までにしてください。", "extension")
    held = contacts_on(action, since).get(bureau_id)
    if held is not None and (held.name, held.extension) == (name, extension):
        return
    if held is not None and held.since == since:
        action.update("bureau_contact", held.id, name=name, extension=extension)
        return
    if held is not None:
        end_from(action, "bureau_contact", held.id, day_before(since))
    action.insert(
        "bureau_contact", unit_id=bureau_id, name=name, extension=extension, since=since,
        until=held.until if held else _free_until(action, bureau_id, since),
    )  # fmt: skip


def correct_contact(action: Action, contact: Contact, name: str, extension: str) -> None:
    """Put an entry right that was wrong.

    Raises:
        UserError: the name is empty or can be no name.
    """
    names.check_name(name.strip(), "name")
    action.update(
        "bureau_contact", contact.id, name=name.strip(), extension=names.digits(extension)
    )


def end_contact(action: Action, contact: Contact, last_day: date) -> None:
    """Let nobody be 人事担当 after a day."""
    end_from(action, "bureau_contact", contact.id, last_day)


def _free_until(reads: Reads, bureau_id: int, since: date) -> date | None:
    sql = "SELECT min(since) FROM bureau_contact WHERE unit_id = ? AND since > ?"
    following = to_day(reads.value(sql, (bureau_id, since.isoformat())))
    return day_before(following) if following else None
