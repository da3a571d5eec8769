"""アセスメントシートの評価: how person and head rated each item in a fiscal year, 1 to 5."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads


@dataclass(frozen=True, slots=True)
class Rating:
    """One item of one person in one fiscal year; the newest counts."""

    employee_id: int
    item_code: str
    own: int | None
    head: int | None
    id: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[int, str]:
        """What tells it apart from every other one of the fiscal year."""
        return self.employee_id, self.item_code


@dataclass(frozen=True)
class Rated:
    """A rating of one person, as it is shown."""

    id: int
    fiscal_year: int
    item_code: str
    own: int | None
    head: int | None
    source: str
    day: date | None


def ratings(reads: Reads, fiscal_year: int) -> dict[tuple[int, str], Rating]:
    """Every rating of a fiscal year, by its key."""
    found = reads.rows(
        "SELECT employee_id, item_code, own, head, id FROM rating WHERE fiscal_year = ?",
        (fiscal_year,),
    )
    return {(row[0], row[1]): Rating(*row) for row in found}


def record(action: Action, fiscal_year: int, rated: Iterable[Rating], source: str) -> None:
    """Write ratings of a fiscal year: those with an id take the place of what was there.

    Args:
        action: the open action.
        fiscal_year: by the calendar year in which it begins.
        rated: the ratings.
        source: where they come from, e.g. 取込.
    """
    given = list(rated)
    today = action.today.isoformat()
    action.insert_many(
        "rating",
        ("employee_id", "fiscal_year", "item_code", "own", "head", "source", "day"),
        [
            (each.employee_id, fiscal_year, each.item_code, each.own, each.head, source, today)
            for each in given
            if not each.id
        ],
    )
    action.update_many(
        "rating",
        ("own", "head", "source", "day"),
        [(each.own, each.head, source, today, each.id) for each in given if each.id],
    )


def of_employee(reads: Reads, employee_id: int) -> list[Rated]:
    """The ratings of one person, the latest fiscal year first."""
    found = reads.rows(
        "SELECT id, fiscal_year, item_code, own, head, source, day FROM rating"
        " WHERE employee_id = ? ORDER BY fiscal_year DESC, item_code",
        (employee_id,),
    )
    return [Rated(row[0], row[1], row[2], row[3], row[4], row[5], to_day(row[6])) for row in found]


def of_year(reads: Reads, employee_id: int, fiscal_year: int) -> dict[str, Rated]:
    """The ratings of one person in one fiscal year, by 項目番号."""
    return {
        each.item_code: each
        for each in of_employee(reads, employee_id)
        if each.fiscal_year == fiscal_year
    }
