"""What is to be reached: targets of the plan's figures, and people needed per unit and category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads


@dataclass(frozen=True)
class KpiTarget:
    """成果指標の目標値.

    Args:
        name: the figure's name.
        category: the category whose fill rate it is; empty for the completion rate.
        fiscal_year: the fiscal year; none for every year of the edition.
        target: in percent.
    """

    name: str
    category: str
    fiscal_year: int | None
    target: float
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class NeededNumber:
    """必要人数 of one unit and category in a fiscal year."""

    unit_id: int
    category_code: str
    number: int
    id: int = field(default=0, compare=False)


def kpi_targets(reads: Reads, edition_id: int) -> list[KpiTarget]:
    """The targets of an edition in the order of the plan."""
    found = reads.rows(
        "SELECT kpi_target.name, COALESCE(category.code, ''), fiscal_year, target, kpi_target.id"
        " FROM kpi_target LEFT JOIN category ON category.id = kpi_target.category_id"
        " WHERE kpi_target.edition_id = ? ORDER BY kpi_target.id",
        (edition_id,),
    )
    return [KpiTarget(*row) for row in found]


def needed_numbers(reads: Reads, fiscal_year: int) -> dict[tuple[int, str], NeededNumber]:
    """The numbers needed in a fiscal year, by unit and code of the category."""
    found = reads.rows(
        "SELECT unit_id, category_code, number, id FROM needed_number WHERE fiscal_year = ?",
        (fiscal_year,),
    )
    return {(row[0], row[1]): NeededNumber(*row) for row in found}


def set_needed_numbers(
    action: Action, fiscal_year: int, numbers: Iterable[NeededNumber]
) -> tuple[int, int]:
    """Set the numbers needed in a fiscal year; units that are not named keep theirs.

    Returns:
        how many were new, and how many were changed.
    """
    known = needed_numbers(action, fiscal_year)
    new, changed = _sorted_out(known, numbers)
    action.insert_many(
        "needed_number",
        ("fiscal_year", "unit_id", "category_code", "number"),
        [(fiscal_year, each.unit_id, each.category_code, each.number) for each in new],
    )
    action.update_many(
        "needed_number",
        ("number",),
        [(each.number, known[each.unit_id, each.category_code].id) for each in changed],
    )
    return len(new), len(changed)


def forget_needed_numbers(
    action: Action, fiscal_year: int, places: Iterable[tuple[int, str]]
) -> int:
    """Let units need no stated number of a category any more: 未設定, which is not 0.

    Args:
        places: units and codes of categories.

    Returns:
        how many numbers there were.
    """
    known = needed_numbers(action, fiscal_year)
    gone = [known[place].id for place in places if place in known]
    for row_id in gone:
        action.delete("needed_number", row_id)
    return len(gone)


def _sorted_out(
    known: Mapping[tuple[int, str], NeededNumber], numbers: Iterable[NeededNumber]
) -> tuple[list[NeededNumber], list[NeededNumber]]:
    """What is new, and what differs from what is known; the last one given counts."""
    last = {(each.unit_id, each.category_code): each for each in numbers}
    new = [each for key, each in last.items() if key not in known]
    changed = [each for key, each in last.items() if key in known and each != known[key]]
    return new, changed
