"""Which name stands on a paper: the one in force on its day, exactly as registered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models.people.spans import in_force
from dxdesk.models.schema import NAME_KINDS
from dxdesk.models.store import Reads

_NAMES: Final = f"""
SELECT n.employee_id, n.kind, n.text FROM name_in_use n
 WHERE n.employee_id IN (SELECT value FROM json_each(:employee_ids)) AND {in_force("n")}
 ORDER BY coalesce(n.since, ''), n.id
"""


@dataclass(frozen=True, slots=True)
class NameOnPaper:
    """A name as it is printed: 戸籍, 旧姓 or 通称, and its code points."""

    kind: str
    text: str


def names_on(reads: Reads, employee_ids: Iterable[int], day: date) -> dict[int, NameOnPaper]:
    """The names for papers of a day.

    Args:
        employee_ids: whose.
        day: of the paper (認定年月日).

    Returns:
        By person the 戸籍 name; where none is in force, 旧姓 or else 通称.
    """
    asked = {"employee_ids": json.dumps(list(employee_ids)), "day": day.isoformat()}
    found: dict[int, dict[str, NameOnPaper]] = {}
    for row in reads.rows(_NAMES, asked):
        found.setdefault(row[0], {})[row[1]] = NameOnPaper(row[1], row[2])
    return {
        employee_id: min(names.values(), key=lambda name: NAME_KINDS.index(name.kind))
        for employee_id, names in found.items()
    }
