"""How many certified people each unit has."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models.people.spans import in_force
from dxdesk.models.plan.skill_map import Category
from dxdesk.models.store import Reads

# Certified and in force, on roll, at the unit of the 本務 on the day (0 where there is none). Levels
# are those of the fiscal year's edition: a certification of an older one counts by its code.
_BY_UNIT: Final = f"""
WITH level(code, level) AS (
  SELECT value ->> 0, value ->> 1 FROM json_each(:levels)
),
holder(employee_id, code, level) AS (
  SELECT DISTINCT c.employee_id, level.code, level.level
    FROM certification c JOIN level ON level.code = c.category_code
   WHERE c.certified_on <= :day AND (c.ended_on IS NULL OR c.ended_on > :day)
     AND c.employee_id IN (SELECT s.employee_id FROM service s WHERE {in_force("s")})
),
counts(employee_id, code, own) AS (
  SELECT holder.employee_id, level.code, max(holder.code = level.code)
    FROM holder JOIN level
      ON level.code = holder.code OR (:higher_counts AND level.level < holder.level)
   GROUP BY holder.employee_id, level.code
)
SELECT coalesce(p.unit_id, 0), counts.code, count(DISTINCT counts.employee_id),
       sum(counts.own = 0)
  FROM counts
  LEFT JOIN posting p
    ON p.employee_id = counts.employee_id AND p.main = 1 AND {in_force("p")}
 GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Certified:
    """People of one level in one unit.

    Args:
        number: how many count.
        from_higher: how many of these are certified in a higher level only.
    """

    number: int
    from_higher: int


def certified_by_unit(
    reads: Reads, levels: Iterable[Category], day: date, *, higher_counts: bool
) -> dict[tuple[int, str], Certified]:
    """Unit and code of the category → certified people on a day.

    Args:
        levels: the categories of one level each.
        higher_counts: whether a higher level counts for a lower one.
    """
    asked = {
        "levels": json.dumps([(own.code, own.from_level) for own in levels]),
        "day": day.isoformat(),
        "higher_counts": int(higher_counts),
    }
    return {(row[0], row[1]): Certified(row[2], row[3]) for row in reads.rows(_BY_UNIT, asked)}
