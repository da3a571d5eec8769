"""年次集計（機械判読用）: the figures of a fiscal year as tidy tables, one per sheet, with their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.exports.machine_readability import Finding, check_workbook, result_table
from dxdesk.exports.workbook import SheetColumn, SheetTable, Value, write_workbook
from dxdesk.models import wareki
from dxdesk.models.figures.certified import Certified, certified_by_unit
from dxdesk.models.figures.definitions import Definition, Figures, figures
from dxdesk.models.people.units import bureaus_on, units_on
from dxdesk.models.plan import editions, targets
from dxdesk.models.plan.skill_map import Category
from dxdesk.models.store import Reads

TITLE: Final = "年次集計（機械判読用）"
MANDATORY: Final = "MANDATORY"
PRELIMINARY: Final = "速報"  # until a year is frozen (年度確定), every figure is preliminary
PEOPLE, SHARE, PLACES = "人", "％", "所属"

_WHEN: Final = (
    SheetColumn("年度（西暦）", 12),
    SheetColumn("年度（和暦）", 12),
    SheetColumn("基準日（西暦）", 14),
    SheetColumn("基準日（和暦）", 18),
    SheetColumn("速報確定の別", 12),
)
_WHAT: Final = (
    SheetColumn("指標コード", 14),
    SheetColumn("指標名", 34),
    SheetColumn("項目名", 34),
    SheetColumn("値", 10),
    SheetColumn("単位", 6),
)
_DEPARTMENT: Final = (SheetColumn("部局表示順", 10), SheetColumn("部局名", 24))
_UNIT: Final = (SheetColumn("所属コード", 11), SheetColumn("所属名", 28))
_LEVEL: Final = (
    SheetColumn("指標コード", 14),
    SheetColumn("指標名", 34),
    SheetColumn("認定者数（人）", 14),
    SheetColumn("必要人数（人）", 14),
)
_DEFINITION: Final = (
    SheetColumn("指標コード", 14),
    SheetColumn("指標名", 34),
    SheetColumn("分子", 50),
    SheetColumn("分母", 40),
    SheetColumn("除く者", 30),
    SheetColumn("数え方", 60),
)
_HOW: Final = "割合は百分率で、小数第2位を四捨五入する。分母が0のとき、割合の行はない。"


@dataclass(frozen=True)
class AnnualSummary:
    """The finished workbook, what the 15 checks found in it, and what its reader may overlook."""

    content: bytes
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]


def annual_summary(reads: Reads, fiscal_year: int, as_of: date) -> AnnualSummary:
    """Make the workbook and check it; the result stands on its last sheet.

    Args:
        reads: the desk.
        fiscal_year: whose figures.
        as_of: 基準日.

    Raises:
        UserError: no plan for that fiscal year.
    """
    found = figures(reads, fiscal_year, as_of)
    when = (
        fiscal_year,
        wareki.fiscal_year_name(fiscal_year),
        as_of,
        wareki.long(as_of),
        PRELIMINARY,
    )
    tables = [
        SheetTable("指標", (*_WHEN, *_WHAT), [(*when, *row) for row in _whole(found)]),
        SheetTable(
            "部局別",
            (*_WHEN, *_DEPARTMENT, *_WHAT),
            [(*when, *row) for row in _by_department(reads, found)],
        ),
        SheetTable(
            "所属別",
            (*_WHEN, *_DEPARTMENT, *_UNIT, *_LEVEL),
            [(*when, *row) for row in _by_unit(reads, found)],
        ),
        SheetTable("定義", _DEFINITION, list(_definitions(found))),
    ]
    tables = [table for table in tables if table.rows]
    findings = check_workbook(write_workbook(tables, title=TITLE))
    content = write_workbook([*tables, result_table(findings)], title=TITLE)
    return AnnualSummary(content, tuple(findings), tuple(found.remarks))


def _whole(found: Figures) -> Iterator[tuple[Value, ...]]:
    """The figures of the whole organisation."""
    rate = found.mandatory
    yield from _items(
        (MANDATORY, rate.definition.title),
        (
            ("必須職員研修を全て修了した職員数", rate.numerator, PEOPLE),
            ("集計対象職員数", rate.denominator, PEOPLE),
            ("受講率", rate.percent, SHARE),
        ),
    )
    for code, fill in found.fill.items():
        yield from _items(
            (code, fill.definition.title),
            (
                ("認定者数", fill.certified, PEOPLE),
                ("うち上位レベルだけの認定者数", fill.from_higher, PEOPLE),
                ("必要人数", fill.needed, PEOPLE),
                ("充足率", fill.percent, SHARE),
                ("所属の必要人数を上限とした充足率", fill.capped_percent, SHARE),
                ("必要とする所属数", fill.units_needing, PLACES),
                ("必要とする所属のうち認定者がいる所属数", fill.units_with, PLACES),
                ("認定者がいない所属数", fill.units_without, PLACES),
            ),
        )


def _items(
    what: tuple[str, str], items: Iterable[tuple[str, float | None, str]]
) -> Iterator[tuple[Value, ...]]:
    """A row for each datum; where there is nothing to divide by, there is no row."""
    yield from ((*what, item, value, unit) for item, value, unit in items if value is not None)


def _by_department(reads: Reads, found: Figures) -> Iterator[tuple[Value, ...]]:
    order = _order(reads, found.as_of)
    for place, (department, parts) in enumerate(found.by_department.items(), start=1):
        for code, part in parts.items():
            title = found.fill[code].definition.title
            items = (
                ("認定者数", part.certified, PEOPLE),
                ("必要人数", part.needed, PEOPLE),
                ("充足率", part.percent, SHARE),
            )
            for row in _items((code, title), items):
                yield (order.get(department, place), department, *row)


def _order(reads: Reads, day: date) -> dict[str, int]:
    return {bureau.name: bureau.display_order for bureau in bureaus_on(reads, day)}


def _by_unit(reads: Reads, found: Figures) -> Iterator[tuple[Value, ...]]:
    """Certified and needed people of every unit, also of those with nobody."""
    edition = editions.in_force_in(reads, found.fiscal_year)
    levels = [own for own in editions.categories(reads, edition.id) if own.code in found.fill]
    have = _certified(reads, levels, found)
    need = targets.needed_numbers(reads, found.fiscal_year)
    order = _order(reads, found.as_of)
    for unit in units_on(reads, found.as_of):
        where = (order.get(unit.bureau_name, 0), unit.bureau_name, unit.code, unit.name)
        for code, fill in found.fill.items():
            place = (unit.unit_id, code)
            certified = have[place].number if place in have else 0
            needed = need[place].number if place in need else 0
            yield (*where, code, fill.definition.title, certified, needed)


def _certified(
    reads: Reads, levels: Iterable[Category], found: Figures
) -> dict[tuple[int, str], Certified]:
    return certified_by_unit(reads, levels, found.as_of, higher_counts=found.higher_counts)


def _definitions(found: Figures) -> Iterator[tuple[Value, ...]]:
    own: list[tuple[str, Definition]] = [(MANDATORY, found.mandatory.definition)]
    own += [(code, fill.definition) for code, fill in found.fill.items()]
    for code, definition in own:
        yield (
            code,
            definition.title,
            definition.numerator,
            definition.denominator,
            definition.left_out or "なし",
            _HOW,
        )
