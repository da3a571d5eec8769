"""What a change to somebody's evidence does to the judgement of today, said before it is registered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models.assessment import relations
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads
from dxdesk.models.trial import trial

_MET: Final = relations.named("""
SELECT category.id, category.name, category.from_level, category.to_level
  FROM levelled JOIN category ON category.id = levelled.category_id
 WHERE levelled.employee_id IN (SELECT employee_id FROM counted) ORDER BY category.display_order
""")


def effect_on_judgement(desk: Desk, act: Act, change: Callable[[Action], int]) -> list[str]:
    """What a change to evidence would do to the person's judgement of today; nothing is changed.

    Args:
        desk: the desk.
        act: what the change will be registered as.
        change: what registering will do; it says whose evidence it is.

    Returns:
        Sentences; none where the judgement stays.

    Raises:
        UserError: the change itself is refused, with the same words as on registering.
    """
    day = desk.today()
    with trial(desk, act) as action:
        employee_id = change(action)
        after = _met(action, employee_id, day)
    before = _met(desk, employee_id, day)
    gained = [
        f"{title}の認定基準を満たすようになります。" for title in after if title not in before
    ]
    lost = [f"{title}の認定基準を満たさなくなります。" for title in before if title not in after]
    return [*gained, *lost]


def _met(reads: Reads, employee_id: int, day: date) -> list[str]:
    """The categories that somebody meets, in words."""
    try:
        edition = editions.in_force(reads, day)
    except UserError:
        return []
    params = relations.parameters(reads, edition, day)
    found = reads.rows(_MET, params | {"employee_ids": json.dumps([employee_id])})
    return [f"{_level(row[2], row[3])}{row[1]}" for row in found]


def _level(first: int | None, last: int | None) -> str:
    return f"レベル{first}　" if first and first == last else ""
