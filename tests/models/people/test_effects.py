"""What a change does to the figures of past years is said beforehand, and nothing is changed by saying it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.people import corrections, leaves, postings, services, units
from dxdesk.models.people.effects import effect_on_past
from tests.factories import changing, employee, unit


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Somebody (id 1), two units, and a plan from 令和5年度 on; today is in 令和8年度."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
        employee(action, "000123", "髙橋　修", hired_on="2020-04-01", grade="係長級")
        action.insert("edition", name="計画", from_fiscal_year=2023, to_fiscal_year=2027)
    return desk


def said(desk: Desk, change: Callable[[Action], object]) -> list[str]:
    return effect_on_past(desk, acts.CORRECT_EMPLOYEE, 1, change)


def test_a_retirement_in_the_past_leaves_a_year_with_fewer_people(office: Desk) -> None:
    assert said(office, lambda action: services.retire(action, 1, date(2025, 12, 31))) == [
        "令和7年度の在籍職員が1人減り、受講率と充足率が変わることがあります。",
        "令和7年度の集計対象職員が1人減ります。",
    ]


def test_a_leave_of_several_years_is_one_sentence(office: Desk) -> None:
    assert said(office, lambda action: leaves.start_leave(action, 1, "休職", date(2023, 6, 1))) == [
        "令和5年度から令和7年度までの集計対象職員が1人減ります。"
    ]


def test_another_unit_moves_a_person_between_units(office: Desk) -> None:
    other = units.find(office, "010002", date(2026, 3, 31)).unit_id

    def change(action: Action) -> None:
        postings.transfer(action, 1, other, date(2026, 1, 1), grade="課長級")

    assert said(office, change) == [
        "令和7年度の所属別の数値で、1人が「総務部 総務課」から「総務部 人事課」に移ります。",
        "令和7年度の職級別の数値で、1人が「係長級」から「課長級」に移ります。",
    ]


def test_a_change_of_this_year_touches_no_past_year(office: Desk) -> None:
    assert said(office, lambda action: services.retire(action, 1, date(2026, 10, 31))) == []


def test_asking_changes_nothing(office: Desk) -> None:
    before, held = office.last_action(), services.of_employee(office, 1)
    said(office, lambda action: services.retire(action, 1, date(2025, 12, 31)))
    assert (office.last_action(), services.of_employee(office, 1)) == (before, held)


def test_what_will_be_refused_is_refused_on_asking(office: Desk) -> None:
    with pytest.raises(UserError, match="1件だけ"):
        said(
            office,
            lambda action: corrections.strike_out_service(
                action, services.of_employee(action, 1)[0]
            ),
        )
