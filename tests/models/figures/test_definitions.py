from __future__ import annotations

from datetime import date

import pytest

from dxdesk.models import acts, settings
from dxdesk.models.desk import Desk
from dxdesk.models.figures.definitions import figures, percent, percent_text
from dxdesk.models.people import services
from dxdesk.models.plan import targets
from dxdesk.models.plan.targets import NeededNumber
from dxdesk.models.register import certifications
from tests.factories import changing
from tests.models.certification.offices import DAY, certify, employee_id_of, fill_office


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A desk with five people."""
    fill_office(desk)
    return desk


def need(desk: Desk, **numbers: int) -> None:
    """Numbers needed in level 1, by the code of the unit with a leading u."""
    with changing(desk) as action:
        ids = {
            row["code"]: row["unit_id"]
            for row in action.rows("SELECT code, unit_id FROM unit_version WHERE code <> ''")
        }
        wanted = [NeededNumber(ids[code[1:]], "L1", number) for code, number in numbers.items()]
        targets.set_needed_numbers(action, 2025, wanted)


def attend(desk: Desk, number: str, **days: str) -> None:
    with changing(desk) as action:
        for code, day in days.items():
            training = action.value("SELECT id FROM training WHERE code = ?", (code,))
            action.insert(
                "attendance", employee_id=employee_id_of(desk, number), training_id=training,
                day=day, result="修了", verification="実施機関データ",
            )  # fmt: skip


def test_completion_counts_who_completed_every_mandatory_training_in_the_year(
    office: Desk,
) -> None:
    attend(office, "000001", T1="2025-04-01", T2="2026-03-31")
    attend(office, "000002", T1="2025-04-01", T2="2025-03-31")
    attend(office, "000003", T1="2025-04-01")
    attend(office, "000005", T1="2025-04-01", T2="2026-03-31")
    mandatory = figures(office, 2025, DAY).mandatory
    assert (mandatory.numerator, mandatory.denominator, mandatory.percent) == (1, 4, 25.0)


def test_fill_stands_beside_its_units_and_the_capped_rate(office: Desk) -> None:
    certify(office)
    need(office, u010001=1, u010002=2, u020001=0)
    fill = figures(office, 2025, DAY, higher_counts=False).fill["L1"]
    assert (fill.certified, fill.needed, fill.percent) == (4, 3, 133.3)
    assert (fill.units_with, fill.units_needing, fill.units_without) == (2, 2, 0)
    assert fill.capped_percent == 66.7


def test_departments_stand_in_official_order_and_without_a_need_are_not_set(office: Desk) -> None:
    certify(office)
    need(office, u010001=2, u010002=2)
    parts = figures(office, 2025, DAY, higher_counts=False).by_department
    assert [(name, part["L1"].certified, part["L1"].percent) for name, part in parts.items()] == [
        ("総務部", 3, 75.0),
        ("農政部", 1, None),
    ]


def test_a_higher_level_counts_for_a_lower_one_where_the_setting_says_so(office: Desk) -> None:
    certify(office, "L2")
    assert figures(office, 2025, DAY, higher_counts=False).fill["L1"].certified == 0
    fill = figures(office, 2025, DAY).fill["L1"]
    assert (fill.certified, fill.from_higher) == (2, 2)
    with changing(office, acts.CHANGE_SETTING) as action:
        settings.set_value(action, settings.HIGHER_COUNTS, False)
    assert figures(office, 2025, DAY).fill["L1"].certified == 0


def test_who_has_left_or_lost_the_certificate_does_not_fill(office: Desk) -> None:
    certify(office)
    with changing(office, acts.REVOKE_CERTIFICATION) as action:
        certifications.revoke(action, "第1号", date(2026, 4, 1), "処分", "人事第20号")
        services.retire(action, employee_id_of(office, "000003"), DAY)
    assert figures(office, 2025, DAY, higher_counts=False).fill["L1"].certified == 4
    assert figures(office, 2025, date(2026, 4, 1), higher_counts=False).fill["L1"].certified == 2


def test_every_figure_carries_its_definition(office: Desk) -> None:
    notes = figures(office, 2025, DAY).notes
    assert notes[0] == (
        "（注）必須職員研修の受講率＝令和7年度に必須職員研修を全て修了した集計対象職員÷"
        "集計対象職員（基準日に在籍する職員）×100（小数第2位を四捨五入）。"
        "休職・育児休業・派遣の職員は除く。令和8年3月31日現在。"
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (9017, 11251, "80.1％"),
        (1, 8, "12.5％"),
        (1, 2000, "0.1％"),
        (1, 800, "0.1％"),
        (3, 800, "0.4％"),
        (5, 0, "未設定"),
        (0, 5, "0.0％"),
    ],
)
def test_shares_have_one_decimal_rounded_half_up(
    numerator: int, denominator: int, shown: str
) -> None:
    assert percent_text(percent(numerator, denominator)) == shown
