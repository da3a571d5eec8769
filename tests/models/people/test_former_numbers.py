"""A replaced 職員番号: the person is found by the old one and the new one, by officers and by files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.attendance import ATTENDANCE
from dxdesk.imports.proposal import Options, State, propose
from dxdesk.imports.roster import ROSTER
from dxdesk.imports.transfers import TRANSFERS
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, former_numbers
from dxdesk.models.people.index import PeopleIndex
from tests.factories import changing, employee, training, unit, workbook

TODAY = date(2026, 11, 23)
REMARK = "前の職員番号で届きました。今の番号の職員として読みました（A2）"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Somebody (id 1) whose number became 900123, and somebody else (id 2)."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        employee(action, "000123", "髙橋　修", kana="タカハシ　オサム")
        employee(action, "000200", "𠮷田　愛")
        training(action, "T001")
        former_numbers.replace_number(action, 1, "９００１２３", date(2026, 10, 1))
    return desk


def test_the_old_number_and_its_last_day_are_kept(office: Desk) -> None:
    (former,) = former_numbers.of_employee(office, 1)
    assert (former.number, former.until) == ("000123", date(2026, 9, 30))
    assert employees.get(office, 1).number == "900123"


@pytest.mark.parametrize("number", ["000123", "900123", "０００１２３"])
def test_a_person_is_found_by_either_number(office: Desk, number: str) -> None:
    assert employees.find(office, number).employee_id == 1
    assert employees.search_ids(office, number, TODAY) == [1]
    assert PeopleIndex(office, TODAY).search(number) == [1]


@pytest.mark.parametrize("number", ["000123", "900123", "000200"])
def test_a_number_that_somebody_has_or_had_is_not_given_again(office: Desk, number: str) -> None:
    with changing(office) as action:
        third = employee(action, "000300", "第三　者")
        with pytest.raises(UserError, match="番号"):
            former_numbers.replace_number(action, third, number, TODAY)


def test_somebody_may_get_an_own_number_back(office: Desk) -> None:
    with changing(office) as action:
        former_numbers.replace_number(action, 1, "000123", TODAY)
    assert employees.get(office, 1).number == "000123"
    assert [former.number for former in former_numbers.of_employee(office, 1)] == ["900123"]


def test_the_present_number_is_no_replacement(office: Desk) -> None:
    with changing(office) as action, pytest.raises(UserError, match="今の番号"):
        former_numbers.replace_number(action, 1, "900123", TODAY)


def test_a_roster_with_the_old_number_is_about_the_same_person(
    office: Desk, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["職員番号", "氏名", "所属コード"],
        ["000123", "髙橋　修", "010001"],
    ]
    found = propose(
        office, ROSTER, workbook(tmp_path / "名簿.xlsx", rows), Options(as_of=date(2026, 4, 1))
    )
    assert [(line.key, line.state) for line in found.lines] == [
        ("900123", State.SAME),
        ("000200", State.MISSING),
    ]
    assert REMARK in found.remarks


def test_an_order_with_the_old_number_is_about_the_same_person(
    office: Desk, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["職員番号", "発令日", "発令区分"],
        ["000123", "R9.3.31", "退職"],
    ]
    found = propose(office, TRANSFERS, workbook(tmp_path / "異動.xlsx", rows))
    assert [(line.key, line.state) for line in found.lines] == [("900123", State.CHANGED)]
    assert REMARK in found.remarks


def test_evidence_with_the_old_number_is_about_the_same_person(
    office: Desk, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["職員番号", "研修コード", "受講日", "結果"],
        ["000123", "T001", "R8.5.1", "修了"],
    ]
    found = propose(office, ATTENDANCE, workbook(tmp_path / "研修.xlsx", rows))
    assert [(line.key, line.state) for line in found.lines] == [("900123", State.NEW)]
    assert REMARK in found.remarks
