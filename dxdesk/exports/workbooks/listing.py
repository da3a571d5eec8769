"""Any list as a workbook, as it is shown: text stays text, days are days, numbers are numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from dxdesk.exports.listing import Listing
from dxdesk.exports.workbook import SheetColumn, SheetTable, Value, write_workbook
from dxdesk.models.columns import Column, Kind, show

_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME: Final = 31
STEP: Final = 500

Progress = Callable[[int, int], object]


def write_listing(listing: Listing, progress: Progress) -> bytes:
    """Write a list as a workbook.

    Args:
        progress: told how many rows are written, of how many.
    """
    columns = [SheetColumn(column.label, column.width) for column in listing.columns]
    name = _NOT_IN_SHEET_NAMES.sub("・", listing.title)[:_LONGEST_SHEET_NAME]
    sheet = SheetTable(name, columns, _rows(listing, progress))
    return write_workbook([sheet], title=listing.title)


def _rows(listing: Listing, progress: Progress) -> Iterator[list[Value]]:
    for done, row in enumerate(listing.rows):
        if done % STEP == 0:
            progress(done, len(listing.rows))
        yield [_value(column, row.get(column.key)) for column in listing.columns]


def _value(column: Column, value: Any) -> Value:
    if value is None or value == "":
        return None
    if column.kind is Kind.DAY:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    if column.kind is Kind.NUMBER and isinstance(value, int | float):
        return value
    return show(column, value)
