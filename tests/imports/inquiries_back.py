"""Answer files that were sent, filled in as people do, for tests of what comes back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from dxdesk.imports import inquiry as back
from dxdesk.imports.inquiry import Taking
from dxdesk.models.desk import Desk

Change = Callable[[Any], None]
SOFFICE = shutil.which("soffice")


def files(folder: Path) -> dict[str, Path]:
    """The answer files by the name of their 所属 (or 職員番号, where each person has one)."""
    return {path.stem.split("_")[-1]: path for path in folder.rglob("*_*.xlsx")}


def column(page: Any, key: str) -> int:
    """The column of a key."""
    return next(cell.column for cell in page[2] if cell.value == key)


def rows(page: Any) -> Iterator[int]:
    """The rows with a mark."""
    return (row for row in range(3, page.max_row + 1) if page.cell(row, 1).value)


def head(page: Any) -> int:
    """The row of the headings."""
    place = column(page, next(cell.value for cell in page[2] if cell.value))
    return next(
        row
        for row in range(4, page.max_row + 1)
        if page.cell(row, place).value in ("職員番号", "職")
    )


def change(path: Path, sheet: str, how: Change) -> None:
    """Open a file, change a sheet, save it."""
    book = load_workbook(path)
    how(book[sheet])
    book.save(path)


def fill_in(path: Path, sheet: str, given: dict[tuple[str, str], object]) -> None:
    """Fill in answers of rows with a mark, by 職員番号 (and 項目番号) and key of the column.

    Args:
        path: of the file.
        sheet: its name.
        given: ("000001", "q1") or ("000001 1-1", "head") → what is written.
    """

    def write(page: Any) -> None:
        seen = {}
        for row in rows(page):
            number, item = str(page.cell(row, 1).value).split("|")[:2]
            seen[f"{number} {item}".strip()] = row
        for (whose, key), value in given.items():
            page.cell(seen[whose], column(page, key)).value = value

    change(path, sheet, write)


def write_below(path: Path, sheet: str, given: dict[str, object]) -> None:
    """Fill in the first row below the headings that is still empty, by key of the column."""

    def write(page: Any) -> None:
        places = {key: column(page, key) for key in given}
        row = head(page) + 1
        while any(page.cell(row, place).value is not None for place in range(1, 8)):
            row += 1
        for key, value in given.items():
            page.cell(row, places[key]).value = value

    change(path, sheet, write)


def take_back(desk: Desk, *paths: Path) -> Taking:
    """Read and apply, leaving out what is refused."""
    taking = back.propose(desk, paths)
    back.apply(desk, taking, skip_refused=True)
    return taking


def reasons(taking: Taking) -> list[str]:
    """What is refused: cell and reason."""
    return [f"{each.cell} {each.reason}".strip() for _report, each in taking.refused]


def save_in_libreoffice(path: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    assert SOFFICE is not None
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(folder / "saved"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "saved" / path.name


SIGNED = {"title": "総務課長", "name": "長谷　川", "day": date(2026, 3, 1)}
