"""How each account wants its lists: columns, order, widths, filters; the last one, and named views."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models.desk import Desk

LAST: Final = ""  # the name of the row that holds how a list looked last
LONGEST_NAME: Final = 40


@dataclass(frozen=True)
class ColumnLook:
    """How one column is shown.

    Args:
        width: in pixels at the standard text size; nothing for the column's own.
        shown: whether it is shown; nothing while nobody has chosen: where there is room for it.
    """

    key: str
    width: int | None = None
    shown: bool | None = None


@dataclass(frozen=True)
class ListLook:
    """How a list looks.

    Args:
        columns: in their order.
        order: key of the column that sorts; empty for the list's own order.
        filters: what the page's own filters hold, by their names.
    """

    columns: tuple[ColumnLook, ...] = ()
    order: str = ""
    descending: bool = False
    filters: Mapping[str, Any] = field(default_factory=dict)


def arrange(columns: Sequence[ColumnLook], keys: Sequence[str]) -> tuple[ColumnLook, ...]:
    """The columns of a list as they were kept, though the list may have others by now.

    Columns that are no more are dropped; new ones come after the column that stands before them
    by default, so that they are seen.

    Args:
        columns: as kept.
        keys: of the list's columns now, in their default order.
    """
    kept = [column for column in columns if column.key in keys]
    for at, key in enumerate(keys):
        if any(column.key == key for column in kept):
            continue
        before = keys[at - 1] if at else ""
        places = [place for place, column in enumerate(kept) if column.key == before]
        kept.insert(places[0] + 1 if places else 0, ColumnLook(key))
    return tuple(kept)


def get(desk: Desk, list_key: str, name: str = LAST) -> ListLook | None:
    """A view of the signed-in account; without a name, how the list looked last."""
    rows = desk.rows(
        "SELECT content FROM list_view WHERE account_id = ? AND list_key = ? AND name = ?",
        (desk.account_id, list_key, name),
    )
    return _from_text(rows[0]["content"]) if rows else None


def names(desk: Desk, list_key: str) -> list[str]:
    """The named views of a list."""
    rows = desk.rows(
        "SELECT name FROM list_view WHERE account_id = ? AND list_key = ? AND name <> ''"
        " ORDER BY name",
        (desk.account_id, list_key),
    )
    return [row["name"] for row in rows]


def keep(desk: Desk, list_key: str, look: ListLook, name: str = LAST) -> None:
    """Keep a view; one of the same name is replaced."""
    desk.note(
        "INSERT INTO list_view (account_id, list_key, name, content) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (account_id, list_key, name) DO UPDATE SET content = excluded.content",
        (desk.account_id, list_key, name, _to_text(look)),
    )


def rename(desk: Desk, list_key: str, name: str, new_name: str) -> None:
    """Give a view another name.

    Raises:
        UserError: the name is empty, too long or taken.
    """
    wanted = check_name(new_name)
    if wanted == name:
        return
    if wanted in names(desk, list_key):
        raise UserError(f"「{wanted}」という名前のビューは既にあります。", "name")
    desk.note(
        "UPDATE list_view SET name = ? WHERE account_id = ? AND list_key = ? AND name = ?",
        (wanted, desk.account_id, list_key, name),
    )


def drop(desk: Desk, list_key: str, name: str = LAST) -> None:
    """Forget a view."""
    desk.note(
        "DELETE FROM list_view WHERE account_id = ? AND list_key = ? AND name = ?",
        (desk.account_id, list_key, name),
    )


def check_name(name: str) -> str:
    """The name of a view as it is kept.

    Raises:
        UserError: it is empty or too long.
    """
    wanted = " ".join(name.split())
    if not wanted:
        raise UserError("ビューの名前を入れてください。", "name")
    if len(wanted) > LONGEST_NAME:
        raise UserError(f"ビューの名前は{LONGEST_NAME}文字までにしてください。", "name")
    return wanted


def _to_text(look: ListLook) -> str:
    content = {
        "columns": [[one.key, one.width, one.shown] for one in look.columns],
        "order": look.order,
        "descending": look.descending,
        "filters": dict(look.filters),
    }
    return json.dumps(content, ensure_ascii=False)


def _from_text(text: str) -> ListLook:
    content = json.loads(text)
    columns = tuple(ColumnLook(*one) for one in content["columns"])
    return ListLook(columns, content["order"], content["descending"], content["filters"])
