"""Several services, names, numbers and postings of one person, changed and corrected in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from shiboken6 import isValid

from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, former_numbers
from dxdesk.models.people.employees import Profile
from dxdesk.ui.forms.sheet import REGISTER_ALL_THE_SAME, SheetDialog
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.page import EmployeesPage
from tests.ui.conftest import Said

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> EmployeesPage:
    window.show_page("employees")
    settle()
    made = window.pages["employees"]
    assert isinstance(made, EmployeesPage)
    return made


@pytest.fixture
def profile(page: EmployeesPage, sample: Desk) -> Callable[[], Profile]:
    person = page.people.chosen()
    return lambda: employees.profile(sample, person, sample.today())


def register(dialog: SheetDialog | None, settle: Settle, **texts: str) -> SheetDialog:
    """Fill in a form and register it, twice where figures of the past become others."""
    assert dialog is not None
    dialog.form.show_texts(texts)
    dialog.form.submit()
    settle()
    if isValid(dialog) and dialog.yes.text() == REGISTER_ALL_THE_SAME:
        dialog.form.submit()
        settle()
    return dialog


def test_somebody_retires_and_is_taken_into_service_again(
    page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    basics = page.detail.basics
    page.people.scope.setCurrentIndex(1)
    settle()
    register(basics.open_service_change(), settle, what="退職", since="R8.3.31")
    assert profile().status == "退職"
    register(
        basics.open_service_change(), settle, what="採用・再任用", appointment="再任用",
        appointer="知事", since="R8.4.1",
    )  # fmt: skip
    held = profile()
    assert held.status == "在職"
    newest = held.services[0]
    assert (newest.appointment, newest.since) == ("再任用", date(2026, 4, 1))
    rows = [basics.services.table.row(at)["days"] for at in range(2)]
    assert rows[0] == "R8.4.1～"
    assert rows[1].endswith("～R8.3.31")


def test_the_effect_on_past_figures_is_said_before_it_is_registered(
    page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    dialog = page.detail.basics.open_service_change()
    dialog.form.show_texts({"what": "退職", "since": "R7.12.31"})
    dialog.form.submit()
    settle()
    assert dialog.isVisible()
    assert "令和7年度" in dialog.effect.text()
    assert profile().status == "在職"
    dialog.form.submit()
    settle()
    assert profile().status == "退職"


def test_another_day_has_its_effect_said_anew(page: EmployeesPage, settle: Settle) -> None:
    dialog = page.detail.basics.open_service_change()
    dialog.form.show_texts({"what": "退職", "since": "R7.12.31"})
    dialog.form.submit()
    settle()
    dialog.form.show_texts({"since": "R6.12.31"})
    assert not dialog.effect.isVisible()
    dialog.form.submit()
    settle()
    assert dialog.isVisible()
    assert "令和6年度" in dialog.effect.text()
    dialog.reject()


def test_a_service_is_corrected(
    page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    page.detail.basics.services.correct_button.click()
    register(page.detail.basics.dialog, settle, appointer="教育委員会", since="H8.4.1")
    (service,) = profile().services
    assert (service.appointer, service.since) == ("教育委員会", date(1996, 4, 1))


def test_a_number_is_replaced_and_the_old_one_stays_in_the_list(
    page: EmployeesPage, profile: Callable[[], Profile], sample: Desk, settle: Settle
) -> None:
    old = profile().employee.number
    register(page.detail.basics.open_number_change(), settle, number="900001", since="R8.11.1")
    assert profile().employee.number == "900001"
    held = former_numbers.of_employee(sample, page.people.chosen())
    assert [each.number for each in held] == [old]
    rows = [page.detail.basics.numbers.table.row(at) for at in range(2)]
    assert [(row["number"], row["days"]) for row in rows] == [
        ("900001", "R8.11.1～"),
        (old, "～R8.10.31"),
    ]


def test_a_number_that_somebody_else_has_is_refused_at_its_field(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    other = employees.get(sample, page.people.table.id_at(1)).number
    dialog = register(
        page.detail.basics.open_number_change(), settle, number=other, since="R8.11.1"
    )
    assert "別の職員が使っています" in dialog.form.error.text()
    assert dialog.form.fields["number"].widget.property("wrong") is True
    dialog.reject()


def test_a_maiden_name_has_its_own_days(
    page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    register(
        page.detail.basics.open_name_change(),
        settle,
        kind="旧姓",
        name="吉田　文香",
        since="R8.4.1",
    )
    page.detail.basics.names.view.choose(0)
    page.detail.basics.names.correct_button.click()
    register(page.detail.basics.dialog, settle, until="R8.9.30")
    newest = profile().names[0]
    assert (newest.kind, newest.text, newest.until) == ("旧姓", "吉田　文香", date(2026, 9, 30))


def test_a_name_that_never_was_is_removed_after_a_question(
    page: EmployeesPage, profile: Callable[[], Profile], said: Said, settle: Settle
) -> None:
    register(
        page.detail.basics.open_name_change(),
        settle,
        kind="通称",
        name="吉田　文香",
        since="R8.4.1",
    )
    page.detail.basics.names.view.choose(0)
    page.detail.basics.names.correct_button.click()
    page.detail.basics.dialog.remove.click()
    settle()
    assert len(profile().names) == 1
    assert any("削除" in text for text in said.texts)


def test_a_transfer_and_a_side_posting_stand_in_the_history(
    page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    postings = page.detail.postings
    register(postings.open_change(), settle, unit="商工振興課", title="主査", since="R8.10.1")
    register(
        postings.open_change(), settle, what="兼務を命ずる", unit="情報基盤課", since="R8.10.1"
    )
    held = profile()
    assert held.place is not None
    assert (held.place.unit_name, held.place.posting.title) == ("商工振興課", "主査")
    kinds = [postings.postings.table.row(at)["kind"] for at in range(2)]
    assert sorted(kinds) == ["兼務", "本務"]
    register(postings.open_change(), settle, what="兼務を解く", unit="情報基盤課", since="R8.11.1")
    (side,) = [place.posting for place in profile().places if not place.posting.main]
    assert side.until == date(2026, 10, 31)


def test_a_unit_that_is_not_there_is_said_at_its_field(page: EmployeesPage, settle: Settle) -> None:
    dialog = register(page.detail.postings.open_change(), settle, unit="ない課", since="R8.10.1")
    assert "という所属はありません" in dialog.form.error.text()
    dialog.reject()


def test_a_leave_begins_and_ends(
    page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    postings = page.detail.postings
    register(postings.open_leave(), settle, kind="育児休業", since="R8.10.1")
    assert profile().status == "育児休業"
    register(postings.open_leave(), settle, what="復職", since="R8.11.1")
    assert profile().status == "在職"
    assert profile().leaves[0].until == date(2026, 10, 31)


def test_every_change_is_undone_by_its_name(
    window: MainWindow, page: EmployeesPage, profile: Callable[[], Profile], settle: Settle
) -> None:
    before = profile()
    register(page.detail.basics.open_number_change(), settle, number="900001", since="R8.11.1")
    assert window.status.undo.toolTip() == (
        f"元に戻す：職員番号の変更（{before.employee.number}）（Ctrl+Z）"
    )
    window.undo()
    settle()
    assert profile() == before
