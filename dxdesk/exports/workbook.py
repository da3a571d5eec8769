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
from openpyxl.worksheet.datavalidation import DataValidation

Value = str | int | float | date | None

CREATOR: Final = "DX人材デスク"
LONGEST_CELL: Final = 32_767  # what Excel can hold in a cell
A4_PAPER: Final = 9
_LINE_HEIGHT: Final = 15.0
_HIGHEST_ROW: Final = 405.0  # Excel's own limit is 409
SPARE_ROWS: Final = 100  # below the last filled row, ready for more

# What XML cannot hold; a control character would ruin the file in the middle of a row.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as A; the mark before it is written as such a code itself.
_CODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# Excel takes these for a formula or an error value; typed in anew, also the text without a format.
_RISKY: Final = ("=", "+", "-", "@", "#", "\t", "\r", "'")
# The same for a whole row at once, its texts one below the other: most rows hold nothing of the kind.
_RISKY_ROW: Final = re.compile(
    f"^[=+\\-@#\t\r']|{_UNWRITABLE.pattern}|{_CODED.pattern}", re.MULTILINE
)
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFE8EDF3")
_READ_ONLY_FONT: Final = Font(color="FF5B6B7B")
_HEAD_FONT: Final = Font(bold=True)
_HEAD_BORDER: Final = Border(bottom=Side(style="thin", color="FF8796A5"))
TEXT_FORMAT: Final = "@"
SHEET_FONT: Final = "游ゴシック"


@dataclass(frozen=True)
class Entry:
    """How a column is made ready for somebody who fills in or corrects it.

    Args:
        as_text: what is typed stays text, so that leading zeros survive.
        wrapped: long texts are broken into lines.
        choices: words of a drop-down list, or a formula that yields its cells.
        hint: shown beside a chosen cell.
        read_only: stands there for reading; what is typed here is not taken in.
    """

    as_text: bool = False
    wrapped: bool = False
    choices: Sequence[str] | str = ()
    hint: str = ""
    read_only: bool = False


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet: its heading, room for its text in half-width characters, and its entry."""

    heading: str
    width: int = 12
    entry: Entry = Entry()


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
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width + 2
        if column.entry.as_text:
            dimension.number_format = TEXT_FORMAT
    made_ready = [column.entry for column in table.columns]
    plain = not any(entry.as_text or entry.wrapped or entry.read_only for entry in made_ready)
    sheet.print_options.gridLines = not plain
    if not plain:
        _set_height(sheet, 1, [column.heading for column in table.columns], table.columns)
    sheet.append([_heading(sheet, column.heading, wrapped=not plain) for column in table.columns])
    count = 0
    for count, row in enumerate(table.rows, start=1):
        if not plain:
            _set_height(sheet, count + 1, row, table.columns)
        sheet.append(_safe_row(sheet, row) if plain else _entry_row(sheet, row, made_ready))
    for place, entry in enumerate(made_ready, start=1):
        if entry.choices or entry.hint:
            _make_ready(sheet, get_column_letter(place), count, entry)


def _set_height(
    sheet: Any, number: int, row: Sequence[Value], columns: Sequence[SheetColumn]
) -> None:
    """Room for broken lines: not every program finds the height of a row by itself."""
    lines = max(
        sum(-(-_half_widths(line) // (column.width + 2)) for line in value.split("\n"))
        for value, column in zip(row, columns, strict=True)
        for value in [
            value if isinstance(value, str) and (number == 1 or column.entry.wrapped) else " "
        ]
    )
    if lines > 1:
        sheet.row_dimensions[number].height = min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def _half_widths(text: str) -> int:
    return max(1, sum(1 if character.isascii() else 2 for character in text))


def _make_ready(sheet: Any, letter: str, count: int, entry: Entry) -> None:
    """Give a column its drop-down list and hint, also in the rows that are still to be filled."""
    rule = DataValidation(allow_blank=True)
    if entry.choices:
        given = entry.choices
        rule.type = "list"
        rule.formula1 = given if isinstance(given, str) else f'"{",".join(given)}"'
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "入力できない値です", "一覧から選んでください。"
    if entry.hint:
        rule.showInputMessage = True
        rule.prompt = entry.hint
    rule.add(f"{letter}2:{letter}{count + 1 + SPARE_ROWS}")
    sheet.data_validations.append(rule)


def _entry_row(sheet: Any, row: Sequence[Value], entries: Sequence[Entry]) -> list[Any]:
    return [
        value if value is None else _entry_cell(sheet, value, entry)
        for value, entry in zip(row, entries, strict=True)
    ]


def _entry_cell(sheet: Any, value: Value, entry: Entry) -> WriteOnlyCell:
    if entry.as_text or is_risky(value):
        cell = _text_cell(sheet, value)
    else:
        cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = Alignment(vertical="top", wrap_text=entry.wrapped or None)
    if entry.read_only:
        cell.font = _READ_ONLY_FONT
    return cell


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
        or _CODED.search(value) is not None
        or len(value) > LONGEST_CELL
    )


def clean(text: str) -> str:
    """A text that a cell can hold: what XML cannot write becomes �, what is too long is cut."""
    return _CODED.sub("_x005F_", _UNWRITABLE.sub("\ufffd", text))[:LONGEST_CELL]


def _text_cell(sheet: Any, value: Value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=clean(str(value)))
    cell.data_type = "s"  # openpyxl has just taken what begins with = for a formula
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = True  # so that it stays text when somebody edits the cell
    return cell


def _heading(sheet: Any, text: str, *, wrapped: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.font, cell.fill, cell.border = _HEAD_FONT, _HEAD_FILL, _HEAD_BORDER
    cell.alignment = Alignment(vertical="center", wrap_text=wrapped or None)
    return cell
