"""Judging everybody, and how that grows."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time

from bench import data
from bench.ground import Ground
from bench.measure import Taken
from bench.timing import Stopwatch, best_of, race
from dxdesk.models.assessment import talent
from dxdesk.models.assessment.judgement import judge
from dxdesk.models.assessment.plan_effects import effect_of, reach_of
from dxdesk.models.assessment.reasons import reasons_for_all
from dxdesk.models.assessment.recommendations import recommendations
from dxdesk.models.assessment.talent import Criterion, Search
from dxdesk.models.desk import Desk
from dxdesk.models.figures import completions
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions, edits, revising
from dxdesk.models.plan.contents import RULES, PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.wareki import fiscal_year

EVIDENCE = ("attendance", "holding", "experience", "rating")
MONTHS = 6
Work = Callable[[Desk, Callable[[], float]], float]


def judging(ground: Ground) -> Taken:
    """Everybody for all categories."""
    with ground.opened("full") as desk:
        return Taken(*race(ground.runs, lambda: _judge(desk), lambda: _group(desk)))


def recommending(ground: Ground) -> Taken:
    """All trainings of the edition: whom each alone would bring to a category."""
    with ground.opened("full") as desk:
        return Taken(best_of(ground.runs, lambda: _recommend(desk)))


def completing(ground: Ground) -> Taken:
    """What the page of trainings counts: all trainings of the year, then one of them unit by unit."""
    with ground.opened("full") as desk:
        return Taken(best_of(ground.runs, lambda: _count_completions(desk)))


def explaining(ground: Ground) -> Taken:
    """One person's reasons for every category, in ms: the mean over some people."""
    with ground.opened("full") as desk:
        people = [row[0] for row in desk.rows("SELECT id FROM employee LIMIT 50")]

        def explain() -> float:
            with Stopwatch() as watch:
                for employee_id in people:
                    reasons_for_all(desk, employee_id, data.JUDGED_ON)
            return watch.seconds * 1000 / len(people)

        return Taken(best_of(ground.runs, explain))


def growth_of_recommending(ground: Ground) -> Taken:
    """Recommending to each person of the large desk, against those of the other one."""
    with ground.opened("large") as large, ground.opened("full") as small:
        return Taken(_growth(ground, large, small, _recommend))


def plan_effect(ground: Ground) -> Taken:
    """Whose judgement an easier rule would change, as the form of the plan asks for it."""
    with ground.opened("full") as desk:
        edition_id = editions.in_force(desk, data.JUDGED_ON).id
        return Taken(*race(ground.runs, lambda: _effect(desk, edition_id), lambda: _judge(desk)))


def growth(ground: Ground) -> Taken:
    """Computing for each person of the large desk, against those of the other one.

    Both only compute, so the time of the processor is the one that other programs disturb least.
    """
    with ground.opened("large") as large, ground.opened("full") as small:
        return Taken(_growth(ground, large, small, _judge), _growth(ground, large, small, _group))


def talent_search(ground: Ground) -> Taken:
    """Whoever fits any of seven criteria, one of each kind."""
    with ground.opened("full") as desk:
        return Taken(best_of(ground.runs, lambda: _look_for(desk)))


def talent_growth(ground: Ground) -> Taken:
    """The same for each person of the large desk, against those of the other one."""
    with ground.opened("large") as large, ground.opened("full") as small:
        return Taken(_growth(ground, large, small, _look_for))


def _look_for(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    offered = talent.choices(desk, data.JUDGED_ON)
    criteria = tuple(
        Criterion(asked, tuple(code for code, _title in things[:2]), MONTHS)
        for asked, things in offered.items()
    )
    with Stopwatch(time_of) as watch:
        talent.find(desk, Search(criteria, every=False), data.JUDGED_ON)
    return watch.seconds


def _growth(ground: Ground, large: Desk, small: Desk, work: Work) -> float:
    much, little = race(
        2 * ground.runs, lambda: work(large, thread_time), lambda: work(small, thread_time)
    )
    return (much / ground.large.people) / (little / ground.scale.people)


def _judge(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    with Stopwatch(time_of) as watch:
        judge(desk, data.JUDGED_ON)
    return watch.seconds


def _count_completions(desk: Desk) -> float:
    year = fiscal_year(data.JUDGED_ON)
    with Stopwatch() as watch:
        edition = editions.in_force_in(desk, year)
        completions.completed_by_training(desk, edition, year, data.JUDGED_ON)
        training = editions.trainings(desk, edition.id)[0]
        completions.completion(desk, edition, training.id, year, data.JUDGED_ON)
    return watch.seconds


def _recommend(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    with Stopwatch(time_of) as watch:
        recommendations(desk, data.JUDGED_ON)
    return watch.seconds


def _effect(desk: Desk, edition_id: int) -> float:
    """Find out whether the change reaches anybody, and whom."""

    def change(action: Action) -> int:
        return revising.change(action, edition_id, _easier)

    with Stopwatch() as watch:
        assert reach_of(desk, change, data.JUDGED_ON).judged
        effect = effect_of(desk, change, data.JUDGED_ON)
    assert effect.people
    return watch.seconds


def _easier(plan: PlanFile) -> PlanFile:
    """Level 1 asks for one item only: many more people meet it."""
    rule = next(each for each in plan.rules if each.category == "L1")
    return edits.put(RULES, Rule("L1", rule.all_of[:1]), "L1")(plan)


def _group(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    """The least that judging must do: go through all evidence of each person once."""
    with Stopwatch(time_of) as watch:
        for table in EVIDENCE:
            desk.rows(f"SELECT employee_id, count(*) FROM {table} GROUP BY employee_id")
    return watch.seconds
