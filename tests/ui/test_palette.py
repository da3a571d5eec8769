"""Ctrl+K, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, units
from dxdesk.models.register import certifications
from dxdesk.ui.finding import Hit
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.page import EmployeesPage

Settle = Callable[[], None]


@pytest.fixture
def ready(window: MainWindow, settle: Settle) -> MainWindow:
    window.activateWindow()
    window.show_page("home")
    settle()
    return window


def type_in(window: MainWindow, settle: Settle, text: str) -> list[Hit]:
    """Press Ctrl+K and type."""
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.search.setText("")
    for letter in text:
        window.search.insert(letter)
    window.search.textEdited.emit(text)
    settle()
    return window.palette_list.hits


def press(window: MainWindow, settle: Settle, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.search, key)
    settle()


def person_shown(window: MainWindow) -> str:
    page = window.pages["employees"]
    assert isinstance(page, EmployeesPage)
    assert page.detail.person is not None
    return page.detail.person.profile.name


def test_control_k_goes_to_the_field(ready: MainWindow, settle: Settle) -> None:
    type_in(ready, settle, "")
    assert QApplication.focusWidget() is ready.search


def test_a_person_is_found_by_kana_and_chosen_with_the_arrows(
    ready: MainWindow, settle: Settle
) -> None:
    hits = type_in(ready, settle, "アオヤマ")
    assert ready.palette_list.isVisible()
    assert {hit.kind for hit in hits} == {"職員"}
    press(ready, settle, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert person_shown(ready) == hits[1].title
    assert not ready.palette_list.isVisible()


def test_more_people_than_fit_are_shown_in_the_list(ready: MainWindow, settle: Settle) -> None:
    hits = type_in(ready, settle, "ア")
    assert hits[7].detail.endswith("人を一覧で見る")


def test_a_certificate_number_stands_first(ready: MainWindow, sample: Desk, settle: Settle) -> None:
    held = certifications.register(sample)[5]
    hits = type_in(ready, settle, held.number)
    assert (hits[0].kind, hits[0].title) == ("認定番号", held.number)
    press(ready, settle, Qt.Key.Key_Return)
    name = employees.profile(sample, held.employee_id, sample.today()).name
    assert person_shown(ready) == name


def test_a_staff_number_leads_to_its_person(
    ready: MainWindow, sample: Desk, settle: Settle
) -> None:
    number = employees.get(sample, 7).number
    hits = type_in(ready, settle, number)
    assert len(hits) == 1
    press(ready, settle, Qt.Key.Key_Return)
    assert person_shown(ready) == hits[0].title


def test_a_unit_shows_its_people(ready: MainWindow, sample: Desk, settle: Settle) -> None:
    unit = units.units_on(sample, sample.today())[-1]
    hits = [hit for hit in type_in(ready, settle, unit.name) if hit.kind == "所属"]
    assert hits[-1].detail.startswith(unit.code)
    ready.palette_list.chosen.emit(hits[-1])
    settle()
    page = ready.pages["employees"]
    assert page.people.unit.currentData() == unit.unit_id


def test_a_page_is_opened_by_its_title(ready: MainWindow, settle: Settle) -> None:
    (hit,) = type_in(ready, settle, "操作記録")
    assert hit.kind == "画面"
    press(ready, settle, Qt.Key.Key_Return)
    assert ready.title.text() == "利用者・操作記録"


def test_a_command_is_carried_out(ready: MainWindow, settle: Settle) -> None:
    (hit,) = type_in(ready, settle, "次の画面")
    assert (hit.kind, hit.detail) == ("操作", "Ctrl+PgDown")
    press(ready, settle, Qt.Key.Key_Return)
    assert ready.title.text() == "職員"


def test_escape_closes_and_leaves_the_page(ready: MainWindow, settle: Settle) -> None:
    type_in(ready, settle, "アオヤマ")
    press(ready, settle, Qt.Key.Key_Escape)
    assert not ready.palette_list.isVisible()
    assert ready.title.text() == "ホーム"


def test_nothing_found_is_said(ready: MainWindow, settle: Settle) -> None:
    assert type_in(ready, settle, "龘龘") == []
    assert ready.palette_list.nothing.isVisible()


def test_what_was_written_since_is_found(ready: MainWindow, sample: Desk, settle: Settle) -> None:
    type_in(ready, settle, "ア")
    from dxdesk.models import acts
    from dxdesk.models.people import names_in_use

    with sample.action(acts.CHANGE_EMPLOYEE, "試験") as action:
        names_in_use.change_name(action, 1, "龘山　一", sample.today())
    (hit,) = type_in(ready, settle, "龘山")
    assert hit.title == "龘山　一"
