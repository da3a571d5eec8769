"""A list as it is shown, made into a workbook, a paper or cells, beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dxdesk.models import settings
from dxdesk.models.columns import Column, show
from dxdesk.ui.jobs import Progress

if TYPE_CHECKING:
    from dxdesk.exports.listing import Listing
    from dxdesk.models.desk import Desk

Rows = Callable[
    [Sequence[int], Callable[[int, int], object]], Iterator[Mapping[str, Any]]
]  # of some ids


@dataclass(frozen=True)
class Wanted:
    """What shall be put out.

    Args:
        columns: that are shown.
        ids: of all rows, in their order.
        rows: looks the rows up.
        words: by what the list is filtered and ordered.
        personal: whether papers are marked.
    """

    title: str
    columns: tuple[Column, ...]
    ids: Sequence[int]
    rows: Rows
    words: str
    personal: bool


def workbook(wanted: Wanted, progress: Progress) -> bytes:
    """The list as a workbook."""
    from dxdesk.exports.workbooks.listing import write_listing

    return write_listing(_listing(wanted, progress), progress)


def paper(wanted: Wanted, desk: Desk, progress: Progress) -> bytes:
    """The list as a PDF."""
    from dxdesk.exports.documents.listing import draw_listing
    from dxdesk.exports.paper import ReportHead

    head = ReportHead(
        wanted.title, settings.get(desk, settings.OFFICE_NAME), desk.today(), desk.account_name
    )
    content, _report = draw_listing(_listing(wanted, progress), head, progress)
    return content


def cells(wanted: Wanted, progress: Progress) -> list[list[str]]:
    """The list as cells of text."""
    return [
        [show(column, row.get(column.key)) for column in wanted.columns]
        for row in wanted.rows(wanted.ids, progress)
    ]


def _listing(wanted: Wanted, progress: Progress) -> Listing:
    from dxdesk.exports.listing import Listing

    rows = list(wanted.rows(wanted.ids, progress))
    return Listing(wanted.title, wanted.columns, rows, wanted.words, wanted.personal)
