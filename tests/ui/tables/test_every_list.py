"""Every list of every page goes to Excel and paper, is copied with its headings and keeps its look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication

from dxdesk.models.desk import Desk
from dxdesk.models.people import units
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.catalogue import BUILT
from dxdesk.ui.pages.units.page import UnitsPage
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.list_view import ListView

Settle = Callable[[], None]


@pytest.fixture
def units_page(window: MainWindow, settle: Settle) -> UnitsPage:
    window.show_page("units")
    settle()
    page = window.pages["units"]
    assert isinstance(page, UnitsPage)
    return page


@pytest.mark.parametrize("key", BUILT)
def test_every_list_has_the_habits_of_every_list(
    window: MainWindow, settle: Settle, key: str
) -> None:
    window.show_page(key)
    settle()
    page = window.pages[key]
    for prepare in page.views().values():  # tabs that are made when they are first seen
        dialog = prepare()
        settle()
        if dialog is not None:
            dialog.close()
    without = [
        view.accessibleName()
        for view in page.findChildren(ListView)
        if not view.findChildren(ListHabits)
    ]
    assert without == []


def test_no_two_lists_keep_their_looks_under_one_key(window: MainWindow, settle: Settle) -> None:
    keys = []
    for key in BUILT:
        window.show_page(key)
        settle()
        keys += [habits.key for habits in window.pages[key].findChildren(ListHabits)]
    assert len(set(keys)) == len(keys)


def test_the_organisation_goes_to_excel_as_it_is_on_the_day_and_searched_for(
    units_page: UnitsPage, sample: Desk, settle: Settle, tmp_path: Path
) -> None:
    units_page.tree.query.setText("総務部")
    units_page.tree.habits.export(tmp_path / "組織.xlsx")
    settle()
    sheet = load_workbook(tmp_path / "組織.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert units_page.tree.habits.wanted().words == "R8.11.23現在　検索：総務部"
    assert ["総務部", "010001", "総務課", "本庁", None, 11] in [row[:6] for row in cells]
    assert sample.history()[0].act == "export"


def test_a_bureau_is_copied_with_all_its_units_and_a_unit_alone(
    units_page: UnitsPage, sample: Desk, settle: Settle
) -> None:
    for code, count in (("", 4), ("010002", 1)):
        first = units.bureaus_on(sample, sample.today())[0].unit_id
        chosen = units.find(sample, code, sample.today()).unit_id if code else first
        units_page.tree.choose(chosen)
        settle()
        units_page.tree.copy()
        lines = QGuiApplication.clipboard().text().strip().split("\n")
        assert lines[0].split("\t")[:3] == ["部局", "所属コード", "所属"]
        assert len(lines) == 1 + count
