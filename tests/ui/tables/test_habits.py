from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from dxdesk.models import list_views
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Kind as ActKind
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.page import EmployeesPage
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.workplace import Workplace
from tests.ui.conftest import Said

Settle = Callable[[], None]
COLUMNS = (
    Column("name", "氏名", Kind.TEXT, 10),
    Column("number", "職員番号", Kind.CODE, 8),
    Column("count", "件数", Kind.NUMBER, 6),
)
ROWS = [
    {"name": "東", "name_order": "ヒガシ", "number": "012345", "count": 10},
    {"name": "青山", "name_order": "アオヤマ", "number": "000002", "count": 9},
    {"name": "無", "name_order": "ム", "number": "000003", "count": None},
]


def make(workplace: Workplace, qtbot: QtBot, columns: tuple[Column, ...] = COLUMNS) -> ListHabits:
    table = RowsTable(columns)
    view = ListView(table, "試しの一覧", stretch="name", sortable=True, several=True)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    table.show_rows(ROWS)
    return ListHabits(view, workplace, "trial", "試しの一覧")


@pytest.fixture
def habits(workplace: Workplace, qtbot: QtBot) -> ListHabits:
    return make(workplace, qtbot)


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> EmployeesPage:
    window.show_page("employees")
    settle()
    made = window.pages["employees"]
    assert isinstance(made, EmployeesPage)
    return made


def names(view: ListView) -> list[str]:
    model = view.rows_model()
    return [model.values(at)["name"] for at in range(model.rowCount())]


def keys(view: ListView) -> list[str]:
    return [column.key for column in view.shown_columns()]


def test_columns_order_widths_and_sorting_come_back_next_time(
    habits: ListHabits, workplace: Workplace, qtbot: QtBot, settle: Settle
) -> None:
    view = habits.view
    view.show_column("number", False)
    view.horizontalHeader().moveSection(2, 0)
    view.setColumnWidth(2, 123)
    view.sort_by("name", True)
    habits.keep()
    settle()
    again = make(workplace, qtbot).view
    assert keys(again) == ["count", "name"]
    assert again.columnWidth(2) == 123
    assert names(again) == ["無", "東", "青山"]


def test_a_column_that_is_new_is_seen_beside_a_kept_look(
    habits: ListHabits, workplace: Workplace, qtbot: QtBot, settle: Settle
) -> None:
    habits.view.show_column("number", False)
    habits.keep()
    settle()
    more = (*COLUMNS, Column("unit", "所属", Kind.TEXT, 8))
    assert keys(make(workplace, qtbot, more).view) == ["name", "count", "unit"]


def test_rows_sort_by_kana_and_by_number_and_empty_ones_come_last(habits: ListHabits) -> None:
    habits.view.sort_by("name")
    assert names(habits.view) == ["青山", "東", "無"]
    habits.view.sort_by("count", True)
    assert names(habits.view) == ["東", "青山", "無"]


def test_the_chosen_row_stays_chosen_when_the_order_changes(habits: ListHabits) -> None:
    habits.view.choose_id(1)
    habits.view.sort_by("name")
    assert habits.view.chosen_id() == 1


def test_the_columns_menu_sets_several_marks_and_keeps_one_column(habits: ListHabits) -> None:
    menu = habits.view.columns_menu()
    for action in menu.actions():
        if action.isCheckable():
            action.trigger()
    assert len(keys(habits.view)) == 1


def test_the_columns_menu_stays_open_after_a_mark(habits: ListHabits, qtbot: QtBot) -> None:
    menu = habits.view.columns_menu()
    menu.popup(habits.view.mapToGlobal(habits.view.rect().center()))
    place = menu.actionGeometry(menu.actions()[1]).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert menu.isVisible()
    assert keys(habits.view) == ["name", "count"]
    menu.close()


def test_rows_are_copied_as_they_look_and_text_stays_text(habits: ListHabits) -> None:
    habits.view.show_column("count", False)
    habits.view.selectAll()
    habits.view.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text().split("\n")[:2] == ["氏名\t職員番号", "東\t012345"]
    assert "mso-number-format:'\\@'\">012345</td>" in clipboard.mimeData().html()


def test_home_and_end_go_to_the_first_and_last_row(habits: ListHabits, qtbot: QtBot) -> None:
    habits.view.choose(1)
    qtbot.keyClick(habits.view, Qt.Key.Key_End)
    assert habits.view.currentIndex().row() == 2
    qtbot.keyClick(habits.view, Qt.Key.Key_Home)
    assert habits.view.currentIndex().row() == 0


def titles(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_a_view_is_saved_shown_renamed_and_deleted(
    habits: ListHabits, workplace: Workplace, settle: Settle
) -> None:
    habits.view.show_column("count", False)
    habits.save_view("番号だけ")
    settle()
    habits.show_first()
    assert keys(habits.view) == ["name", "number", "count"]
    habits.show_view("番号だけ")
    assert keys(habits.view) == ["name", "number"]
    habits.ask_new_name()
    assert habits.dialog is not None
    habits.dialog.form.fields["name"].widget.setText("番号")
    habits.dialog.form.submit()
    settle()
    habits.views_menu.aboutToShow.emit()
    assert "「番号」を削除" in titles(habits.views_menu)
    habits.drop_view()
    settle()
    assert list_views.names(workplace.desk, "trial") == []


def test_a_name_that_is_taken_is_said_at_the_field(habits: ListHabits, settle: Settle) -> None:
    habits.save_view("番号")
    settle()
    habits.ask_name()
    assert habits.dialog is not None
    habits.dialog.form.fields["name"].widget.setText("番号")
    habits.dialog.form.submit()
    assert "既にあります" in habits.dialog.form.error.text()
    habits.dialog.reject()


def test_the_list_goes_to_excel_as_shown_and_into_the_record(
    page: EmployeesPage, sample: Desk, said: Said, tmp_path: Path, settle: Settle
) -> None:
    view = page.people.view
    view.show_column("kana", True)
    page.people.sort("number", True)
    settle()
    said.place = tmp_path
    page.people.habits.ask_where()
    settle()
    (path,) = tmp_path.glob("職員一覧_*.xlsx")
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0] == tuple(column.label for column in view.shown_columns())
    assert len(rows) == 299
    numbers = [row[0] for row in rows[1:]]
    assert numbers == sorted(numbers, reverse=True)
    entry = sample.history(1)[0]
    assert (entry.kind, entry.title) == (ActKind.EXPORT, "職員一覧のExcel出力（298件）")


def test_the_list_is_printed_as_shown_and_into_the_record(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    page.people.habits.print_list()
    settle()
    paper = page.people.habits.outputs.paper
    assert paper is not None
    assert paper.pdf.pages() > 1
    assert sample.history(1)[0].title == "職員一覧の印刷（298件）"
    paper.close()


def test_many_rows_are_copied_beside_the_window(
    page: EmployeesPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxdesk.ui.tables.list_view.COPIED_AT_ONCE", 10)
    page.people.view.selectAll()
    page.people.view.copy()
    settle()
    assert len(QGuiApplication.clipboard().text().split("\n")) == 299


def test_my_own_people_are_a_view_that_says_why_it_is_empty(
    page: EmployeesPage, sample: Desk, said: Said, settle: Settle
) -> None:
    (mine,) = page.people.habits._ready
    page.people.habits.show_ready(mine)
    assert said.texts[0].startswith("自分の担当：担当の利用者がまだ決められていません。")


def test_the_filter_comes_back_next_time(
    window: MainWindow, page: EmployeesPage, workplace: Workplace, settle: Settle
) -> None:
    page.people.bureau.setCurrentIndex(2)
    page.people.habits.keep()
    settle()
    again = EmployeesPage(workplace)
    again.refresh()
    settle()
    assert again.people.bureau.currentIndex() == 2
    assert {again.people.table.values(0)["bureau"]} == {again.people.bureau.currentText()}
    again.deleteLater()


def test_the_right_click_menu_does_what_the_buttons_do(window: MainWindow, settle: Settle) -> None:
    window.show_page("record")
    settle()
    page = window.pages["record"]
    shown = titles(page.history_view.menu())
    assert "元に戻す" in shown
    assert "ビュー" in shown
    assert "出力" in shown
