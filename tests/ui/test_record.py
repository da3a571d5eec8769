from __future__ import annotations

from collections.abc import Callable

import pytest

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.record import RecordPage
from tests.ui.conftest import Said

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, sample: Desk, settle: Settle) -> RecordPage:
    for note in ("一度目", "二度目"):
        with sample.action(acts.CORRECT_EMPLOYEE, f"備考の訂正（{note}）") as action:
            employees.correct_employee(action, 1, note=note)
    window.show_page("record")
    settle()
    made = window.pages["record"]
    assert isinstance(made, RecordPage)
    return made


def choose(page: RecordPage, title: str) -> None:
    page.choose(next(entry.id for entry in page.entries if entry.title == title))


def test_the_newest_action_stands_first(page: RecordPage) -> None:
    assert page.history.row(0)["title"] == "備考の訂正（二度目）"


def test_who_can_sign_in_is_listed_with_roles(page: RecordPage) -> None:
    assert page.accounts.row(0)["roles"] == "担当者・決裁登録者・管理者"


def test_an_action_is_put_back(page: RecordPage, sample: Desk, settle: Settle) -> None:
    choose(page, "備考の訂正（二度目）")
    page.undo()
    settle()
    assert employees.get(sample, 1).note == "一度目"
    assert page.answer.text() == "元に戻しました。"


def test_an_obstacle_is_shown_with_the_later_action(
    page: RecordPage, sample: Desk, settle: Settle
) -> None:
    choose(page, "備考の訂正（一度目）")
    page.undo()
    settle()
    assert employees.get(sample, 1).note == "二度目"
    assert "備考の訂正（二度目）" in page.answer.text()


def test_everything_from_an_action_on_is_put_back_after_asking(
    page: RecordPage, sample: Desk, settle: Settle, said: Said
) -> None:
    choose(page, "備考の訂正（一度目）")
    page.ask_undo_from()
    settle()
    assert employees.get(sample, 1).note == ""
    assert "以降の変更を全て元に戻します" in said.texts[0]


def test_what_has_no_undo_says_why(page: RecordPage) -> None:
    choose(page, "業務データの作成")
    assert not page.undo_button.isEnabled()
    assert "元に戻せません" in page.chosen_words.text()
