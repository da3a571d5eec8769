"""Inquiries that go out, against the same cells put down bare; and that come back, against bare reading."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from bench import data
from bench.ground import Ground
from bench.measure import Taken
from bench.timing import Stopwatch, race
from dxdesk.exports import bundles
from dxdesk.imports import inquiry
from dxdesk.models import acts
from dxdesk.models.assessment import audiences
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, layout
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.inquiries.presets import BY_PERSON, BY_UNIT, SHEET
from dxdesk.models.plan import editions

Book = list[tuple[str, list[list[object]]]]
"""The sheets of a workbook, each its name and its cells."""


def by_unit(ground: Ground) -> Taken:
    """The assessment sheets of everybody, a workbook for each 所属, from the desk to the folders."""
    with ground.opened("full") as desk, ground.scratch() as folder:
        inquiry_id = prepare(desk, BY_UNIT)
        books = [_cells(path) for path in sorted(_send(desk, inquiry_id, folder).rglob("*.xlsx"))]

        def ours() -> float:
            with Stopwatch() as watch:
                _send(desk, inquiry_id, folder)
            return watch.seconds

        def bound() -> float:
            with tempfile.TemporaryDirectory(dir=folder) as bare, Stopwatch() as watch:
                for place, book in enumerate(books):
                    _write_bare(book, Path(bare) / f"{place}.xlsx")
            return watch.seconds

        return Taken(*race(ground.runs, ours, bound))


def by_person(ground: Ground) -> Taken:
    """The same with a file for each person, once: it takes minutes."""
    with ground.opened("full") as desk, ground.scratch() as folder:
        inquiry_id = prepare(desk, BY_PERSON)
        with Stopwatch() as watch:
            _send(desk, inquiry_id, folder)
    return Taken(watch.seconds)


def back(ground: Ground) -> Taken:
    """Those workbooks with every rating filled in, from the folders into the desk as one action."""
    with ground.opened("full") as desk, ground.scratch() as folder:
        sent = _send(desk, prepare(desk, BY_UNIT), folder)
        books = sorted(sent.rglob("*_*.xlsx"))
        for book in books:
            _rate(book)

        def ours() -> float:
            with Stopwatch() as watch:
                action_id = inquiry.apply(desk, inquiry.propose(desk, [sent]))
            assert action_id is not None
            desk.undo(action_id)
            return watch.seconds

        def bound() -> float:
            with Stopwatch() as watch:
                for book in books:
                    _cells(book)
            return watch.seconds

        return Taken(*race(ground.runs, ours, bound))


def prepare(desk: Desk, mode: str, as_of: date = data.ROSTER_DAY) -> int:
    """An inquiry for the sheets of everybody on roll."""
    with desk.action(acts.PREPARE_INQUIRY, acts.PREPARE_INQUIRY.title) as action:
        edition = editions.in_force(action, as_of)
        draft = Draft(
            data.FISCAL_YEAR, "アセスメントシート", SHEET.key, mode, "全職員", as_of, None,
            SHEET.purpose, edition_id=edition.id,
        )  # fmt: skip
        everybody = audiences.asked(action, "everybody", data.FISCAL_YEAR, as_of)
        return inquiries.prepare(action, draft, everybody)


def _send(desk: Desk, inquiry_id: int, folder: Path) -> Path:
    return bundles.send(desk, inquiry_id, folder, lambda *_told: None).folder


def _rate(path: Path) -> None:
    book = load_workbook(path)
    page = book[layout.SHEET_NAMES[layout.RATINGS]]
    column = next(cell.column for cell in page[2] if cell.value == "head")
    for place, (mark,) in enumerate(page.iter_rows(3, None, 1, 1), 3):
        if mark.value:
            page.cell(place, column).value = place % 5 + 1
    book.save(path)


def _cells(path: Path) -> Book:
    book = CalamineWorkbook.from_path(path)
    return [
        (name, [[cell if cell != "" else None for cell in row] for row in sheet.to_python()])
        for name in book.sheet_names
        for sheet in [book.get_sheet_by_name(name)]
    ]


def _write_bare(cells: Book, path: Path) -> None:
    book = Workbook(write_only=True)
    for name, rows in cells:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
