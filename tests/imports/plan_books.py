"""A plan's workbook for tests: written as the program writes it, then changed as an officer may."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from dxdesk import paths
from dxdesk.exports.workbooks.plan import write_plan
from dxdesk.exports.workbooks.plan_needs import NeedsTable, needs_of
from dxdesk.imports.plan_file import read_plan
from dxdesk.models.desk import Desk
from dxdesk.models.plan.contents import PlanFile

EXAMPLE = paths.resource("plans", "example.toml")
NO_NEEDS = NeedsTable({}, {})
Edit = Callable[[Workbook], object]


def example() -> PlanFile:
    return read_plan(EXAMPLE)


def book_of(path: Path, plan: PlanFile | None = None, needs: NeedsTable = NO_NEEDS) -> Path:
    """The workbook of a plan, by default of the shipped example."""
    path.write_bytes(write_plan(plan or example(), "版1（例）", needs))
    return path


def needs_for(desk: Desk, plan: PlanFile, fiscal_year: int) -> NeedsTable:
    return needs_of(desk, plan, fiscal_year)


def edited(path: Path, *edits: Edit) -> Path:
    """The workbook after somebody has worked in it."""
    book = load_workbook(path)
    for edit in edits:
        edit(book)
    book.save(path)
    return path


def put(sheet: str, cell: str, value: Any) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


def row_of(path: Path, sheet: str, code: str, column: str = "A") -> int:
    """The row in which a code stands."""
    cells = load_workbook(path)[sheet][column]
    return next(cell.row for cell in cells if cell.value == code)


def computed(path: Path, old: str, new: str) -> None:
    """Write a formula's result into the workbook, as a spreadsheet does on saving."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert any(old.encode() in part for part in parts.values())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part.replace(old.encode(), new.encode()))
