"""見出しの対応: what an officer mapped by hand once is known at the next import of that kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dxdesk.imports.cells import as_text
from dxdesk.imports.headings import Field, columns_of, guess_header, possible_headers
from dxdesk.imports.reading import Progress, Row, Table, read_table
from dxdesk.models.desk import Desk
from dxdesk.models.store import Reads

_SAMPLES = 3


@dataclass(frozen=True)
class Heading:
    """One column of a file: its heading, where it stands, a few of its values, the field it holds.

    Args:
        text: the heading; empty where the column has none.
        letters: the column as a spreadsheet shows it, e.g. C.
        key: of the field; empty where it is not read.
    """

    text: str
    letters: str
    samples: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Look:
    """The headings of a file as they would be read.

    Args:
        row: number of the header row as a spreadsheet shows it; 0 where none was found.
        headings: column by column.
        missing: fields that are needed and have no column yet.
        others: the same for each other row in which the headings could stand.
    """

    row: int
    headings: tuple[Heading, ...]
    missing: tuple[Field, ...]
    others: tuple[Look, ...] = ()


def look_at_headings(
    reads: Reads,
    kind: str,
    fields: Sequence[Field],
    path: Path,
    by_hand: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Look:
    """Say how a file's headings would be read, for an officer to put right; nothing is refused.

    Args:
        reads: the desk.
        kind: key of the kind of import.
        fields: its fields.
        path: the file.
        by_hand: heading → key of a field, or empty for a column that is not to be read.
        progress: told while the file is read.

    Raises:
        UserError: the file cannot be read.
    """
    table = read_table(path, progress=progress)
    known = {**remembered_headings(reads, kind), **(by_hand or {})}
    header = guess_header(table, fields, known)
    if header is None:
        return Look(0, (), tuple(field for field in fields if field.required))
    others = [row for row in possible_headers(table) if row.number != header.number]
    looks = (_look(table, row, fields, known) for row in others)
    return replace(_look(table, header, fields, known), others=tuple(looks))


def _look(table: Table, header: Row, fields: Sequence[Field], known: Mapping[str, str]) -> Look:
    """How a file would be read with one of its rows as the header."""
    columns = columns_of(header, fields, known)
    below = [row for row in table.rows if row.number > header.number][: 10 * _SAMPLES]
    key_of = {column: key for key, column in columns.items()}
    headings = tuple(
        Heading(
            as_text(cell).strip() if cell is not None else "",
            header.address(column).rstrip("0123456789"),
            _samples(below, column),
            key_of.get(column, ""),
        )
        for column, cell in enumerate(header.cells)
    )
    missing = tuple(field for field in fields if field.required and field.key not in columns)
    return Look(header.number, headings, missing)


def _samples(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    cells = (row.cells[column] for row in rows if column < len(row.cells))
    texts = (as_text(cell).strip() for cell in cells if cell is not None)
    return tuple(text for text in texts if text)[:_SAMPLES]


def remembered_headings(reads: Reads, kind: str) -> dict[str, str]:
    """Heading → key of a field (empty: not read), as mapped by hand before."""
    sql = "SELECT heading, field FROM heading_choice WHERE kind = ?"
    return {row[0]: row[1] for row in reads.rows(sql, (kind,))}


def remember_headings(desk: Desk, kind: str, mapping: Mapping[str, str]) -> None:
    """Know a mapping at the next import of a kind; no action, and nothing to undo.

    Args:
        desk: the desk; every officer of it has the mapping.
        kind: key of the kind of import.
        mapping: heading → key of a field, or empty for a column that is not to be read.
    """
    for heading, key in mapping.items():
        if heading.strip():
            desk.note(
                "INSERT INTO heading_choice (kind, heading, field) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, heading) DO UPDATE SET field = excluded.field",
                (kind, heading.strip(), key),
            )


def forget_headings(desk: Desk, kind: str) -> None:
    """Read the files of a kind by the names of their headings again."""
    desk.note("DELETE FROM heading_choice WHERE kind = ?", (kind,))
