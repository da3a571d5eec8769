"""Undo: an action's rows are put back as they were, unless a later action needs them as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from dxdesk.errors import UserError
from dxdesk.models.images import Image, gather_fates, load_images
from dxdesk.models.journal import Act, Action, Kind
from dxdesk.models.obstacles import (
    UndoRefused,
    changed_since,
    in_the_way,
    refuse,
    without_partner,
)
from dxdesk.models.store import IntegrityError, Reads, Row

UNDO = Act("undo", "元に戻す", "undo")


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

    An undo and what it undid cancel each other out where both lie in that time and nothing
    between them touched their rows. Where an undo reaches further back, or something came between,
    all of it is reversed, so that everything is as it was before the action.
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
        if (
            targets
            and min(targets) >= action_id
            and not _touched_between(reads, targets, row["id"])
        ):
            cancelled.update(targets)
        else:
            found.append(row["id"])
    return found


def _touched_between(reads: Reads, undone: Sequence[int], undo_id: int) -> bool:
    """Whether a row of the undone actions was touched by another one before they were undone."""
    rows = reads.rows(
        "SELECT 1 FROM image AS theirs JOIN image AS other"
        " ON other.table_name = theirs.table_name AND other.row_id = theirs.row_id"
        " WHERE theirs.action_id IN (SELECT value FROM json_each(:undone))"
        " AND other.action_id > theirs.action_id AND other.action_id < :undo"
        " AND other.action_id NOT IN (SELECT value FROM json_each(:undone)) LIMIT 1",
        {"undone": json.dumps(list(undone)), "undo": undo_id},
    )
    return bool(rows)


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
    images = load_images(action, ids)
    fates = gather_fates(reversed(images))
    refuse(action, changed_since(action, fates))
    # A later row may still point to one that goes; the check after it finds which.
    action.connection.execute("PRAGMA defer_foreign_keys = ON")
    try:
        _write_back(action, images)
    except IntegrityError as error:
        refuse(action, in_the_way(action, images))
        raise UndoRefused("後の操作の内容と両立しないため、元に戻せません。", ()) from error
    refuse(action, without_partner(action, fates))
    for undone_id in ids:
        action.insert("undoing", undo_id=action.id, undone_id=undone_id)
    return len(fates)


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
            rows = [(*(before[name] for name in names), before["id"]) for before in befores]
            action.update_many(table, names, rows)


def _shape(image: Image) -> tuple[str, str, tuple[str, ...]]:
    if image.before is None:
        return image.table, "added", ()
    if image.after is None:
        return image.table, "removed", tuple(image.before)
    return image.table, "changed", image.changed
