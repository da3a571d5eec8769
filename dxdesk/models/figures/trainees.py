"""Who completed every mandatory training of a fiscal year."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from dxdesk.models import wareki
from dxdesk.models.assessment import relations
from dxdesk.models.plan import editions
from dxdesk.models.plan.editions import Edition
from dxdesk.models.store import Reads

_TRAINEES: Final = relations.counted_staff("""
, completed(employee_id) AS (
  SELECT employee_id FROM attendance
   WHERE training_id IN (SELECT value FROM json_each(:training_ids)) AND result = '修了'
     AND day BETWEEN :first_day AND :last_day
     AND (:counts_self_reported OR verification <> '本人申告')
   GROUP BY employee_id HAVING count(DISTINCT training_id) = :trainings
)
SELECT (SELECT count(*) FROM counted),
       (SELECT count(*) FROM completed WHERE employee_id IN (SELECT employee_id FROM counted))
""")


def trainees(reads: Reads, edition: Edition, fiscal_year: int, as_of: date) -> tuple[int, int]:
    """How many of the counted staff completed every mandatory training, and how many are counted.

    Args:
        fiscal_year: in which the trainings were completed.
        as_of: who is counted on this day; trainings after it do not count yet.

    Returns:
        Both 0 where the plan has no mandatory training: there is no rate then.
    """
    trainings = editions.mandatory_trainings(reads, edition.id)
    if not trainings:
        return 0, 0
    asked = relations.parameters(reads, edition, as_of) | {
        "training_ids": json.dumps([training.id for training in trainings]),
        "trainings": len(trainings),
        "first_day": wareki.first_day(fiscal_year).isoformat(),
        "last_day": min(wareki.last_day(fiscal_year), as_of).isoformat(),
    }
    counted, completed = tuple(reads.rows(_TRAINEES, asked)[0])
    return completed, counted
