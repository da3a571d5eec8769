"""担当: an account looks after a bureau, whoever comes to it, and after single people."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import officers, postings, units
from tests.factories import changing, employee, unit
from tests.models.floor import digests

TODAY = date(2026, 11, 23)
ME, COLLEAGUE = 1, 2


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two bureaus with one person (1, 2) each, and a second officer."""
    with changing(desk) as action:
        action.insert("account", name="石井", roles="officer", active=1)
        for place, bureau in enumerate(("総務部", "建設部"), start=1):
            here = unit(action, f"0{place}0001", f"{bureau}の課", bureau_name=bureau)
            employee(action, f"00000{place}", f"職員　{place}", here)
    return desk


def bureau_of(desk: Desk, code: str) -> int:
    return units.find(desk, code, TODAY).bureau_id


def assign(desk: Desk, code: str, account: int) -> int:
    with desk.action(acts.ASSIGN_OFFICER, "担当の変更（1部局）") as action:
        officers.assign_bureaus(action, [bureau_of(desk, code)], account)
        return action.id


def test_an_officer_looks_after_everybody_of_a_bureau(office: Desk) -> None:
    assign(office, "010001", ME)
    assert officers.people_of(office, ME, TODAY) == {1}
    assert officers.people_of(office, COLLEAGUE, TODAY) == frozenset()


def test_whoever_comes_to_a_bureau_gets_its_officer(office: Desk) -> None:
    assign(office, "010001", ME)
    with changing(office) as action:
        new = employee(action, "000003", "新人　三", units.find(action, "010001", TODAY).unit_id)
        postings.transfer(action, 2, units.find(action, "010001", TODAY).unit_id, TODAY)
    assert officers.people_of(office, ME, TODAY) == {1, 2, new}


def test_what_is_chosen_for_one_person_comes_before_the_bureau(office: Desk) -> None:
    assign(office, "010001", ME)
    with changing(office) as action:
        officers.assign_person(action, 1, COLLEAGUE)
    assert officers.people_of(office, ME, TODAY) == frozenset()
    assert officers.people_of(office, COLLEAGUE, TODAY) == {1}
    found = officers.of_person(office, 1, TODAY)
    assert (found.own, found.of_bureau, found.name) == (COLLEAGUE, "管理者", "石井")
    with changing(office) as action:
        officers.assign_person(action, 1, 0)
    assert officers.people_of(office, ME, TODAY) == {1}


def test_who_has_left_has_no_officer_of_a_bureau(office: Desk) -> None:
    assign(office, "010001", ME)
    with changing(office) as action:
        left = employee(action, "000009", "退職　九", retired_on="2020-03-31")
    assert officers.of_person(office, left, TODAY).name == ""


def test_bureaus_are_told_with_officer_people_and_exceptions(office: Desk) -> None:
    assign(office, "010001", ME)
    with changing(office) as action:
        officers.assign_person(action, 2, ME)
    told = [(each.bureau, each.officer, each.people, each.apart)
            for each in officers.by_bureau(office, TODAY)]  # fmt: skip
    assert told == [("総務部", "管理者", 1, 0), ("建設部", "", 1, 1)]


def test_a_bureau_can_change_and_lose_its_officer(office: Desk) -> None:
    assign(office, "010001", ME)
    assign(office, "010001", COLLEAGUE)
    assert officers.people_of(office, COLLEAGUE, TODAY) == {1}
    assign(office, "010001", 0)
    assert officers.people_of(office, COLLEAGUE, TODAY) == frozenset()


def test_an_assignment_is_undone_as_one(office: Desk) -> None:
    before = digests(office)
    office.undo(assign(office, "010001", ME))
    assert digests(office) == before


def test_why_nobody_is_assigned_is_said(office: Desk) -> None:
    assert "まだ決められていません" in officers.why_nobody(office, ME)
    assign(office, "010001", COLLEAGUE)
    assert "あなたを担当" in officers.why_nobody(office, ME)
    assert officers.why_nobody(office, COLLEAGUE) == ""


def test_only_who_may_change_people_can_look_after_them(office: Desk) -> None:
    with changing(office) as action:
        viewer = action.insert("account", name="監査", roles="auditor", active=1)
        gone = action.insert("account", name="前任", roles="officer", active=0)
    assert [each.name for each in officers.candidates(office)] == ["管理者", "石井"]
    for account in (viewer, gone):
        with pytest.raises(UserError, match="担当者の役割"):
            assign(office, "010001", account)
