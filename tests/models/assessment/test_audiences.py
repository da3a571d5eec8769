"""Whom an inquiry can ask: everybody, leaders, digital units, who wished, a view."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.models.assessment import audiences, sheets
from dxdesk.models.desk import Desk
from dxdesk.models.plan import editions
from dxdesk.models.register.designations import MAIN, Designation, designate
from tests.factories import changing, employee, unit
from tests.models.certification.offices import DAY, employee_id_of, fill_office


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    fill_office(desk)
    with changing(desk) as action:
        systems = unit(action, "010003", "情報課", bureau_name="総務部", digital=True)
        employee(action, "000006", "電子　六", systems, kana="デンシ　ロク")
        employee(action, "000007", "退職　七", systems, retired_on="2026-03-30")
    return {f"00000{n}": employee_id_of(desk, f"00000{n}") for n in range(1, 8)}


def numbers(desk: Desk, found: list[int]) -> list[str]:
    return [desk.value("SELECT number FROM employee WHERE id = ?", (each,)) for each in found]


def asked(desk: Desk, key: str) -> list[str]:
    return numbers(desk, audiences.asked(desk, key, 2025, DAY))


def test_everybody_on_roll_is_asked_in_the_official_order(
    desk: Desk, people: dict[str, int]
) -> None:
    assert asked(desk, "everybody") == ["000001", "000002", "000005", "000003", "000006", "000004"]


def test_leaders_are_those_designated_on_the_day(desk: Desk, people: dict[str, int]) -> None:
    with changing(desk) as action:
        seat = action.value(
            "SELECT unit_id FROM posting WHERE employee_id = ?", (people["000003"],)
        )
        designate(action, Designation(seat, people["000003"], MAIN, date(2025, 4, 1)))
    assert asked(desk, "leaders") == ["000003"]


def test_digital_units_are_asked_by_their_flag(desk: Desk, people: dict[str, int]) -> None:
    assert asked(desk, "digital") == ["000006"]


def test_who_wished_last_year_is_known_from_last_years_sheets(
    desk: Desk, people: dict[str, int]
) -> None:
    with changing(desk) as action:
        edition = editions.in_force(action, DAY)
        sheets.distribute(action, 2024, edition.id, [people["000001"], people["000002"]])
        wishing = sheets.of_employee(action, people["000002"], 2024)
        assert wishing is not None
        sheets.annotate(action, wishing.id, wish=sheets.WISHES, note="")
    assert asked(desk, "wishing") == ["000002"]


def test_of_a_view_only_people_on_roll_are_asked(desk: Desk, people: dict[str, int]) -> None:
    chosen = [people["000004"], people["000007"], people["000001"]]
    assert numbers(desk, audiences.of_view(desk, chosen, DAY)) == ["000001", "000004"]


def test_every_preset_names_an_audience() -> None:
    from dxdesk.models.inquiries.presets import PRESETS

    assert {preset.whom for preset in PRESETS} <= audiences.BY_KEY.keys()
