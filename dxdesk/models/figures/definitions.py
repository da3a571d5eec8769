"""The figures of a fiscal year: each with its numerator, its denominator and who is left out.

受講率 and 充足率 as the plan's 成果指標 state them. One decimal, 四捨五入.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from dxdesk.models import settings, wareki
from dxdesk.models.columns import one_decimal
from dxdesk.models.figures.certified import Certified, certified_by_unit
from dxdesk.models.figures.trainees import trainees
from dxdesk.models.people import units
from dxdesk.models.plan import editions, targets
from dxdesk.models.plan.skill_map import Category
from dxdesk.models.store import Reads

NOT_SET: Final = "未設定"
NO_DEPARTMENT: Final = "（部局なし）"


@dataclass(frozen=True)
class Definition:
    """What a figure means, in the words that are printed with it.

    Args:
        title: the figure's name.
        numerator: what is counted.
        denominator: of what.
        left_out: who does not count.
    """

    title: str
    numerator: str
    denominator: str
    left_out: str = ""

    def note(self, as_of: date) -> str:
        """The （注） under a figure."""
        parts = [
            f"（注）{self.title}＝{self.numerator}÷{self.denominator}×100（小数第2位を四捨五入）。",
            f"{self.left_out}は除く。" if self.left_out else "",
            f"{wareki.long(as_of)}現在。",
        ]
        return "".join(parts)


@dataclass(frozen=True)
class Rate:
    """A share of a whole.

    Args:
        percent: with one decimal; None where there is no whole, shown as 未設定.
        definition: what it means.
    """

    numerator: int
    denominator: int
    percent: float | None
    definition: Definition


@dataclass(frozen=True)
class Part:
    """One level in one department."""

    certified: int
    needed: int
    percent: float | None


@dataclass(frozen=True)
class Fill:
    """充足率 of one level, with what must stand beside it.

    Args:
        name: of the category.
        certified: certified and in force, on roll.
        from_higher: how many of these are certified in a higher level only.
        needed: 必要人数.
        units_needing: units that need at least one.
        units_with: those of them that have at least one.
        units_without: all units, needing or not, that have none.
        capped_percent: with every unit's people counted up to its own need only.
    """

    name: str
    certified: int
    from_higher: int
    needed: int
    percent: float | None
    units_with: int
    units_needing: int
    units_without: int
    capped_percent: float | None
    definition: Definition


@dataclass(frozen=True)
class Figures:
    """All figures of a fiscal year as of a day.

    Args:
        mandatory: 必須職員研修の受講率.
        fill: 充足率 by code of the category.
        by_department: by name of the 部局・振興局 in official order, then by code.
    """

    fiscal_year: int
    as_of: date
    higher_counts: bool
    mandatory: Rate
    fill: dict[str, Fill]
    by_department: dict[str, dict[str, Part]]

    @property
    def notes(self) -> list[str]:
        """The （注） of every figure."""
        definitions = [self.mandatory.definition, *(fill.definition for fill in self.fill.values())]
        return [definition.note(self.as_of) for definition in definitions]

    @property
    def remarks(self) -> list[str]:
        """What somebody who reads these figures may have overlooked."""
        year = wareki.fiscal_year_name(self.fiscal_year)
        first, last = wareki.first_day(self.fiscal_year), wareki.last_day(self.fiscal_year)
        found = []
        if not first <= self.as_of <= last:
            found.append(
                f"基準日（{wareki.long(self.as_of)}）は{year}（{wareki.long(first)}～{wareki.long(last)}）の外です。"
                f"研修と必要人数は{year}のもの、在籍と認定は基準日のものです。"
            )
        if not any(fill.needed for fill in self.fill.values()):
            found.append(f"{year}の必要人数がありません。充足率は{NOT_SET}です。")
        return found


@dataclass(frozen=True)
class _Cell:
    """One level in one unit."""

    unit_id: int
    department: str
    certified: int
    from_higher: int
    needed: int


def figures(
    reads: Reads, fiscal_year: int, as_of: date, higher_counts: bool | None = None
) -> Figures:
    """The figures of a fiscal year as they stand on a day.

    Args:
        fiscal_year: whose trainings and needed numbers.
        as_of: who is counted and certified, and where people belong, on this day.
        higher_counts: whether a higher level counts for a lower one; None asks the setting.

    Raises:
        UserError: no plan for that fiscal year.
    """
    edition = editions.in_force_in(reads, fiscal_year)
    if higher_counts is None:
        higher_counts = bool(settings.get(reads, settings.HIGHER_COUNTS))
    levels = [own for own in editions.categories(reads, edition.id) if _has_fill(own)]
    cells = _cells(reads, fiscal_year, as_of, levels, higher_counts)
    all_units = {unit.unit_id for unit in units.units_on(reads, as_of)}
    completed, counted = trainees(reads, edition, fiscal_year, as_of)
    return Figures(
        fiscal_year,
        as_of,
        higher_counts,
        Rate(completed, counted, percent(completed, counted), _mandatory(reads, fiscal_year)),
        {own.code: _fill(own, cells[own.code], all_units, higher_counts) for own in levels},
        _by_department(reads, as_of, cells),
    )


def percent(numerator: int, denominator: int) -> float | None:
    """A share in percent with one decimal, 四捨五入 (80.14 is 80.1); None of nothing."""
    if denominator == 0:
        return None
    return float(one_decimal(Decimal(numerator) * 100 / Decimal(denominator)))


def percent_text(share: float | None) -> str:
    """A share as it is shown: 80.1％, or 未設定 where there is nothing to reach."""
    return NOT_SET if share is None else f"{share:.1f}％"


def _has_fill(category: Category) -> bool:
    """A category of one level has a 充足率; 全職員 and those that span several have none."""
    return category.from_level == category.to_level and bool(category.from_level)


def _mandatory(reads: Reads, fiscal_year: int) -> Definition:
    leaves = "・".join(settings.get(reads, settings.EXCLUDED_LEAVES))
    return Definition(
        "必須職員研修の受講率",
        f"{wareki.fiscal_year_name(fiscal_year)}に必須職員研修を全て修了した集計対象職員",
        "集計対象職員（基準日に在籍する職員）",
        f"{leaves}の職員" if leaves else "",
    )


def _fill_definition(category: Category, higher_counts: bool) -> Definition:
    higher = "上位レベルの認定者を含む" if higher_counts else "上位レベルの認定者を含まない"
    return Definition(
        f"レベル{category.from_level}（{category.name}）の充足率",
        f"認定が有効で在籍する職員（{higher}）",
        "所属ごとの必要人数の合計",
    )


def _cells(
    reads: Reads, fiscal_year: int, as_of: date, levels: list[Category], higher_counts: bool
) -> dict[str, list[_Cell]]:
    """Every level in every unit that has or needs somebody, by code of the category."""
    have = certified_by_unit(reads, levels, as_of, higher_counts=higher_counts)
    need = {
        place: each.number for place, each in targets.needed_numbers(reads, fiscal_year).items()
    }
    department = _departments(reads, as_of)
    nobody = Certified(0, 0)
    cells: dict[str, list[_Cell]] = {own.code: [] for own in levels}
    for unit_id, code in {**have, **need}:
        if code not in cells:
            continue
        found = have.get((unit_id, code), nobody)
        cells[code].append(
            _Cell(
                unit_id,
                department.get(unit_id, NO_DEPARTMENT),
                found.number,
                found.from_higher,
                need.get((unit_id, code), 0),
            )
        )
    return cells


def _departments(reads: Reads, as_of: date) -> dict[int, str]:
    """Unit → name of its 部局 on the day; of a unit that is gone, of its last one."""
    gone = {unit_id: names[0] for unit_id, names in units.names_on(reads, as_of).items()}
    bureaus = {bureau.unit_id: bureau.name for bureau in units.bureaus_on(reads, as_of)}
    present = {unit.unit_id: unit.bureau_name for unit in units.units_on(reads, as_of)}
    return {
        unit_id: name or NO_DEPARTMENT for unit_id, name in {**gone, **bureaus, **present}.items()
    }


def _fill(
    category: Category, cells: Iterable[_Cell], all_units: set[int], higher_counts: bool
) -> Fill:
    cells = list(cells)
    needing = [cell for cell in cells if cell.needed]
    certified = sum(cell.certified for cell in cells)
    needed = sum(cell.needed for cell in needing)
    return Fill(
        category.name,
        certified,
        sum(cell.from_higher for cell in cells),
        needed,
        percent(certified, needed),
        sum(1 for cell in needing if cell.certified),
        len(needing),
        len(all_units - {cell.unit_id for cell in cells if cell.certified}),
        percent(sum(min(cell.certified, cell.needed) for cell in needing), needed),
        _fill_definition(category, higher_counts),
    )


def _by_department(
    reads: Reads, as_of: date, cells: Mapping[str, list[_Cell]]
) -> dict[str, dict[str, Part]]:
    names = [bureau.name for bureau in units.bureaus_on(reads, as_of)]
    names += sorted({one.department for listed in cells.values() for one in listed} - {*names})
    return {
        name: {
            code: _part([cell for cell in listed if cell.department == name])
            for code, listed in cells.items()
        }
        for name in names
    }


def _part(cells: list[_Cell]) -> Part:
    certified, needed = sum(one.certified for one in cells), sum(one.needed for one in cells)
    return Part(certified, needed, percent(certified, needed))
