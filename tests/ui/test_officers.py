"""担当 in the window: decided for bureaus at once and for one person, and what 自分の担当 shows then."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel

from dxdesk.models.desk import Desk
from dxdesk.models.people import units
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.page import EmployeesPage
from dxdesk.ui.pages.employees.people_list import MINE
from dxdesk.ui.pages.units.officers import NOBODY
from dxdesk.ui.pages.units.page import OFFICERS, UnitsPage
from tests.factories import changing
from tests.ui.conftest import Said

Settle = Callable[[], None]


@pytest.fixture
def bureaus(window: MainWindow, settle: Settle) -> UnitsPage:
    window.show_page("units")
    settle()
    page = window.pages["units"]
    assert isinstance(page, UnitsPage)
    page.tabs.show_tab(OFFICERS)
    return page


@pytest.fixture
def people(window: MainWindow, settle: Settle) -> EmployeesPage:
    window.show_page("employees")
    settle()
    page = window.pages["employees"]
    assert isinstance(page, EmployeesPage)
    return page


def assign(page: UnitsPage, rows: list[int], name: str, settle: Settle) -> None:
    """Choose bureaus by their places and let somebody look after them."""
    view = page.officers.view
    mode = QItemSelectionModel.SelectionFlag
    view.clearSelection()
    for at in rows:
        view.selectionModel().select(view.model().index(at, 0), mode.Select | mode.Rows)
    page.officers.assign_button.click()
    assert page.officers.dialog is not None
    page.officers.dialog.form.show_texts({"officer": name})
    page.officers.dialog.form.submit()
    settle()
    settle()


def officers_shown(page: UnitsPage) -> list[str]:
    table = page.officers.table
    return [str(table.row(at)["officer"]) for at in range(table.rowCount())]


def test_an_officer_is_decided_for_several_bureaus_as_one_action(
    bureaus: UnitsPage, sample: Desk, settle: Settle
) -> None:
    assign(bureaus, [0, 2], "佐藤", settle)
    assert officers_shown(bureaus)[:3] == ["佐藤", "", "佐藤"]
    assert sample.history()[0].title == "担当の変更（2部局）"
    sample.undo(sample.history()[0].id)
    bureaus.refresh()
    settle()
    assert set(officers_shown(bureaus)) == {""}


def test_nobody_can_be_decided_upon_again(bureaus: UnitsPage, settle: Settle) -> None:
    assign(bureaus, [1], "佐藤", settle)
    assign(bureaus, [1], NOBODY, settle)
    assert officers_shown(bureaus)[1] == ""


def test_my_people_are_those_of_my_bureaus(
    bureaus: UnitsPage, people: EmployeesPage, sample: Desk, settle: Settle, said: Said
) -> None:
    assign(bureaus, [0], "佐藤", settle)
    (mine,) = people.people.habits._ready
    people.people.habits.show_ready(mine)
    settle()
    first = units.tree_on(sample, sample.today())[0]
    assert people.people.count.text() == f"{sum(first.people.values()):,}人"
    assert said.texts == []
    assert people.people.table.values(0)["officer"] == "佐藤"


def test_one_person_has_an_officer_of_their_own_until_it_is_given_back(
    people: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    with changing(sample) as action:
        action.insert("account", name="石井", roles="officer", active=1)
    basics = people.detail.basics
    assert basics.officer.text() == "未定"
    for choice, shown in (("石井", "石井（個別に指定）"), ("部局の担当（未定）", "未定")):
        dialog = basics.open_officer_change()
        assert dialog is not None
        dialog.form.show_texts({"officer": choice})
        dialog.form.submit()
        settle()
        settle()
        assert basics.officer.text() == shown
    assert sample.history()[0].act == "assign_officer"
    number = people.people.table.values(0)["number"]
    assert sample.history()[0].title == f"担当の変更（{number}）"
    told = [str(row["what"]) for row in people.detail.tables["変更履歴"]._rows]
    assert told[:2] == [
        "基本：担当の利用者 石井 → （空欄）",
        "基本：担当の利用者 （空欄） → 石井",
    ]


def test_my_own_exception_is_mine(people: EmployeesPage, settle: Settle) -> None:
    dialog = people.detail.basics.open_officer_change()
    assert dialog is not None
    dialog.form.show_texts({"officer": "佐藤"})
    dialog.form.submit()
    settle()
    people.people.scope.setCurrentIndex(people.people.scope.findData(MINE))
    settle()
    assert people.people.count.text() == "1人"
