"""必要人数 in the workbook of a plan: a row per fiscal year and 所属, a column per category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dxdesk.exports.workbook import Entry, SheetColumn, SheetTable, Value
from dxdesk.models import wareki
from dxdesk.models.people import units
from dxdesk.models.people.units import Unit
from dxdesk.models.plan import targets
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.fields import NEEDED, READ_ONLY
from dxdesk.models.plan.skill_map import Category
from dxdesk.models.store import Reads

_READ = Entry(read_only=True)


@dataclass(frozen=True)
class NeedsTable:
    """The numbers needed in the fiscal years of an edition.

    Args:
        numbers: fiscal year → unit and code of the category → number.
        units: fiscal year → the units of that year, in the official order.
    """

    numbers: Mapping[int, Mapping[tuple[int, str], int]]
    units: Mapping[int, tuple[Unit, ...]]

    @property
    def count(self) -> int:
        """How many numbers there are."""
        return sum(len(each) for each in self.numbers.values())


def needs_of(reads: Reads, plan: PlanFile, fiscal_year: int) -> NeedsTable:
    """The numbers of every fiscal year that has any; the year asked for also where it has none."""
    found = {
        year: {key: each.number for key, each in targets.needed_numbers(reads, year).items()}
        for year in range(plan.from_fiscal_year, plan.to_fiscal_year + 1)
    }
    numbers = {year: each for year, each in found.items() if each or year == fiscal_year}
    return NeedsTable(numbers, {year: _units(reads, year) for year in numbers})


def _units(reads: Reads, fiscal_year: int) -> tuple[Unit, ...]:
    """The units of a fiscal year, as they are at its end; those that ended during it come last."""
    at_the_end = units.units_on(reads, wareki.last_day(fiscal_year))
    known = {unit.unit_id for unit in at_the_end}
    before = units.units_on(reads, wareki.first_day(fiscal_year))
    return (*at_the_end, *(unit for unit in before if unit.unit_id not in known))


def heading(category: Category) -> str:
    """The heading of a category's column; its code comes first and is what is read."""
    return f"{category.code}　{category.name}"


def needs_sheet(plan: PlanFile, needs: NeedsTable) -> SheetTable:
    """The sheet of needed numbers. Everybody's category (level 0) needs none."""
    categories = [category for category in plan.categories if category.to_level != 0]
    columns = [
        SheetColumn("年度", 8),
        SheetColumn("所属コード", 12, Entry(as_text=True)),
        SheetColumn(f"部局名{READ_ONLY}", 24, _READ),
        SheetColumn(f"所属名{READ_ONLY}", 34, _READ),
        *(SheetColumn(heading(each), 13) for each in categories),
    ]
    rows: list[list[Value]] = [
        [
            year,
            unit.code,
            unit.bureau_name or None,
            unit.name,
            *(numbers.get((unit.unit_id, each.code)) for each in categories),
        ]
        for year, numbers in needs.numbers.items()
        for unit in needs.units[year]
    ]
    return SheetTable(NEEDED, columns, rows)
