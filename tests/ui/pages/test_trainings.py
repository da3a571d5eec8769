"""研修: trainings of the year, sessions, the grid of people, lecturers, who has not completed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from dxdesk.models import drafts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import lecturers, sessions
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.trainings.page import TrainingsPage
from dxdesk.ui.pages.trainings.people import PeopleTab
from dxdesk.ui.pages.trainings.people_grid import PeopleGrid, read_people
from dxdesk.ui.pages.trainings.tab import (
    BY_UNIT,
    LECTURERS,
    NOT_COMPLETED,
    PEOPLE,
    SESSIONS,
)
from dxdesk.ui.tables.cells import read_block
from dxdesk.ui.tables.grid_draft import GridDraft
from dxdesk.ui.workplace import Workplace
from tests.ui.conftest import Said

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> TrainingsPage:
    """The page with デジタル推進リーダー基礎研修, which has one session that is over and one to come."""
    window.show_page("trainings")
    settle()
    found = window.pages["trainings"]
    assert isinstance(found, TrainingsPage)
    found.list.choose("T101")
    settle()
    return found


def show(page: TrainingsPage, title: str, settle: Settle) -> None:
    page.tabs.show_tab(title)
    settle()


@pytest.fixture
def coming(page: TrainingsPage, settle: Settle) -> PeopleTab:
    """The people of 第2回, which is on 8 and 9 December."""
    page.parts[SESSIONS].view.choose(1)
    page.parts[SESSIONS].people_button.click()
    settle()
    assert page.tabs.chosen() == PEOPLE
    return page.parts[PEOPLE]


@pytest.fixture
def over(page: TrainingsPage, settle: Settle) -> PeopleTab:
    """The people of 第1回, which was on 9 and 10 July."""
    page.parts[SESSIONS].view.choose(0)
    page.parts[SESSIONS].people_button.click()
    settle()
    return page.parts[PEOPLE]


def free_numbers(desk: Desk, count: int) -> list[str]:
    """Numbers of people in service who have nothing to do with the training."""
    sql = """
        SELECT number FROM employee WHERE id NOT IN
          (SELECT employee_id FROM attendance a JOIN training t ON t.id = a.training_id
            WHERE t.code = 'T101')
        AND id IN (SELECT employee_id FROM service WHERE until IS NULL AND since < '2020-01-01')
        ORDER BY number LIMIT ?
    """
    return [row[0] for row in desk.rows(sql, (count,))]


def result_of(desk: Desk, number: str) -> list[str]:
    sql = """
        SELECT a.result FROM attendance a JOIN employee e ON e.id = a.employee_id
        JOIN training_session s ON s.id = a.session_id WHERE e.number = ?
        AND s.training_id = (SELECT id FROM training WHERE code = 'T101') ORDER BY a.day
    """
    return [row[0] for row in desk.rows(sql, (number,))]


# --- the list and the sessions ---


def test_the_trainings_show_the_counts_of_the_year(page: TrainingsPage) -> None:
    rows = {
        page.list.table.row(at)["code"]: page.list.table.row(at)
        for at in range(page.list.table.rowCount())
    }
    assert len(rows) == 16
    assert (rows["T101"]["completed"], rows["T101"]["sessions"], rows["T101"]["waiting"]) == (
        26,
        2,
        6,
    )
    assert rows["T101"]["percent"] is None
    assert 79 < rows["T001"]["percent"] < 81


def test_another_year_shows_its_own_sessions(
    page: TrainingsPage, window: MainWindow, settle: Settle
) -> None:
    window.year.setCurrentIndex(1)
    page.list.choose("T501")
    settle()
    assert page.parts[SESSIONS].table.row(0)["days"] == "R7.7.10"
    assert page.parts[SESSIONS].table.row(0)["completed"] > 0


def test_the_places_taken_stand_beside_the_places(page: TrainingsPage) -> None:
    shown = [page.parts[SESSIONS].table.row(at) for at in range(2)]
    assert [(each["title"], each["seats"], each["state"]) for each in shown] == [
        ("第1回", "28／30", "実施済"), ("第2回", "28／30", "予定"),
    ]  # fmt: skip


def test_a_new_session_is_registered_and_undone_by_name(
    page: TrainingsPage, sample: Desk, settle: Settle
) -> None:
    page.parts[SESSIONS].open_new()
    dialog = page.parts[SESSIONS].dialog
    assert dialog is not None
    dialog.form.show_texts({"since": "R9.2.3", "capacity": "２５人", "place": "別館"})
    settle()
    dialog.form.submit()
    settle()
    settle()
    assert page.parts[SESSIONS].table.row(2)["days"] == "R9.2.3"
    assert page.parts[SESSIONS].table.row(2)["seats"] == "0／25"
    assert sample.history()[0].title == "開催回の追加（デジタル推進リーダー基礎研修）"
    sample.undo(sample.last_action())
    assert len(sessions.sessions(sample, page.list.lines[2].chosen.training.id, 2026)) == 2


def test_what_cannot_be_is_said_at_its_field(page: TrainingsPage, settle: Settle) -> None:
    page.parts[SESSIONS].view.choose(1)
    page.parts[SESSIONS].open_change()
    dialog = page.parts[SESSIONS].dialog
    assert dialog is not None
    dialog.form.show_texts({"capacity": "20"})
    dialog.form.submit()
    settle()
    assert "定員20人に対して決定が28人になります" in dialog.form.error.text()
    dialog.reject()


def test_a_session_is_cancelled_after_a_question_and_its_people_stay_listed(
    page: TrainingsPage, sample: Desk, said: Said, settle: Settle
) -> None:
    page.parts[SESSIONS].view.choose(1)
    assert page.parts[SESSIONS].cancel_button.isEnabled()
    page.parts[SESSIONS].cancel_button.click()
    settle()
    settle()
    assert "申込・決定の34人は" in said.texts[-1]
    assert page.parts[SESSIONS].table.row(1)["state"] == "中止"
    assert sample.history()[0].title == "開催回の中止（デジタル推進リーダー基礎研修　第2回）"


def test_a_session_with_people_is_not_deleted(
    page: TrainingsPage, said: Said, settle: Settle
) -> None:
    page.parts[SESSIONS].view.choose(1)
    page.parts[SESSIONS].remove_button.click()
    settle()
    assert "受講者が34人いるため" in said.texts[-1]


# --- the grid ---


def test_results_are_registered_as_one_action(
    over: PeopleTab, sample: Desk, settle: Settle
) -> None:
    first, second = (each.id for each in over.grid.rows()[:2])
    number = over.grid.cell(first, "number")
    over.grid.set_cell(first, "result", "未修了")
    over.grid.set_cell(second, "note", "遅刻")
    over.save()
    settle()
    settle()
    assert over.answer.text() == "2人を登録しました。"
    assert sample.history()[0].title == "受講者の登録（デジタル推進リーダー基礎研修　第1回、2人）"
    assert result_of(sample, number)[0] == "未修了"
    assert not over.grid.is_changed()


def test_numbers_pasted_from_excel_get_names_and_are_registered_with_their_results(
    over: PeopleTab, sample: Desk, settle: Settle
) -> None:
    one, two = free_numbers(sample, 2)
    QGuiApplication.clipboard().setText(
        f"職員番号\t氏名\t結果\r\n{one}\tだれか\t修了済み\r\n{int(two)}\t\t欠席\r\n"
    )
    over.paste_button.click()
    settle()
    assert over.grid.cell(-1, "name")
    assert over.grid.cell(-2, "number") == two
    over.save()
    settle()
    settle()
    assert (result_of(sample, one), result_of(sample, two)) == (["修了"], ["欠席"])


def test_numbers_without_results_apply(coming: PeopleTab, sample: Desk, settle: Settle) -> None:
    (number,) = free_numbers(sample, 1)
    coming.grid.take_people(number)
    settle()
    coming.save()
    settle()
    assert result_of(sample, number) == ["申込"]


def test_a_block_gives_people_who_are_there_already_their_results(over: PeopleTab) -> None:
    row_id = over.grid.rows()[3].id
    number = over.grid.cell(row_id, "number")
    over.grid.take_people(f"{number}\t未修了")
    assert over.grid.edits() == {row_id: {"result": "未修了"}}


def test_an_unknown_number_is_marked_and_the_rest_is_registered(
    coming: PeopleTab, sample: Desk, settle: Settle
) -> None:
    (number,) = free_numbers(sample, 1)
    coming.grid.take_people(f"999999\n{number}\n{number}")
    settle()
    refused = coming.grid.refused()
    assert [(each.text, each.reason) for each in refused] == [
        ("999999", "職員番号「999999」の職員はいません。"),
        (number, "この回の受講者に、既に入っています。"),
    ]
    coming.save()
    settle()
    settle()
    assert result_of(sample, number) == ["申込"]
    assert "1人を登録しました。" in coming.answer.text()
    assert [each.text for each in coming.grid.refused()] == ["999999", number]


def test_a_result_of_a_day_to_come_is_marked_with_the_reason_and_the_rest_is_kept(
    coming: PeopleTab, sample: Desk, settle: Settle
) -> None:
    first, second = (each.id for each in coming.grid.rows()[:2])
    coming.grid.set_cell(first, "result", "修了")
    coming.grid.set_cell(second, "result", "辞退")
    number = coming.grid.cell(second, "number")
    coming.save()
    settle()
    settle()
    assert "1人は登録できません" in coming.answer.text()
    assert result_of(sample, number)[-1] == "辞退"
    assert coming.grid.cell(first, "result") == "修了"


def test_a_word_that_is_no_result_is_refused_in_its_cell(over: PeopleTab) -> None:
    row_id = over.grid.rows()[0].id
    over.grid.set_cell(row_id, "result", "たぶん")
    assert "結果「たぶん」はありません" in over.grid.refused()[0].reason


def test_more_decided_than_places_is_said_and_nothing_is_registered(
    coming: PeopleTab, sample: Desk, settle: Settle
) -> None:
    before = sample.last_action()
    coming.grid.take_people("\n".join(f"{each}\t決定" for each in free_numbers(sample, 3)))
    settle()
    coming.save()
    settle()
    assert "定員30人に対して決定が31人になります" in coming.answer.text()
    assert sample.last_action() == before
    assert len(coming.grid.edits()) == 3


def test_everybody_who_was_to_attend_completes_at_once(
    page: TrainingsPage, sample: Desk, settle: Settle
) -> None:
    show(page, PEOPLE, settle)
    page.parts[PEOPLE].grid.set_cell(page.parts[PEOPLE].grid.rows()[0].id, "result", "決定")
    page.parts[PEOPLE].complete_button.click()
    assert "1人の結果を修了にしました" in page.parts[PEOPLE].answer.text()
    assert not page.parts[PEOPLE].grid.is_changed()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    over: PeopleTab, sample: Desk, settle: Settle
) -> None:
    row_id = over.grid.rows()[0].id
    over.grid.set_cell(row_id, "result", "未修了")
    with sample.action(sample._office.acts["correct_evidence"], "ほかの操作") as action:
        action.update("attendance", row_id, result="欠席")
    over.save()
    settle()
    assert "同じ内容を変更しました" in over.answer.text()
    assert sample.value("SELECT result FROM attendance WHERE id = ?", (row_id,)) == "欠席"


def test_what_is_typed_comes_back_with_its_session_and_in_another_window(
    over: PeopleTab, workplace: Workplace, settle: Settle
) -> None:
    row_id, first = over.grid.rows()[0].id, int(over.session.itemData(0))
    over.grid.set_cell(row_id, "result", "未修了")
    over.show_what(int(over.session.itemData(1)))
    settle()
    assert not over.grid.is_changed()
    over.show_what(first)
    settle()
    assert over.grid.edits() == {row_id: {"result": "未修了"}}
    assert over.answer.text() == "書きかけの内容です。"
    again = PeopleGrid()
    again.show_rows(over.grid.rows()[:3])
    draft = GridDraft(workplace, again, "session_people")
    draft.begin(f"training_session/{first}")
    settle()
    assert again.edits() == {row_id: {"result": "未修了"}}


def test_what_is_thrown_away_does_not_come_back(
    over: PeopleTab, sample: Desk, settle: Settle
) -> None:
    over.grid.set_cell(over.grid.rows()[0].id, "result", "未修了")
    over.draft.keep_now()
    settle()
    over.drop_button.click()
    settle()
    assert not over.grid.is_changed()
    assert drafts.of_account(sample) == []


def test_people_are_taken_out_of_a_session(
    coming: PeopleTab, said: Said, sample: Desk, settle: Settle
) -> None:
    number = coming.grid.cell(coming.grid.rows()[0].id, "number")
    coming.grid.selectRow(0)
    coming.remove_button.click()
    settle()
    assert "選んだ1人を第2回の受講者から外します" in said.texts[-1]
    assert result_of(sample, number)[1:] == []


def test_a_block_is_read_by_what_its_columns_hold() -> None:
    block = read_block("000101\t北\t総務課\t修了\n000102\t\t\t欠\n\t\t\t\n")
    assert [(each.number, each.result) for each in read_people(block)] == [
        ("000101", "修了"), ("000102", "欠"),
    ]  # fmt: skip
    assert [each.result for each in read_people([["000101", "北"]])] == [""]


# --- lecturers ---


def test_a_lecturer_is_added_by_number_or_by_name(
    page: TrainingsPage, sample: Desk, settle: Settle
) -> None:
    show(page, LECTURERS, settle)
    before = page.parts[LECTURERS].table.rowCount()
    for texts in (
        {"number": free_numbers(sample, 1)[0]},
        {"name": "外部　講", "organisation": "大学"},
    ):
        page.parts[LECTURERS].open_new()
        dialog = page.parts[LECTURERS].dialog
        assert dialog is not None
        settle()
        dialog.form.show_texts({"number": "", "name": "", "organisation": "", **texts})
        dialog.form.submit()
        settle()
        settle()
    assert page.parts[LECTURERS].table.rowCount() == before + 2
    training = page.list.shown()
    assert training is not None
    found = lecturers.of_training(sample, training.training.id, 2026, sample.today())
    assert {each.name for each in found} >= {"外部　講"}


# --- who has completed ---


def test_a_bureau_leads_to_its_units_and_a_unit_to_its_people(
    page: TrainingsPage, settle: Settle
) -> None:
    show(page, BY_UNIT, settle)
    assert page.parts[BY_UNIT].table.row(0)["bureau"] == "総務部"
    page.parts[BY_UNIT].go_down()
    assert {
        page.parts[BY_UNIT].table.row(at)["bureau"]
        for at in range(page.parts[BY_UNIT].table.rowCount())
    } == {"総務部"}
    unit = page.parts[BY_UNIT].table.row(1)
    page.parts[BY_UNIT].view.choose(1)
    page.parts[BY_UNIT].go_down()
    settle()
    assert page.tabs.chosen() == NOT_COMPLETED
    assert page.parts[NOT_COMPLETED].count.text() == f"未受講者 {unit['missing']}人"
    assert page.parts[NOT_COMPLETED].unit.currentText() == unit["unit"]


def test_completed_and_missing_are_all_the_counted(page: TrainingsPage, settle: Settle) -> None:
    show(page, NOT_COMPLETED, settle)
    numbers = {}
    for title in ("未受講者", "修了者", "対象者の全員"):
        page.parts[NOT_COMPLETED].which.setCurrentText(title)
        page.parts[NOT_COMPLETED]._fill()
        numbers[title] = page.parts[NOT_COMPLETED].table.rowCount()
    assert numbers["未受講者"] + numbers["修了者"] == numbers["対象者の全員"]
    assert numbers["修了者"] == 26


def test_the_list_of_who_is_missing_goes_to_excel_with_what_it_shows(
    page: TrainingsPage, said: Said, tmp_path: Path, settle: Settle
) -> None:
    show(page, NOT_COMPLETED, settle)
    page.parts[NOT_COMPLETED].bureau.setCurrentIndex(1)
    page.parts[NOT_COMPLETED]._choose_bureau()
    said.place = tmp_path
    page.parts[NOT_COMPLETED].habits.ask_where()
    settle()
    (path,) = tmp_path.glob("未受講者一覧_*.xlsx")
    cells = [cell for row in load_workbook(path).active.iter_rows(values_only=True) for cell in row]
    assert "総務部" in cells
    assert "企画部" not in cells


def test_the_paper_gives_each_bureau_pages_of_its_own(
    page: TrainingsPage, sample: Desk, settle: Settle
) -> None:
    show(page, NOT_COMPLETED, settle)
    page.parts[NOT_COMPLETED].paper_button.click()
    settle()
    paper = page.parts[NOT_COMPLETED].outputs.paper
    assert paper is not None
    assert paper.pdf.pages() >= 9
    assert sample.history()[0].title == "未受講者一覧（260人）の印刷"
    paper.close()


# --- keyboard, empty page ---


def test_enter_opens_the_people_of_a_session(
    page: TrainingsPage, qtbot: QtBot, settle: Settle
) -> None:
    page.parts[SESSIONS].view.choose(0)
    qtbot.keyClick(page.parts[SESSIONS].view, Qt.Key.Key_Return)
    settle()
    assert page.tabs.chosen() == PEOPLE


def test_without_a_plan_the_page_says_what_comes_first(
    page: TrainingsPage, window: MainWindow, settle: Settle
) -> None:
    assert not page.empty.isVisible()
    window.workplace.fiscal_year = 2040
    page.refresh()
    settle()
    assert page.empty.isVisible()
    assert not page.splitter.isVisible()


def test_the_tabs_can_be_asked_for_by_name(page: TrainingsPage, window: MainWindow) -> None:
    window.go_to("trainings", NOT_COMPLETED)
    assert page.tabs.chosen() == NOT_COMPLETED
    window.go_to("trainings", SESSIONS)
    assert page.tabs.chosen() == SESSIONS


def test_ctrl_enter_registers_from_within_the_grid(
    over: PeopleTab, sample: Desk, qtbot: QtBot, settle: Settle
) -> None:
    row_id = over.grid.rows()[0].id
    over.grid.set_cell(row_id, "note", "遅刻")
    qtbot.keyClick(over.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    assert sample.value("SELECT note FROM attendance WHERE id = ?", (row_id,)) == "遅刻"
