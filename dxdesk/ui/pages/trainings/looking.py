"""What the page of trainings looks up: the trainings of the year, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import sessions
from dxdesk.models.evidence.trainings import COMPLETED
from dxdesk.models.figures import completions
from dxdesk.models.figures.completions import Completion, Stand
from dxdesk.models.figures.definitions import percent
from dxdesk.models.people.search import ListRow, list_rows
from dxdesk.models.plan import editions
from dxdesk.models.plan.editions import Edition
from dxdesk.models.plan.skill_map import Training

NO_BUREAU: Final = "（部局なし）"


@dataclass(frozen=True)
class Chosen:
    """The training that is shown, in which fiscal year and as of which day."""

    training: Training
    edition: Edition
    fiscal_year: int
    as_of: date


@dataclass(frozen=True)
class TrainingLine:
    """One training in the list.

    Args:
        completed: counted staff who completed it in the fiscal year.
        percent: their share of the counted staff; None where nobody has to complete it.
        sessions: how many there are, 中止 left out.
        waiting: how many applications wait for a decision.
    """

    chosen: Chosen
    completed: int
    percent: float | None
    sessions: int
    waiting: int


def lines(desk: Desk, fiscal_year: int, as_of: date) -> list[TrainingLine]:
    """The trainings of the plan of a fiscal year; none where it has no plan."""
    try:
        edition = editions.in_force_in(desk, fiscal_year)
    except UserError:
        return []
    counted, completed = completions.completed_by_training(desk, edition, fiscal_year, as_of)
    held = sessions.in_year(desk, fiscal_year)
    return [
        TrainingLine(
            Chosen(each, edition, fiscal_year, as_of),
            done,
            percent(done, counted) if each.mandatory else None,
            *held.get(each.id, (0, 0)),
        )
        for each in editions.trainings(desk, edition.id)
        for done in (completed.get(each.id, 0),)
    ]


@dataclass(frozen=True)
class People:
    """Who of the counted staff is how far with a training, each with the line that a list shows."""

    completion: Completion
    lines: dict[int, dict[str, Any]]


def completion(desk: Desk, chosen: Chosen) -> Completion:
    """How far everybody is with a training."""
    return completions.completion(
        desk, chosen.edition, chosen.training.id, chosen.fiscal_year, chosen.as_of
    )


def people(desk: Desk, chosen: Chosen) -> People:
    """How far everybody is with a training, with who that is."""
    found = completion(desk, chosen)
    stands = {each.employee_id: each for each in found.people}
    rows = list_rows(desk, list(stands), chosen.as_of)
    return People(found, {row.employee_id: _line(row, stands[row.employee_id]) for row in rows})


def _line(person: ListRow, stand: Stand) -> dict[str, Any]:
    return {
        "bureau": person.bureau or NO_BUREAU,
        "unit": person.unit,
        "number": person.number,
        "name": person.name,
        "name_order": person.kana,
        "title": person.title,
        "latest": COMPLETED if stand.completed else stand.latest,
    }
