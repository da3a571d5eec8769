"""Two windows on one desk: on a local folder, and with the rollback journal of a share."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from dxdesk.models import acts
from dxdesk.models.accounts import sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.employees.page import EmployeesPage
from dxdesk.ui.widgets.status_line import WAITING
from dxdesk.ui.workplace import Workplace
from tests.conftest import PASSWORD, clock
from tests.ui.conftest import Said


@dataclass
class Officer:
    """One of those who work at the same time."""

    window: MainWindow
    page: EmployeesPage
    desk: Desk
    jobs: Jobs


@pytest.fixture(params=["local", "share"])
def two(
    request: pytest.FixtureRequest,
    sample_path: Path,
    qtbot: QtBot,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[Officer, Officer]]:
    if request.param == "share":
        monkeypatch.setenv("DXDESK_SHARE", "1")
    officers = [open_window(sample_path, qtbot, said) for _ in range(2)]
    for officer in officers:
        qtbot.waitUntil(lambda officer=officer: officer.page.detail.person is not None)
    assert officers[0].desk.store.wal is (request.param == "local")
    yield officers[0], officers[1]
    for officer in officers:
        officer.window.stop()
        officer.jobs.close()
        officer.desk.close(with_backup=False)


def open_window(path: Path, qtbot: QtBot, said: Said) -> Officer:
    desk, jobs = sign_in(path, PASSWORD, clock=clock), Jobs()
    jobs.interrupt_with(desk.interrupt)
    window = MainWindow(Workplace(desk, jobs, said))
    window.resize(1280, 660)
    qtbot.addWidget(window)
    window.show()
    window.show_page("employees")
    page = window.pages["employees"]
    assert isinstance(page, EmployeesPage)
    return Officer(window, page, desk, jobs)


def register_note(officer: Officer, text: str) -> None:
    officer.page.detail.basics.own_row.note.setText(text)
    officer.page.detail.basics.own_row.form.submit()


def note(officer: Officer) -> str:
    return employees.get(officer.desk, officer.page.people.chosen()).note


def test_an_edit_appears_at_the_other_within_two_seconds(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    mine, theirs = two
    register_note(mine, "育児短時間勤務")
    qtbot.waitUntil(lambda: note(mine) == "育児短時間勤務")
    written = time.perf_counter()
    shown = theirs.page.detail.basics.own_row.note
    qtbot.waitUntil(lambda: shown.text() == "育児短時間勤務", timeout=10_000)
    assert time.perf_counter() - written < 2.0


def test_what_the_other_writes_leaves_choice_and_typing_alone(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    mine, theirs = two
    mine.page.people.view.choose(3)
    chosen = mine.page.people.chosen()
    own_row = mine.page.detail.basics.own_row
    qtbot.waitUntil(lambda: own_row.shown == chosen)
    own_row.kana.setText("カキカケ")
    register_note(theirs, "相手")
    seen = mine.window.status.last
    qtbot.waitUntil(lambda: "職員情報の訂正" in seen.whole, timeout=10_000)
    qtbot.waitUntil(lambda: mine.jobs.idle)
    assert mine.page.people.chosen() == own_row.shown == chosen
    assert own_row.kana.text() == "カキカケ"


def make_conflict(two: tuple[Officer, Officer], qtbot: QtBot) -> None:
    mine, theirs = two
    mine.page.detail.basics.own_row.note.setText("自分")
    register_note(theirs, "相手")
    qtbot.waitUntil(lambda: note(theirs) == "相手")
    mine.page.detail.basics.own_row.form.submit()
    qtbot.waitUntil(lambda: mine.page.detail.basics.own_row.conflict is not None)


def test_a_stale_edit_shows_both_versions_with_who_and_when(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    make_conflict(two, qtbot)
    conflict = two[0].page.detail.basics.own_row.conflict
    assert conflict is not None
    assert conflict.mine.text() == "備考：自分"
    assert conflict.theirs.text() == "備考：相手"
    assert "佐藤" in conflict.who.text()
    assert note(two[0]) == "相手"


def test_mine_can_be_registered_all_the_same(two: tuple[Officer, Officer], qtbot: QtBot) -> None:
    make_conflict(two, qtbot)
    two[0].page.detail.basics.own_row.conflict.register.click()
    qtbot.waitUntil(lambda: note(two[1]) == "自分")


def test_theirs_can_be_taken(two: tuple[Officer, Officer], qtbot: QtBot) -> None:
    make_conflict(two, qtbot)
    own_row = two[0].page.detail.basics.own_row
    own_row.conflict.take.click()
    qtbot.waitUntil(lambda: own_row.note.text() == "相手")
    assert not own_row.is_changed()
    assert note(two[1]) == "相手"


def test_different_fields_of_one_person_are_no_conflict(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    mine, theirs = two
    mine.page.detail.basics.own_row.kana.setText("アオヤマ　フミカ")
    register_note(theirs, "相手")
    qtbot.waitUntil(lambda: note(theirs) == "相手")
    mine.page.detail.basics.own_row.form.submit()
    chosen = mine.page.people.chosen()
    qtbot.waitUntil(lambda: "フミカ" in employees.get(theirs.desk, chosen).kana)
    assert note(mine) == "相手"


def test_a_name_changed_by_both_is_a_conflict_in_the_form(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    mine, theirs = two
    for officer, name in ((mine, "吉田　文香"), (theirs, "𠮷田　文香")):
        dialog = officer.page.detail.basics.open_name_change()
        dialog.form.show_texts({"name": name, "since": "R8.11.1"})
    person = theirs.page.people.chosen()
    theirs.page.detail.basics.dialog.form.submit()

    def name() -> str:
        return employees.profile(mine.desk, person, mine.desk.today()).name

    qtbot.waitUntil(lambda: name() == "𠮷田　文香")
    form = mine.page.detail.basics.dialog
    form.form.submit()
    qtbot.waitUntil(lambda: form.conflict is not None)
    assert "新しい氏名：吉田　文香" in form.conflict.mine.text()
    assert "𠮷田　文香" in form.conflict.theirs.text()
    form.conflict.take.click()
    assert name() == "𠮷田　文香"


def test_a_save_during_the_other_s_import_waits_says_so_and_then_is_done(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    mine, theirs = two
    begun, finish = threading.Event(), threading.Event()

    def take_in() -> None:
        with theirs.desk.action(acts.IMPORT_ROSTER, "名簿の取込（12,689人）"):
            begun.set()
            finish.wait(60)

    importer = threading.Thread(target=take_in)
    importer.start()
    assert begun.wait(20)
    beats: list[float] = []
    pulse = QTimer()
    pulse.timeout.connect(lambda: beats.append(time.perf_counter()))
    pulse.start(10)
    register_note(mine, "待つ")
    status = mine.window.status
    qtbot.waitUntil(lambda: status.saved.text() == WAITING, timeout=10_000)
    alive = len(beats)
    qtbot.waitUntil(lambda: len(beats) > alive + 20)
    assert note(mine) == ""
    finish.set()
    importer.join(20)
    qtbot.waitUntil(lambda: note(mine) == "待つ", timeout=10_000)
    qtbot.waitUntil(lambda: status.saved.text().startswith("保存済み"))
    pulse.stop()
    assert max(later - before for before, later in pairwise(beats)) < 1.0


def test_a_save_that_waits_can_be_stopped_and_nothing_is_saved_or_lost(
    two: tuple[Officer, Officer], qtbot: QtBot
) -> None:
    mine, theirs = two
    begun, finish = threading.Event(), threading.Event()

    def take_in() -> None:
        with theirs.desk.action(acts.IMPORT_ROSTER, "名簿の取込（12,689人）"):
            begun.set()
            finish.wait(60)

    importer = threading.Thread(target=take_in)
    importer.start()
    assert begun.wait(20)
    register_note(mine, "待つ")
    qtbot.waitUntil(lambda: mine.window.status.saved.text() == WAITING, timeout=10_000)
    mine.window.status.stop.click()
    qtbot.waitUntil(lambda: not mine.window.status.bar.isVisible(), timeout=10_000)
    finish.set()
    importer.join(20)
    assert note(mine) == ""
    assert mine.page.detail.basics.own_row.note.text() == "待つ"


def test_the_status_line_says_who_else_is_here(two: tuple[Officer, Officer], qtbot: QtBot) -> None:
    mine, theirs = two
    mine.window.watch.touch()
    qtbot.waitUntil(lambda: "ほか1人が使用中" in mine.window.status.who.whole)
    theirs.window.stop()
    qtbot.waitUntil(lambda: theirs.jobs.idle)
    theirs.desk._presence.remove()
    mine.window.watch.touch()
    qtbot.waitUntil(lambda: "使用中" not in mine.window.status.who.whole)
