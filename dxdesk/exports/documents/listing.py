"""Any list on paper, as it is shown, with its headings on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final, Literal, overload

from dxdesk.exports.listing import Listing
from dxdesk.exports.paper import Notes, Paper, PaperReport, ReportHead, Table, draw_papers
from dxdesk.exports.table_setting import PaperColumn
from dxdesk.models.columns import Align, show

Progress = Callable[[int, int], object]
UPRIGHT_LETTERS: Final = 96  # half-width letters that a row of an upright page holds
STEP: Final = 100
_SIDES: Final[dict[Align, Literal["left", "center", "right"]]] = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
}


def draw_listing(
    listing: Listing, head: ReportHead, progress: Progress
) -> tuple[bytes, PaperReport]:
    """Draw a list.

    Args:
        head: office, day, author; the list gives it the title, the direction and the mark.
        progress: told how many rows are set, of how many.
    """
    letters = sum(column.width for column in listing.columns)
    head = replace(
        head,
        title=listing.title,
        subject=listing.words,
        personal=listing.personal,
        landscape=letters > UPRIGHT_LETTERS,
    )
    columns = [
        PaperColumn(column.label, column.width + 2, _SIDES[column.align])
        for column in listing.columns
    ]
    rows = _Rows([_cells(listing, at) for at in range(len(listing.rows))], progress)
    blocks = (Table(columns, rows), Notes((f"{len(listing.rows):,}件",)))
    out = BytesIO()
    report = draw_papers([Paper(head, blocks)], out)
    return out.getvalue(), report


def _cells(listing: Listing, at: int) -> tuple[str, ...]:
    row = listing.rows[at]
    return tuple(show(column, row.get(column.key)) for column in listing.columns)


class _Rows(Sequence[tuple[str, ...]]):
    """Rows that say how far somebody has read them, and stop him when the user says 中止."""

    def __init__(self, rows: list[tuple[str, ...]], progress: Progress) -> None:
        self._rows = rows
        self._progress = progress

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[str, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, ...] | Sequence[tuple[str, ...]]:
        return self._rows[at]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        for done, row in enumerate(self._rows):
            if done % STEP == 0:
                self._progress(done, len(self._rows))
            yield row
