"""Who completed a training: counted staff only, unit by unit, in the fiscal year asked for."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.models.desk import Desk
from dxdesk.models.figures import completions
from dxdesk.models.figures.completions import Completion
from dxdesk.models.plan import editions
from tests.factories import attendance, changing
from tests.models.certification.offices import DAY, employee_id_of, fill_office


@pytest.fixture
def office(desk: Desk) -> Desk:
    fill_office(desk)
    return desk


def attend(desk: Desk, number: str, day: str, result: str = "修了") -> None:
    with changing(desk) as action:
        attendance(action, employee_id_of(desk, number), 1, day, result)


def looked_up(desk: Desk, as_of: date = DAY) -> Completion:
    edition = editions.in_force_in(desk, 2025)
    return completions.completion(desk, edition, 1, 2025, as_of)


def test_units_stand_in_official_order_with_who_completed_and_who_is_missing(office: Desk) -> None:
    attend(office, "000001", "2025-04-01")
    attend(office, "000003", "2025-03-31")
    attend(office, "000005", "2025-06-01")
    found = looked_up(office).units
    assert [(each.unit, each.counted, each.completed, each.missing) for each in found] == [
        ("総務課", 2, 1, 1), ("人事課", 1, 0, 1), ("農政課", 1, 0, 1),
    ]  # fmt: skip


def test_who_has_not_completed_is_listed_with_the_latest_result(office: Desk) -> None:
    attend(office, "000001", "2025-04-01")
    attend(office, "000002", "2025-05-01", "欠席")
    attend(office, "000002", "2025-06-01", "申込")
    missing = looked_up(office).missing
    assert [each.employee_id for each in missing] == [
        employee_id_of(office, number) for number in ("000002", "000003", "000004")
    ]
    assert [each.latest for each in missing] == ["申込", "", ""]


def test_what_is_completed_after_the_day_does_not_count_yet(office: Desk) -> None:
    attend(office, "000001", "2025-07-02")
    assert looked_up(office, date(2025, 7, 1)).units[0].completed == 0
    assert looked_up(office, date(2025, 7, 2)).units[0].completed == 1


def test_the_trainings_of_a_year_are_counted_at_once_as_each_by_itself(office: Desk) -> None:
    attend(office, "000001", "2025-04-01")
    attend(office, "000004", "2025-04-01")
    attend(office, "000004", "2025-08-01")
    edition = editions.in_force_in(office, 2025)
    counted, completed = completions.completed_by_training(office, edition, 2025, DAY)
    assert (counted, completed) == (4, {1: 2})
    assert sum(each.completed for each in looked_up(office).people) == 2
