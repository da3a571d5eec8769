"""資格の取得: who holds which qualification since when, and until when a registration is valid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.evidence import attachments
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.confirmation import (
    FROM_OFFICE,
    Confirmation,
    check_free,
    check_not_to_come,
    columns_of,
    removed,
)
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads


@dataclass(frozen=True, slots=True)
class Holding:
    """One qualification of one person. Without expires_on it never lapses."""

    employee_id: int
    qualification_id: int
    acquired_on: date
    expires_on: date | None = None
    certificate_number: str = ""
    verification: str = FROM_OFFICE
    id: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[int, int, date]:
        """What tells it apart from every other one."""
        return self.employee_id, self.qualification_id, self.acquired_on


@dataclass(frozen=True)
class Held:
    """A qualification of one person, as it is shown."""

    id: int
    code: str
    name: str
    acquired_on: date
    expires_on: date | None
    certificate_number: str
    verification: str
    note: str


@dataclass(frozen=True)
class HoldingEntry:
    """What a form says of one qualification of one person."""

    employee_id: int
    qualification_id: int
    acquired_on: date
    expires_on: date | None
    certificate_number: str
    note: str
    confirmation: Confirmation


def holdings(reads: Reads) -> dict[tuple[int, int, date], Holding]:
    """Every qualification of everybody, by its key."""
    found = reads.rows(
        "SELECT employee_id, qualification_id, acquired_on, expires_on, certificate_number,"
        " verification, id FROM holding"
    )
    read = [
        Holding(row[0], row[1], date.fromisoformat(row[2]), to_day(row[3]), row[4], row[5], row[6])
        for row in found
    ]
    return {each.key: each for each in read}


def ids_that_lapse(reads: Reads) -> set[int]:
    """The qualifications that have to be renewed."""
    found = reads.rows("SELECT id FROM qualification WHERE valid_years IS NOT NULL")
    return {row[0] for row in found}


def record(action: Action, held: Iterable[Holding]) -> None:
    """Write qualifications: those with an id are brought up to date, the others are added."""
    given = list(held)
    action.insert_many(
        "holding",
        ("employee_id", "qualification_id", "acquired_on", "expires_on", "certificate_number",
         "verification"),
        [
            (each.employee_id, each.qualification_id, each.acquired_on, each.expires_on,
             each.certificate_number, each.verification)
            for each in given
            if not each.id
        ],
    )  # fmt: skip
    action.update_many(
        "holding",
        ("expires_on", "certificate_number", "verification"),
        [
            (each.expires_on, each.certificate_number, each.verification, each.id)
            for each in given
            if each.id
        ],
    )


def entry(reads: Reads, row_id: int) -> HoldingEntry:
    """One qualification as a form shows it.

    Raises:
        UserError: it has been removed meanwhile.
    """
    found = reads.rows(
        "SELECT employee_id, qualification_id, acquired_on, expires_on, certificate_number, note,"
        " verification, checked_by, checked_on FROM holding WHERE id = ?",
        (row_id,),
    )
    if not found:
        raise removed()
    row = tuple(found[0])
    return HoldingEntry(
        row[0], row[1], date.fromisoformat(row[2]), to_day(row[3]), row[4], row[5],
        Confirmation(row[6], row[7], to_day(row[8])),
    )  # fmt: skip


def add(action: Action, given: HoldingEntry) -> int:
    """Add a qualification that somebody holds.

    Returns:
        The row's id.

    Raises:
        UserError: a day that cannot be, or it is registered already.
    """
    return action.insert("holding", **_columns(action, given, 0))


def correct(action: Action, row_id: int, given: HoldingEntry) -> None:
    """Put a qualification right; its scans stay.

    Raises:
        UserError: as for `add`, or it has been removed meanwhile.
    """
    action.update("holding", row_id, **_columns(action, given, row_id))


def remove(action: Action, row_id: int) -> None:
    """Remove a qualification that was never held, with its scans."""
    attachments.detach_all(action, Proof.HOLDING, row_id)
    action.delete("holding", row_id)


def _columns(action: Action, given: HoldingEntry, row_id: int) -> dict[str, Any]:
    check_not_to_come(action, given.acquired_on, "取得年月日", "acquired_on")
    if given.expires_on is not None and given.expires_on < given.acquired_on:
        raise UserError(
            f"有効期限（{wareki.short(given.expires_on)}）が取得年月日"
            f"（{wareki.short(given.acquired_on)}）より前です。どちらかを直してください。",
            "expires_on",
        )
    key = {
        "employee_id": given.employee_id,
        "qualification_id": given.qualification_id,
        "acquired_on": given.acquired_on,
    }
    check_free(action, "holding", key, row_id, "この資格の、同じ日の取得", "acquired_on")
    return {
        **key,
        "expires_on": given.expires_on,
        "certificate_number": given.certificate_number.strip(),
        "note": given.note.strip(),
        **columns_of(action, given.confirmation),
    }


def of_employee(reads: Reads, employee_id: int) -> list[Held]:
    """The qualifications of one person, the latest first."""
    found = reads.rows(
        "SELECT holding.id, qualification.code, qualification.name, acquired_on, expires_on,"
        " certificate_number, verification, note FROM holding"
        " JOIN qualification ON qualification.id = holding.qualification_id"
        " WHERE employee_id = ? ORDER BY acquired_on DESC, qualification.code",
        (employee_id,),
    )
    return [
        Held(row[0], row[1], row[2], date.fromisoformat(row[3]), to_day(row[4]), *tuple(row)[5:])
        for row in found
    ]
