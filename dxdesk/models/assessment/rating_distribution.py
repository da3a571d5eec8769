"""評価の分布: how heads rated, bureau by bureau, before sheets are confirmed together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.models.evidence import ratings
from dxdesk.models.people import postings, units
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING

if TYPE_CHECKING:
    from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Distribution:
    """How the heads of one bureau rated.

    Args:
        bureau: its name.
        counts: how many ratings of each step, from the lowest to the highest.
    """

    bureau: str
    counts: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many ratings there are."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """Their mean; none without ratings."""
        steps = range(LOWEST_RATING, HIGHEST_RATING + 1)
        summed = sum(step * count for step, count in zip(steps, self.counts, strict=True))
        return summed / self.number if self.number else None


def distribution(reads: Reads, fiscal_year: int, day: date) -> list[Distribution]:
    """How heads rated in a fiscal year, by the bureau where people sit on a day, in official order."""
    unit_of = {each: posting.unit_id for each, posting in postings.main_on(reads, day).items()}
    bureau_of = {unit.unit_id: unit.bureau_id for unit in units.units_on(reads, day)}
    found: dict[int, Counter[int]] = {}
    for rating in ratings.ratings(reads, fiscal_year).values():
        if rating.head is not None:
            bureau_id = bureau_of.get(unit_of.get(rating.employee_id, 0), 0)
            found.setdefault(bureau_id, Counter())[rating.head] += 1
    named = [(bureau.unit_id, bureau.name) for bureau in units.bureaus_on(reads, day)]
    listed = [*named, (0, "部局のない職員")]
    steps = range(LOWEST_RATING, HIGHEST_RATING + 1)
    return [
        Distribution(name, tuple(found[bureau_id][step] for step in steps))
        for bureau_id, name in listed
        if bureau_id in found
    ]
