"""The official order of people on papers: 部局 → 所属 → カナ."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from dxdesk.models.people.spans import in_force
from dxdesk.models.store import Reads

_IN_ORDER: Final = f"""
SELECT employee.id
  FROM employee
  LEFT JOIN posting p ON p.employee_id = employee.id AND p.main = 1 AND {in_force("p")}
  LEFT JOIN unit_version u ON u.unit_id = p.unit_id AND {in_force("u")}
  LEFT JOIN unit_version b ON b.unit_id = u.parent_id AND {in_force("b")}
 WHERE employee.id IN (SELECT value FROM json_each(:employee_ids))
 GROUP BY employee.id
 ORDER BY min(b.display_order) IS NULL, min(b.display_order),
          min(u.display_order) IS NULL, min(u.display_order),
          employee.kana_order, employee.number
"""


def in_official_order(reads: Reads, employee_ids: Iterable[int], day: date) -> list[int]:
    """People by the official order of their 部局 and 所属 on a day, then by kana.

    Somebody without a 本務 on that day comes last.
    """
    asked = {"employee_ids": json.dumps(list(employee_ids)), "day": day.isoformat()}
    return [int(row[0]) for row in reads.rows(_IN_ORDER, asked)]
