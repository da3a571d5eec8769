"""What somebody else changed between opening a form and 登録: a stale edit is refused with both versions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import history
from dxdesk.models.store import Reads

Key = tuple[str, int]


@dataclass(frozen=True)
class Part:
    """Some rows of one table: those whose column has a value, e.g. the postings of an employee."""

    table: str
    column: str
    value: int


@dataclass(frozen=True)
class Seen:
    """Rows as they were when a form was opened."""

    parts: tuple[Part, ...]
    rows: Mapping[Key, Mapping[str, Any]]

    def of(self, *tables: str) -> Seen:
        """Only the rows of some tables."""
        parts = tuple(part for part in self.parts if part.table in tables)
        rows = {key: row for key, row in self.rows.items() if key[0] in tables}
        return Seen(parts, rows)


@dataclass(frozen=True)
class Difference:
    """One thing that somebody else changed.

    Args:
        table, row_id: where.
        before: the columns as they were seen; nothing where the row is new.
        now: the columns as they are; nothing where the row is gone.
    """

    table: str
    row_id: int
    before: Mapping[str, Any] | None
    now: Mapping[str, Any] | None

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that differ; none where the row is new or gone."""
        if self.before is None or self.now is None:
            return ()
        return tuple(name for name in self.now if self.before[name] != self.now[name])


class ChangedMeanwhile(UserError):
    """Somebody else was faster; nothing was saved.

    Args:
        differences: what they changed.
        account, at: who, and when.
    """

    def __init__(self, differences: tuple[Difference, ...], account: str, at: datetime) -> None:
        super().__init__(
            f"入力している間に、{account or 'ほかの利用者'}が同じ内容を変更しました。まだ登録していません。"
        )
        self.differences = differences
        self.account = account
        self.at = at


def look(reads: Reads, *parts: Part) -> Seen:
    """Remember some rows as they are now."""
    rows: dict[Key, Mapping[str, Any]] = {}
    for part in parts:
        sql = f"SELECT * FROM {part.table} WHERE {part.column} = ?"
        for row in reads.rows(sql, (part.value,)):
            rows[part.table, row["id"]] = {name: row[name] for name in row.keys()}  # noqa: SIM118
    return Seen(parts, rows)


def check(reads: Reads, seen: Seen, columns: Collection[str] = ()) -> None:
    """Refuse to overwrite what somebody else has changed since.

    Args:
        reads: the open action, so that nobody can be faster any more.
        seen: what the form began with.
        columns: only these are about to be written; without them any difference counts.

    Raises:
        ChangedMeanwhile: with what is different, who did it and when.
    """
    now = look(reads, *seen.parts)
    keys = sorted(seen.rows.keys() | now.rows.keys())
    found = (Difference(*key, seen.rows.get(key), now.rows.get(key)) for key in keys)
    different = tuple(each for each in found if each.before != each.now)
    stale = tuple(
        each
        for each in different
        if not columns or not each.changed or set(columns) & set(each.changed)
    )
    if stale:
        last = history.moments(reads, _ids_by_table(stale))[0]
        raise ChangedMeanwhile(stale, last.account, last.at)


def _ids_by_table(differences: Collection[Difference]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {}
    for each in differences:
        ids.setdefault(each.table, []).append(each.row_id)
    return ids
