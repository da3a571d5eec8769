"""The sheets of a plan's workbook: found by their names, each cell with its address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dxdesk.errors import UserError
from dxdesk.imports.cells import Cells, Sheet, as_text
from dxdesk.imports.headings import Field, Header, find_header
from dxdesk.imports.proposal import LONGEST_VALUE_SHOWN, Findings, Refusal
from dxdesk.imports.reading import Row, Table
from dxdesk.models.plan.fields import READ_ONLY


class Place(NamedTuple):
    """A cell: sheet, row, address, and what stands in it."""

    sheet: str
    row: int
    address: str
    value: str


class ReadSheet:
    """One sheet whose headings were found.

    Args:
        title: its name.
        table: as it was read.
        header: where its headings stand.
        width: digits to which numeric codes are padded; 0: never.
    """

    def __init__(self, title: str, table: Table, header: Header, width: int = 0) -> None:
        self.title = title
        self.table = table
        self.header = header
        self.cells = Cells(Sheet(table.file, b"", table, header), width)
        wide = max(header.columns.values()) + 1
        self.rows = [
            Row(row.number, row.cells + (None,) * (wide - len(row.cells)))
            for row in table.rows
            if row.number > header.row and not all(map(_is_blank, row.cells))
        ]

    def place(self, row: Row, key: str) -> Place:
        """The cell of a field."""
        value = as_text(self.cells.raw(row, key))
        if len(value) > LONGEST_VALUE_SHOWN:
            value = value[:LONGEST_VALUE_SHOWN] + "…"
        return Place(self.title, row.number, self.cells.address(row, key), value)


def refuse(findings: Findings, place: Place, reason: str) -> None:
    """Refuse what stands in a cell."""
    findings.refused.append(Refusal(*place[:3], place.value, reason))


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def find_sheet(
    findings: Findings, table: Table | None, title: str, fields: Sequence[Field]
) -> ReadSheet | None:
    """Find the headings of a sheet; a sheet without them is refused."""
    if table is None:
        refuse(
            findings,
            Place(title, 0, "", ""),
            f"シート「{title}」がないか、空です。元のブックから写してください。"
            "書くものがないときは、見出しの行だけを残してください。",
        )
        return None
    try:
        return ReadSheet(title, table, find_header(table, fields))
    except UserError as error:
        refuse(findings, Place(title, 1, "A1", ""), error.text)
        return None


def say_unread(findings: Findings, sheet: ReadSheet, columns: Iterable[int]) -> None:
    """Say which columns are not read, those apart that only explain a code."""
    for column in columns:
        heading = sheet.header.headings[column]
        if not heading.endswith(READ_ONLY):
            findings.say(f"シート「{sheet.title}」の列「{heading}」は読みません。")
