from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dxdesk.models import list_views
from dxdesk.models.desk import Desk
from dxdesk.models.list_views import ListLook
from dxdesk.models.names import plain
from dxdesk.models.people import employees
from dxdesk.models.register import certifications
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.detail import Detail
from dxdesk.ui.pages.employees.looking import EVERYBODY, FIRST_ROWS
from dxdesk.ui.pages.employees.page import EmployeesPage
from dxdesk.ui.workplace import Workplace

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> EmployeesPage:
    window.show_page("employees")
    settle()
    made = window.pages["employees"]
    assert isinstance(made, EmployeesPage)
    return made


def names(page: EmployeesPage) -> list[str]:
    return [page.people.table.values(at)["name"] for at in range(page.people.table.rowCount())]


def search(page: EmployeesPage, settle: Settle, text: str) -> None:
    page.people.query.setText(text)
    settle()


def test_everybody_on_roll_is_listed_and_the_first_one_is_shown(page: EmployeesPage) -> None:
    assert page.people.count.text() == "298人"
    assert page.detail.person is not None
    assert page.detail.person.profile.name == names(page)[0]


def test_a_name_is_found_by_its_everyday_spelling(page: EmployeesPage, settle: Settle) -> None:
    everybody = names(page)
    search(page, settle, "高橋")
    assert {name for name in everybody if plain(name).startswith("高橋")} == set(names(page))
    assert "髙𣘺　史郎" in names(page)


def test_nobody_found_shows_an_empty_detail(page: EmployeesPage, settle: Settle) -> None:
    search(page, settle, "龘")
    assert page.people.count.text() == "0人"
    assert page.detail.empty.isVisible()


def test_the_newest_of_two_searches_wins(page: EmployeesPage, settle: Settle) -> None:
    for text in ("ア", "アオ", "アオヤマ"):
        page.people.query.setText(text)
    settle()
    assert names(page)
    assert all(name.startswith("青山") for name in names(page))


def test_a_heading_sorts_the_list(page: EmployeesPage, settle: Settle) -> None:
    page.people.sort("number", True)
    settle()
    first, last = page.people.table.values(0)["number"], page.people.table.values(297)["number"]
    assert first > last


def test_a_bureau_leaves_only_its_own_people(page: EmployeesPage, settle: Settle) -> None:
    page.people.bureau.setCurrentIndex(1)
    settle()
    shown = {page.people.table.values(at)["bureau"] for at in range(page.people.table.rowCount())}
    assert shown == {page.people.bureau.currentText()}


def test_retired_people_are_listed_when_asked_for(page: EmployeesPage, settle: Settle) -> None:
    page.people.scope.setCurrentIndex(1)
    settle()
    assert page.people.count.text() == "300人"


def test_a_certificate_number_leads_to_its_person(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    held = certifications.register(sample)[5]
    page.search_for(held.number)
    settle()
    assert names(page) == [employees.profile(sample, held.employee_id, sample.today()).name]


def test_copied_rows_have_their_headings(page: EmployeesPage) -> None:
    heading, row = page.people.view.as_text().split("\n")
    assert heading.startswith("職員番号\t氏名\t")
    assert row.split("\t")[1] == names(page)[0]


def test_a_correction_is_registered_and_undone_from_the_status_line(
    window: MainWindow, page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    chosen = page.people.chosen()
    before = employees.get(sample, chosen)
    page.detail.basics.own_row.note.setText("育児短時間勤務")
    assert page.detail.basics.own_row.register_button.isEnabled()
    page.detail.basics.own_row.form.submit()
    settle()
    assert employees.get(sample, chosen).note == "育児短時間勤務"
    assert window.status.last.whole.startswith(f"最後の操作：職員情報の訂正（{before.number}）")
    assert window.status.undo.isVisible()
    window.status.undo.click()
    settle()
    assert employees.get(sample, chosen) == before
    assert page.detail.basics.own_row.note.text() == before.note
    assert window.status.redo.isVisible()


def test_control_z_undoes_and_control_y_does_again(
    window: MainWindow, page: EmployeesPage, sample: Desk, settle: Settle, qtbot: QtBot
) -> None:
    chosen = page.people.chosen()
    page.detail.basics.own_row.note.setText("覚え書き")
    page.detail.basics.own_row.form.submit()
    settle()
    window.undo()
    settle()
    assert employees.get(sample, chosen).note == ""
    window.redo()
    settle()
    assert employees.get(sample, chosen).note == "覚え書き"


def test_what_others_did_is_not_undone_here(window: MainWindow, sample: Desk) -> None:
    window.undo()
    assert window.status.saved.text() == "元に戻す操作はありません"


def test_what_was_typed_for_one_person_waits_while_another_is_shown(
    page: EmployeesPage, settle: Settle
) -> None:
    page.detail.basics.own_row.note.setText("書きかけ")
    page.people.view.choose(1)
    settle()
    assert page.detail.basics.own_row.note.text() == ""
    page.people.view.choose(0)
    settle()
    assert page.detail.basics.own_row.note.text() == "書きかけ"
    assert page.detail.basics.own_row.answer.text() == "まだ登録していません"


def test_a_wrong_day_of_birth_is_said_at_its_field(page: EmployeesPage) -> None:
    page.detail.basics.own_row.born_on.edit.setText("S46.2.30")
    page.detail.basics.own_row.form.submit()
    assert "という日はありません" in page.detail.basics.own_row.form.error.text()


def test_a_name_changes_from_a_day_and_the_old_one_stays(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    chosen = page.people.chosen()
    page.detail.basics.open_name_change()
    dialog = page.detail.basics.dialog
    assert dialog is not None
    dialog.form.fields["name"].widget.setText("𠮷田　文香")
    dialog.form.fields["since"].widget.edit.setText("R8.11.1")
    dialog.form.submit()
    settle()
    profile = employees.profile(sample, chosen, sample.today())
    assert profile.name == "𠮷田　文香"
    assert len(profile.names) == 2
    assert page.detail.name.text() == "𠮷田　文香"


def test_a_name_is_corrected_without_another_one(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    chosen = page.people.chosen()
    page.detail.basics.names.correct_button.click()
    dialog = page.detail.basics.dialog
    assert dialog is not None
    dialog.form.fields["name"].widget.setText("青山　文佳")
    dialog.form.submit()
    settle()
    profile = employees.profile(sample, chosen, sample.today())
    assert [name.text for name in profile.names] == ["青山　文佳"]


def test_a_name_that_is_none_is_refused_in_the_dialog(page: EmployeesPage, settle: Settle) -> None:
    page.detail.basics.open_name_change()
    dialog = page.detail.basics.dialog
    assert dialog is not None
    dialog.form.fields["since"].widget.edit.setText("R8.11.1")
    dialog.form.submit()
    settle()
    assert "氏名が入っていません" in dialog.form.error.text()
    dialog.reject()


def test_every_tab_of_a_certified_person_has_something(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    held = certifications.register(sample)[0]
    page.search_for(held.number)
    settle()
    assert page.detail.postings.postings.table.rowCount() > 0
    for title in ("研修", "認定", "変更履歴"):
        assert page.detail.tables[title].rowCount() > 0, title


def test_arrows_go_from_tab_to_tab(page: EmployeesPage, qtbot: QtBot) -> None:
    first = page.detail.tabs.buttons["基本"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert page.detail.tabs.chosen() == "異動歴"


def test_the_first_rows_are_shown_before_the_detail_is_made(
    window: MainWindow, settle: Settle
) -> None:
    window.show_page("employees")
    made = window.pages["employees"]
    assert isinstance(made, EmployeesPage)
    shown: list[tuple[int, bool]] = []
    made.people.table.modelReset.connect(
        lambda: shown.append((made.people.table.rowCount(), made.findChild(Detail) is not None))
    )
    settle()
    assert shown == [(FIRST_ROWS, False), (298, True)]


def test_a_list_that_was_left_filtered_does_not_begin_with_everybody(
    window: MainWindow, settle: Settle, workplace: Workplace
) -> None:
    look = ListLook(filters={"scope": EVERYBODY})
    list_views.keep(workplace.desk, "employees", look)
    window.show_page("employees")
    made = window.pages["employees"]
    assert isinstance(made, EmployeesPage)
    shown: list[int] = []
    made.people.table.modelReset.connect(lambda: shown.append(made.people.table.rowCount()))
    settle()
    assert len(shown) == 1
    assert shown[0] > 298
