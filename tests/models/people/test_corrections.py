"""Corrections of a history: what was wrong never was, and its neighbours stay in touch."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models.desk import Desk
from dxdesk.models.people import (
    corrections,
    employees,
    leaves,
    names_in_use,
    postings,
    services,
    units,
)
from dxdesk.models.people.leaves import Leave
from dxdesk.models.people.names_in_use import NameInUse
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.services import Service
from tests.factories import changing, employee, unit

APRIL = date(2026, 4, 1)
MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
JULY = date(2026, 7, 1)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Somebody (id 1) who moved from 総務課 to 人事課 on 1 June and changed the name then."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        second = unit(action, "010002", "人事課")
        employee(action, "000123", "髙橋　修", hired_on="2020-04-01")
        postings.transfer(action, 1, second, JUNE)
        names_in_use.change_name(action, 1, "山田　修", JUNE)
    return desk


def services_of(desk: Desk) -> list[Service]:
    return services.of_employee(desk, 1)


def postings_of(desk: Desk) -> list[Posting]:
    """The newest first."""
    return postings.of_employee(desk, 1)


def names_of(desk: Desk) -> list[NameInUse]:
    """The newest first."""
    return names_in_use.of_employee(desk, 1)


def leave_of(desk: Desk) -> Leave:
    (leave,) = leaves.of_employee(desk, 1)
    return leave


def correct_posting(desk: Desk, posting: Posting, since: date | None, until: date | None) -> None:
    with changing(desk) as action:
        corrections.correct_posting(
            action, posting, unit_id=posting.unit_id, title=posting.title, grade=posting.grade,
            job=posting.job, since=since, until=until,
        )  # fmt: skip


@pytest.mark.parametrize("day", [MAY, JULY])
def test_moving_the_day_of_a_transfer_moves_the_end_before_it(office: Desk, day: date) -> None:
    correct_posting(office, postings_of(office)[0], day, None)
    later, earlier = postings_of(office)
    assert later.since == day
    assert earlier.until is not None
    assert (later.since - earlier.until).days == 1


@pytest.mark.parametrize("day", [MAY, JULY])
def test_moving_the_last_day_of_a_posting_moves_the_next(office: Desk, day: date) -> None:
    correct_posting(office, postings_of(office)[1], None, day)
    later, earlier = postings_of(office)
    assert earlier.until == day
    assert later.since is not None
    assert (later.since - day).days == 1


def test_a_posting_after_a_retirement_does_not_stretch_the_one_before(office: Desk) -> None:
    with changing(office) as action:
        services.retire(action, 1, date(2026, 6, 30))
        services.begin(action, 1, JULY, "再任用")
        postings.transfer(action, 1, units.find(action, "010001", JULY).unit_id, JULY)
    correct_posting(office, postings_of(office)[0], date(2026, 8, 1), None)
    assert postings_of(office)[1].until == date(2026, 6, 30)


def test_two_main_postings_on_one_day_are_refused(office: Desk) -> None:
    with pytest.raises(UserError, match="同じ日に別の記録"):
        correct_posting(office, postings_of(office)[1], None, None)


def test_an_end_before_the_beginning_is_refused(office: Desk) -> None:
    with pytest.raises(UserError, match="始まりの日より前"):
        correct_posting(office, postings_of(office)[0], JULY, JUNE)


def test_a_transfer_struck_out_never_happened(office: Desk) -> None:
    with changing(office) as action:
        corrections.strike_out_posting(action, postings_of(office)[0])
    (only,) = postings_of(office)
    assert (only.since, only.until) == (None, None)


def test_a_name_is_corrected_with_its_days(office: Desk) -> None:
    with changing(office) as action:
        corrections.correct_name(
            action, names_of(office)[0], text="山田　脩", kind="戸籍", since=MAY, until=None
        )
    newer, older = names_of(office)
    assert (newer.text, newer.since, older.until) == ("山田　脩", MAY, date(2026, 4, 30))


def test_a_name_struck_out_leaves_the_one_before(office: Desk) -> None:
    with changing(office) as action:
        corrections.strike_out_name(action, names_of(office)[0])
    (only,) = names_of(office)
    assert (only.text, only.until) == ("髙橋　修", None)
    with changing(office) as action, pytest.raises(UserError, match="1件だけ"):
        corrections.strike_out_name(action, only)


def test_a_former_name_in_use_begins_and_ends(office: Desk) -> None:
    with changing(office) as action:
        names_in_use.change_name(action, 1, "髙橋　修", JUNE, "旧姓")
        former = next(name for name in names_in_use.of_employee(action, 1) if name.kind == "旧姓")
        names_in_use.end_name(action, former, JULY)
        with pytest.raises(UserError, match="戸籍"):
            names_in_use.end_name(action, names_of(office)[0], JULY)
    assert names_in_use.of_employee(office, 1)[-1].until == JULY


def test_an_appointment_changes_from_a_day(office: Desk) -> None:
    with changing(office) as action:
        services.change(action, 1, JUNE, appointer="知事部局")
        services.change(action, 1, JULY, appointment="任期付")
    found = [(each.appointment, each.appointer, each.since) for each in services_of(office)]
    assert found == [
        ("常勤", "", date(2020, 4, 1)), ("常勤", "知事部局", JUNE), ("任期付", "知事部局", JULY),
    ]  # fmt: skip


def test_a_retirement_that_never_was_is_put_right_with_the_posting(office: Desk) -> None:
    with changing(office) as action:
        services.retire(action, 1, JULY)
        held = services.of_employee(action, 1)[0]
        corrections.correct_service(
            action, held, appointment="常勤", appointer="", since=held.since, until=None
        )
    assert employees.profile(office, 1, date(2026, 8, 1)).status == "在職"
    assert postings_of(office)[0].until is None


def test_an_earlier_retirement_ends_the_posting_earlier(office: Desk) -> None:
    with changing(office) as action:
        held = services.of_employee(action, 1)[0]
        corrections.correct_service(
            action, held, appointment="常勤", appointer="", since=held.since, until=JULY
        )
    assert postings_of(office)[0].until == JULY


def test_services_do_not_overlap(office: Desk) -> None:
    with changing(office) as action:
        services.change(action, 1, JUNE, appointment="再任用")
    with changing(office) as action, pytest.raises(UserError, match="別の任用"):
        corrections.correct_service(
            action,
            services_of(office)[1],
            appointment="再任用",
            appointer="",
            since=MAY,
            until=None,
        )


def test_the_only_service_cannot_be_struck_out(office: Desk) -> None:
    with changing(office) as action, pytest.raises(UserError, match="1件だけ"):
        corrections.strike_out_service(action, services_of(office)[0])


def test_a_leave_is_corrected_and_struck_out(office: Desk) -> None:
    with changing(office) as action:
        leaves.start_leave(action, 1, "休職", JUNE)
    with changing(office) as action:
        corrections.correct_leave(action, leave_of(office), kind="派遣", since=MAY, until=JULY)
    assert (leave_of(office).kind, leave_of(office).since) == ("派遣", MAY)
    with changing(office) as action:
        corrections.strike_out_leave(action, leave_of(office))
    assert leaves.of_employee(office, 1) == []
