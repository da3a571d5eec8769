"""アセスメント: from sheet to sheet, ratings and remarks by the keyboard, 確定, 差戻し, 保留."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dxdesk.models import acts, drafts
from dxdesk.models.assessment import claims, sheets
from dxdesk.models.assessment.sheets import Sheet
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import qualifications, ratings
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.assessment.claims_card import ClaimLine
from dxdesk.ui.pages.assessment.page import AssessmentPage
from dxdesk.ui.tables.typed_list import TypedList, TypedTable
from dxdesk.ui.workplace import Workplace

YEAR = 2026
Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> AssessmentPage:
    """The sheets of 令和8年度; the first of them has come back and is chosen."""
    window.show_page("assessment")
    settle()
    made = window.pages["assessment"]
    assert isinstance(made, AssessmentPage)
    return made


def items(page: AssessmentPage) -> TypedList:
    found = page.card.reasons.pane().items
    assert isinstance(found, TypedList)
    return found


def column(view: TypedList, key: str) -> int:
    return [each.key for each in view.table.columns].index(key)


def rated_row(view: TypedList) -> int:
    table = view.table
    assert isinstance(table, TypedTable)
    return next(at for at in range(table.rowCount()) if table.can_type(at, column(view, "head")))


def rate(page: AssessmentPage, qtbot: QtBot, key: Qt.Key) -> str:
    """Press a key at the first 所属長評価; the code of its item."""
    view = items(page)
    at = rated_row(view)
    view.setCurrentIndex(view.table.index(at, column(view, "head")))
    qtbot.keyClick(view, key)
    return str(view.table.row(at)["code"])


def sheet_of(desk: Desk, employee_id: int) -> Sheet:
    found = sheets.of_employee(desk, employee_id, YEAR)
    assert found is not None
    return found


def test_the_list_says_how_far_each_sheet_is(page: AssessmentPage) -> None:
    assert page.list.found is not None
    states = {one.state for one in page.list.found.overview.sheets.values()}
    assert states == {"配布済", "回収済", "人事確認中", "確定", "差戻し", "保留"}
    row = page.list.table.values(0)
    assert (row["level_1"], row["state"], row["state_tone"]) == ("―", "回収済", "primary")


def test_a_chip_shows_only_what_is_to_be_looked_at(page: AssessmentPage, settle: Settle) -> None:
    page.list.chips.choose("申告あり")
    settle()
    assert page.list.found is not None
    assert set(page.list.table.ids) == page.list.found.overview.views["申告あり"]
    assert page.list.chips.buttons["申告あり"].text() == f"申告あり {len(page.list.table.ids)}"


def test_a_state_and_a_name_narrow_the_list(page: AssessmentPage, settle: Settle) -> None:
    page.list.state.choose("差戻し")
    page.list.look()
    settle()
    assert len(page.list.table.ids) == 1
    assert page.card.state.text() == "差戻し：所属長評価の記入漏れ"
    page.list.query.setText("いない人")
    settle()
    assert not page.list.nobody.isHidden()
    assert not page.card.empty.isHidden()


def test_the_sheet_says_whose_it_is_and_how_the_head_confirmed(page: AssessmentPage) -> None:
    assert page.card.position.text() == f"1／{len(page.list.table.ids)}人　Ctrl+↑↓"
    assert page.card.head_said.text() == "所属長確認：人事課長　長谷川　亮　R8.6.22"
    assert page.card.form.wish.currentText() == "希望する"


def test_a_sheet_without_the_heads_confirmation_says_so(
    page: AssessmentPage, settle: Settle
) -> None:
    page.list.chips.choose("所属長未確認")
    settle()
    assert page.card.head_said.text() == "所属長の確認がありません"


def test_a_rating_is_typed_with_one_key_and_goes_on_downwards(
    page: AssessmentPage, sample: Desk, qtbot: QtBot, settle: Settle
) -> None:
    person = page.list.chosen()
    code = rate(page, qtbot, Qt.Key.Key_5)
    page.verbs.register()
    settle()
    assert ratings.of_year(sample, person, YEAR)[code].head == 5
    assert sheet_of(sample, person).state == sheets.CHECKING
    assert page.list.table.values(0)["state"] == sheets.CHECKING


def test_what_is_no_rating_is_refused_in_words(page: AssessmentPage, qtbot: QtBot) -> None:
    rate(page, qtbot, Qt.Key.Key_7)
    assert "1～5の数字" in page.card.answer.text()
    assert not page.verbs.register_button.isEnabled()


def test_a_rating_is_only_typed_where_the_item_asks_for_one(page: AssessmentPage) -> None:
    table = items(page).table
    assert isinstance(table, TypedTable)
    free = {
        bool(table.values(at)["is_rated"]) == table.can_type(at, column(items(page), "own"))
        for at in range(table.rowCount())
    }
    assert free == {True}


def test_last_years_ratings_stand_beside(page: AssessmentPage, settle: Settle) -> None:
    person = next(each for each in page.list.table.ids if _rated_before(page, each))
    page.list.view.choose_id(person)
    settle()
    assert page.card.visit is not None
    view = items(page)
    shown = [
        view.table.index(at, column(view, "last_year")).data()
        for at in range(view.table.rowCount())
        if view.table.values(at)["code"] in page.card.visit.rated_before
    ]
    assert shown
    assert all("／" in each for each in shown)


def _rated_before(page: AssessmentPage, employee_id: int) -> bool:
    rated = ratings.of_year(page.workplace.desk, employee_id, YEAR - 1)
    return bool(rated) and "1-1" in rated


def test_confirming_registers_what_was_typed_as_one_action_and_goes_on(
    page: AssessmentPage, sample: Desk, qtbot: QtBot, settle: Settle
) -> None:
    first, second = page.list.table.ids[:2]
    code = rate(page, qtbot, Qt.Key.Key_5)
    before = sample.value("SELECT max(id) FROM action")
    page.verbs.confirm()
    settle()
    assert sheet_of(sample, first).state == sheets.CONFIRMED
    assert ratings.of_year(sample, first, YEAR)[code].head == 5
    assert page.list.chosen() == second
    assert page.card.visit is not None
    assert page.card.visit.sheet.employee_id == second
    assert sample.value("SELECT max(id) FROM action") == before + 1


def test_a_confirmed_sheet_is_not_typed_into_until_it_is_taken_up_again(
    page: AssessmentPage, sample: Desk, settle: Settle
) -> None:
    page.list.state.choose("確定")
    page.list.look()
    settle()
    person = page.list.chosen()
    assert not page.card.typed.free
    assert not page.verbs.confirm_button.isEnabled()
    page.verbs.take_up_again()
    settle()
    assert sheet_of(sample, person).state == sheets.CHECKING


def test_sending_back_needs_a_reason_that_stays_with_the_sheet(
    page: AssessmentPage, sample: Desk, settle: Settle
) -> None:
    person = page.list.chosen()
    page.verbs.ask_reason(sheets.SENT_BACK)
    settle()
    dialog = page.verbs.dialog
    assert dialog is not None
    dialog.form.submit()
    assert dialog.form.error.text() == "差戻しの理由を入れてください。"
    dialog.form.show_texts({"reason": "評価の記入漏れ"})
    dialog.form.submit()
    settle()
    assert sheet_of(sample, person).reason == "評価の記入漏れ"
    assert page.list.chosen() != person


def test_ctrl_down_goes_to_the_next_person_who_was_looked_up_ahead(
    page: AssessmentPage, qtbot: QtBot, settle: Settle
) -> None:
    second = page.list.table.ids[1]
    page.list.step(1)
    assert page.card.visit is not None
    assert page.card.visit.sheet.employee_id == second
    settle()
    assert page.card.position.text().startswith("2／")


def test_what_is_typed_is_a_draft_until_it_is_registered(
    page: AssessmentPage, sample: Desk, qtbot: QtBot, settle: Settle
) -> None:
    sheet = sheet_of(sample, page.list.chosen())
    rate(page, qtbot, Qt.Key.Key_5)
    page.list.step(1)
    settle()
    assert drafts.find(sample, "sheet", f"sheet/{sheet.id}")
    page.list.step(-1)
    settle()
    assert page.verbs.register_button.isEnabled()
    assert not page.card.form.draft_row.isHidden()


def test_a_stale_edit_shows_both_versions(
    page: AssessmentPage, sample: Desk, qtbot: QtBot, settle: Settle
) -> None:
    person = page.list.chosen()
    sheet = sheet_of(sample, person)
    rate(page, qtbot, Qt.Key.Key_5)
    with sample.action(acts.CHANGE_SHEET, "シートの変更") as action:
        sheets.set_remarks(action, sheet.id, {"1-1": "面談で確認"})
    page.verbs.confirm()
    settle()
    conflict = page.verbs.conflict
    assert conflict is not None
    assert "1-1 所見・備考：面談で確認" in conflict.theirs.text()
    assert "所属長評価：5" in conflict.mine.text()
    conflict.register.click()
    settle()
    assert sheet_of(sample, person).state == sheets.CONFIRMED


def test_a_year_without_sheets_says_where_they_begin(
    page: AssessmentPage, workplace: Workplace, settle: Settle
) -> None:
    workplace.fiscal_year = 2024
    page.refresh()
    settle()
    assert not page.empty.isHidden()
    assert page.splitter.isHidden()


@pytest.fixture
def claimed(page: AssessmentPage, settle: Settle) -> AssessmentPage:
    """The sheet of somebody who says to hold MOS."""
    page.list.chips.choose("申告あり")
    settle()
    return page


def only_line(page: AssessmentPage) -> ClaimLine:
    (line,) = page.card.claims.lines.values()
    return line


def test_a_claim_says_what_accepting_it_would_change(claimed: AssessmentPage, qtbot: QtBot) -> None:
    assert claimed.card.claims.title.text() == "本人の申告（未確認1件）"
    line = only_line(claimed)
    assert line.words.text() == "資格　MOS（Excel）　R7.3.9"
    qtbot.waitUntil(lambda: line.effect.text() == "認めると 1-4 も達成になります", timeout=5_000)


def test_accepting_a_claim_makes_a_record_with_its_confirmation(
    claimed: AssessmentPage, sample: Desk, settle: Settle
) -> None:
    person = claimed.list.chosen()
    only_line(claimed).accept_button.click()
    dialog = claimed.card.claims.dialog
    assert dialog is not None
    dialog.form.submit()
    settle()
    held = qualifications.of_employee(sample, person)
    assert ("MOS", "写し確認") in {(each.name, each.verification) for each in held}
    (claim,) = claims.of_sheet(sample, sheet_of(sample, person).id)
    assert claim.state == claims.ACCEPTED
    assert claimed.list.found is not None
    assert person not in claimed.list.found.overview.views["申告あり"]


def test_refusing_a_claim_needs_a_reason(
    claimed: AssessmentPage, sample: Desk, settle: Settle
) -> None:
    sheet = sheet_of(sample, claimed.list.chosen())
    only_line(claimed).refuse_button.click()
    dialog = claimed.card.claims.dialog
    assert dialog is not None
    dialog.form.submit()
    assert dialog.form.error.text() == "認めない理由を入れてください。"
    dialog.form.show_texts({"reason": "証明書の写しがない"})
    dialog.form.submit()
    settle()
    (claim,) = claims.of_sheet(sample, sheet.id)
    assert (claim.state, claim.reason) == (claims.REFUSED, "証明書の写しがない")


def test_a_claim_that_names_nothing_of_the_plan_asks_what_it_is(
    claimed: AssessmentPage, settle: Settle
) -> None:
    claimed.list.step(1)
    settle()
    only_line(claimed).accept_button.click()
    dialog = claimed.card.claims.dialog
    assert dialog is not None
    dialog.form.submit()
    assert dialog.form.error.text() == "申告がどの研修に当たるかを選んでください。"
    dialog.reject()


def test_sheets_without_a_problem_are_confirmed_together_after_the_distribution(
    page: AssessmentPage, sample: Desk, settle: Settle
) -> None:
    assert page.list.found is not None
    ready = page.list.found.overview.views["問題なし"]
    assert page.list.all_button.text() == f"問題なしの{len(ready)}人をまとめて確定…"
    before = sample.value("SELECT max(id) FROM action")
    page.open_confirming_all()
    settle()
    assert page.dialog is not None
    assert page.dialog.table.rowCount() > 0
    assert page.dialog.table.row(0)["number"] > 0
    page.dialog.confirm()
    settle()
    assert {sheet_of(sample, each).state for each in ready} == {sheets.CONFIRMED}
    assert sample.value("SELECT max(id) FROM action") == before + 1
    assert not page.list.all_button.isEnabled()


def test_the_distribution_alone_confirms_nothing(page: AssessmentPage, settle: Settle) -> None:
    page.open_distribution()
    settle()
    assert page.dialog is not None
    assert page.dialog.yes.isHidden()
    page.dialog.reject()
