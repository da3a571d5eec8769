"""Actions, the only way to write, and the images of what they touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models.chain import chain_value, head, seal
from dxdesk.models.schema import Table
from dxdesk.models.store import Connection, Params, Row, fetch, fetch_value, speaking_of_the_store


class Kind(StrEnum):
    """What an action does."""

    CHANGE = "change"
    READ = "read"
    PRINT = "print"
    EXPORT = "export"


@dataclass(frozen=True)
class Act:
    """Something that can be done.

    Args:
        key: stays for ever, it is written into the record.
        title: Japanese.
        right: the right that it needs.
        kind: of the entry in the record.
        opposite: where undo does not fit, what to do instead, in Japanese.
    """

    key: str
    title: str
    right: str
    kind: Kind = Kind.CHANGE
    opposite: str = ""


@dataclass(frozen=True)
class Changes:
    """Which rows of which tables an action touched."""

    tables: dict[str, frozenset[int]]


@dataclass
class Action:
    """An open, named action: the only way to write. Everything in it happens, or nothing."""

    id: int
    act: Act
    now: datetime
    account_id: int
    connection: Connection
    _afterwards: list[Callable[[], None]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day on which the action happens."""
        return self.now.date()

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query, with the action's own changes."""
        return fetch(self.connection, sql, params)

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, with the action's own changes."""
        return fetch_value(self.connection, sql, params)

    def insert(self, table: str, **values: Any) -> int:
        """Add a row.

        Returns:
            Its id.
        """
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        what = f"({names}) VALUES ({marks})" if values else "DEFAULT VALUES"
        sql = f"INSERT INTO {table} {what}"
        with speaking_of_the_store():
            cursor = self.connection.execute(sql, [to_sql(value) for value in values.values()])
        return int(cursor.lastrowid or 0)

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> range:
        """Add many rows.

        Args:
            columns: names without the id.
            rows: their values; days as text or as dates.

        Returns:
            The ids, in the order of the rows.
        """
        first = self._next_id(table)
        numbered = [(first + at, *row) for at, row in enumerate(rows)]
        marks = ", ".join("?" * (len(columns) + 1))
        sql = f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({marks})"
        self.execute_many(sql, numbered)
        return range(first, first + len(numbered))

    def update(self, table: str, row_id: int, **values: Any) -> None:
        """Change columns of a row.

        Raises:
            UserError: another action has removed it meanwhile.
        """
        self.update_many(table, tuple(values), [(*values.values(), row_id)])

    def update_many(
        self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> None:
        """Change the same columns of many rows.

        Args:
            rows: each the columns' values, then the id.

        Raises:
            UserError: another action has removed one of them meanwhile.
        """
        settings = ", ".join(f"{name} = ?" for name in columns)
        self._reach_all(f"UPDATE {table} SET {settings} WHERE id = ?", list(rows))

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row.

        Raises:
            UserError: another action has removed it already.
        """
        self._reach_all(f"DELETE FROM {table} WHERE id = ?", [(row_id,)])

    def keep_file(self, name: str, content: bytes) -> None:
        """Keep a file with this action, as it was."""
        sha256 = self.keep_bytes(content)
        with speaking_of_the_store():
            self.connection.execute(
                "INSERT INTO kept_file (action_id, name, sha256, seal) VALUES (?, ?, ?, ?)",
                (self.id, name, sha256, seal(name, sha256)),
            )

    def keep_bytes(self, content: bytes) -> str:
        """Keep bytes in the store; what is there already is not kept twice.

        Returns:
            Their SHA-256, by which rows point to them.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        with speaking_of_the_store():
            self.connection.execute(
                "INSERT INTO blob (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (sha256, content),
            )
        return sha256

    def after_commit(self, call: Callable[[], None]) -> None:
        """Do something once this action has really happened."""
        self._afterwards.append(call)

    def committed(self) -> None:
        """Do what was waiting for the commit."""
        for call in self._afterwards:
            call()

    def changes(self) -> Changes:
        """Which rows of which tables have been touched so far."""
        touched: dict[str, set[int]] = {}
        sql = "SELECT DISTINCT table_name, row_id FROM image WHERE action_id = ?"
        for table, row_id in self.rows(sql, (self.id,)):
            touched.setdefault(table, set()).add(row_id)
        return Changes({table: frozenset(ids) for table, ids in touched.items()})

    def _next_id(self, table: str) -> int:
        rows = self.rows("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        return int(rows[0][0]) + 1 if rows else 1

    def _reach_all(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if self.execute_many(sql, rows) != len(rows):
            raise UserError(
                "ほかの操作で、この内容はすでに削除されています。開き直してから、もう一度行ってください。"
            )

    def execute_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> int:
        """Run one statement for many rows; the verbs above say it better where they fit.

        Returns:
            How many rows it added, changed or removed.
        """
        with speaking_of_the_store():
            values = [tuple(map(to_sql, row)) for row in rows]
            return self.connection.executemany(sql, values).rowcount


def to_sql(value: Any) -> Any:
    """A value as the store holds it: days and times as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


# --- images -----------------------------------------------------------------


def teach_sealing(connection: Connection) -> None:
    """Give a writing connection the function that the triggers call."""
    connection.create_function("dxdesk_seal", 4, seal)


def image_triggers(table: Table) -> list[str]:
    """The triggers that record what happens to a table, and refuse it outside an action."""
    guard = "SELECT RAISE(ABORT, 'outside an action') WHERE NOT EXISTS (SELECT 1 FROM open_action);"
    opened = "(SELECT action_id FROM open_action)"
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in table.columns)

    def trigger(verb: str, when: str, key: str, before: str, after: str) -> str:
        return (
            f"CREATE TRIGGER {table.name}_{verb.lower()}_image AFTER {verb} ON {table.name} {when}"
            f" BEGIN {guard}"
            " INSERT INTO image (action_id, table_name, row_id, before, after, seal)"
            f" SELECT {opened}, '{table.name}', {key}, before, after,"
            f" dxdesk_seal('{table.name}', {key}, before, after)"
            f" FROM (SELECT {before} AS before, {after} AS after); END"
        )

    old, new = content_of(table, "OLD"), content_of(table, "NEW")
    return [
        trigger("INSERT", "", "NEW.id", "NULL", new),
        trigger("UPDATE", f"WHEN {differs}", "NEW.id", old, new),
        trigger("DELETE", "", "OLD.id", old, "NULL"),
    ]


def content_of(table: Table, row: str) -> str:
    """The SQL of a row's content as an image holds it: one JSON object.

    Args:
        row: what the row is called there: ``OLD``, ``NEW`` or the table's name.
    """
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in table.columns) + ")"


# --- opening and closing an action ------------------------------------------


@dataclass(frozen=True)
class Who:
    """Who does something, and where."""

    account_id: int
    machine: str
    version: str


def begin(
    connection: Connection, act: Act, title: str, who: Who, now: datetime, subject: str = ""
) -> Action:
    """Open an action in the transaction that the caller has begun."""
    with speaking_of_the_store():
        cursor = connection.execute(
            "INSERT INTO action (act, kind, title, account_id, at, machine, version, subject,"
            " previous) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                act.key,
                act.kind,
                title,
                who.account_id,
                now.isoformat(timespec="seconds"),
                who.machine,
                who.version,
                subject,
                head(connection),
            ),
        )
        action_id = int(cursor.lastrowid or 0)
        connection.execute("INSERT INTO open_action (action_id) VALUES (?)", (action_id,))
    return Action(action_id, act, now, who.account_id, connection)


def finish(action: Action) -> str:
    """Close an action before its transaction is committed.

    Returns:
        The head of the chain after it.
    """
    connection = action.connection
    with speaking_of_the_store():
        value = chain_value(connection, action.id)
        connection.execute("UPDATE action SET head = ? WHERE id = ?", (value, action.id))
        connection.execute("DELETE FROM open_action")
    return value
