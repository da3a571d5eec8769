"""An officer fills in ratings, remarks, the wish and a note by hand."""

from __future__ import annotations

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment import confirming, filling_in, sheets
from dxdesk.models.assessment.filling_in import Filled
from dxdesk.models.assessment.sheets import Sheet
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import ratings
from dxdesk.models.plan import editions
from tests.models.certification.offices import DAY, employee_id_of, fill_office

YEAR = 2025
TYPED = Filled({"1-1": (2, 5)}, {"1-1": "RPA導入を主導"}, "希望する", "面談済み")


@pytest.fixture
def person(desk: Desk) -> int:
    """Somebody whose sheet is out, rated 4 by the head."""
    fill_office(desk)
    found = employee_id_of(desk, "000001")
    with desk.action(acts.PREPARE_INQUIRY, "照会の準備") as action:
        sheets.distribute(action, YEAR, editions.in_force(action, DAY).id, [found])
    return found


def sheet_of(desk: Desk, person: int) -> Sheet:
    found = sheets.of_employee(desk, person, YEAR)
    assert found is not None
    return found


def fill_in(desk: Desk, person: int, filled: Filled = TYPED) -> None:
    with desk.action(acts.CHANGE_SHEET, "シートの変更") as action:
        filling_in.fill_in(action, sheet_of(desk, person).id, filled)


def test_what_was_typed_stands_in_the_sheet_and_in_the_ratings(desk: Desk, person: int) -> None:
    fill_in(desk, person)
    sheet = sheet_of(desk, person)
    rated = ratings.of_year(desk, person, YEAR)["1-1"]
    assert (rated.own, rated.head, rated.source) == (2, 5, "人事")
    assert (sheet.state, sheet.wish, sheet.note) == ("人事確認中", "希望する", "面談済み")
    assert sheets.remarks(desk, sheet.id) == {"1-1": "RPA導入を主導"}


def test_what_is_typed_again_changes_nothing(desk: Desk, person: int) -> None:
    fill_in(desk, person)
    with desk.action(acts.CHANGE_SHEET, "シートの変更") as action:
        filling_in.fill_in(action, sheet_of(desk, person).id, TYPED)
        assert action.changes().tables == {}


def test_a_rating_can_be_taken_out_again(desk: Desk, person: int) -> None:
    fill_in(desk, person)
    fill_in(desk, person, Filled({"1-1": (None, None)}, {"1-1": ""}, "", ""))
    rated = ratings.of_year(desk, person, YEAR)["1-1"]
    assert (rated.own, rated.head) == (None, None)
    assert sheets.remarks(desk, sheet_of(desk, person).id) == {}


def test_a_confirmed_sheet_is_not_filled_in(desk: Desk, person: int) -> None:
    fill_in(desk, person)
    with desk.action(acts.CONFIRM_SHEETS, "確定") as action:
        confirming.confirm(action, [sheet_of(desk, person).id], DAY)
    with pytest.raises(UserError, match="確定したシートは変えられません"):
        fill_in(desk, person)


@pytest.mark.parametrize(("text", "step"), [("4", 4), ("５", 5), (" 1 ", 1), ("", None)])
def test_a_rating_is_read_as_it_is_typed(text: str, step: int | None) -> None:
    assert filling_in.grade(text) == step


@pytest.mark.parametrize("text", ["6", "0", "4.5", "良"])
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="1～5の数字"):
        filling_in.grade(text)
