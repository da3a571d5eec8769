from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from dxdesk.errors import UserError
from dxdesk.models.assessment.judgement import Judgement, Verdict, judge
from dxdesk.models.assessment.reasons import reasons
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import (
    ExperienceKind,
    Item,
    Qualification,
    Training,
    Way,
    WayKind,
)
from tests.models.assessment.plain_rules import read_plainly
from tests.models.assessment.worlds import (
    CATEGORIES,
    Evidence,
    Person,
    World,
    bring_evidence,
    bring_in,
    evidence,
    tried,
    worlds,
)

generated = settings(max_examples=80, suppress_health_check=list(HealthCheck))
MARCH = date(2026, 3, 31)


def judged(desk: Desk, world: World) -> Judgement:
    def work(action: Action) -> Judgement:
        bring_in(action, world)
        return judge(action, world.as_of)

    return tried(desk, work)


@generated
@given(worlds)
def test_sql_finds_what_plain_reading_of_the_rules_finds(shared: Desk, world: World) -> None:
    found, plain = judged(shared, world), read_plainly(world)
    assert found.counted == len(plain.counted)
    assert found.items_met == {code: len(who) for code, who in plain.items.items()}
    assert found.people == {code: sorted(who) for code, who in plain.verdicts.items()}
    levels = {one.number: one.level for one in found.verdicts["MG"]}
    assert levels == plain.levels


@generated
@given(worlds, evidence())
def test_more_evidence_takes_no_category_or_level_away_and_changes_nobody_else(
    shared: Desk, world: World, more: Evidence
) -> None:
    first, *others = world.people
    richer = replace(first, evidence=first.evidence.with_more(more))
    before = judged(shared, world)
    after = judged(shared, replace(world, people=(richer, *others)))
    for code, verdicts in before.verdicts.items():
        levels = {one.number: one.level or 0 for one in after.verdicts[code]}
        assert all(levels.get(one.number, -1) >= (one.level or 0) for one in verdicts)
        assert of_others(verdicts) == of_others(after.verdicts[code])


def of_others(verdicts: tuple[Verdict, ...]) -> dict[str, int | None]:
    """The verdicts of everybody but the first person."""
    return {one.number: one.level for one in verdicts if one.number != "000001"}


@generated
@given(worlds)
def test_reasons_agree_with_the_judgement_for_everybody(shared: Desk, world: World) -> None:
    def work(action: Action) -> None:
        ids = bring_in(action, world)
        judgement = judge(action, world.as_of)
        for code, verdicts in judgement.verdicts.items():
            said = reasons(action, ids.values(), world.as_of, code)
            met = {one.employee_id: one.level for one in verdicts}
            assert {who: one.level for who, one in said.items() if one.met} == met
            assert all(bool(one.missing) != one.met for one in said.values())

    tried(shared, work)


def plan_with(*ways: Way) -> PlanFile:
    return PlanFile(
        "計画",
        "版",
        2022,
        2026,
        categories=CATEGORIES,
        trainings=(Training("T1", "基礎研修"), Training("T2", "応用研修")),
        qualifications=(Qualification("Q1", "検定"),),
        experience_kinds=(ExperienceKind("K1", "業務改善"),),
        items=(Item("L1", "1-1", "業務を改善できる", ways),),
        rules=(Rule("L1", ("1-1",)),),
    )


def person_with(has: Evidence) -> Person:
    return Person(None, None, None, digital=False, grade="一般職員", certified={}, evidence=has)


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([(date(2025, 4, 1), date(2025, 9, 30))], 6),
        ([(date(2025, 4, 1), date(2025, 9, 29))], 5),
        ([(date(2025, 4, 16), date(2025, 6, 15))], 2),
        ([(date(2025, 4, 1), date(2025, 4, 15)), (date(2025, 4, 16), date(2025, 4, 30))], 1),
        ([(date(2025, 4, 1), date(2025, 4, 15)), (date(2025, 4, 17), date(2025, 5, 1))], 0),
        ([(date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 5, 1), date(2025, 5, 31))], 3),
        ([(date(2026, 1, 31), date(2026, 2, 28))], 1),
        ([(date(2026, 3, 1), None)], 1),
        ([(date(2026, 3, 1), date(2026, 12, 31))], 1),
        ([(date(2026, 4, 1), None)], 0),
    ],
)
def test_months_of_experience_are_whole_months_of_merged_periods(
    shared: Desk, periods: list[tuple[date, date | None]], months: int
) -> None:
    has = Evidence(worked={("K1", since): (until, "原本確認") for since, until in periods})
    plan = plan_with(Way(WayKind.EXPERIENCE, "K1", months=99))

    def work(action: Action) -> str:
        ids = bring_in(action, World(plan, (person_with(has),), MARCH))
        said = reasons(action, ids.values(), MARCH, "L1")
        return said[ids["000001"]].items[0].ways[0]

    assert tried(shared, work) == f"業務経歴「業務改善」99か月以上（現在{months}か月）"


def test_a_day_without_a_plan_is_refused_in_a_sentence(shared: Desk) -> None:
    with pytest.raises(UserError, match="令和21年度の計画がありません"):
        judge(shared, date(2040, 3, 31))


def test_what_an_action_has_written_is_judged_before_it_is_committed(shared: Desk) -> None:
    plan = plan_with(Way(WayKind.RATING, rating=3))

    def work(action: Action) -> tuple[int, int]:
        ids = bring_in(action, World(plan, (person_with(Evidence()),), MARCH))
        before = judge(action, MARCH).eligible["L1"]
        bring_evidence(action, ids["000001"], Evidence(rated={(2025, "1-1"): 3}))
        return before, judge(action, MARCH).eligible["L1"]

    assert tried(shared, work) == (0, 1)


DAY, BEFORE, AFTER = MARCH, date(2026, 3, 30), date(2026, 4, 1)
PROVED = "実施機関データ"
TURNING = {
    "completed on the day": (Evidence(attended={("T1", DAY): ("修了", PROVED)}), True),
    "completed the day after": (Evidence(attended={("T1", AFTER): ("修了", PROVED)}), False),
    "not completed": (Evidence(attended={("T1", DAY): ("未修了", PROVED)}), False),
    "self-reported": (Evidence(attended={("T1", DAY): ("修了", "本人申告")}), False),
    "first day of the years": (
        Evidence(attended={("T2", date(2024, 4, 1)): ("修了", PROVED)}),
        True,
    ),
    "day before the years": (
        Evidence(attended={("T2", date(2024, 3, 31)): ("修了", PROVED)}),
        False,
    ),
    "passed on the day": (Evidence(held={("Q1", DAY): (None, PROVED)}), True),
    "passed the day after": (Evidence(held={("Q1", AFTER): (None, PROVED)}), False),
    "last valid day": (Evidence(held={("Q1", date(2020, 1, 1)): (DAY, PROVED)}), True),
    "lapsed the day before": (Evidence(held={("Q1", date(2020, 1, 1)): (BEFORE, PROVED)}), False),
    "rated enough": (Evidence(rated={(2025, "1-1"): 3}), True),
    "rated too low": (Evidence(rated={(2025, "1-1"): 2}), False),
    "rated in another year": (Evidence(rated={(2024, "1-1"): 5}), False),
    "rated for another item": (Evidence(rated={(2025, "1-2"): 5}), False),
}


@pytest.mark.parametrize(("has", "met"), TURNING.values(), ids=TURNING)
def test_an_item_is_met_up_to_the_very_day(shared: Desk, has: Evidence, met: bool) -> None:
    plan = plan_with(
        Way(WayKind.TRAINING, "T1"),
        Way(WayKind.TRAINING, "T2", within_years=2),
        Way(WayKind.QUALIFICATION, "Q1"),
        Way(WayKind.RATING, rating=3),
    )
    found = judged(shared, World(plan, (person_with(has),), DAY))
    assert found.eligible == {"L1": int(met)}


@pytest.mark.parametrize(
    ("certified_on", "ended_on", "held"),
    [(DAY, None, True), (AFTER, None, False), (BEFORE, DAY, False), (BEFORE, AFTER, True)],
)
def test_a_certificate_counts_from_its_day_until_the_day_it_ends(
    shared: Desk, certified_on: date, ended_on: date | None, held: bool
) -> None:
    plan = plan_with(Way(WayKind.RATING, rating=3))
    plan = replace(plan, rules=(*plan.rules, Rule("L2", holds="L1")))
    holder = replace(person_with(Evidence()), certified={"L1": (certified_on, ended_on)})
    assert judged(shared, World(plan, (holder,), DAY)).eligible == {"L1": 0, "L2": int(held)}


@pytest.mark.parametrize(
    ("changed", "counted"),
    [
        ({"since": DAY}, 1),
        ({"since": AFTER}, 0),
        ({"until": DAY}, 1),
        ({"until": BEFORE}, 0),
        ({"leave": ("休職", DAY, None)}, 0),
        ({"leave": ("休職", AFTER, None)}, 1),
        ({"leave": ("育児休業", None, BEFORE)}, 1),
        ({"leave": ("派遣", None, DAY)}, 0),
        ({"leave": ("停職", None, None)}, 1),
    ],
)
def test_who_is_on_roll_and_on_no_leave_is_counted(
    shared: Desk, changed: dict[str, Any], counted: int
) -> None:
    somebody = replace(person_with(Evidence()), **changed)
    world = World(plan_with(Way(WayKind.RATING, rating=3)), (somebody,), DAY)
    assert judged(shared, world).counted == counted
