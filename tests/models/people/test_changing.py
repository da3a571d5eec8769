"""Changing and correcting people: what holds from a day, what was wrong, what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models.desk import Desk
from dxdesk.models.people import (
    employees,
    leaves,
    names_in_use,
    postings,
    reorganisations,
    services,
    units,
)
from dxdesk.models.people.employees import Profile
from tests.factories import changing, employee, posting, unit

APRIL = date(2026, 4, 1)
JUNE = date(2026, 6, 1)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two units and one person (id 1)."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
        employee(action, "000123", "髙橋　修", kana="タカハシ　オサム", title="主査")
    return desk


def unit_id(desk: Desk, code: str) -> int:
    return units.find(desk, code, APRIL).unit_id


def profile(desk: Desk, day: date) -> Profile:
    return employees.profile(desk, 1, day)


def test_a_profile_tells_everything_as_of_a_day(office: Desk) -> None:
    with changing(office) as action:
        postings.transfer(action, 1, unit_id(office, "010002"), JUNE, title="係長")
        leaves.start_leave(action, 1, "休職", date(2026, 8, 1))
    found = profile(office, date(2026, 8, 1))
    assert (found.name, found.status) == ("髙橋　修", "休職")
    assert [place.unit_name for place in found.places] == ["人事課", "総務課"]
    assert found.place == found.places[0]


def test_a_place_of_work_keeps_the_name_that_the_unit_had_then(office: Desk) -> None:
    with changing(office) as action:
        postings.transfer(action, 1, unit_id(office, "010002"), JUNE)
        held = units.find(office, "010001", APRIL)
        reorganisations.describe(
            action,
            held,
            date(2026, 10, 1),
            code="010001",
            name="総務企画課",
            bureau_id=held.bureau_id,
        )
    assert profile(office, date(2026, 11, 1)).places[1].unit_name == "総務課"


def test_a_transfer_to_the_same_place_changes_nothing(office: Desk) -> None:
    with changing(office) as action:
        postings.transfer(action, 1, unit_id(office, "010001"), JUNE)
    assert len(profile(office, JUNE).places) == 1


def test_a_transfer_before_a_known_one_ends_where_that_begins(office: Desk) -> None:
    with changing(office) as action:
        postings.transfer(action, 1, unit_id(office, "010002"), JUNE)
        postings.transfer(action, 1, unit_id(office, "010001"), date(2026, 5, 1), title="参事")
    held = postings.main_of(office, 1, date(2026, 5, 15))
    assert held is not None
    assert (held.title, held.until) == ("参事", date(2026, 5, 31))


def test_a_side_posting_stands_beside_the_main_one(office: Desk) -> None:
    with changing(office) as action:
        postings.add_side(action, 1, unit_id(office, "010002"), JUNE)
    assert len(postings.sides_on(office, 1, JUNE)) == 1
    assert postings.main_of(office, 1, JUNE) is not None


def test_nobody_is_transferred_after_retiring(office: Desk) -> None:
    with changing(office) as action:
        services.retire(action, 1, APRIL)
    with changing(office) as action, pytest.raises(UserError, match="在職していません"):
        postings.transfer(action, 1, unit_id(office, "010002"), JUNE)


def test_retiring_ends_postings_and_leaves(office: Desk) -> None:
    with changing(office) as action:
        posting(action, 1, unit_id(office, "010002"), main=False, since="2026-09-01")
        leaves.start_leave(action, 1, "派遣", APRIL)
        services.retire(action, 1, JUNE)
    found = profile(office, date(2026, 6, 2))
    assert found.status == "退職"
    assert found.leaves[0].until == JUNE
    assert [place.posting.until for place in found.places] == [JUNE]


def test_another_leave_ends_the_one_that_goes_on(office: Desk) -> None:
    with changing(office) as action:
        leaves.start_leave(action, 1, "休職", APRIL)
        leaves.start_leave(action, 1, "停職", JUNE)
    held = leaves.of_employee(office, 1)
    assert [(leave.kind, leave.until) for leave in held] == [
        ("停職", None),
        ("休職", date(2026, 5, 31)),
    ]


def test_a_leave_that_never_began_leaves_no_trace(office: Desk) -> None:
    with changing(office) as action:
        leaves.start_leave(action, 1, "休職", JUNE)
        leaves.end_leave(action, 1, JUNE)
    assert leaves.of_employee(office, 1) == []


def test_an_unknown_kind_of_leave_is_refused(office: Desk) -> None:
    with changing(office) as action, pytest.raises(UserError, match="休職、育児休業、派遣、停職"):
        leaves.start_leave(action, 1, "旅行", JUNE)


def test_a_changed_name_holds_from_its_day(office: Desk) -> None:
    with changing(office) as action:
        names_in_use.change_name(action, 1, "𠮷田　修", JUNE)
    assert (profile(office, APRIL).name, profile(office, JUNE).name) == ("髙橋　修", "𠮷田　修")


def test_a_corrected_name_was_always_so(office: Desk) -> None:
    with changing(office) as action:
        names_in_use.correct_name(action, profile(office, APRIL).names[0].id, "高橋　修")
    assert [name.text for name in profile(office, APRIL).names] == ["高橋　修"]


def test_a_name_with_a_line_break_is_refused(office: Desk) -> None:
    with changing(office) as action, pytest.raises(UserError, match="改行"):
        names_in_use.change_name(action, 1, "髙橋\n修", JUNE)


def test_correcting_the_kana_changes_the_order(office: Desk) -> None:
    with changing(office) as action:
        employees.correct_employee(action, 1, kana="ﾔﾏﾀﾞ ｵｻﾑ", born_on=date(1990, 1, 1))
    found = employees.get(office, 1)
    assert (found.kana, found.born_on) == ("ヤマダ　オサム", date(1990, 1, 1))
    assert employees.search_ids(office, "やまた", APRIL) == [1]


def test_a_number_of_somebody_else_is_refused(office: Desk) -> None:
    with changing(office) as action:
        employee(action, "000200", "別　人")
    with changing(office) as action, pytest.raises(UserError, match="別の職員"):
        employees.correct_employee(action, 1, number="０００２００")
