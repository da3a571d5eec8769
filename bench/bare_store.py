"""The lower bound of writing: bare rows into an encrypted store, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.ground import Ground
from bench.timing import Stopwatch
from dxdesk.models.schema import TABLES, create_table
from dxdesk.models.store import Store

KEY = bytes(range(32))


@dataclass(frozen=True)
class BareRows:
    """Rows of one table, ready to be written."""

    table: str
    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]


def rows_of(ground: Ground, desk_name: str, tables: Sequence[str]) -> list[BareRows]:
    """The rows that an import wrote to a desk, for the bound to write again."""
    with ground.opened(desk_name) as desk:
        return [
            BareRows(table.name, table.columns, [tuple(row) for row in found])
            for table in TABLES
            if table.name in tables
            for found in [desk.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}")]
        ]


def read_and_write(ground: Ground, read: Callable[[], object], written: list[BareRows]) -> float:
    """Seconds for reading a file and writing rows: the tables and indexes of a desk, no triggers.

    The store is encrypted, uses the write-ahead log, and waits for the disk on commit.
    """
    with ground.scratch() as folder:
        connection = Store(folder / "bare.db", KEY, wal=True).connect(query_only=False, create=True)
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in TABLES:
            for statement in create_table(table):
                connection.execute(statement)
        with Stopwatch() as watch:
            read()
            connection.execute("BEGIN IMMEDIATE")
            for part in written:
                marks = ", ".join("?" * len(part.columns))
                columns = ", ".join(part.columns)
                sql = f"INSERT INTO {part.table} ({columns}) VALUES ({marks})"
                connection.executemany(sql, part.rows)
            connection.execute("COMMIT")
        connection.close()
    return watch.seconds


def read_workbook(path: Path) -> list[list[object]]:
    """Every cell of the first sheet, in this process."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
