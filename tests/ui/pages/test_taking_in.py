"""The assistant from the keyboard alone: file, headings, proposal, result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.imports.kinds import KINDS
from dxdesk.imports.remembered_headings import remembered_headings
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.paths import resource
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.taking_in.asked import ORDER
from dxdesk.ui.pages.taking_in.page import TakingInPage
from dxdesk.ui.pages.taking_in.review_step import REFUSED
from dxdesk.ui.pages.taking_in.steps import FILE, HEADINGS, RESULT, REVIEW
from tests.factories import workbook
from tests.imports.plan_books import book_of, edited, put

ROSTER = resource("samples", "meibo_r8_0401.xlsx")
NOVEMBER = "R8.11.23"
RENAMED = {"職員番号": "識別符号", "氏名": "漢字", "所属コード": "配置", "職名": "肩書"}
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Keyboard:
    """An officer without a mouse."""

    def __init__(self, window: MainWindow, settle: Callable[[], None]) -> None:
        self.window = window
        self.settle = settle

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        QTest.keyClick(self.focus(), Qt.Key.Key_A, CTRL)
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(60):
            if self.focus() is wanted:
                return
            QTest.keyClick(self.focus(), Qt.Key.Key_Tab)
        raise AssertionError(f"{wanted.accessibleName()} is not reached by Tab")

    def pick(self, choice: QComboBox, key: str) -> None:
        self.tab_to(choice)
        QTest.keyClick(choice, Qt.Key.Key_Home)
        while choice.currentData() != key:
            before = choice.currentIndex()
            QTest.keyClick(choice, Qt.Key.Key_Down)
            assert choice.currentIndex() != before


@pytest.fixture
def keys(window: MainWindow, settle: Callable[[], None], qtbot: QtBot) -> Keyboard:
    window.show_page("home")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    settle()
    return Keyboard(window, settle)


@pytest.fixture
def page(keys: Keyboard) -> TakingInPage:
    """The assistant, opened with Ctrl+I from ホーム."""
    keys.press(Qt.Key.Key_I, CTRL)
    found = keys.window.pages["taking_in"]
    assert isinstance(found, TakingInPage)
    return found


def read_in(keys: Keyboard, page: TakingInPage, path: Path, day: str = NOVEMBER) -> None:
    """From the first step to the second."""
    keys.tab_to(page.file.path)
    keys.write(str(path))
    keys.press(Qt.Key.Key_Return)
    if page.file.chosen().needs == "as_of":
        keys.write(day)
        keys.press(Qt.Key.Key_Return)


def shuffled(folder: Path) -> Path:
    """The sample roster with other headings, its columns the other way round."""
    sheet = load_workbook(ROSTER).worksheets[0]
    rows = [list(reversed(row)) for row in sheet.iter_rows(values_only=True)]
    renamed = [[RENAMED.get(str(cell), cell) for cell in row] for row in rows]
    return workbook(folder / "roster.xlsx", renamed)


def changes(page: TakingInPage) -> Sequence[str]:
    assert page.review.shown is not None
    return [line.key for line in page.review.shown.proposal.lines if line.differences]


def test_every_kind_of_file_can_be_chosen() -> None:
    assert sorted(ORDER) == sorted(KINDS)


def test_the_kind_fits_the_page_and_closing_leads_back(keys: Keyboard, page: TakingInPage) -> None:
    assert page.file.kind.currentData() == "roster"
    assert keys.focus() is page.file.path
    keys.press(Qt.Key.Key_Escape)
    assert keys.window.key == "home"
    keys.window.show_page("units")
    keys.press(Qt.Key.Key_I, CTRL)
    assert page.file.kind.currentData() == "units"


def test_a_file_that_maps_by_itself_needs_one_key_for_its_headings(
    keys: Keyboard, page: TakingInPage, sample: Desk
) -> None:
    read_in(keys, page, ROSTER)
    assert page.step() == HEADINGS
    keys.press(Qt.Key.Key_Return)
    assert page.step() == REVIEW
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.step() == RESULT
    assert sample.history()[0].title == "名簿の取込（21人）"


def test_renamed_and_shuffled_headings_are_mapped_once_and_remembered(
    keys: Keyboard, page: TakingInPage, sample: Desk, tmp_path: Path
) -> None:
    path = shuffled(tmp_path)
    read_in(keys, page, path)
    assert [field.label for field in page.headings.missing()] == ["職員番号", "氏名", "所属コード"]
    assert isinstance(keys.focus(), QComboBox)
    assert not page.primary.isEnabled()
    by_heading = {each.text: each for each in page.headings._headings}
    for key, heading in (
        ("title", "肩書"),
        ("unit", "配置"),
        ("name", "漢字"),
        ("number", "識別符号"),
    ):
        at = list(by_heading).index(heading)
        keys.pick(page.headings.choices[at], key)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.step() == REVIEW
    first = changes(page)
    assert len(first) == 21
    assert remembered_headings(sample, "roster")["識別符号"] == "number"
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_I, CTRL)
    keys.press(Qt.Key.Key_Left, ALT)
    keys.press(Qt.Key.Key_Left, ALT)
    assert page.step() == FILE
    read_in(keys, page, path)
    assert page.headings.missing() == []
    keys.press(Qt.Key.Key_Return)
    assert changes(page) == first


def test_going_through_the_list_with_the_arrows_takes_no_field_from_another_column(
    keys: Keyboard, page: TakingInPage, tmp_path: Path
) -> None:
    read_in(keys, page, shuffled(tmp_path))
    columns = {each.text: at for at, each in enumerate(page.headings._headings)}
    wanted = (("識別符号", "number"), ("漢字", "name"), ("配置", "unit"), ("肩書", "title"))
    for heading, key in wanted:
        keys.pick(page.headings.choices[columns[heading]], key)
    mapping = page.headings.mapping()
    assert {heading: mapping[heading] for heading, _ in wanted} == dict(wanted)
    assert [page.headings.choices[at].currentData() for at in columns.values()] == list(
        mapping.values()
    )


def test_a_field_is_read_from_the_column_that_took_it_last(
    keys: Keyboard, page: TakingInPage
) -> None:
    read_in(keys, page, ROSTER)
    columns = {each.text: at for at, each in enumerate(page.headings._headings)}
    keys.pick(page.headings.choices[columns["備考"]], "title")
    assert page.headings.mapping()["職名"] == ""
    keys.pick(page.headings.choices[columns["備考"]], "note")
    assert page.headings.mapping()["職名"] == "title"


def test_a_file_of_another_kind_is_recognised(keys: Keyboard, page: TakingInPage) -> None:
    read_in(keys, page, resource("samples", "soshiki.xlsx"))
    assert page.step() == HEADINGS
    assert page.answer.text().startswith("「組織一覧」のファイルのようです。")


def test_the_row_of_the_headings_can_be_chosen(
    keys: Keyboard, page: TakingInPage, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "roster.xlsx",
        [
            ["きごう", "なまえ", "ところ", "やくめ"],
            ["（6桁）", "（漢字）", "（6桁）", "（正式）"],
            ["000123", "髙橋　修", "010001", "主査"],
        ],
    )
    read_in(keys, page, path)
    assert page.headings.row.currentText() == "1行目　きごう ／ なまえ ／ ところ ／ やくめ"
    keys.tab_to(page.headings.row)
    QTest.keyClick(page.headings.row, Qt.Key.Key_Down)
    keys.tab_to(page.headings.choices[0])
    assert page.headings.choices[0].accessibleName() == "「（6桁）」を読み込む項目"
    assert [each.samples for each in page.headings._headings][1] == ("髙橋　修",)


def test_tab_goes_through_the_headings_and_then_to_the_buttons(
    keys: Keyboard, page: TakingInPage
) -> None:
    read_in(keys, page, ROSTER)
    choices = page.headings.choices
    choices[0].setFocus()
    for choice in choices[1:]:
        QTest.keyClick(keys.focus(), Qt.Key.Key_Tab)
        assert keys.focus() is choice
    QTest.keyClick(keys.focus(), Qt.Key.Key_Tab)
    assert keys.focus() is page.close_button


def test_an_unticked_line_is_left_alone_and_undo_takes_all_back(
    keys: Keyboard, page: TakingInPage, sample: Desk
) -> None:
    before = sample.rows("SELECT * FROM posting ORDER BY id")
    read_in(keys, page, ROSTER)
    keys.press(Qt.Key.Key_Return)
    assert keys.focus() is page.review.view
    left_out = page.review.lines.values(0)["key"]
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert sample.history()[0].title == "名簿の取込（20人）"
    assert "取り込まなかった行 1件" in page.result.counts.text()
    person = employees.find(sample, str(left_out))
    assert not sample.rows(
        "SELECT 1 FROM posting WHERE employee_id = ? AND since = '2026-11-23'",
        (person.employee_id,),
    )
    keys.tab_to(page.result.undo_button)
    keys.press(Qt.Key.Key_Return)
    assert [tuple(row) for row in sample.rows("SELECT * FROM posting ORDER BY id")] == [
        tuple(row) for row in before
    ]


def test_the_counts_filter_and_the_search_finds(keys: Keyboard, page: TakingInPage) -> None:
    read_in(keys, page, ROSTER)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_4, ALT)
    assert page.review.lines.rowCount() == 279
    keys.press(Qt.Key.Key_1, ALT)
    keys.press(Qt.Key.Key_F, CTRL)
    keys.window.focusWidget()
    page.review.query.setText("人事課")
    assert 0 < page.review.lines.rowCount() < 21
    assert page.review.detail.rowCount() > 0


def missing_one(folder: Path) -> Path:
    sheet = load_workbook(ROSTER).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    header = next(at for at, row in enumerate(rows) if "職員番号" in row)
    return workbook(folder / "roster.xlsx", [*rows[: header + 1], *rows[header + 2 :]])


def test_who_is_missing_is_left_alone_unless_ticked(
    keys: Keyboard, page: TakingInPage, sample: Desk, tmp_path: Path
) -> None:
    read_in(keys, page, missing_one(tmp_path))
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_5, ALT)
    assert page.review.lines.rowCount() == 1
    number = str(page.review.lines.values(0)["key"])
    keys.tab_to(page.review.view)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    person = employees.find(sample, number)
    ((until,),) = sample.rows(
        "SELECT until FROM service WHERE employee_id = ?", (person.employee_id,)
    )
    assert until == "2026-11-22"


def test_refused_rows_are_saved_corrected_and_taken_in_again(
    keys: Keyboard, page: TakingInPage, sample: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "results.csv"
    path.write_bytes(resource("samples", "kenshu_jisseki_with_errors.csv").read_bytes())
    keys.pick(page.file.kind, "attendance")
    read_in(keys, page, path)
    keys.press(Qt.Key.Key_Return)
    assert page.review.chips.chosen() == REFUSED
    refused = page.review.refused.rowCount()
    assert refused
    assert not page.primary.isEnabled()
    keys.tab_to(page.review.save_button)
    keys.press(Qt.Key.Key_Return)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5_000)
    saved = tmp_path / "refused.xlsx"
    keys.write(str(saved))
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(saved.exists, timeout=10_000)
    keys.window.activateWindow()  # what any desktop does when a dialog closes
    qtbot.waitUntil(keys.window.isActiveWindow, timeout=5_000)
    keys.settle()
    correct(saved)
    keys.tab_to(page.review.corrected_button)
    keys.press(Qt.Key.Key_Return)
    assert page.file.path.text() == str(saved)
    read_in(keys, page, saved)
    keys.press(Qt.Key.Key_Return)
    assert page.review.refused.rowCount() == refused - 1
    keys.tab_to(page.review.skip)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.step() == RESULT


def correct(path: Path) -> None:
    """What the officer does in Excel: the impossible day becomes a day."""
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == "令和8年2月30日":
                cell.value = "令和8年2月20日"
    book.save(path)


def test_what_somebody_wrote_meanwhile_is_shown_before_it_is_overwritten(
    keys: Keyboard, page: TakingInPage, sample: Desk
) -> None:
    read_in(keys, page, ROSTER)
    keys.press(Qt.Key.Key_Return)
    line = next(one for one in page.review.shown.proposal.lines if one.differences)  # type: ignore[union-attr]
    person = employees.find(sample, line.key)
    with sample.action(acts.CORRECT_EMPLOYEE, "ほかの担当の訂正") as action:
        for row in action.rows(
            "SELECT id FROM posting WHERE employee_id = ? AND until IS NULL", (person.employee_id,)
        ):
            action.update("posting", row["id"], grade="参事級")
    page.refresh()
    keys.settle()
    assert "ほかの操作で関係する内容が変わりました（1件）" in page.review.note.text()
    assert [
        row["key"] for row in map(page.review.lines.values, range(page.review.lines.rowCount()))
    ] == [line.key]


def test_enter_leads_through_the_first_step_also_where_a_year_is_asked(
    keys: Keyboard, page: TakingInPage
) -> None:
    keys.pick(page.file.kind, "ratings")
    keys.press(Qt.Key.Key_Return)
    assert keys.focus() is page.file.path
    keys.write(str(resource("samples", "hyoka_r7.csv")))
    keys.press(Qt.Key.Key_Return)
    assert keys.focus() is page.file.year
    keys.press(Qt.Key.Key_Return)
    assert page.step() == HEADINGS


def test_the_count_is_of_the_file_that_is_shown_also_where_refused_rows_come_first(
    keys: Keyboard, page: TakingInPage
) -> None:
    keys.pick(page.file.kind, "attendance")
    read_in(keys, page, resource("samples", "kenshu_jisseki_with_errors.csv"))
    keys.press(Qt.Key.Key_Return)
    assert page.review.chips.chosen() == REFUSED
    assert page.review.count.text().startswith(f"取り込む行 {len(page.review.lines.ticked):,}件")


def test_while_a_file_is_read_the_keys_stay_with_the_assistant(
    keys: Keyboard, page: TakingInPage
) -> None:
    keys.write(str(ROSTER))
    keys.press(Qt.Key.Key_Return)
    for step in (HEADINGS, REVIEW):
        QTest.keyClick(keys.focus(), Qt.Key.Key_Return)
        assert page.job.busy
        assert keys.focus() is page
        for impatient in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
            QTest.keyClick(keys.focus(), impatient)
        keys.settle()
        assert (keys.window.key, page.step()) == ("taking_in", step)


def test_after_comparing_again_the_list_has_the_keys_again(
    keys: Keyboard, page: TakingInPage, sample: Desk
) -> None:
    read_in(keys, page, ROSTER)
    keys.press(Qt.Key.Key_Return)
    with sample.action(acts.CORRECT_EMPLOYEE, "ほかの担当の訂正") as action:
        action.insert("unit", note="")
    page.refresh()
    keys.settle()
    assert keys.focus() is page.review.view


def test_a_file_that_is_ready_takes_no_keys_from_the_page_that_is_shown(
    keys: Keyboard, page: TakingInPage
) -> None:
    read_in(keys, page, ROSTER)
    QTest.keyClick(keys.focus(), Qt.Key.Key_Return)
    keys.window.show_page("home")
    keys.settle()
    assert page.step() == REVIEW
    assert not page.isAncestorOf(keys.focus())
    keys.press(Qt.Key.Key_I, CTRL)
    assert page.step() == REVIEW
    assert keys.focus() is page.review.view


def test_after_a_wrong_file_the_next_one_can_be_typed_at_once(
    keys: Keyboard, page: TakingInPage
) -> None:
    read_in(keys, page, Path("/nowhere/roster.xlsx"))
    assert keys.focus() is page.file.path
    assert page.file.path.selectedText() == page.file.path.text()


def test_an_unknown_day_and_a_missing_file_are_said(keys: Keyboard, page: TakingInPage) -> None:
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.answer.text() == "ファイルを選んでください。"
    read_in(keys, page, Path("/nowhere/roster.xlsx"))
    assert page.step() == FILE
    assert "roster.xlsx" in page.answer.text()


def test_stopping_leaves_everything_as_it_was(
    keys: Keyboard, page: TakingInPage, sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(keys, page, ROSTER)
    keys.press(Qt.Key.Key_Return)
    last = sample.last_action()
    page.apply()
    keys.window.workplace.jobs.stop()
    keys.settle()
    assert (page.step(), sample.last_action()) == (REVIEW, last)
    assert page.answer.text() == "中止しました。何も変わっていません。"


def test_a_dropped_file_is_the_one_to_take_in(page: TakingInPage) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(ROSTER))])
    action = Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), action, mime, button, none))
    assert page.file.path.text() == str(ROSTER)


def test_dates_have_a_default(page: TakingInPage) -> None:
    assert page.file.as_of.required() in (date(2026, 4, 1), datetime(2026, 11, 23).date())


def test_a_plan_with_a_wrong_cell_is_shown_cell_by_cell_and_cannot_be_taken_in(
    keys: Keyboard, page: TakingInPage, tmp_path: Path
) -> None:
    path = edited(book_of(tmp_path / "plan.xlsx"), put("満たす方法", "C2", "T999"))
    keys.pick(page.file.kind, "plan")
    read_in(keys, page, path)
    assert page.step() == REVIEW
    assert [row["cell"] for row in page.review.refused._rows] == ["満たす方法 C2"]
    assert not page.review.skip.isVisible()
    assert not page.review.is_ready()


def test_a_plan_in_a_workbook_is_taken_in_from_the_keyboard(
    keys: Keyboard, page: TakingInPage, tmp_path: Path, sample: Desk
) -> None:
    path = edited(book_of(tmp_path / "plan.xlsx"), put("研修", "B2", "新しい名称"))
    keys.pick(page.file.kind, "plan")
    read_in(keys, page, path)
    assert page.step() == REVIEW
    assert "変更の影響" in page.review.note.text()
    keys.press(Qt.Key.Key_Space)
    assert "全体を取り込みます（違い 2件）" in page.review.count.text()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.step() == RESULT
    assert sample.value("SELECT name FROM training WHERE code = 'T001'") == "新しい名称"
