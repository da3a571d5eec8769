"""What stands in the way of an undo: rows that a later action needs as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dxdesk.errors import UserError
from dxdesk.models.images import Fates, Image
from dxdesk.models.schema import JOURNALED, Table
from dxdesk.models.store import Reads

TITLES = {table.name: table.meaning.split("。")[0] for table in JOURNALED}
_SHOWN = 10


@dataclass(frozen=True)
class Obstacle:
    """A row that cannot be put back.

    Args:
        table, row_id: the row.
        reason: Japanese.
        later_action: the action that changed it since; 0 where there is none.
    """

    table: str
    row_id: int
    reason: str
    later_action: int


class UndoRefused(UserError):
    """Some row has changed since; nothing was undone."""

    def __init__(self, text: str, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(text)
        self.obstacles = tuple(obstacles)


def changed_since(reads: Reads, fates: Fates) -> Iterator[Obstacle]:
    """Rows whose columns no longer hold what was written."""
    for table, keys in groupby(sorted(fates), key=lambda key: key[0]):
        ids = [row_id for _, row_id in keys]
        present = {
            row["id"]: dict(row)
            for row in reads.rows(
                f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(ids),),
            )
        }
        for row_id in ids:
            fate, row = fates[table, row_id], present.get(row_id)
            if row is None:
                if fate.exists:
                    yield _obstacle(reads, table, row_id, "後で削除されています")
            elif not fate.exists:
                yield _obstacle(reads, table, row_id, "後で作られています")
            elif not fate.written.items() <= row.items():
                yield _obstacle(reads, table, row_id, "後で変更されています")


def without_partner(reads: Reads, fates: Fates) -> Iterator[Obstacle]:
    """References that lead nowhere once everything is written back."""
    here: dict[str, list[int]] = {}
    gone: dict[str, list[int]] = {}
    for (table, row_id), fate in fates.items():
        (here if fate.existed else gone).setdefault(table, []).append(row_id)
    for child, column, parent in _references(reads):
        for row in reads.rows(
            f"SELECT DISTINCT {column} AS id FROM {child} WHERE id IN (SELECT value FROM json_each(?))"
            # NULL NOT IN (nothing at all) is true.
            f" AND {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})",
            (json.dumps(here.get(child, [])),),
        ):
            if (parent, row["id"]) not in fates:
                yield _obstacle(reads, parent, row["id"], "後で削除されています")
        for row in reads.rows(
            f"SELECT id FROM {child} WHERE {column} IN (SELECT value FROM json_each(?))",
            (json.dumps(gone.get(parent, [])),),
        ):
            yield _obstacle(reads, child, row["id"], f"{TITLES[parent]}を使っています")


def in_the_way(reads: Reads, newest_first: Iterable[Image]) -> Iterator[Obstacle]:
    """Rows that leave no room for one that should return: they hold what only one row may hold."""
    targets = {
        (image.table, image.row_id): image.before
        for image in newest_first
        if image.before is not None
    }
    for (table, _), values in targets.items():
        for condition in _ROOM_FOR_ONE[table]:
            sql = f"SELECT id FROM {table} WHERE {condition} AND id <> :id"
            for row in reads.rows(sql, values):
                if (table, row["id"]) not in targets:
                    reason = "後の操作で同じ内容になっています"
                    yield _obstacle(reads, table, row["id"], reason)


def _conditions_for_one(table: Table) -> list[str]:
    groups = [*table.unique, *((field.name,) for field in table.fields if " UNIQUE" in field.sql)]
    conditions = [" AND ".join(f"{name} = :{name}" for name in group) for group in groups]
    if table.name == "posting":
        conditions.append(
            "employee_id = :employee_id AND main = 1 AND :main = 1"
            " AND coalesce(since, '') <= coalesce(:until, '9999')"
            " AND coalesce(until, '9999') >= coalesce(:since, '')"
        )
    return conditions


_ROOM_FOR_ONE = {table.name: _conditions_for_one(table) for table in JOURNALED}


def _references(reads: Reads) -> list[tuple[str, str, str]]:
    """Every (child table, column, parent table) among the journaled tables."""
    return [
        (table.name, row["from"], row["table"])
        for table in JOURNALED
        for row in reads.rows(f"SELECT * FROM pragma_foreign_key_list('{table.name}')")
        if row["table"] in TITLES
    ]


def _obstacle(reads: Reads, table: str, row_id: int, reason: str) -> Obstacle:
    later = reads.value(
        "SELECT coalesce(max(action_id), 0) FROM image WHERE table_name = ? AND row_id = ?"
        " AND action_id NOT IN (SELECT action_id FROM open_action)",
        (table, row_id),
    )
    return Obstacle(table, row_id, reason, later)


def refuse(reads: Reads, obstacles: Iterable[Obstacle]) -> None:
    """Stop an undo where anything stands in its way.

    Raises:
        UndoRefused: with the rows and the later actions.
    """
    listed = list(obstacles)
    if listed:
        raise UndoRefused(_refusal(reads, listed), listed)


def _refusal(reads: Reads, obstacles: Sequence[Obstacle]) -> str:
    lines = ["後の操作で変わった内容があるため、元に戻せません。何も変えていません。"]
    grouped: dict[tuple[str, str, int], int] = {}
    for one in obstacles:
        key = (one.table, one.reason, one.later_action)
        grouped[key] = grouped.get(key, 0) + 1
    for (table, reason, later), count in list(grouped.items())[:_SHOWN]:
        title = reads.rows("SELECT title FROM action WHERE id = ?", (later,))
        by = f"（操作{later}「{title[0]['title']}」）" if title else ""
        lines.append(f"・{TITLES[table]} {count}件：{reason}{by}")
    if len(grouped) > _SHOWN:
        lines.append(f"・ほか{len(grouped) - _SHOWN}種類")
    lines.append("「この操作以降をまとめて元に戻す」を使うと、後の操作も含めて戻せます。")
    return "\n".join(lines)
