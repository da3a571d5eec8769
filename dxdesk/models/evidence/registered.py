"""登録内容: what the records hold of some people, in the words in which it is shown to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.models.evidence.trainings import TOOK_PART
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

_TOOK_PART: Final = ", ".join(f"'{result}'" for result in TOOK_PART)
_REGISTERED: Final = f"""
SELECT employee_id, '研修' AS kind, training.name, day AS since, NULL AS until, result AS detail,
       verification
  FROM attendance JOIN training ON training.id = attendance.training_id
 WHERE employee_id IN (SELECT value FROM json_each(:people)) AND result IN ({_TOOK_PART})
   AND day <= :day
UNION ALL
SELECT employee_id, '資格', qualification.name, acquired_on, expires_on, certificate_number,
       verification
  FROM holding JOIN qualification ON qualification.id = holding.qualification_id
 WHERE employee_id IN (SELECT value FROM json_each(:people)) AND acquired_on <= :day
UNION ALL
SELECT employee_id, '業務経歴', experience_kind.name, since, until, content, verification
  FROM experience JOIN experience_kind ON experience_kind.id = experience.experience_kind_id
 WHERE employee_id IN (SELECT value FROM json_each(:people)) AND since <= :day
 ORDER BY since, name
"""


@dataclass(frozen=True, slots=True)
class Registered:
    """One thing in the records.

    Args:
        kind: 研修, 資格 or 業務経歴.
        name: of the training, qualification or kind of experience.
        since: day of the training or of the pass, or first day of the work.
        until: last valid day, or last day of the work.
        detail: result, certificate number or contents.
        verification: 確認区分.
    """

    kind: str
    name: str
    since: date
    until: date | None
    detail: str
    verification: str


def registered_of(
    reads: Reads, employee_ids: Iterable[int], day: date
) -> dict[int, list[Registered]]:
    """Employee → what the records hold up to a day, the oldest first; who has nothing is not in it."""
    asked = {"people": json.dumps(list(employee_ids)), "day": day.isoformat()}
    found: dict[int, list[Registered]] = {}
    for employee_id, kind, name, since, until, detail, verification in reads.rows(
        _REGISTERED, asked
    ):
        known = Registered(
            kind, name, date.fromisoformat(since), to_day(until), detail, verification
        )
        found.setdefault(employee_id, []).append(known)
    return found
