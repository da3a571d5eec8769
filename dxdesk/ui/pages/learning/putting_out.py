"""What goes out about learning, made beside the window's thread: a paper, and the intranet's page."""

from __future__ import annotations

from pathlib import Path

from dxdesk.exports import catalogue
from dxdesk.exports.catalogue import CATALOGUE, Request
from dxdesk.models import acts, wareki
from dxdesk.models.desk import Desk

_OUTPUT = CATALOGUE["learning_information"]


def title_of(fiscal_year: int) -> str:
    """学習機会の情報_令和8年度: the name of the file."""
    return f"{_OUTPUT.title}_{wareki.fiscal_year_name(fiscal_year)}"


def paper(desk: Desk, fiscal_year: int) -> bytes:
    """The paper, entered into the record as printed.

    Raises:
        UserError: nothing was entered for that year, or no right to it.
    """
    made = catalogue.make(desk, _OUTPUT, Request(".pdf", fiscal_year=fiscal_year))
    desk.record(acts.PRINT, f"{_OUTPUT.title}（{made.size}）の{acts.PRINT.title}")
    return made.content


def page(desk: Desk, fiscal_year: int, path: Path) -> tuple[str, ...]:
    """Write the page for the intranet, and enter that into the record.

    Returns:
        Sentences that the officer should know.

    Raises:
        UserError: nothing was entered, no right to it, or the file cannot stand there.
        StoreError: disk full, read-only, gone.
    """
    made = catalogue.make(desk, _OUTPUT, Request(".html", fiscal_year=fiscal_year))
    catalogue.write(desk, _OUTPUT, made, path)
    return made.remarks
