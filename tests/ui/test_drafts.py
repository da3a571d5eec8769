"""What is typed is kept by itself, and comes back after a crash."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.models import drafts
from dxdesk.models.accounts import sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.own_row import OwnRow
from dxdesk.ui.pages.employees.page import EmployeesPage
from tests.conftest import PASSWORD, clock

Settle = Callable[[], None]
ROOT = Path(__file__).resolve().parents[2]

TYPE_AND_WAIT = """
import sys
from pathlib import Path
from dxdesk import app
from dxdesk.models.accounts import sign_in
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.workplace import Workplace

qt = app.make_application()
desk = sign_in(Path(sys.argv[1]), sys.argv[2], clock=app.sample_clock)
window = MainWindow(Workplace(desk, Jobs(), None))
window.show()
window.show_page("employees")
detail = window.pages["employees"].detail

def type_something():
    if detail.person is None:
        return
    timer.stop()
    own_row = detail.basics.own_row
    own_row.keeper.kept.connect(lambda _record: print("kept", flush=True))
    own_row.note.setText("落ちる前に書いたこと")

from PySide6.QtCore import QTimer
timer = QTimer()
timer.timeout.connect(type_something)
timer.start(20)
qt.exec()
"""


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> EmployeesPage:
    window.show_page("employees")
    settle()
    made = window.pages["employees"]
    assert isinstance(made, EmployeesPage)
    return made


@pytest.fixture
def own_row(page: EmployeesPage) -> OwnRow:
    return page.detail.basics.own_row


def test_what_was_typed_is_there_again_after_the_process_was_killed(
    sample_path: Path, request: pytest.FixtureRequest
) -> None:
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPE_AND_WAIT, str(sample_path), PASSWORD],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with typist:
        assert typist.stdout.readline() == "kept\n"
        typist.kill()
    page = request.getfixturevalue("page")
    own_row = page.detail.basics.own_row
    assert own_row.note.text() == "落ちる前に書いたこと"
    assert own_row.form.draft.text() == "書きかけの内容です（R8.11.23　14:32）"
    assert own_row.register_button.isEnabled()


def test_typing_is_kept_after_a_pause_without_being_asked(
    own_row: OwnRow, sample: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(own_row.keeper.kept, timeout=10_000):
        own_row.note.setText("書きかけ")
    (draft,) = drafts.of_account(sample)
    assert draft.values["note"] == "書きかけ"
    assert own_row.form.draft.isVisible()


def test_leaving_a_form_keeps_it_at_once(
    window: MainWindow, own_row: OwnRow, sample: Desk, settle: Settle
) -> None:
    own_row.note.setText("書きかけ")
    window.show_page("home")
    settle()
    assert [draft.values["note"] for draft in drafts.of_account(sample)] == ["書きかけ"]


def test_registering_drops_the_draft(own_row: OwnRow, sample: Desk, settle: Settle) -> None:
    own_row.note.setText("書きかけ")
    own_row.keeper.keep_now()
    settle()
    own_row.form.submit()
    settle()
    assert drafts.of_account(sample) == []
    assert not own_row.form.draft.isVisible()
    assert employees.get(sample, own_row.shown).note == "書きかけ"


def test_throwing_away_brings_back_what_is_registered(
    own_row: OwnRow, sample: Desk, settle: Settle
) -> None:
    own_row.note.setText("書きかけ")
    own_row.keeper.keep_now()
    settle()
    own_row.form.thrown_away.emit()
    settle()
    assert drafts.of_account(sample) == []
    assert own_row.note.text() == ""
    assert not own_row.is_changed()


def test_typing_something_and_taking_it_back_leaves_no_draft(
    own_row: OwnRow, sample: Desk, settle: Settle
) -> None:
    for text in ("書きかけ", ""):
        own_row.note.setText(text)
        own_row.keeper.keep_now()
        settle()
    assert drafts.of_account(sample) == []


def test_control_s_keeps_what_is_typed_and_says_when(
    window: MainWindow, own_row: OwnRow, sample: Desk, settle: Settle
) -> None:
    own_row.note.setFocus()
    own_row.note.setText("書きかけ")
    QTest.keyClick(own_row.note, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.status.saved.text() == "保存済み 09:00"
    assert len(drafts.of_account(sample)) == 1


def test_a_form_that_was_closed_half_written_opens_with_what_was_typed(
    page: EmployeesPage, sample: Desk, settle: Settle
) -> None:
    dialog = page.detail.basics.open_name_change()
    dialog.form.show_texts({"name": "吉田", "kind": "旧姓", "since": "R8.1"})
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.answer.text() == "保存済み 09:00（書きかけ）"
    dialog.reject()
    settle()
    again = page.detail.basics.open_name_change()
    settle()
    texts = again.form.texts()
    assert (texts["name"], texts["kind"], texts["since"]) == ("吉田", "旧姓", "R8.1")
    assert "書きかけ" in again.form.draft.text()
    again.reject()
    settle()
    assert len(drafts.of_account(sample)) == 1


def test_a_draft_is_kept_while_the_program_is_closed(
    own_row: OwnRow, window: MainWindow, sample_path: Path, settle: Settle
) -> None:
    own_row.note.setText("閉じる前")
    window.hide()
    window.stop()
    window.workplace.jobs.close()
    again = sign_in(sample_path, PASSWORD, clock=clock)
    assert [draft.values["note"] for draft in drafts.of_account(again)] == ["閉じる前"]
    again.close(with_backup=False)
