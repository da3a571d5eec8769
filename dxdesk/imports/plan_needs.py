"""必要人数 in a plan's workbook: a row per fiscal year and 所属, a column per category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dxdesk.imports.cells import CellError
from dxdesk.imports.plan_sheets import ReadSheet, refuse, say_unread
from dxdesk.imports.proposal import Difference, Findings, Line, State
from dxdesk.imports.reading import Row
from dxdesk.imports.targets import MOST
from dxdesk.models import names, settings, wareki
from dxdesk.models.people import units
from dxdesk.models.people.units import Unit
from dxdesk.models.plan import targets
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.fields import NEEDED
from dxdesk.models.plan.targets import NeededNumber
from dxdesk.models.settings import NUMBER_WIDTH
from dxdesk.models.store import Reads

_KEY = "needed "  # before the code of a category, so that it is no other column's key


@dataclass(frozen=True, slots=True)
class UnitNeeds:
    """What a row says: the numbers of one 所属 in a fiscal year, with the cell of the row."""

    fiscal_year: int
    unit: Unit
    numbers: tuple[NeededNumber, ...]
    row: int


def read_needs(
    reads: Reads, findings: Findings, found: ReadSheet, plan: PlanFile
) -> list[UnitNeeds]:
    """Read the numbers; what is wrong is refused cell by cell."""
    sheet, codes = _with_categories(findings, found, plan, settings.get(reads, NUMBER_WIDTH))
    if sheet.rows and not units.are_known(reads):
        findings.say(
            f"シート「{NEEDED}」の{len(sheet.rows):,}行は、所属がまだないため取り込みません。"
            "組織一覧を取り込んだ後に、もう一度取り込んでください。"
        )
        return []
    reader = _Reader(reads, sheet, plan, codes)
    read = []
    for row in sheet.rows:
        try:
            read.append(reader.read(row))
        except CellError as error:
            refuse(findings, sheet.place(row, error.key), error.reason)
    for remark in sheet.cells.remarks():
        findings.say(f"シート「{NEEDED}」：{remark}")
    return read


def _with_categories(
    findings: Findings, sheet: ReadSheet, plan: PlanFile, width: int
) -> tuple[ReadSheet, dict[str, str]]:
    """The sheet with the columns of its categories, and the key of each category's column.

    The code is the first word of a heading.
    """
    known = {category.code for category in plan.categories}
    columns: dict[str, int] = {}
    for column in sheet.header.unknown:
        heading = sheet.header.headings[column]
        code = names.digits(heading.split()[0])
        if code in known and _KEY + code not in columns:
            columns[_KEY + code] = column
    say_unread(findings, sheet, set(sheet.header.unknown) - set(columns.values()))
    header = replace(sheet.header, columns=sheet.header.columns | columns)
    keys = {key.removeprefix(_KEY): key for key in columns}
    return ReadSheet(sheet.title, sheet.table, header, width), keys


class _Reader:
    """Reads row by row; a 所属 stands there once a year."""

    def __init__(
        self, reads: Reads, sheet: ReadSheet, plan: PlanFile, keys: Mapping[str, str]
    ) -> None:
        self._reads = reads
        self._cells = sheet.cells
        self._plan = plan
        self._keys = keys
        self._units: dict[int, Mapping[str, Unit]] = {}
        self._seen: dict[tuple[int, int], int] = {}

    def read(self, row: Row) -> UnitNeeds:
        """What a row says.

        Raises:
            CellError: the year, the 所属 or a number cannot be taken in.
        """
        year = self._year(row)
        code = self._cells.needed_code(row, "code", "所属コード")
        unit = self._units_of(year).get(code)
        if unit is None:
            raise CellError("code", f"所属コード「{code}」の所属はその年度にありません。")
        first = self._seen.setdefault((year, unit.unit_id), row.number)
        if first != row.number:
            raise CellError("code", f"同じ年度と所属の行が{first}行目にもあります。")
        return UnitNeeds(year, unit, tuple(self._numbers(row, unit)), row.number)

    def _year(self, row: Row) -> int:
        year = self._cells.whole(row, "fiscal_year", "年度")
        first, last = self._plan.from_fiscal_year, self._plan.to_fiscal_year
        if year is None or not first <= year <= last:
            raise CellError(
                "fiscal_year", f"年度は、計画の{first}から{last}までの西暦で書いてください。"
            )
        return year

    def _units_of(self, fiscal_year: int) -> Mapping[str, Unit]:
        if fiscal_year not in self._units:
            found = units.by_code(self._reads, wareki.first_day(fiscal_year))
            found |= units.by_code(self._reads, wareki.last_day(fiscal_year))
            self._units[fiscal_year] = found
        return self._units[fiscal_year]

    def _numbers(self, row: Row, unit: Unit) -> Iterator[NeededNumber]:
        for code, key in self._keys.items():
            number = self._cells.whole(row, key, f"{code}の必要人数")
            if number is not None and not 0 <= number <= MOST:
                raise CellError(
                    key, f"必要人数が{number:,}です。0から{MOST:,}までの数にしてください。"
                )
            if number is not None:
                yield NeededNumber(unit.unit_id, code, number)


def lines_of_needs(reads: Reads, needs: Sequence[UnitNeeds], change: object) -> Iterator[Line]:
    """Each row beside what the desk has; a cell left empty changes nothing."""
    known = {
        year: targets.needed_numbers(reads, year)
        for year in dict.fromkeys(each.fiscal_year for each in needs)
    }
    for each in needs:
        pairs = [
            (known[each.fiscal_year].get((number.unit_id, number.category_code)), number)
            for number in each.numbers
        ]
        differences = tuple(
            Difference(new.category_code, str(old.number) if old else "", str(new.number))
            for old, new in pairs
            if old != new
        )
        is_new = bool(differences) and not any(old for old, _ in pairs)
        state = State.NEW if is_new else State.CHANGED if differences else State.SAME
        key = f"{NEEDED} {each.unit.code}（{wareki.fiscal_year_name(each.fiscal_year)}）"
        yield Line(each.row, key, each.unit.name, state, differences, change)
