"""次年度の必要定員: how many places each training needs, beside those that are planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dxdesk.models.assessment.recommendations import Recommendations
from dxdesk.models.plan.skill_map import Training
from dxdesk.models.store import Reads

# A session without a stated capacity takes everybody; one that was called off takes nobody.
_PLANNED: Final = """
SELECT training_id, count(*), sum(coalesce(capacity, 0)), max(capacity IS NULL)
  FROM training_session WHERE fiscal_year = ? AND state <> '中止' GROUP BY training_id
"""


@dataclass(frozen=True)
class Capacity:
    """Places of one training in one fiscal year.

    Args:
        training: which.
        needed: 必要定員: for a mandatory training all counted staff, else whom it would bring to a category.
        sessions: how many are planned.
        planned: their places; where `unlimited`, those of the sessions that state any.
        unlimited: whether a session takes everybody.
    """

    training: Training
    needed: int
    sessions: int
    planned: int
    unlimited: bool

    @property
    def missing(self) -> int:
        """How many places are missing."""
        return 0 if self.unlimited else max(0, self.needed - self.planned)


def needed_capacity(reads: Reads, found: Recommendations, fiscal_year: int) -> list[Capacity]:
    """The places that every training needs in a fiscal year, in the plan's order.

    Args:
        reads: the desk.
        found: whom the trainings would bring where, on the day that is planned from.
        fiscal_year: the year whose sessions are counted.
    """
    planned = {row[0]: tuple(row)[1:] for row in reads.rows(_PLANNED, (fiscal_year,))}
    lines = []
    for each in found.trainings:
        sessions, places, unlimited = planned.get(each.training.id, (0, 0, 0))
        needed = found.counted if each.training.mandatory else len(each.people)
        lines.append(Capacity(each.training, needed, sessions, places, bool(unlimited)))
    return lines
