from __future__ import annotations

import pytest

from dxdesk.models import conflicts
from dxdesk.models.conflicts import ChangedMeanwhile, Part
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, names_in_use
from tests.conftest import NOW
from tests.factories import changing, day, employee


@pytest.fixture
def someone(desk: Desk) -> int:
    with changing(desk) as action:
        return employee(action, "000123", "髙橋　修")


def parts(employee_id: int) -> tuple[Part, ...]:
    return Part("employee", "id", employee_id), Part("name_in_use", "employee_id", employee_id)


def test_what_nobody_touched_may_be_written(desk: Desk, someone: int) -> None:
    seen = conflicts.look(desk, *parts(someone))
    with changing(desk) as action:
        conflicts.check(action, seen)


def test_a_changed_row_is_refused_with_who_when_and_what(desk: Desk, someone: int) -> None:
    seen = conflicts.look(desk, *parts(someone))
    with changing(desk) as action:
        employees.correct_employee(action, someone, note="相手")
    with pytest.raises(ChangedMeanwhile) as refused, changing(desk) as action:
        conflicts.check(action, seen)
    (difference,) = refused.value.differences
    assert difference.changed == ("note",)
    assert difference.now is not None
    assert difference.now["note"] == "相手"
    assert (refused.value.account, refused.value.at) == ("管理者", NOW)


def test_other_columns_of_the_same_row_are_no_conflict(desk: Desk, someone: int) -> None:
    seen = conflicts.look(desk, *parts(someone))
    with changing(desk) as action:
        employees.correct_employee(action, someone, note="相手")
    with changing(desk) as action:
        conflicts.check(action, seen.of("employee"), {"kana"})


def test_a_row_that_was_added_is_a_conflict(desk: Desk, someone: int) -> None:
    seen = conflicts.look(desk, *parts(someone))
    with changing(desk) as action:
        names_in_use.change_name(action, someone, "吉田　修", day("2026-11-01"))
    with pytest.raises(ChangedMeanwhile) as refused, changing(desk) as action:
        conflicts.check(action, seen.of("name_in_use"))
    before, after = refused.value.differences
    assert before.changed == ("until",)
    assert after.before is None


def test_what_was_changed_and_put_back_is_no_conflict(desk: Desk, someone: int) -> None:
    seen = conflicts.look(desk, *parts(someone))
    with changing(desk) as action:
        employees.correct_employee(action, someone, note="相手")
    desk.undo(desk.last_action())
    with changing(desk) as action:
        conflicts.check(action, seen)
