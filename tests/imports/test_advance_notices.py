"""内示: nobody but an administrator sees anything of it until its day; then it is one action."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports import advance_notices as files
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import advance_notices, employees, postings, units
from dxdesk.models.people.advance_notices import AdvanceNotice
from tests.factories import changing, employee, unit, workbook

APRIL = date(2027, 4, 1)
HEADINGS: list[object] = ["発令日", "職員番号", "氏名", "発令区分", "新所属コード"]
MOVE: list[object] = ["R9.4.1", "000123", "髙橋　修", "転任", "010002"]
LATER: list[object] = ["R9.6.1", "000124", "山田　愛", "転任", "010002"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two units and two people (ids 1 and 2); today is 23 November 2026."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
        employee(action, "000123", "髙橋　修")
        employee(action, "000124", "山田　愛")
    return desk


def kept(desk: Desk, folder: Path, *rows: list[object]) -> AdvanceNotice:
    files.keep(desk, workbook(folder / "内示.xlsx", [HEADINGS, *rows]))
    (notice,) = advance_notices.notices(desk)
    return notice


def wait_until(desk: Desk, day: date) -> None:
    desk.now = lambda: datetime(day.year, day.month, day.day, 9)


def unit_of(desk: Desk, employee_id: int, day: date) -> str:
    held = postings.main_of(desk, employee_id, day)
    assert held is not None
    return units.names_of(desk, held.unit_id, day)[1]


def make_everybody_an_officer(desk: Desk) -> None:
    """Take the administrator's role away from the only account."""
    with changing(desk) as action:
        action.update("account", desk.account_id, roles="officer")


def test_a_kept_file_changes_no_row_about_people(office: Desk, tmp_path: Path) -> None:
    before = employees.profile(office, 1, APRIL)
    notice = kept(office, tmp_path, MOVE)
    assert (notice.effective_on, notice.state) == (APRIL, "保管")
    assert employees.profile(office, 1, APRIL) == before


def test_the_history_names_nobody(office: Desk, tmp_path: Path) -> None:
    kept(office, tmp_path, MOVE)
    assert office.history(1)[0].title == "内示ファイルの保管（令和9年4月1日発令）"


def test_a_file_is_applied_on_its_day(office: Desk, tmp_path: Path) -> None:
    notice = kept(office, tmp_path, MOVE)
    with pytest.raises(UserError, match="その日が来てから"):
        files.apply(office, notice)
    wait_until(office, APRIL)
    assert advance_notices.due(office, APRIL) == [notice]
    (applied,) = files.apply_due(office)
    assert (applied.lines, applied.left) == (1, 0)
    assert unit_of(office, 1, APRIL) == "人事課"
    assert advance_notices.notices(office)[0].state == "適用"
    assert files.apply_due(office) == []


def test_undoing_keeps_the_file_again(office: Desk, tmp_path: Path) -> None:
    kept(office, tmp_path, MOVE)
    wait_until(office, APRIL)
    (applied,) = files.apply_due(office)
    assert applied.action is not None
    office.undo(applied.action)
    assert unit_of(office, 1, APRIL) == "総務課"
    assert advance_notices.notices(office)[0].state == "保管"


def test_orders_of_a_later_day_stay_kept(office: Desk, tmp_path: Path) -> None:
    kept(office, tmp_path, MOVE, LATER)
    wait_until(office, APRIL)
    (applied,) = files.apply_due(office)
    assert (applied.lines, applied.left) == (1, 1)
    assert len(employees.profile(office, 2, date(2027, 7, 1)).places) == 1
    (notice,) = advance_notices.notices(office)
    assert (notice.state, notice.effective_on) == ("保管", date(2027, 6, 1))
    wait_until(office, date(2027, 6, 1))
    files.apply_due(office)
    assert unit_of(office, 2, date(2027, 6, 1)) == "人事課"


def test_what_was_entered_meanwhile_is_settled_without_a_change(
    office: Desk, tmp_path: Path
) -> None:
    kept(office, tmp_path, MOVE)
    with changing(office) as action:
        postings.transfer(action, 1, units.find(action, "010002", APRIL).unit_id, APRIL)
    wait_until(office, APRIL)
    assert [applied.action for applied in files.apply_due(office)] == [None]
    assert advance_notices.notices(office)[0].state == "適用"


def test_a_unit_that_comes_with_the_reorganisation_may_be_named(
    office: Desk, tmp_path: Path
) -> None:
    new: list[object] = ["R9.4.1", "000124", "山田　愛", "転任", "010050"]
    notice = kept(office, tmp_path, MOVE, new)
    assert len(files.look(office, notice).refused) == 1
    with changing(office) as action:
        unit(action, "010050", "監察課", since="2027-04-01")
    assert files.look(office, notice).refused == ()


def test_a_cancelled_notice_is_never_applied(office: Desk, tmp_path: Path) -> None:
    notice = kept(office, tmp_path, MOVE)
    files.cancel(office, notice)
    wait_until(office, APRIL)
    assert files.apply_due(office) == []
    with pytest.raises(UserError, match="取りやめ"):
        files.cancel(office, notice)


def test_orders_of_today_are_no_notice(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="異動発令として取り込んで"):
        kept(office, tmp_path, ["R8.11.23", *MOVE[1:]])


def test_the_same_file_is_kept_once(office: Desk, tmp_path: Path) -> None:
    kept(office, tmp_path, MOVE)
    with pytest.raises(UserError, match="すでに保管"):
        files.keep(office, tmp_path / "内示.xlsx")


def test_an_officer_neither_sees_nor_applies_it(office: Desk, tmp_path: Path) -> None:
    notice = kept(office, tmp_path, MOVE)
    make_everybody_an_officer(office)
    assert not office.may(acts.KEEP_NOTICE)
    wait_until(office, APRIL)
    assert files.apply_due(office) == []
    with pytest.raises(UserError, match="権限"):
        advance_notices.notices(office)
    with pytest.raises(UserError, match="権限"):
        files.look(office, notice)
    with pytest.raises(UserError, match="権限"):
        files.keep(office, tmp_path / "内示.xlsx")
