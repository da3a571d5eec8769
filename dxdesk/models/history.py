"""The record as it is read: what was done, and what happened to some rows (変更履歴)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dxdesk.models import undo
from dxdesk.models.journal import Act, Kind
from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Entry:
    """One line of the record.

    Args:
        undone: it has no effect any more.
        why_not: why it cannot be undone; empty where it can.
    """

    id: int
    act: str
    kind: Kind
    title: str
    account: str
    at: datetime
    subject: str
    undone: bool
    why_not: str


@dataclass(frozen=True)
class Moment:
    """What one action did to one row."""

    action_id: int
    title: str
    account: str
    at: datetime
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class KeptFile:
    """A file as it was when an action took it in.

    Args:
        act: what took it in; whoever may not do that may not see the file (a 内示).
    """

    act: str
    name: str
    content: bytes


def kept_files(reads: Reads, action_id: int) -> list[KeptFile]:
    """The files that an action kept, in the order in which it kept them."""
    rows = reads.rows(
        "SELECT action.act, kept_file.name, blob.bytes FROM kept_file"
        " JOIN action ON action.id = kept_file.action_id"
        " JOIN blob ON blob.sha256 = kept_file.sha256"
        " WHERE kept_file.action_id = ? ORDER BY kept_file.id",
        (action_id,),
    )
    return [KeptFile(act, name, content) for act, name, content in rows]


def entries(reads: Reads, acts: Mapping[str, Act], limit: int = -1) -> list[Entry]:
    """The record, newest first; a negative limit means all of it."""
    undone = undo.undone_ids(reads)
    rows = reads.rows(
        "SELECT action.*, coalesce(account.name, '') AS account FROM action"
        " LEFT JOIN account ON account.id = action.account_id"
        " ORDER BY action.id DESC LIMIT ?",
        (limit,),
    )
    return [
        Entry(
            id=row["id"],
            act=row["act"],
            kind=Kind(row["kind"]),
            title=row["title"],
            account=row["account"],
            at=datetime.fromisoformat(row["at"]),
            subject=row["subject"],
            undone=row["id"] in undone,
            why_not=undo.reason_against(row, undone=row["id"] in undone, acts=acts),
        )
        for row in rows
    ]


def moments(reads: Reads, rows_of: Mapping[str, Sequence[int]]) -> list[Moment]:
    """What has happened to some rows, newest first.

    Args:
        rows_of: ids by table.
    """
    found = [moment for table, ids in rows_of.items() for moment in _of_table(reads, table, ids)]
    return sorted(found, key=lambda moment: -moment.action_id)


def _of_table(reads: Reads, table: str, ids: Sequence[int]) -> list[Moment]:
    rows = reads.rows(
        "SELECT image.action_id, action.title, action.at, image.before, image.after,"
        " coalesce(account.name, '') AS account FROM image"
        " JOIN action ON action.id = image.action_id"
        " LEFT JOIN account ON account.id = action.account_id"
        " WHERE image.table_name = ?"
        " AND image.row_id IN (SELECT value FROM json_each(?))",
        (table, json.dumps(list(ids))),
    )
    return [
        Moment(
            action_id=row["action_id"],
            title=row["title"],
            account=row["account"],
            at=datetime.fromisoformat(row["at"]),
            before=_content(row["before"]),
            after=_content(row["after"]),
        )
        for row in rows
    ]


def _content(text: str | None) -> dict[str, Any] | None:
    content: dict[str, Any] | None = json.loads(text) if text else None
    return content
