"""What the tab 受講推薦 looks up, for all trainings at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dxdesk.models.assessment.capacity import Capacity, needed_capacity
from dxdesk.models.assessment.recommendations import Recommendations, planning_day, recommendations
from dxdesk.models.desk import Desk
from dxdesk.models.people.search import ListRow, list_rows
from dxdesk.models.register.order import in_official_order


@dataclass(frozen=True)
class Found:
    """What was looked up for all trainings at once.

    Args:
        recommendations: of every training.
        rows: everybody to whom anything is recommended, in the official order.
        places: of the fiscal year to come.
    """

    recommendations: Recommendations
    rows: dict[int, ListRow]
    places: list[Capacity]


def look_up(desk: Desk, fiscal_year: int, as_of: date) -> Found:
    """Judge everybody with every training, and count the places of the fiscal year to come."""
    day = planning_day(desk, as_of)
    found = recommendations(desk, day)
    everybody = {employee_id for each in found.trainings for employee_id in each.people}
    order = in_official_order(desk, everybody, day)
    rows = {each.employee_id: each for each in list_rows(desk, order, day)}
    return Found(found, rows, needed_capacity(desk, found, fiscal_year + 1))
