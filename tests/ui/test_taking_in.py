from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dxdesk.imports.kinds import KINDS
from dxdesk.models.desk import Desk
from dxdesk.models.people import units
from dxdesk.paths import resource
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.home import HomePage
from dxdesk.ui.pages.taking_in import ORDER, TakingIn
from dxdesk.ui.workplace import Workplace
from tests.ui.conftest import Said


@pytest.fixture
def empty(desk: Desk, said: Said, qtbot: QtBot) -> Iterator[MainWindow]:
    """The frame over a desk in which nothing is yet."""
    jobs = Jobs()
    window = MainWindow(Workplace(desk, jobs, said))
    qtbot.addWidget(window)
    window.show()
    window.show_page("home")
    yield window
    window.stop()
    jobs.close()


@pytest.fixture
def settle(empty: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: empty.workplace.jobs.idle, timeout=20_000)

    return wait


@pytest.fixture
def dialog(empty: MainWindow, settle: Callable[[], None]) -> TakingIn:
    settle()
    home = empty.pages["home"]
    assert isinstance(home, HomePage)
    home.open_taking_in()
    assert home.taking_in is not None
    return home.taking_in


def choose(dialog: TakingIn, kind: str, path: Path) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.path.setText(str(path))


def test_every_kind_of_file_can_be_chosen() -> None:
    assert set(ORDER) == set(KINDS)


def test_an_empty_desk_offers_the_first_step(empty: MainWindow, settle: Callable[[], None]) -> None:
    settle()
    home = empty.pages["home"]
    assert isinstance(home, HomePage)
    assert home.first_step.isVisible()


def test_a_file_is_seen_before_it_is_taken_in_and_can_be_undone(
    empty: MainWindow, dialog: TakingIn, desk: Desk, settle: Callable[[], None]
) -> None:
    choose(dialog, "units", resource("samples", "soshiki.xlsx"))
    dialog.as_of.edit.setText("R8.4.1")
    dialog.compare()
    settle()
    assert dialog.changes.rowCount() > 0
    assert units.units_on(desk, date(2026, 4, 1)) == []
    dialog.apply()
    settle()
    assert len(units.units_on(desk, date(2026, 4, 1))) == 31
    assert "取り込みました" in dialog.answer.text()
    empty.undo()
    settle()
    assert units.units_on(desk, date(2026, 4, 1)) == []


def test_refused_rows_are_shown_with_cell_and_reason_and_hold_everything_back(
    dialog: TakingIn, settle: Callable[[], None]
) -> None:
    choose(dialog, "attendance", resource("samples", "kenshu_jisseki_with_errors.csv"))
    dialog.compare()
    settle()
    if dialog.proposal is not None:
        assert dialog.refused.rowCount() > 0
        assert dialog.refused.row(0)["cell"]
        assert dialog.refused.row(0)["reason"]
    assert not dialog.apply_button.isEnabled()


def test_a_missing_day_is_asked_for(dialog: TakingIn, settle: Callable[[], None]) -> None:
    choose(dialog, "roster", resource("samples", "meibo_r8_0401.xlsx"))
    dialog.compare()
    assert dialog.answer.text() == "基準日を入力してください。"


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(
    dialog: TakingIn, settle: Callable[[], None], tmp_path: Path
) -> None:
    wrong = tmp_path / "名簿.xlsx"
    wrong.write_bytes(b"not a workbook")
    choose(dialog, "qualifications", wrong)
    dialog.compare()
    settle()
    assert dialog.answer.text()
    assert dialog.compare_button.isEnabled()


def test_another_file_needs_another_look(dialog: TakingIn, settle: Callable[[], None]) -> None:
    choose(dialog, "units", resource("samples", "soshiki.xlsx"))
    dialog.as_of.edit.setText("R8.4.1")
    dialog.compare()
    settle()
    assert dialog.apply_button.isEnabled()
    dialog.path.setText("別のファイル.xlsx")
    assert not dialog.apply_button.isEnabled()
