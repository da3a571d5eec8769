"""Undo: an action's rows are put back as they were, unless a later action needs them as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models.journal import Act, Action, Kind
from dxdesk.models.schema import JOURNALED, Table
from dxdesk.models.store import IntegrityError, Reads, Row

UNDO = Act("undo", "元に戻す", "undo")
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


@dataclass(frozen=True)
class Image:
    """What happened to one row: ``before`` is None when it was added, ``after`` when removed."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The columns that an update changed."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in after if before.get(name) != after[name])


@dataclass
class Fate:
    """What the actions to be undone did to one row, all together."""

    existed: bool
    exists: bool = True
    written: dict[str, Any] = field(default_factory=dict)


def undone_ids(reads: Reads) -> frozenset[int]:
    """The actions that are undone now; an undo that was itself undone does not count."""
    undone: set[int] = set()
    for undo_id, undone_id in reads.rows(
        "SELECT undo_id, undone_id FROM undoing ORDER BY undo_id DESC"
    ):
        if undo_id not in undone:
            undone.add(undone_id)
    return frozenset(undone)


def actions_since(reads: Reads, action_id: int) -> list[int]:
    """What 「この操作以降をまとめて元に戻す」 undoes, newest first.

    An undo and what it undid cancel each other out where both lie in that time. Where an undo
    reaches further back, both are reversed, so that everything is as it was before the action.
    """
    undone_by: dict[int, list[int]] = {}
    for undo_id, undone_id in reads.rows("SELECT undo_id, undone_id FROM undoing"):
        undone_by.setdefault(undo_id, []).append(undone_id)
    sql = "SELECT id FROM action WHERE id >= ? AND kind = 'change' ORDER BY id DESC"
    cancelled: set[int] = set()
    found = []
    for row in reads.rows(sql, (action_id,)):
        targets = undone_by.get(row["id"])
        if row["id"] in cancelled:
            continue
        if targets and min(targets) >= action_id:
            cancelled.update(targets)
        else:
            found.append(row["id"])
    return found


def check_can_undo(reads: Reads, ids: Sequence[int], acts: Mapping[str, Act]) -> None:
    """Refuse what has no undo: other kinds of entry, what is undone, acts with an opposite.

    Args:
        ids: one action, or everything from an action on, where what is undone is known already.

    Raises:
        UserError: says what to do instead.
    """
    undone = undone_ids(reads) if len(ids) == 1 else frozenset()
    for action_id in ids:
        rows = reads.rows("SELECT act, kind, title FROM action WHERE id = ?", (action_id,))
        if not rows:
            raise UserError(f"操作{action_id}はありません。番号を確かめてください。")
        why_not = reason_against(rows[0], undone=action_id in undone, acts=acts)
        if why_not:
            raise UserError(f"操作{action_id}「{rows[0]['title']}」は元に戻せません。{why_not}")


def reason_against(entry: Row, *, undone: bool, acts: Mapping[str, Act]) -> str:
    """Why an entry of the record has no undo; empty where it has."""
    if entry["kind"] != Kind.CHANGE:
        return "閲覧・印刷・出力の記録です。"
    if undone:
        return "すでに元に戻してあります。"
    act = acts.get(entry["act"])
    return act.opposite if act else "この版では扱えない操作です。"


def put_back(action: Action, ids: Sequence[int]) -> int:
    """Undo actions inside an open one.

    Args:
        action: the undoing itself.
        ids: what to undo, newest first.

    Returns:
        How many rows were put back.

    Raises:
        UndoRefused: some row has changed since; the caller's transaction must be rolled back.
    """
    images = _load_images(action, ids)
    fates = _gather_fates(reversed(images))
    _refuse(action, _changed_since(action, fates))
    # A later row may still point to one that goes; the check after it finds which.
    action.connection.execute("PRAGMA defer_foreign_keys = ON")
    try:
        _write_back(action, images)
    except IntegrityError as error:
        _refuse(action, _in_the_way(action, images))
        raise UndoRefused("後の操作の内容と両立しないため、元に戻せません。", ()) from error
    _refuse(action, _without_partner(action, fates))
    for undone_id in ids:
        action.insert("undoing", undo_id=action.id, undone_id=undone_id)
    return len(fates)


def _load_images(reads: Reads, ids: Sequence[int]) -> list[Image]:
    """The images of the actions, newest first."""
    rows = reads.rows(
        "SELECT table_name, row_id, before, after FROM image"
        " WHERE action_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (json.dumps(list(ids)),),
    )
    return [
        Image(table, row_id, _parse(before), _parse(after)) for table, row_id, before, after in rows
    ]


def _parse(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)


def _gather_fates(oldest_first: Iterable[Image]) -> dict[tuple[str, int], Fate]:
    fates: dict[tuple[str, int], Fate] = {}
    for image in oldest_first:
        fate = fates.setdefault((image.table, image.row_id), Fate(existed=image.before is not None))
        fate.exists = image.after is not None
        if image.after is None:
            continue
        names = image.changed if image.before is not None else tuple(image.after)
        fate.written.update({name: image.after[name] for name in names})
    return fates


def _changed_since(reads: Reads, fates: dict[tuple[str, int], Fate]) -> Iterator[Obstacle]:
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


def _without_partner(reads: Reads, fates: dict[tuple[str, int], Fate]) -> Iterator[Obstacle]:
    """References that lead nowhere once everything is written back."""
    here: dict[str, list[int]] = {}
    gone: dict[str, list[int]] = {}
    for (table, row_id), fate in fates.items():
        (here if fate.existed else gone).setdefault(table, []).append(row_id)
    for child, column, parent in _references(reads):
        for row in reads.rows(
            f"SELECT DISTINCT {column} AS id FROM {child} WHERE id IN (SELECT value FROM json_each(?))"
            f" AND {column} NOT IN (SELECT id FROM {parent})",
            (json.dumps(here.get(child, [])),),
        ):
            if (parent, row["id"]) not in fates:
                yield _obstacle(reads, parent, row["id"], "後で削除されています")
        for row in reads.rows(
            f"SELECT id FROM {child} WHERE {column} IN (SELECT value FROM json_each(?))",
            (json.dumps(gone.get(parent, [])),),
        ):
            yield _obstacle(reads, child, row["id"], f"{TITLES[parent]}を使っています")


def _in_the_way(reads: Reads, newest_first: Iterable[Image]) -> Iterator[Obstacle]:
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
    groups = [*table.unique, *((f.name,) for f in table.fields if " UNIQUE" in f.sql)]
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


def _refuse(reads: Reads, obstacles: Iterable[Obstacle]) -> None:
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


def _write_back(action: Action, newest_first: Sequence[Image]) -> None:
    """Reverse every image in turn, so that each state on the way is one that was valid before."""
    for (table, kind, names), group in groupby(newest_first, key=_shape):
        images = list(group)
        if kind == "added":
            rows = [(image.row_id,) for image in images]
            action.execute_many(f"DELETE FROM {table} WHERE id = ?", rows)
        elif kind == "removed":
            marks = ", ".join("?" * len(names))
            sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
            action.execute_many(sql, [tuple((image.before or {}).values()) for image in images])
        else:
            befores = [image.before or {} for image in images]
            rows = [(*(b[name] for name in names), b["id"]) for b in befores]
            action.update_many(table, names, rows)


def _shape(image: Image) -> tuple[str, str, tuple[str, ...]]:
    if image.before is None:
        return image.table, "added", ()
    if image.after is None:
        return image.table, "removed", tuple(image.before)
    return image.table, "changed", image.changed
