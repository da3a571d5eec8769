"""The rows of a file that could not be taken in, with the reason, to correct and take in again."""

from __future__ import annotations

from collections.abc import Sequence

from dxdesk.exports.workbook import SheetColumn, SheetTable, Value, write_workbook

REASON = "理由"


def refused_rows(headings: Sequence[str], rows: Sequence[tuple[Sequence[Value], str]]) -> bytes:
    """Write the refused rows under the headings of their file; the last column says why.

    Args:
        headings: of the file, by column.
        rows: each the original cells and the reason.
    """
    width = max([len(headings), *(len(cells) for cells, _ in rows)])
    named = [*headings, *[""] * (width - len(headings))]
    columns = [SheetColumn(heading, max(12, 2 * len(heading))) for heading in named]
    filled = [[*cells, *[None] * (width - len(cells)), reason] for cells, reason in rows]
    table = SheetTable("取り込めない行", [*columns, SheetColumn(REASON, 60)], filled)
    return write_workbook([table], title="取り込めない行")
