"""Who leads which unit: two at once, a day too early, and an end are told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.register import designations
from dxdesk.models.register.designations import DEPUTY, MAIN, Designation
from tests.factories import changing, employee, unit

APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)


@pytest.fixture
def first(desk: Desk) -> Designation:
    """A leader of a unit in which somebody else works, too."""
    with changing(desk) as action:
        unit_id = unit(action)
        people = [employee(action, number, "北　花子", unit_id) for number in ("000001", "000002")]
    wanted = Designation(unit_id, people[0], MAIN, APRIL, MARCH)
    return replace(wanted, id=designate(desk, wanted))


def designate(desk: Desk, wanted: Designation) -> int:
    with desk.action(acts.DESIGNATE, "リーダーの指定") as action:
        return designations.designate(action, wanted)


@pytest.mark.parametrize(
    ("day", "leads"),
    [(date(2026, 3, 31), False), (APRIL, True), (MARCH, True), (date(2027, 4, 1), False)],
)
def test_a_designation_is_in_force_from_its_first_day_to_its_last(
    desk: Desk, first: Designation, day: date, leads: bool
) -> None:
    assert designations.in_force_on(desk, day) == ([first] if leads else [])


def test_a_unit_has_one_main_leader_and_any_number_of_deputies(
    desk: Desk, first: Designation
) -> None:
    other = replace(first, employee_id=first.employee_id + 1)
    with pytest.raises(UserError, match="別の正のリーダーがいます"):
        designate(desk, replace(other, since=MARCH))
    designate(desk, replace(other, role=DEPUTY))
    designate(desk, replace(other, since=date(2027, 4, 1), until=None))
    assert [each.role for each in designations.in_force_on(desk, APRIL)] == [MAIN, DEPUTY]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"role": "主"}, "正か副にしてください"),
        ({"until": date(2026, 3, 1)}, "終了日が指定日より前です"),
        ({"since": date(2001, 4, 1)}, "在職していない職員です"),
        ({"unit_id": 999}, "その所属はありません"),
        ({"role": DEPUTY, "since": MARCH}, "R8.4.1からR9.3.31まで指定されています"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    desk: Desk, first: Designation, changed: dict[str, object], reason: str
) -> None:
    with pytest.raises(UserError, match=reason):
        designate(desk, replace(first, **changed))
    assert designations.designations(desk) == [first]


def test_an_end_needs_a_reason_and_stays_in_the_record(desk: Desk, first: Designation) -> None:
    last = date(2026, 9, 30)
    for day, reason, said in (
        (last, " ", "理由を入れてください"),
        (date(2026, 3, 31), "異動", "より前の日には終えられません"),
        (date(2027, 4, 1), "異動", "令和9年3月31日で終わっています"),
    ):
        with (
            pytest.raises(UserError, match=said),
            desk.action(acts.END_DESIGNATION, "終了") as action,
        ):
            designations.end(action, first.id, day, reason)
    with desk.action(acts.END_DESIGNATION, "終了") as action:
        designations.end(action, first.id, last, "異動")
    (held,) = designations.of_employee(desk, first.employee_id)
    assert (held.until, held.end_reason) == (last, "異動")
    desk.undo(desk.last_action())
    assert designations.of_employee(desk, first.employee_id) == [first]
