"""必要人数: how many of each level every unit needs in a fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError
from dxdesk.imports.evidence import shown
from dxdesk.imports.headings import Field
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, Options, State
from dxdesk.imports.reading import Row
from dxdesk.models import acts, wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import units
from dxdesk.models.people.units import Unit
from dxdesk.models.plan import editions, targets
from dxdesk.models.plan.targets import NeededNumber
from dxdesk.models.store import Reads

MOST = 100_000
LEVELS = (1, 2, 3, 4)
_PROGRAMME_NAMES = {
    1: "デジタル推進リーダー", 2: "デジタル活用", 3: "デジタルデザイン", 4: "エキスパート",
}  # fmt: skip


def _level_field(level: int) -> Field:
    called = _PROGRAMME_NAMES[level]
    return Field(f"level{level}", f"レベル{level}", (
        f"L{level}", f"Lv{level}", f"Lv.{level}", f"レベル{level}必要人数", f"必要人数レベル{level}",
        f"レベル{level}の必要人数", f"必要人数(レベル{level})", f"レベル{level}人数", f"{called}人材",
        called,
    ), required=False)  # fmt: skip


FIELDS = (
    Field("code", "所属コード", ("所属CD", "所属番号", "組織コード", "組織CD", "課コード", "部署コード")),
    Field("bureau", "部局名", ("部局", "部局・振興局", "部局等"), required=False),
    Field("name", "所属名", ("所属", "所属名称", "課名", "課所名", "組織名"), required=False),
    *map(_level_field, LEVELS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitNeeds:
    """What a file says about one unit: the numbers to be set."""

    numbers: tuple[NeededNumber, ...]


def compare(reads: Reads, findings: Findings) -> None:
    """Compare needed numbers of a file with those of the desk for the fiscal year.

    Raises:
        UserError: there is no column of a level, or the year's plan has no category for one.
    """
    fiscal_year = findings.options.fiscal_year
    assert fiscal_year is not None
    by_level = _categories(reads, findings, fiscal_year)
    known = targets.needed_numbers(reads, fiscal_year)
    found = units.by_code(reads, wareki.first_day(fiscal_year))
    found |= units.by_code(reads, wareki.last_day(fiscal_year))
    entries = _read_all(findings, found, by_level)
    findings.lines += [_line(*entry, known, by_level) for entry in entries]


def _read_all(
    findings: Findings, found: Mapping[str, Unit], by_level: Mapping[str, tuple[int, str]]
) -> list[tuple[Row, Unit, UnitNeeds]]:
    """The rows' numbers, each unit once; two rows that contradict each other are both refused."""
    entries: dict[str, tuple[Row, Unit, UnitNeeds]] = {}
    contradicted: set[str] = set()

    def read(row: Row) -> None:
        unit = _unit(findings, row, found)
        needs = UnitNeeds(tuple(_numbers(findings, row, unit, by_level)))
        first = entries.setdefault(unit.code, (row, unit, needs))
        if first[0] is row:
            return
        if first[2] == needs:
            findings.doubled += 1
            return
        contradicted.add(unit.code)
        raise CellError("code", f"同じ所属の行が、別の人数で{first[0].number}行目にもあります。")

    findings.read_each(read)
    for code in contradicted:
        row = entries.pop(code)[0]
        findings.refuse(row, "code", "同じ所属の行が、別の人数でもう一つあります。")
    return list(entries.values())


def _categories(reads: Reads, findings: Findings, fiscal_year: int) -> dict[str, tuple[int, str]]:
    """The columns of levels that the file has: key → level and code of its category."""
    keys = {f"level{level}": level for level in LEVELS if findings.cells.has(f"level{level}")}
    if not keys:
        raise UserError(
            f"「{findings.sheet.file}」に必要人数の列がありません。"
            "「レベル1」「レベル2」のような見出しの列を加えてください。"
        )
    edition = editions.in_force_in(reads, fiscal_year)
    codes: dict[int, list[str]] = {}
    for category in editions.categories(reads, edition.id):
        if category.from_level is not None and category.from_level == category.to_level:
            codes.setdefault(category.from_level, []).append(category.code)
    for level in keys.values():
        if len(codes.get(level, ())) != 1:
            year = wareki.fiscal_year_name(fiscal_year)
            raise UserError(
                f"{year}の計画では、レベル{level}の人材区分が一つに決まりません。"
                "計画の人材区分とレベルを確かめてください。"
            )
    return {key: (level, codes[level][0]) for key, level in keys.items()}


def _unit(findings: Findings, row: Row, found: Mapping[str, Unit]) -> Unit:
    code = findings.cells.needed_code(row, "code", "所属コード")
    unit = found.get(code)
    if unit is None:
        raise CellError("code", f"所属コード「{code}」の所属はその年度にありません。")
    return unit


def _numbers(
    findings: Findings, row: Row, unit: Unit, by_level: Mapping[str, tuple[int, str]]
) -> list[NeededNumber]:
    numbers = []
    for key, (level, category_code) in by_level.items():
        number = findings.cells.whole(row, key, f"レベル{level}の必要人数")
        if number is None:
            continue
        if not 0 <= number <= MOST:
            raise CellError(key, f"必要人数が{number:,}です。0から{MOST:,}までの数にしてください。")
        numbers.append(NeededNumber(unit.unit_id, category_code, number))
    return numbers


def _line(
    row: Row,
    unit: Unit,
    needs: UnitNeeds,
    known: Mapping[tuple[int, str], NeededNumber],
    by_level: Mapping[str, tuple[int, str]],
) -> Line:
    titles = {code: f"レベル{level}" for level, code in by_level.values()}
    before = {
        number.category_code: known.get((unit.unit_id, number.category_code))
        for number in needs.numbers
    }
    differences = tuple(
        Difference(
            titles[number.category_code], shown(old.number if old else None), str(number.number)
        )
        for number in needs.numbers
        for old in [before[number.category_code]]
        if old != number
    )
    state = State.SAME if not differences else State.CHANGED if any(before.values()) else State.NEW
    shown_differences = differences if state is State.CHANGED else ()
    return Line(row.number, unit.code, unit.name, state, shown_differences, needs)


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Set the numbers needed in the fiscal year."""
    assert options.fiscal_year is not None
    needs = [line.change for line in lines if isinstance(line.change, UnitNeeds)]
    numbers = [number for each in needs for number in each.numbers]
    targets.set_needed_numbers(action, options.fiscal_year, numbers)


TARGETS = ImportKind(
    "targets",
    "必要人数",
    acts.IMPORT_TARGETS,
    "fiscal_year",
    FIELDS,
    compare,
    write,
    counter="所属",
)
