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
from dxdesk.models.store import Reads

EVIDENCE = ("attendance", "holding", "experience", "rating")


def judging(ground: Ground) -> Taken:
    """Everybody for all categories."""
    with ground.opened("full") as desk:

        def bound() -> float:
            with Stopwatch() as watch:
                group_evidence(desk)
            return watch.seconds

        return Taken(*race(ground.runs, lambda: _judge(desk), bound))


def growth(ground: Ground) -> Taken:
    """Computing for each person of the large desk, against those of the other one.

    Both only compute, so the time of the processor is the one that other programs disturb least.
    """
    with ground.opened("large") as large, ground.opened("full") as little:
        much, less = race(
            2 * ground.runs,
            lambda: _judge(large, thread_time) / ground.large.people,
            lambda: _judge(little, thread_time) / ground.scale.people,
        )
    return Taken(much / less)


def _judge(desk: Desk, time_of: Callable[[], float] = perf_counter) -> float:
    with Stopwatch(time_of) as watch:
        judge(desk, data.JUDGED_ON)
    return watch.seconds


def group_evidence(reads: Reads) -> None:
    """The least that judging must do: go through all evidence of each person once."""
    for table in EVIDENCE:
        reads.rows(f"SELECT employee_id, count(*) FROM {table} GROUP BY employee_id")
