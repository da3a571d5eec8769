"""The skill map in the window: gone through by keyboard, filtered by a category, leading to the lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dxdesk.models.desk import Desk
from dxdesk.models.plan import contents
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.plan.map_tab import MapTab
from dxdesk.ui.pages.plan.page import PlanPage
from tests.ui.conftest import Said

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> PlanPage:
    window.show_page("plan")
    settle()
    found = window.pages["plan"]
    assert isinstance(found, PlanPage)
    return found


@pytest.fixture
def shown(page: PlanPage) -> MapTab:
    return page.map


def names(shown: MapTab) -> list[str]:
    return [getattr(line, "code", line) for line in shown.view.map_model.lines]


def test_a_cell_shows_by_which_items_and_the_sentence_stands_below(shown: MapTab) -> None:
    shown.view.choose("T101", "L1")
    assert shown.view.currentIndex().data() == "1-2"
    assert shown.place_title.text() == (
        "研修 T101 デジタル推進リーダー基礎研修 → レベル1　デジタル推進リーダー人材"
    )
    assert "1-2　所属の職員にデジタルの使い方を教えられる" in shown.place_text.text()
    assert "または資格「ITパスポート試験」の保有" in shown.place_text.text()


def test_a_cell_says_in_words_what_is_drawn(shown: MapTab) -> None:
    shown.view.choose("FE", "L2")
    spoken = shown.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "資格 FE 基本情報技術者試験、レベル2　デジタル活用人材：2-2・2-5"
    shown.view.choose("T001")
    assert "必須" in shown.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_arrows_pass_over_the_bands(shown: MapTab) -> None:
    shown.view.choose("T501", "L1")
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    assert shown.view.chosen().row is not None
    assert shown.view.chosen().row.code == "IP"  # type: ignore[union-attr]
    QTest.keyClick(shown.view, Qt.Key.Key_Up)
    assert shown.view.chosen().row.code == "T501"  # type: ignore[union-attr]
    QTest.keyClick(shown.view, Qt.Key.Key_Right)
    assert shown.view.chosen().category.code == "L2"  # type: ignore[union-attr]


def test_the_first_line_is_as_far_up_as_arrows_go(shown: MapTab) -> None:
    shown.view.choose("T001", "L1")
    QTest.keyClick(shown.view, Qt.Key.Key_Up)
    assert shown.view.chosen().row.code == "T001"  # type: ignore[union-attr]


def test_a_heading_keeps_only_what_builds_the_category_and_pressed_again_shows_all(
    shown: MapTab,
) -> None:
    everything = names(shown)
    shown.view.header.sectionClicked.emit(2)
    assert names(shown) == [
        "研修", "T001", "T101", "T102", "T103", "資格", "IP", "SG", "MOS",
        "業務経歴の種別", "workplace", "所属長評価", "",
    ]  # fmt: skip
    assert shown.filter_words.text() == "「デジタル推進リーダー人材」につながるもの"
    shown.view.header.sectionClicked.emit(2)
    assert names(shown) == everything


def test_a_category_that_nothing_builds_says_so(shown: MapTab) -> None:
    shown.filter_by("EX")
    assert names(shown) == []
    assert "ありません" in shown.place_text.text()
    shown.show_all_button.click()
    assert names(shown)


def test_enter_leads_to_the_item_and_from_a_name_to_the_thing(
    page: PlanPage, shown: MapTab
) -> None:
    shown.view.choose("FE", "L2")
    QTest.keyClick(shown.view, Qt.Key.Key_Return)
    assert page.tabs.chosen() == "評価指標項目"
    assert page.things[contents.ITEMS].chosen().code == "2-2"
    page.tabs.show_tab("スキルマップ")
    shown.view.choose("FE")
    QTest.keyClick(shown.view, Qt.Key.Key_Return)
    assert page.tabs.chosen() == "資格"
    assert page.things[contents.QUALIFICATIONS].chosen().code == "FE"


def test_all_categories_fit_on_the_small_screen(shown: MapTab) -> None:
    assert not shown.view.horizontalScrollBar().isVisible()
    assert shown.view.horizontalHeader().length() <= shown.view.viewport().width()


def test_the_map_goes_to_excel_as_it_is_seen(
    shown: MapTab, sample: Desk, settle: Settle, said: Said, tmp_path: Path
) -> None:
    said.place = tmp_path
    shown.filter_by("L1")
    shown.ask_where()
    settle()
    sheet = load_workbook(next(tmp_path.glob("スキルマップ_*.xlsx"))).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)][:2] == ["T001", "T101"]
    assert sample.history()[0].title == "スキルマップのExcel出力"


def test_the_map_is_printed_and_that_is_recorded(
    shown: MapTab, sample: Desk, settle: Settle
) -> None:
    shown.print_map()
    settle()
    assert shown.outputs.paper is not None
    assert sample.history()[0].title == "スキルマップの印刷"
    shown.outputs.paper.close()
