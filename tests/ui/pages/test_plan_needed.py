"""必要人数 in the window: typed, pasted, filled down, registered as one action."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import units
from dxdesk.models.plan import targets
from dxdesk.models.plan.targets import NeededNumber
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.plan.needed import NeededTab
from dxdesk.ui.pages.plan.page import NEEDED, PlanPage

Settle = Callable[[], None]
YEAR = 2026


@pytest.fixture
def tab(window: MainWindow, settle: Settle) -> NeededTab:
    window.show_page("plan")
    settle()
    page = window.pages["plan"]
    assert isinstance(page, PlanPage)
    page.tabs.show_tab(NEEDED)
    settle()
    return page.needed


def first_units(desk: Desk, number: int) -> list[int]:
    return [unit.unit_id for unit in units.units_on(desk, desk.today())[:number]]


def numbers(desk: Desk) -> dict[tuple[int, str], int]:
    return {place: each.number for place, each in targets.needed_numbers(desk, YEAR).items()}


def test_a_pasted_block_is_one_action_that_can_be_undone(
    tab: NeededTab, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    one, two = first_units(sample, 2)
    tab.grid.paste("3\t１\n1,000\t")
    assert tab.sums.text().startswith("レベル1　計1,003人")
    QTest.keyClick(tab.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert numbers(sample) == {(one, "L1"): 3, (one, "L2"): 1, (two, "L1"): 1000}
    assert sample.history()[0].title == "令和8年度の必要人数の変更（3件）"
    window.undo()
    settle()
    assert numbers(sample) == {}


def test_a_number_fills_down(tab: NeededTab, sample: Desk, settle: Settle) -> None:
    one, two = first_units(sample, 2)
    tab.grid.set_cell(one, "L1", "2")
    tab.grid.step(1, 0)
    tab.grid.fill_down()
    tab.save()
    settle()
    assert numbers(sample) == {(one, "L1"): 2, (two, "L1"): 2}


def test_an_emptied_cell_is_a_number_that_nobody_has_decided(
    tab: NeededTab, sample: Desk, settle: Settle
) -> None:
    (one,) = first_units(sample, 1)
    for text in ("2", "0", ""):
        tab.grid.set_cell(one, "L1", text)
        tab.save()
        settle()
        settle()
    assert numbers(sample) == {}


def test_what_is_no_number_stays_marked_and_the_rest_is_registered(
    tab: NeededTab, sample: Desk, settle: Settle
) -> None:
    one, two = first_units(sample, 2)
    tab.grid.set_cell(one, "L1", "たくさん")
    tab.grid.set_cell(two, "L1", "4人")
    tab.save()
    settle()
    assert numbers(sample) == {(two, "L1"): 4}
    assert [cell.text for cell in tab.grid.refused()] == ["たくさん"]
    assert "1つ残っています" in tab.answer.text()


def test_a_number_changed_meanwhile_is_refused_with_both_versions(
    tab: NeededTab, sample: Desk, settle: Settle
) -> None:
    (one,) = first_units(sample, 1)
    tab.grid.set_cell(one, "L1", "5")
    with sample.action(acts.IMPORT_TARGETS, "必要人数の取込") as action:
        targets.set_needed_numbers(action, YEAR, [NeededNumber(one, "L1", 7)])
    tab.save()
    settle()
    assert "自分 5人、相手 7人" in tab.answer.text()
    assert numbers(sample) == {(one, "L1"): 7}


def test_another_fiscal_year_has_its_own_numbers(
    tab: NeededTab, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    window.year.setCurrentIndex(1)
    settle()
    assert tab.year.text() == "令和7年度の必要人数"
    (one,) = first_units(sample, 1)
    assert tab.grid.cell(one, "L1") == str(targets.needed_numbers(sample, 2025)[one, "L1"].number)
