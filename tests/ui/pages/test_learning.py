"""学習機会の情報: list, form, calendar, 推奨講座, last year's, and the page for the intranet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dxdesk.models import acts, settings
from dxdesk.models.desk import Desk
from dxdesk.models.plan import learning
from dxdesk.ui import appearance, theme
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.learning.page import CALENDAR, GRID, LIST, RECOMMENDED, LearningPage
from dxdesk.ui.theme import Look, TextSize
from tests.ui.conftest import Said

Settle = Callable[[], None]
YEAR = 2026


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> LearningPage:
    window.show_page("learning")
    settle()
    found = window.pages["learning"]
    assert isinstance(found, LearningPage)
    return found


def titles(desk: Desk, year: int = YEAR) -> list[str]:
    return [each.title for each in learning.of_year(desk, year)]


def choose(page: LearningPage, title: str) -> None:
    assert page.shown is not None
    told = page.shown.opportunities
    page.list.choose(next(each.id for each in told if each.title.startswith(title)))


def fill_in(page: LearningPage, settle: Settle, **texts: str) -> None:
    dialog = page.list.dialog
    assert dialog is not None
    dialog.form.show_texts(texts)
    dialog.form.submit()
    settle()
    settle()


def test_the_list_says_how_near_each_deadline_is(page: LearningPage) -> None:
    rows = [page.list.table.row(at) for at in range(page.list.table.rowCount())]
    state = {row["title"]: (row["state"], row["state_tone"]) for row in rows}
    assert page.list.count.text() == "11件"
    assert state["データ活用研修（後期）"] == ("締切まであと4日", "attention")
    assert state["応用情報技術者試験（秋期）"] == ("申込終了", "muted")
    assert state["業務改善・RPA実践研修"] == ("申込開始前", "")


def test_what_is_chosen_is_told_with_the_successor_of_its_exam(page: LearningPage) -> None:
    choose(page, "応用情報")
    told = {title: value.text() for title, value in page.list.detail.values.items()}
    assert "令和8年度で終了、後継：プロフェッショナルデジタルスキル試験" in told["関係する資格"]
    assert told["申込期間"] == "令和8年7月6日～7月27日"
    assert page.list.detail.state.text() == "申込終了"


def test_a_new_one_is_registered_and_can_be_put_back(
    page: LearningPage, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    page.list.open_new()
    fill_in(
        page, settle, kind="外部講座", title="クラウド入門", since="R9.1.9", apply_until="R8.12.25",
        category_codes="レベル1・マネジメント", recommended="はい",
    )  # fmt: skip
    added = learning.of_year(sample, YEAR)[-1]
    assert (added.kind, added.title, added.since) == ("外部講座", "クラウド入門", date(2027, 1, 9))
    assert (added.category_codes, added.recommended) == (("L1", "MG"), True)
    assert page.list.count.text() == "12件"
    window.undo()
    settle()
    settle()
    assert page.list.count.text() == "11件"


def test_what_cannot_be_so_is_said_at_its_field_and_nothing_is_saved(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    page.list.open_new()
    fill_in(page, settle, title="クラウド入門", since="R9.1.9", until="R9.1.8")
    dialog = page.list.dialog
    assert dialog is not None
    assert "実施の末日（R9.1.8）が初日（R9.1.9）より前" in dialog.form.error.text()
    assert len(titles(sample)) == 11


def test_a_change_keeps_what_was_not_touched(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    choose(page, "データ活用研修")
    before = page.list.chosen()
    page.list.open_change()
    fill_in(page, settle, fee="500円")
    after = page.list.chosen()
    assert before is not None
    assert after is not None
    assert (after.fee, after.since, after.category_codes) == ("500円", before.since, ("L2",))
    assert after.text == before.text
    assert sample.history()[0].title == "学習機会の変更（データ活用研修（後期））"


def test_one_like_another_has_no_days_yet(page: LearningPage, sample: Desk, settle: Settle) -> None:
    choose(page, "G検定")
    page.list.open_similar()
    fill_in(page, settle, title="G検定（第2回）", since="R9.3.6")
    added = learning.of_year(sample, YEAR)[-1]
    assert (added.provider, added.apply_until) == ("日本ディープラーニング協会", None)
    assert titles(sample).count("G検定（第1回）") == 1


def test_what_is_removed_is_gone_and_can_return(
    page: LearningPage, sample: Desk, said: Said, settle: Settle
) -> None:
    choose(page, "G検定")
    page.list.open_change()
    dialog = page.list.dialog
    assert dialog is not None
    dialog.remove.click()
    settle()
    settle()
    assert "G検定（第1回）" not in titles(sample)
    assert "元に戻せます" in said.texts[-1]


def test_somebody_elses_change_is_shown_beside_ones_own(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    choose(page, "G検定")
    chosen = page.list.chosen()
    assert chosen is not None
    page.list.open_change()
    with sample.action(acts.CHANGE_LEARNING, "学習機会の変更") as action:
        action.update("learning_opportunity", chosen.id, apply_until="2027-01-04", recommended=1)
    fill_in(page, settle, fee="無料")
    dialog = page.list.dialog
    assert dialog is not None
    assert dialog.conflict is not None
    assert dialog.conflict.theirs.text() == "推奨：○\n申込の締切：R9.1.4"


def test_the_calendar_shows_exams_and_the_rest_where_asked(page: LearningPage) -> None:
    page.tabs.show_tab(CALENDAR)
    table = page.calendar.table
    exams = table.rowCount()
    assert [table.row(2)[key] for key in ("month", "day", "what")] == [
        "令和8年7月",
        "6日（月）",
        "申込開始",
    ]
    page.calendar.others.setChecked(True)
    assert table.rowCount() > exams
    said = [table.row(at) for at in range(table.rowCount()) if table.row(at).get("state")]
    assert {row["what"] for row in said} == {"申込締切"}


def test_a_row_of_another_face_leads_to_the_list(page: LearningPage) -> None:
    page.tabs.show_tab(RECOMMENDED)
    page.recommended.view.doubleClicked.emit(page.recommended.table.index(1, 0))
    assert page.tabs.chosen() == LIST
    chosen = page.list.chosen()
    assert chosen is not None
    assert chosen.title == "業務改善・RPA実践研修"


def test_next_year_begins_with_this_years_without_days(
    page: LearningPage, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    window.year.addItem("令和9年度", YEAR + 1)
    window.year.setCurrentIndex(window.year.findData(YEAR + 1))
    settle()
    assert page.empty.isVisible()
    page.copy_button.click()
    settle()
    settle()
    assert titles(sample, YEAR + 1) == titles(sample)
    assert {each.since for each in learning.of_year(sample, YEAR + 1)} == {None}
    assert not page.empty.isVisible()


def test_the_page_for_the_intranet_is_saved_and_recorded(
    page: LearningPage, sample: Desk, said: Said, settle: Settle, tmp_path: Path
) -> None:
    said.place = tmp_path
    with sample.action(acts.CHANGE_SETTING, "設定の変更") as action:
        settings.set_value(action, settings.CONTACT, "")
    page.page_button.click()
    settle()
    written = (tmp_path / "学習機会の情報_令和8年度.html").read_text(encoding="utf-8")
    assert "データ活用研修（後期）" in written
    assert sample.history()[0].title == "学習機会の情報（11件）の出力"
    assert "問い合わせ先が設定されていません" in said.texts[-1]


def test_the_paper_is_shown_and_recorded_as_printed(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    page.print_button.click()
    settle()
    assert page.outputs.paper is not None
    assert page.outputs.paper.pdf.pages() > 1
    assert (sample.history()[0].act, sample.history()[0].title) == (
        "print",
        "学習機会の情報（11件）の印刷",
    )


def test_the_form_fits_the_small_screen_in_the_largest_text(
    page: LearningPage, settle: Settle
) -> None:
    before = theme.look()
    try:
        appearance.change(Look(text=TextSize.LARGEST))
        choose(page, "DS検定")
        page.list.open_change()
        settle()
        QApplication.processEvents()
        dialog = page.list.dialog
        assert dialog is not None
        assert dialog.width() <= 1280
        assert dialog.height() <= 660
    finally:
        appearance.change(before)


def test_ctrl_enter_registers_from_within_the_explanation(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    page.list.open_new()
    dialog = page.list.dialog
    assert dialog is not None
    dialog.form.show_texts({"title": "クラウド入門"})
    QTest.keyClick(
        dialog.form.fields["text"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    settle()
    settle()
    assert titles(sample)[-1] == "クラウド入門"


BLOCK = (
    "研修\tクラウド入門\t研修所\t2027/1/9\t\t\tR8.12.25\tオンライン\t無料\tL1、レベル2\t○\n"
    "試験\tG検定（第2回）\t日本ディープラーニング協会\t令和9年3月6日\t\t\t\t\t\t\t\n"
    "試験\t検定（第9回）\t\tR9.2.30\t\t\t\t\t\t\t\n"
)


def paste(page: LearningPage, block: str) -> None:
    grid = page.grid.grid
    page.tabs.show_tab(GRID)
    last = grid.model().index(grid.model().rowCount() - 1, 0)
    alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
    grid.selectionModel().setCurrentIndex(last, alone)
    grid.paste(block)


def test_a_block_from_excel_is_registered_but_for_the_lines_that_cannot_be(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    paste(page, BLOCK)
    (refused,) = page.grid.grid.refused()
    assert (refused.key, refused.text) == ("since", "R9.2.30")
    page.grid.save()
    settle()
    settle()
    first, second = learning.of_year(sample, YEAR)[-2:]
    assert (first.title, first.since, first.apply_until) == (
        "クラウド入門",
        date(2027, 1, 9),
        date(2026, 12, 25),
    )
    assert (first.category_codes, first.recommended) == (("L1", "L2"), True)
    assert second.since == date(2027, 3, 6)
    assert sample.history()[0].title == "令和8年度の学習機会の登録（2件）"
    assert "2件を登録しました。直す必要のある行が1行残っています。" in page.grid.answer.text()
    assert [cell.text for cell in page.grid.grid.refused()] == ["R9.2.30"]


def test_one_line_that_cannot_be_leaves_all_lines_as_they_were(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    paste(page, BLOCK.splitlines()[0] + "\n試験\tG検定（第1回）\t\tR9.1.16\n")
    page.grid.save()
    settle()
    assert len(titles(sample)) == 11
    (refused,) = page.grid.grid.refused()
    assert refused.key == "title"
    assert "既に登録されています" in page.grid.answer.text()


def test_a_cell_of_a_known_line_changes_only_that(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    before = learning.of_year(sample, YEAR)[5]
    page.grid.grid.set_cell(before.id, "fee", "500円")
    page.grid.save()
    settle()
    settle()
    assert learning.of_year(sample, YEAR)[5] == replace(before, fee="500円")


def test_a_line_that_somebody_else_changed_meanwhile_is_refused(
    page: LearningPage, sample: Desk, settle: Settle
) -> None:
    mine, theirs, _others = learning.of_year(sample, YEAR)[:3]
    page.grid.grid.set_cell(mine.id, "fee", "500円")
    for other, saved in ((theirs, True), (mine, False)):
        with sample.action(acts.CHANGE_LEARNING, "学習機会の変更") as action:
            action.update("learning_opportunity", other.id, place="別の会場")
        if not saved:
            page.grid.grid.set_cell(mine.id, "fee", "600円")
        page.grid.save()
        settle()
        settle()
        fees = [each.fee for each in learning.of_year(sample, YEAR)]
        assert ("500円" in fees) is True
    assert "600円" not in fees
    assert "同じ内容を変更しました" in page.grid.answer.text()


def test_what_is_typed_into_the_grid_comes_back(
    page: LearningPage, window: MainWindow, settle: Settle
) -> None:
    paste(page, BLOCK)
    page.grid.draft.keep_now()
    settle()
    again = LearningPage(window.workplace)
    again.refresh()
    settle()
    settle()
    assert again.grid.grid.cell(-1, "title") == "クラウド入門"
    assert len(again.grid.grid.refused()) == 1
    again.deleteLater()


def test_the_first_ones_may_be_pasted(
    page: LearningPage, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    window.year.setCurrentIndex(window.year.findData(YEAR - 1))
    settle()
    page.paste_button.click()
    paste(page, "動画・教材\tクラウド入門\n")
    page.refresh()
    settle()
    assert page.tabs.isVisible()
    page.grid.save()
    settle()
    settle()
    assert titles(sample, YEAR - 1) == ["クラウド入門"]
