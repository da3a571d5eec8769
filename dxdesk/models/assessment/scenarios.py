"""What would be if: people who are alike before the rules, each with something added, judged at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models.assessment import relations
from dxdesk.models.plan.editions import Edition
from dxdesk.models.store import Reads

_GROUPED: Final = """
SELECT item_ids, manages, codes, json_group_array(employee_id)
  FROM (
    SELECT judged.employee_id, coalesce(met.item_ids, '[]') AS item_ids,
           judged.employee_id IN (SELECT employee_id FROM manager) AS manages,
           coalesce(held.codes, '[]') AS codes
      FROM judged
      LEFT JOIN (
        SELECT employee_id, json_group_array(item_id ORDER BY item_id) AS item_ids
          FROM item_met GROUP BY employee_id
      ) AS met ON met.employee_id = judged.employee_id
      LEFT JOIN (
        SELECT employee_id, json_group_array(DISTINCT category_code ORDER BY category_code) AS codes
          FROM certified GROUP BY employee_id
      ) AS held ON held.employee_id = judged.employee_id
  )
 GROUP BY item_ids, manages, codes
"""
_EVERYBODY: Final = relations.everybody(_GROUPED)
_NAMED: Final = relations.named(_GROUPED)
_GAINED: Final = relations.scenarios("""
SELECT scenario.profile_id, scenario.addition_id - 1, category.code
  FROM verdict
  JOIN scenario ON scenario.id = verdict.employee_id
  JOIN category ON category.id = verdict.category_id
  LEFT JOIN verdict AS before
    ON before.employee_id = scenario.profile_id * :width
   AND before.category_id = verdict.category_id
  LEFT JOIN certified
    ON certified.employee_id = scenario.id AND certified.category_code = category.code
 WHERE scenario.addition_id > 0
   AND before.employee_id IS NULL AND certified.employee_id IS NULL
 ORDER BY scenario.profile_id, scenario.addition_id
""")
_MET: Final = relations.scenarios("""
SELECT scenario.profile_id, category.code
  FROM verdict
  JOIN scenario ON scenario.id = verdict.employee_id
  JOIN category ON category.id = verdict.category_id
""")


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the rules know of a person; whoever is alike in it is judged alike.

    Args:
        item_ids: the items met.
        manages: whether a manager of a digital unit.
        certified: codes of the categories certified and in force.
        people: whose profile it is.
    """

    item_ids: tuple[int, ...]
    manages: bool
    certified: tuple[str, ...]
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """With one addition, the people of one profile come to a category that they lacked.

    Args:
        profile: which of the profiles, by its place.
        addition: which of the additions, by its place.
        category_code: the category that they would meet; they neither meet it now nor are certified.
    """

    profile: int
    addition: int
    category_code: str


def profiles(reads: Reads, edition: Edition, as_of: date) -> list[Profile]:
    """The profiles of all counted staff."""
    return _profiles(reads, _EVERYBODY, relations.parameters(reads, edition, as_of))


def profiles_of(
    reads: Reads, edition: Edition, as_of: date, employee_ids: Iterable[int]
) -> list[Profile]:
    """The profiles of the people shown, counted or not."""
    asked = relations.parameters(reads, edition, as_of)
    return _profiles(reads, _NAMED, asked | {"employee_ids": json.dumps(list(employee_ids))})


def _profiles(reads: Reads, sql: str, asked: dict[str, object]) -> list[Profile]:
    return [
        Profile(
            tuple(json.loads(item_ids)),
            bool(manages),
            tuple(json.loads(codes)),
            tuple(json.loads(people)),
        )
        for item_ids, manages, codes, people in reads.rows(sql, asked)
    ]


def gains(
    reads: Reads,
    edition: Edition,
    known: Sequence[Profile],
    additions: Sequence[Collection[int]],
) -> list[Gain]:
    """What each profile would come to with each addition, by the very relations that judge people.

    Args:
        reads: the desk, or an action.
        edition: whose rules.
        known: the profiles.
        additions: ids of the items that would be met in addition; each is tried alone.
    """
    found = reads.rows(_GAINED, _asked(edition, known, additions))
    return [Gain(*row) for row in found]


def met(reads: Reads, edition: Edition, known: Sequence[Profile]) -> list[set[str]]:
    """For each profile as it is: the codes of the categories that its people meet."""
    found: list[set[str]] = [set() for _ in known]
    for profile, code in reads.rows(_MET, _asked(edition, known, ())):
        found[profile].add(code)
    return found


def _asked(
    edition: Edition, known: Sequence[Profile], additions: Sequence[Collection[int]]
) -> dict[str, object]:
    given = [[profile.item_ids, profile.manages, profile.certified] for profile in known]
    return {
        "edition_id": edition.id,
        "profiles": json.dumps(given),
        "additions": json.dumps([sorted(added) for added in additions]),
        "width": len(additions) + 1,
    }
