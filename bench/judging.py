"""Judging everybody, and how that grows."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time

from bench import data
from bench.ground import Ground
from bench.measure import Taken
from bench.timing import Stopwatch, race
from dxdesk.models.assessment.judgement import judge
from dxdesk.models.desk import Desk

EVIDENCE = ("attendance", "holding", "experience", "rating")
Work = Callable[[Desk, Callable[[], float]], float]


def judging(ground: Ground) -> Taken:
    """Everybody for all categories."""
    with ground.opened("full") as desk:
        return Taken(*race(ground.runs, lambda: _judge(desk), lambda: _group(desk)))


def growth(ground: Ground) -> Taken:
    """Computing for each person of the large desk, against those of the other one.

    Both only compute, so the time of the processor is the one that other programs disturb least.
    """
    with ground.opened("large") as large, ground.opened("full") as small:
        return Taken(_growth(ground, large, small, _judge), _growth(ground, large, small, _group))


def _growth(ground: Ground, large: Desk, small: Desk, work: Work) -> float:
    much, little = race(
        2 * ground.runs, lambda: work(large, thread_time), lambda: work(small, thread_time)
    )
    return (much / ground.large.people) / (little / ground.scale.people)


def _judge(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    with Stopwatch(time_of) as watch:
        judge(desk, data.JUDGED_ON)
    return watch.seconds


def _group(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    """The least that judging must do: go through all evidence of each person once."""
    with Stopwatch(time_of) as watch:
        for table in EVIDENCE:
            desk.rows(f"SELECT employee_id, count(*) FROM {table} GROUP BY employee_id")
    return watch.seconds
