"""Save rows as an office's programs would, but with the same bytes every time."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_SAVED_AT = "2026-04-01T09:00:00Z"
_WIDTHS = {
    "氏名": 24,
    "フリガナ": 28,
    "所属名": 18,
    "部局名": 14,
    "資格名": 34,
    "種別": 26,
    "内容": 40,
}

Row = Sequence[object]


def save_csv(path: Path, encoding: str, rows: Iterable[Row]) -> None:
    """Write a CSV file with the line ends of Windows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def save_sheet(path: Path, title: str, rows: Iterable[Row], merge: str = "") -> None:
    """Write a workbook of one sheet: numbers with leading zeros shown, days as days."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row_number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            _write_cell(sheet, row_number, column, value)
    if merge:
        sheet.merge_cells(merge)
    packed = io.BytesIO()
    workbook.save(packed)
    path.write_bytes(_without_clock(packed.getvalue()))


def _write_cell(sheet: Worksheet, row: int, column: int, value: object) -> None:
    if value is None:
        return
    cell = sheet.cell(row, column)
    if isinstance(value, date):
        cell.value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  (a day has no zone)
        cell.number_format = "yyyy-mm-dd"
    else:
        cell.value = value
    if isinstance(value, int) and value >= 1000:
        cell.number_format = "000000"
    if value in _WIDTHS:
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS[str(value)]


def _without_clock(workbook: bytes) -> bytes:
    """The same workbook without the hour at which it was saved."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _SAVED_AT.encode(), content)
            target.writestr(
                zipfile.ZipInfo(name, (2026, 4, 1, 9, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()
