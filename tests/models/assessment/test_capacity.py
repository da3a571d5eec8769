"""The places of the year to come: what a training needs, what is planned, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.models import acts
from dxdesk.models.assessment.capacity import Capacity, needed_capacity
from dxdesk.models.assessment.recommendations import day_words, planning_day, recommendations
from dxdesk.models.desk import Desk
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, Item, Training, Way, WayKind
from tests.models.assessment.worlds import Evidence, Person, World, bring_in

DAY = date(2026, 3, 31)
PLAN = PlanFile(
    "計画",
    "版",
    2022,
    2026,
    categories=(Category("L1", "推進人材", 1, 1),),
    trainings=(Training("T1", "必須研修", mandatory=True), Training("T2", "基礎研修")),
    items=(
        Item("L1", "1-1", "守る", (Way(WayKind.TRAINING, "T1"),)),
        Item("L1", "1-2", "教える", (Way(WayKind.TRAINING, "T2"),)),
    ),
    rules=(Rule("L1", ("1-1", "1-2")),),
)
DONE = Evidence(attended={("T1", DAY): ("修了", "実施機関データ")})


def capacity(desk: Desk, *sessions: tuple[int, int | None, str]) -> tuple[Capacity, Capacity]:
    """Three people of whom two have T1; sessions of T2: fiscal year, capacity, state."""
    people = tuple(
        Person(None, None, None, digital=False, grade="一般職員", certified={}, evidence=has)
        for has in (DONE, DONE, Evidence())
    )
    with desk.action(acts.IMPORT_PLAN, "用意") as action:
        bring_in(action, World(PLAN, people, DAY))
        training = action.value("SELECT id FROM training WHERE code = 'T2'")
        for ordinal, (year, places, state) in enumerate(sessions, 1):
            action.insert(
                "training_session", training_id=training, fiscal_year=year, ordinal=ordinal,
                since=date(2026, 6, 1), until=date(2026, 6, 1), capacity=places, state=state,
            )  # fmt: skip
    first, second = needed_capacity(desk, recommendations(desk, DAY), 2026)
    return first, second


def test_a_mandatory_training_needs_a_place_for_everybody_counted(desk: Desk) -> None:
    mandatory, other = capacity(desk)
    assert (mandatory.needed, mandatory.missing) == (3, 3)
    assert (other.needed, other.missing) == (2, 2)


@pytest.mark.parametrize(
    ("sessions", "planned", "unlimited", "missing"),
    [
        ([(2026, 1, "予定")], 1, False, 1),
        ([(2026, 1, "予定"), (2026, 30, "実施済")], 31, False, 0),
        ([(2026, 30, "中止"), (2025, 30, "予定")], 0, False, 2),
        ([(2026, None, "予定")], 0, True, 0),
        ([(2026, None, "予定"), (2026, 1, "予定")], 1, True, 0),
    ],
)
def test_what_is_planned_in_that_year_is_counted(
    desk: Desk,
    sessions: list[tuple[int, int | None, str]],
    planned: int,
    unlimited: bool,
    missing: int,
) -> None:
    _, other = capacity(desk, *sessions)
    assert (other.planned, other.unlimited, other.missing) == (planned, unlimited, missing)


@pytest.mark.parametrize(
    ("rated", "taken"),
    [
        ((), date(2026, 11, 23)),
        ((2025,), DAY),
        ((2025, 2026), date(2026, 11, 23)),
        ((2024,), date(2026, 11, 23)),
    ],
)
def test_as_long_as_nobody_is_rated_the_year_before_tells_whom_to_recommend(
    desk: Desk, rated: tuple[int, ...], taken: date
) -> None:
    capacity(desk)
    with desk.action(acts.IMPORT_RATINGS, "評価") as action:
        for year in rated:
            action.insert("rating", employee_id=1, fiscal_year=year, item_code="1-1", head=3)
    assert planning_day(desk, date(2026, 11, 23)) == taken


def test_the_day_that_is_taken_is_said() -> None:
    assert day_words(DAY, DAY) == ""
    assert day_words(date(2026, 11, 23), DAY) == (
        "令和8年度の所属長評価がまだないため、令和8年3月31日現在の判定によります。"
    )
