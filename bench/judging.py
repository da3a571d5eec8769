"""Judging everybody, and how that grows."""

from __future__ import annotations

from bench import data
from bench.ground import Ground
from bench.measure import Taken
from bench.timing import Stopwatch, race
from dxdesk.models.assessment.judgement import judge
from dxdesk.models.store import Reads

EVIDENCE = ("attendance", "holding", "experience", "rating")


def judging(ground: Ground) -> Taken:
    """Everybody for all categories."""
    return _judging(ground, "full")


def growth(ground: Ground) -> Taken:
    """Seconds for each person of the large desk, against those of the other one."""
    much = _judging(ground, "large").measured / ground.large.people
    little = _judging(ground, "full").measured / ground.scale.people
    return Taken(much / little)


def _judging(ground: Ground, name: str) -> Taken:
    with ground.opened(name) as desk:

        def ours() -> float:
            with Stopwatch() as watch:
                judge(desk, data.JUDGED_ON)
            return watch.seconds

        def bound() -> float:
            with Stopwatch() as watch:
                group_evidence(desk)
            return watch.seconds

        return Taken(*race(ground.runs, ours, bound))


def group_evidence(reads: Reads) -> None:
    """The least that judging must do: go through all evidence of each person once."""
    for table in EVIDENCE:
        reads.rows(f"SELECT employee_id, count(*) FROM {table} GROUP BY employee_id")
