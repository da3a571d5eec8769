"""氏名: 戸籍・旧姓・通称 of a person, each from a day to a day, code point for code point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import day_before, end_from, holds_on, in_force, to_day
from dxdesk.models.schema import NAME_KINDS
from dxdesk.models.store import Reads

REGISTERED = NAME_KINDS[0]
COLUMNS = ("employee_id", "kind", "text", "family", "given", "plain", "since", "until")
SELECT = "SELECT employee_id, kind, text, since, until, id FROM name_in_use"


@dataclass(frozen=True, slots=True)
class NameInUse:
    """One name: its kind, its text exactly as registered, from a day to a day."""

    employee_id: int
    kind: str
    text: str
    since: date | None
    until: date | None
    id: int


def row_of(
    employee_id: int,
    text: str,
    since: date | None,
    kind: str = REGISTERED,
    until: date | None = None,
) -> tuple[object, ...]:
    """A name as a row of its table, with what is derived from it."""
    family, given = names.split_name(text)
    if not given:
        family = ""
    return employee_id, kind, text, family, given, names.plain(text), since, until


def of_employee(reads: Reads, employee_id: int) -> list[NameInUse]:
    """All names of an employee, the newest first, 戸籍 before the others."""
    sql = f"{SELECT} WHERE employee_id = ? ORDER BY coalesce(since, '') DESC, id DESC"
    found = [from_row(row) for row in reads.rows(sql, (employee_id,))]
    return sorted(found, key=lambda name: NAME_KINDS.index(name.kind))


def registered_on(reads: Reads, day: date) -> dict[int, NameInUse]:
    """Employee → 戸籍 name on a day."""
    sql = f"{SELECT} n WHERE n.kind = '{REGISTERED}' AND {in_force('n')}"
    found = (from_row(row) for row in reads.rows(sql, {"day": day.isoformat()}))
    return {name.employee_id: name for name in found}


def registered(reads: Reads, employee_id: int, day: date) -> NameInUse | None:
    """The 戸籍 name of an employee on a day."""
    return next(
        (
            name
            for name in of_employee(reads, employee_id)
            if name.kind == REGISTERED and holds_on(name, day)
        ),
        None,
    )


def change_name(
    action: Action, employee_id: int, text: str, since: date, kind: str = REGISTERED
) -> int:
    """Give somebody another name from a day (改姓); the old one stays for the days before.

    Returns:
        The new name's id.

    Raises:
        UserError: the text cannot be a name, or no such kind.
    """
    _check(text, kind)
    for held in of_employee(action, employee_id):
        if held.kind == kind and holds_on(held, since):
            end_from(action, "name_in_use", held.id, day_before(since))
    row = row_of(employee_id, text, since, kind)
    return action.insert("name_in_use", **dict(zip(COLUMNS, row, strict=True)))


def end_name(action: Action, name: NameInUse, last_day: date) -> None:
    """Let the use of a 旧姓 or 通称 end on a day.

    Raises:
        UserError: it is a 戸籍 name, which another one follows instead.
    """
    if name.kind == REGISTERED:
        raise UserError(
            "戸籍の氏名は終えられません。新しい氏名への変更として登録してください。", "kind"
        )
    end_from(action, "name_in_use", name.id, last_day)


def correct_name(action: Action, name_id: int, text: str) -> None:
    """Put a name right that was entered wrongly.

    Raises:
        UserError: the text cannot be a name.
    """
    _check(text, REGISTERED)
    values = dict(zip(COLUMNS, row_of(0, text, None), strict=True))
    derived = {column: values[column] for column in ("text", "family", "given", "plain")}
    action.update("name_in_use", name_id, **derived)


def _check(text: str, kind: str) -> None:
    names.check_name(text, "name")
    if kind not in NAME_KINDS:
        raise UserError(
            f"氏名の種別「{kind}」はありません。{'、'.join(NAME_KINDS)}から選んでください。", "kind"
        )


def from_row(row: Iterable[Any]) -> NameInUse:
    """A row of this table as SELECT gives it."""
    employee_id, kind, text, since, until, row_id = row
    return NameInUse(employee_id, kind, text, to_day(since), to_day(until), row_id)
