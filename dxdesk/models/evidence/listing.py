"""Everybody's evidence as lists: which rows fit, in which order, and what is shown of some of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.confirmation import SELF_REPORTED
from dxdesk.models.people.search import ON_ROLL, ORDERS, PLACE, list_rows
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

PROOFS: Final = tuple(Proof)


@dataclass(frozen=True)
class _Source:
    """Where one kind of evidence stands.

    Args:
        kinds: the table of what was attended, is held or was done.
        since, until: the columns of its days; SQL.
        detail: its number or contents; SQL.
    """

    kinds: str
    since: str
    until: str
    detail: str


_SOURCES: Final = {
    Proof.ATTENDANCE: _Source("training", "own.day", "NULL", "own.result"),
    Proof.HOLDING: _Source(
        "qualification", "own.acquired_on", "own.expires_on", "own.certificate_number"
    ),
    Proof.EXPERIENCE: _Source("experience_kind", "own.since", "own.until", "own.content"),
}
_SCANS: Final = "(SELECT count(*) FROM attachment WHERE attachment.{column} = own.id)"
# A registration that was renewed is not said to lapse: only the last one of a qualification counts.
_NOT_RENEWED: Final = """
    own.expires_on <= :lapsing AND NOT EXISTS (
      SELECT 1 FROM holding later
       WHERE later.employee_id = own.employee_id AND later.qualification_id = own.qualification_id
         AND (later.expires_on IS NULL OR later.expires_on > own.expires_on))"""
_OF_PEOPLE: Final = ("number", "name", "bureau", "unit")


@dataclass(frozen=True)
class Wanted:
    """What a list of evidence should show; only of people on roll on the day.

    Args:
        proofs: the kinds of evidence.
        day: as of which people and units are.
        kind_id: only this qualification or kind of experience; 0 for all.
        bureau_id: only people of this 部局; 0 for all.
        verification: only this 確認区分; empty for all.
        lapsing: only registrations that are not renewed and lapse up to this day.
        order: key of a column.
    """

    proofs: tuple[Proof, ...]
    day: date
    kind_id: int = 0
    bureau_id: int = 0
    verification: str = ""
    lapsing: date | None = None
    order: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence in a list; the fields are the keys of the list's columns.

    Args:
        key: which row of which kind of evidence, see `key_of`.
        number, name, bureau, unit: whose it is.
        kind: the training, qualification or kind of experience.
        since, until: 取得日 and 有効期限, or the first and the last day.
        detail: 合格証書番号, 内容 or 結果.
        scans: how many there are.
        checked_by: the account that saw the original or a copy.
    """

    key: int
    employee_id: int
    number: str
    name: str
    bureau: str
    unit: str
    kind: str
    since: date
    until: date | None
    detail: str
    verification: str
    scans: int
    checked_by: str
    checked_on: date | None
    note: str


def key_of(proof: Proof, row_id: int) -> int:
    """One number for a row of any kind of evidence, so that one list can hold all kinds."""
    return row_id * len(PROOFS) + PROOFS.index(proof)


def of_key(key: int) -> tuple[Proof, int]:
    """The kind of evidence and the row that a key stands for."""
    row_id, place = divmod(key, len(PROOFS))
    return PROOFS[place], row_id


def find(reads: Reads, wanted: Wanted) -> list[tuple[int, int]]:
    """The evidence that fits, in the order wanted.

    Returns:
        For each its key, and whose it is.
    """
    order = _order(wanted)
    parts = [_select(proof, wanted, order) for proof in wanted.proofs]
    falling = [wanted.descending and not part.endswith("IS NULL") for part in order]
    places = ", ".join(
        f"{at} DESC" if down else str(at)
        for at, down in enumerate((*falling, False, False, False), start=3)
    )
    sql = " UNION ALL ".join(parts) + f" ORDER BY {places}"
    params = {
        "day": wanted.day.isoformat(),
        "kind_id": wanted.kind_id,
        "bureau_id": wanted.bureau_id,
        "verification": wanted.verification,
        "lapsing": wanted.lapsing.isoformat() if wanted.lapsing else "",
    }
    return [(row[0], row[1]) for row in reads.rows(sql, params)]


def _order(wanted: Wanted) -> tuple[str, ...]:
    """The expressions by which a list is ordered, before kana, number and the row itself."""
    if wanted.order in _OF_PEOPLE:
        return tuple(f"+{part}" for part in ORDERS[wanted.order][1].split(", "))
    return {
        "kind": ("kind.code",),
        "since": ("{since}",),
        "until": ("{until} IS NULL", "{until}"),
        "detail": ("{detail}",),
        "verification": ("own.verification",),
        "scans": ("{scans}",),
        "checked_by": ("(SELECT name FROM account WHERE account.id = own.checked_by)",),
        "checked_on": ("own.checked_on IS NULL", "own.checked_on"),
        "note": ("own.note",),
    }[wanted.order]


def _select(proof: Proof, wanted: Wanted, order: tuple[str, ...]) -> str:
    source = _SOURCES[proof]
    scans = _SCANS.format(column=proof.column)
    filled = [
        part.format(since=source.since, until=source.until, detail=source.detail, scans=scans)
        for part in order
    ]
    # The sign keeps SQLite from going through everybody in the order of kana for a few rows.
    shown = ", ".join((*filled, "+e.kana_order", "e.number", "own.id"))
    conditions = [ON_ROLL]
    if wanted.kind_id:
        conditions.append("kind.id = :kind_id")
    if wanted.bureau_id:
        conditions.append("u.parent_id = :bureau_id")
    if wanted.verification:
        conditions.append("own.verification = :verification")
    if wanted.lapsing:
        conditions.append(_NOT_RENEWED)
    return (
        f"SELECT own.id * {len(PROOFS)} + {PROOFS.index(proof)}, own.employee_id, {shown}"
        f" FROM {proof} own JOIN employee e ON e.id = own.employee_id"
        f" JOIN {source.kinds} kind ON kind.id = own.{source.kinds}_id {PLACE}"
        f" WHERE {' AND '.join(conditions)}"
    )


def rows(reads: Reads, keys: Iterable[int], day: date) -> dict[int, EvidenceRow]:
    """What is shown of some pieces of evidence, by their keys; those that are gone are left out."""
    wanted: dict[Proof, list[int]] = {}
    for key in keys:
        proof, row_id = of_key(key)
        wanted.setdefault(proof, []).append(row_id)
    found = [row for proof, ids in wanted.items() for row in _rows_of(reads, proof, ids)]
    people = {
        one.employee_id: one for one in list_rows(reads, sorted({row[1] for row in found}), day)
    }
    shown = {}
    for key, employee_id, kind, since, until, detail, verification, scans, by, on, note in found:
        person = people.get(employee_id)
        if person is not None:
            shown[key] = EvidenceRow(
                key, employee_id, person.number, person.name, person.bureau, person.unit, kind,
                date.fromisoformat(since), to_day(until), detail, verification, scans, by or "",
                to_day(on), note,
            )  # fmt: skip
    return shown


def _rows_of(reads: Reads, proof: Proof, ids: list[int]) -> list[tuple[Any, ...]]:
    source = _SOURCES[proof]
    sql = (
        f"SELECT own.id * {len(PROOFS)} + {PROOFS.index(proof)}, own.employee_id, kind.name,"
        f" {source.since}, {source.until}, {source.detail}, own.verification,"
        f" {_SCANS.format(column=proof.column)}, account.name, own.checked_on, own.note"
        f" FROM {proof} own JOIN {source.kinds} kind ON kind.id = own.{source.kinds}_id"
        " LEFT JOIN account ON account.id = own.checked_by"
        " WHERE own.id IN (SELECT value FROM json_each(?))"
    )
    return [tuple(row) for row in reads.rows(sql, (json.dumps(ids),))]


def kinds(reads: Reads, proof: Proof) -> list[tuple[int, str]]:
    """Everything of a kind that can be listed by: id and name of trainings, qualifications, …."""
    table = _SOURCES[proof].kinds
    return [(row[0], row[1]) for row in reads.rows(f"SELECT id, name FROM {table} ORDER BY id")]


def kind_name(reads: Reads, proof: Proof, kind_id: int) -> str:
    """The name of a training, a qualification or a kind of experience."""
    table = _SOURCES[proof].kinds
    return str(reads.value(f"SELECT name FROM {table} WHERE id = ?", (kind_id,)))


def unchecked(day: date, bureau_id: int = 0) -> Wanted:
    """確認待ち: everything that people have only said themselves, in the official order."""
    return Wanted(PROOFS, day, bureau_id=bureau_id, verification=SELF_REPORTED, order="bureau")
