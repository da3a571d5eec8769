"""研修の修了状況: who of the counted staff completed a training in a fiscal year, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models import wareki
from dxdesk.models.assessment import relations
from dxdesk.models.people import units
from dxdesk.models.people.spans import in_force
from dxdesk.models.plan.editions import Edition
from dxdesk.models.store import Reads

_COMPLETED: Final = """result = '修了' AND day BETWEEN :first_day AND :last_day
     AND (:counts_self_reported OR verification <> '本人申告')"""
_BY_TRAINING: Final = relations.counted_staff(f"""
SELECT 0, count(*) FROM counted
UNION ALL
SELECT training_id, count(DISTINCT employee_id) FROM attendance
 WHERE {_COMPLETED} AND employee_id IN (SELECT employee_id FROM counted)
 GROUP BY training_id
""")
# +p.main keeps SQLite from an index made for main alone, which would be quadratic.
# The latest result stands beside max(day): SQLite takes the other columns from the same row.
_STANDING: Final = relations.counted_staff(f"""
, attended(employee_id, completed, latest, day) AS MATERIALIZED (
  SELECT employee_id, max({_COMPLETED}) OVER (PARTITION BY employee_id), result, day
    FROM attendance WHERE training_id = :training_id AND day BETWEEN :first_day AND :year_ends
)
, far(employee_id, completed, latest, day) AS MATERIALIZED (
  SELECT employee_id, completed, latest, max(day) FROM attended GROUP BY employee_id
)
SELECT e.id, coalesce(p.unit_id, 0), coalesce(far.completed, 0), coalesce(far.latest, '')
  FROM counted JOIN employee e ON e.id = counted.employee_id
  LEFT JOIN posting p ON p.employee_id = e.id AND +p.main = 1 AND {in_force("p", ":as_of")}
  LEFT JOIN far ON far.employee_id = e.id
 ORDER BY e.kana_order, e.number
""")


@dataclass(frozen=True, slots=True)
class UnitCompletion:
    """How far a 所属 is with a training.

    Args:
        unit_id: 0 for people without a 本務 on the day.
        counted: its counted staff.
        completed: those of them who completed the training in the fiscal year.
    """

    bureau_id: int
    bureau: str
    unit_id: int
    unit: str
    counted: int
    completed: int

    @property
    def missing(self) -> int:
        """Who has not completed it."""
        return self.counted - self.completed


@dataclass(frozen=True, slots=True)
class Stand:
    """How far one of the counted staff is with a training.

    Args:
        latest: the last result in the fiscal year that there is, also of a day to come; empty for none.
    """

    employee_id: int
    bureau_id: int
    unit_id: int
    completed: bool
    latest: str


@dataclass(frozen=True)
class Completion:
    """Everybody's stand with one training in a fiscal year, people and units in official order."""

    units: tuple[UnitCompletion, ...]
    people: tuple[Stand, ...]

    @property
    def missing(self) -> tuple[Stand, ...]:
        """Who has not completed it."""
        return tuple(each for each in self.people if not each.completed)


def completed_by_training(
    reads: Reads, edition: Edition, fiscal_year: int, as_of: date
) -> tuple[int, dict[int, int]]:
    """How many are counted, and training → how many of them completed it in the fiscal year."""
    rows = reads.rows(_BY_TRAINING, _asked(reads, edition, fiscal_year, as_of))
    found = {row[0]: row[1] for row in rows}
    return found.pop(0), found


def completion(
    reads: Reads, edition: Edition, training_id: int, fiscal_year: int, as_of: date
) -> Completion:
    """Who of the counted staff completed a training in a fiscal year.

    Args:
        fiscal_year: in which it was completed.
        as_of: who is counted, and where, on this day; what is completed later does not count yet.
    """
    asked = _asked(reads, edition, fiscal_year, as_of) | {
        "training_id": training_id,
        "year_ends": wareki.last_day(fiscal_year).isoformat(),
    }
    there = units.units_on(reads, as_of)
    bureau_of = {unit.unit_id: unit.bureau_id for unit in there}
    bureaus = {each.unit_id: at for at, each in enumerate(units.bureaus_on(reads, as_of))}
    last = len(there)
    place = {unit.unit_id: (bureaus.get(unit.bureau_id, last), at) for at, unit in enumerate(there)}
    people = [
        Stand(row[0], bureau_of.get(row[1], 0), row[1], bool(row[2]), row[3])
        for row in reads.rows(_STANDING, asked)
    ]
    people.sort(key=lambda each: place.get(each.unit_id, (last, last)))
    return Completion(tuple(_by_unit(reads, people, as_of)), tuple(people))


def _by_unit(reads: Reads, people: Sequence[Stand], as_of: date) -> list[UnitCompletion]:
    """The units of these people; the people stand in official order, so their units do."""
    counted: dict[int, list[int]] = {}
    for each in people:
        both = counted.setdefault(each.unit_id, [0, 0])
        both[0] += 1
        both[1] += each.completed
    names = units.names_on(reads, as_of)
    bureau_of = {each.unit_id: each.bureau_id for each in people}
    return [
        UnitCompletion(bureau_of[unit_id], bureau, unit_id, unit, *numbers)
        for unit_id, numbers in counted.items()
        for bureau, unit in (names.get(unit_id, ("", "")),)
    ]


def _asked(reads: Reads, edition: Edition, fiscal_year: int, as_of: date) -> dict[str, object]:
    return relations.parameters(reads, edition, as_of) | {
        "first_day": wareki.first_day(fiscal_year).isoformat(),
        "last_day": min(wareki.last_day(fiscal_year), as_of).isoformat(),
    }
