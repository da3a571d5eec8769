"""Writes workbooks: safe cells, one look for all, row by row so that large ones stay small in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

Value = str | int | float | date | None

CREATOR: Final = "DX人材デスク"
LONGEST_CELL: Final = 32_767  # what Excel can hold in a cell
A4_PAPER: Final = 9

# What XML cannot hold; a control character would ruin the file in the middle of a row.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel takes these for a formula or an error value; typed in anew, also the text without a format.
_RISKY: Final = ("=", "+", "-", "@", "#", "\t", "\r", "'")
# The same for a whole row at once, its texts one below the other: most rows hold nothing of the kind.
_RISKY_ROW: Final = re.compile(f"^[=+\\-@#\t\r']|{_UNWRITABLE.pattern}", re.MULTILINE)
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFE8EDF3")
_HEAD_FONT: Final = Font(bold=True)
_HEAD_BORDER: Final = Border(bottom=Side(style="thin", color="FF8796A5"))
TEXT_FORMAT: Final = "@"
SHEET_FONT: Final = "游ゴシック"


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: its heading, and room for its text in half-width characters."""

    heading: str
    width: int = 12


@dataclass(frozen=True)
class SheetTable:
    """One sheet with one table: its headings in the first row, then the rows.

    Args:
        name: of the sheet; at most 31 characters.
        columns: its columns.
        rows: values; a number stays a number, a day a day, text stays text.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]]


def write_workbook(tables: Sequence[SheetTable], *, title: str) -> bytes:
    """Write a workbook with one sheet per table.

    Args:
        tables: in the order of the sheets.
        title: for the file's properties.
    """
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = CREATOR
    for table in tables:
        _write_sheet(book, table)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(book: Workbook, table: SheetTable) -> None:
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.paperSize = A4_PAPER
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width + 2
    sheet.append([_heading(sheet, column.heading) for column in table.columns])
    for row in table.rows:
        sheet.append(_safe_row(sheet, row))


def _safe_row(sheet: Any, row: Sequence[Value]) -> Sequence[Any]:
    text = "\n".join([value for value in row if isinstance(value, str)])
    if len(text) <= LONGEST_CELL and not _RISKY_ROW.search(text):
        return row
    return [_text_cell(sheet, value) if is_risky(value) else value for value in row]


def is_risky(value: Value) -> bool:
    """Whether a value needs a cell of its own; one for every text would double the time."""
    return isinstance(value, str) and (
        value.startswith(_RISKY)
        or _UNWRITABLE.search(value) is not None
        or len(value) > LONGEST_CELL
    )


def clean(text: str) -> str:
    """A text that a cell can hold: what XML cannot write becomes �, what is too long is cut."""
    return _UNWRITABLE.sub("\ufffd", text)[:LONGEST_CELL]


def _text_cell(sheet: Any, value: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=clean(str(value)))
    cell.data_type = "s"  # openpyxl has just taken what begins with = for a formula
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = True  # so that it stays text when somebody edits the cell
    return cell


def _heading(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _HEAD_BORDER
    cell.alignment = Alignment(vertical="center")
    return cell
