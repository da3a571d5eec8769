from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from dxdesk.errors import UserError
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.tables import cells
from dxdesk.ui.tables.grid import Grid, GridColumn, GridRow


def four_digits(text: str) -> str:
    if text and not (text.isdigit() and len(text) == 4):
        raise UserError("内線は4桁の数字です。")
    return text


COLUMNS = (
    GridColumn("bureau", "部局", 20, editable=False),
    GridColumn("name", "人事担当", 16),
    GridColumn("extension", "内線", 8, check=four_digits),
)
NAMES = ("総務部", "企画部", "福祉部", "農林部")


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    made = Grid(COLUMNS, "人事担当", stretch="name")
    qtbot.addWidget(made)
    made.show_rows(
        [
            GridRow(at, {"bureau": name, "name": "", "extension": ""})
            for at, name in enumerate(NAMES, start=1)
        ]
    )
    made.resize(600, 400)
    made.show()
    return made


def choose(grid: Grid, top: int, left: int, bottom: int, right: int) -> None:
    model = grid.model()
    flag = QItemSelectionModel.SelectionFlag
    grid.selectionModel().setCurrentIndex(model.index(top, left), flag.ClearAndSelect)
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    grid.selectionModel().select(block, flag.ClearAndSelect)


def test_a_block_from_excel_goes_right_and_down_from_the_chosen_cell(grid: Grid) -> None:
    choose(grid, 1, 1, 1, 1)
    grid.paste("北\t0123\r\n南\t0456\r\n")
    assert grid.edits() == {
        2: {"name": "北", "extension": "0123"},
        3: {"name": "南", "extension": "0456"},
    }


def test_one_value_fills_every_chosen_cell(grid: Grid) -> None:
    choose(grid, 0, 2, 3, 2)
    grid.paste("0123\n")
    assert [grid.cell(row, "extension") for row in (1, 2, 3, 4)] == ["0123"] * 4


def test_a_block_is_repeated_over_a_larger_selection(grid: Grid) -> None:
    choose(grid, 0, 1, 3, 1)
    grid.paste("北\n南")
    assert [grid.cell(row, "name") for row in (1, 2, 3, 4)] == ["北", "南", "北", "南"]


def test_what_stands_beyond_the_last_row_and_column_is_left_out(grid: Grid) -> None:
    choose(grid, 3, 2, 3, 2)
    grid.paste("0123\tx\n0456\ty")
    assert grid.edits() == {4: {"extension": "0123"}}


def test_a_refused_cell_says_why_and_the_rest_is_kept(grid: Grid) -> None:
    choose(grid, 0, 1, 0, 1)
    grid.paste("北\t12\n南\t0456")
    (refused,) = grid.refused()
    assert (refused.row_id, refused.key, refused.text) == (1, "extension", "12")
    assert refused.reason == "内線は4桁の数字です。"
    assert grid.edits() == {1: {"name": "北"}, 2: {"name": "南", "extension": "0456"}}
    index = grid.model().index(0, 2)
    assert grid.model().data(index, Qt.ItemDataRole.ToolTipRole) == refused.reason


def test_a_refused_cell_that_is_typed_anew_is_refused_no_more(grid: Grid) -> None:
    grid.set_cell(1, "extension", "12")
    grid.set_cell(1, "extension", "1234")
    assert grid.refused() == []
    assert grid.edits() == {1: {"extension": "1234"}}


def test_what_is_typed_back_is_no_change(grid: Grid) -> None:
    grid.set_cell(1, "name", "北")
    grid.set_cell(1, "name", "")
    assert not grid.is_changed()


def test_cells_that_cannot_be_edited_stay(grid: Grid) -> None:
    choose(grid, 0, 0, 0, 1)
    grid.paste("別の部\t北")
    assert grid.cell(1, "bureau") == "総務部"
    assert grid.cell(1, "name") == "北"


def test_fill_down_repeats_the_topmost_cell(grid: Grid, qtbot: QtBot) -> None:
    grid.set_cell(1, "name", "北")
    choose(grid, 0, 1, 3, 1)
    qtbot.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [grid.cell(row, "name") for row in (1, 2, 3, 4)] == ["北"] * 4


def test_delete_empties_cells_and_keeps_rows(grid: Grid, qtbot: QtBot) -> None:
    grid.set_cell(1, "name", "北")
    choose(grid, 0, 1, 1, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.cell(1, "name") == ""
    assert grid.model().rowCount() == 4


def test_a_cell_with_lines_of_its_own_stays_one_cell(grid: Grid) -> None:
    assert cells.read_block('"一行\n二行"\t0123\n') == [["一行\n二行", "0123"]]


def test_copied_cells_come_back_as_they_were(grid: Grid) -> None:
    grid.set_cell(1, "extension", "0123")
    choose(grid, 0, 1, 1, 2)
    grid.copy()
    assert cells.read_block(QGuiApplication.clipboard().text()) == [["", "0123"], ["", ""]]
    assert "mso-number-format" in QGuiApplication.clipboard().mimeData().html()


def at(grid: Grid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_enter_goes_down_and_tab_right_and_shift_back(grid: Grid, qtbot: QtBot) -> None:
    choose(grid, 0, 1, 0, 1)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert at(grid) == (1, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert at(grid) == (1, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert at(grid) == (2, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Backtab, shift)
    assert at(grid) == (1, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Return, shift)
    assert at(grid) == (0, 2)


def open_editor(grid: Grid) -> LineEdit:
    grid.edit(grid.currentIndex())
    return grid.findChildren(LineEdit)[-1]


def test_enter_keeps_what_was_typed_and_goes_down(grid: Grid, qtbot: QtBot) -> None:
    choose(grid, 0, 1, 0, 1)
    field = open_editor(grid)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert grid.cell(1, "name") == "abc"
    assert at(grid) == (1, 1)


def test_enter_while_an_ime_composes_stays_in_the_cell(grid: Grid) -> None:
    choose(grid, 0, 1, 0, 1)
    field = open_editor(grid)
    QApplication.sendEvent(field, QInputMethodEvent("きた", []))
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, pressed)
    assert at(grid) == (0, 1)
    assert grid.cell(1, "name") == ""


# --- rows that come with typing ---

PEOPLE = (
    GridColumn("number", "職員番号", 8, only_new=True),
    GridColumn("name", "氏名", 16, editable=False),
    GridColumn("result", "結果", 8, choices=("申込", "修了")),
)


@pytest.fixture
def growing(qtbot: QtBot) -> Grid:
    made = Grid(PEOPLE, "受講者", stretch="name", grows=True)
    qtbot.addWidget(made)
    made.show_rows([GridRow(7, {"number": "000101", "name": "北", "result": "申込"})])
    made.resize(600, 400)
    made.show()
    return made


def test_an_empty_row_stands_at_the_end_and_another_comes_when_it_is_typed_into(
    growing: Grid,
) -> None:
    assert [each.id for each in growing.rows()] == [7, -1]
    growing.set_cell(-1, "number", "000102")
    assert [each.id for each in growing.rows()] == [7, -1, -2]
    assert growing.edits() == {-1: {"number": "000102"}}


def test_a_pasted_block_brings_the_rows_that_it_needs(growing: Grid) -> None:
    choose(growing, 1, 0, 1, 0)
    growing.paste("000102\n000103\n000104\n")
    assert [each.id for each in growing.rows()] == [7, -1, -2, -3, -4]
    assert growing.cell(-3, "number") == "000104"


def test_only_a_new_row_takes_what_tells_it_apart(growing: Grid) -> None:
    choose(growing, 0, 0, 0, 0)
    growing.paste("999999")
    assert growing.edits() == {}
    growing.set_cell(7, "result", "修了")
    assert growing.edits() == {7: {"result": "修了"}}


def test_what_follows_from_a_typed_cell_is_shown_and_is_no_edit(growing: Grid) -> None:
    growing.set_cell(-1, "number", "000102")
    growing.fill({-1: {"name": "南"}})
    assert growing.cell(-1, "name") == "南"
    assert growing.edits() == {-1: {"number": "000102"}}


def test_what_was_typed_before_comes_back_with_its_rows(growing: Grid) -> None:
    growing.type_in({(7, "result"): "修了", (-2, "number"): "000103", (99, "result"): "申込"})
    assert growing.edits() == {7: {"result": "修了"}, -2: {"number": "000103"}}


def test_a_choice_is_taken_with_enter(growing: Grid, qtbot: QtBot) -> None:
    choose(growing, 0, 2, 0, 2)
    qtbot.keyClick(growing, Qt.Key.Key_F2)
    (offered,) = growing.findChildren(QComboBox)
    assert [offered.itemText(at) for at in range(offered.count())] == ["申込", "修了"]
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    assert growing.edits() == {7: {"result": "修了"}}


def test_a_grid_without_room_leaves_columns_out_and_still_takes_what_is_pasted_over_them(
    qtbot: QtBot,
) -> None:
    columns = [GridColumn(key, key, 20) for key in ("one", "two", "three")]
    grid = Grid(columns, "表", stretch="one", grows=True, leave_out=("two",))
    qtbot.addWidget(grid)
    grid.show_rows([])
    grid.resize(700, 200)
    grid.show()
    assert not grid.isColumnHidden(1)
    grid.resize(400, 200)
    assert [grid.isColumnHidden(at) for at in range(3)] == [False, True, False]
    grid.paste("い\tろ\tは")
    assert [grid.cell(-1, key) for key in ("one", "two", "three")] == ["い", "ろ", "は"]
