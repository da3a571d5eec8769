"""業務経歴: who did which kind of work from when to when."""

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
class Experience:
    """One period of one kind of work of one person. Without until it is still going on."""

    employee_id: int
    experience_kind_id: int
    since: date
    until: date | None = None
    content: str = ""
    verification: str = FROM_OFFICE
    id: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[int, int, date]:
        """What tells it apart from every other one."""
        return self.employee_id, self.experience_kind_id, self.since


@dataclass(frozen=True)
class Worked:
    """A period of work of one person, as it is shown."""

    id: int
    code: str
    name: str
    since: date
    until: date | None
    content: str
    verification: str
    note: str


@dataclass(frozen=True)
class ExperienceEntry:
    """What a form says of one period of work of one person."""

    employee_id: int
    experience_kind_id: int
    since: date
    until: date | None
    content: str
    note: str
    confirmation: Confirmation


def experiences(reads: Reads) -> dict[tuple[int, int, date], Experience]:
    """Every period of everybody, by its key."""
    found = reads.rows(
        "SELECT employee_id, experience_kind_id, since, until, content, verification, id"
        " FROM experience"
    )
    read = [
        Experience(
            row[0], row[1], date.fromisoformat(row[2]), to_day(row[3]), row[4], row[5], row[6]
        )
        for row in found
    ]
    return {each.key: each for each in read}


def record(action: Action, worked: Iterable[Experience]) -> None:
    """Write periods of work: those with an id are brought up to date, the others are added."""
    given = list(worked)
    action.insert_many(
        "experience",
        ("employee_id", "experience_kind_id", "since", "until", "content", "verification"),
        [
            (each.employee_id, each.experience_kind_id, each.since, each.until, each.content,
             each.verification)
            for each in given
            if not each.id
        ],
    )  # fmt: skip
    action.update_many(
        "experience",
        ("until", "content", "verification"),
        [(each.until, each.content, each.verification, each.id) for each in given if each.id],
    )


def entry(reads: Reads, row_id: int) -> ExperienceEntry:
    """One period of work as a form shows it.

    Raises:
        UserError: it has been removed meanwhile.
    """
    found = reads.rows(
        "SELECT employee_id, experience_kind_id, since, until, content, note, verification,"
        " checked_by, checked_on FROM experience WHERE id = ?",
        (row_id,),
    )
    if not found:
        raise removed()
    row = tuple(found[0])
    return ExperienceEntry(
        row[0], row[1], date.fromisoformat(row[2]), to_day(row[3]), row[4], row[5],
        Confirmation(row[6], row[7], to_day(row[8])),
    )  # fmt: skip


def add(action: Action, given: ExperienceEntry) -> int:
    """Add a period of work.

    Returns:
        The row's id.

    Raises:
        UserError: days that cannot be, or it is registered already.
    """
    return action.insert("experience", **_columns(action, given, 0))


def correct(action: Action, row_id: int, given: ExperienceEntry) -> None:
    """Put a period of work right; its scans stay.

    Raises:
        UserError: as for `add`, or it has been removed meanwhile.
    """
    action.update("experience", row_id, **_columns(action, given, row_id))


def remove(action: Action, row_id: int) -> None:
    """Remove a period of work that never was, with its scans."""
    attachments.detach_all(action, Proof.EXPERIENCE, row_id)
    action.delete("experience", row_id)


def _columns(action: Action, given: ExperienceEntry, row_id: int) -> dict[str, Any]:
    check_not_to_come(action, given.since, "開始年月日", "since")
    if given.until is not None and given.until < given.since:
        raise UserError(
            f"終了年月日（{wareki.short(given.until)}）が開始年月日（{wareki.short(given.since)}）より前です。"
            "どちらかを直してください。",
            "until",
        )
    key = {
        "employee_id": given.employee_id,
        "experience_kind_id": given.experience_kind_id,
        "since": given.since,
    }
    check_free(action, "experience", key, row_id, "同じ種別で同じ日に始まる業務経歴", "since")
    return {
        **key,
        "until": given.until,
        "content": given.content.strip(),
        "note": given.note.strip(),
        **columns_of(action, given.confirmation),
    }


def of_employee(reads: Reads, employee_id: int) -> list[Worked]:
    """The periods of work of one person, the latest first."""
    found = reads.rows(
        "SELECT experience.id, kind.code, kind.name, since, until, content, verification, note"
        " FROM experience JOIN experience_kind AS kind ON kind.id = experience.experience_kind_id"
        " WHERE employee_id = ? ORDER BY since DESC, kind.code",
        (employee_id,),
    )
    return [
        Worked(row[0], row[1], row[2], date.fromisoformat(row[3]), to_day(row[4]), *tuple(row)[5:])
        for row in found
    ]
