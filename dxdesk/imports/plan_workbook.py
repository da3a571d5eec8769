"""A plan's workbook → what it says, with the cell of everything in it; what is wrong is said cell by cell.

Sheets and headings are found by their names, so their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dxdesk.imports.cells import CellError
from dxdesk.imports.headings import Field, fold_heading
from dxdesk.imports.plan_cells import NARROWED, PlanCells, nothing
from dxdesk.imports.plan_sheets import Place, ReadSheet, find_sheet, refuse, say_unread
from dxdesk.imports.proposal import Findings
from dxdesk.imports.reading import Row, Table
from dxdesk.models.plan.contents import (
    CATEGORIES,
    EXPERIENCE_KINDS,
    ITEMS,
    KPI_TARGETS,
    QUALIFICATIONS,
    RULES,
    SCALE,
    TRAININGS,
    Part,
    PlanFile,
    problems,
)
from dxdesk.models.plan.fields import (
    ABILITIES,
    FIELDS,
    GUIDE,
    NEEDED,
    PLAN,
    WAY_WORDS,
    WAYS,
    Spot,
)
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import (
    ABILITIES as USUAL_ABILITIES,
)
from dxdesk.models.plan.skill_map import (
    Category,
    ExperienceKind,
    Item,
    Qualification,
    ScaleWord,
    Training,
    Way,
    WayKind,
)
from dxdesk.models.plan.targets import KpiTarget

_MAKES: Mapping[str, tuple[Part, type]] = {
    part.title: (part, make)
    for part, make in (
        (CATEGORIES, Category),
        (TRAININGS, Training),
        (QUALIFICATIONS, Qualification),
        (EXPERIENCE_KINDS, ExperienceKind),
        (RULES, Rule),
        (KPI_TARGETS, KpiTarget),
        (SCALE, ScaleWord),
    )
}
# Kind of way → what must stand beside it, and what may.
_BESIDE: Mapping[WayKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    WayKind.TRAINING: (("code",), ("within_years",)),
    WayKind.QUALIFICATION: (("code",), ()),
    WayKind.EXPERIENCE: (("code", "months"), ()),
    WayKind.RATING: (("rating",), ()),
}
# Sheets without which the rest can still be checked: nothing in it refers to them.
_NOT_REFERRED_TO = frozenset({PLAN, RULES.title, KPI_TARGETS.title, SCALE.title})
_FIRST_YEAR, _LAST_YEAR = 1990, 2150  # where they could not be read: nothing lies outside
_WAY_LABELS = {each.attribute: each.label for each in FIELDS[WAYS]}

Values = dict[str, Any]


@dataclass
class PlanWorkbook:
    """What was read of a workbook.

    Args:
        plan: what it says; incomplete where something is refused.
        needed: the sheet of 必要人数; None where there is none.
        places: where everything stands.
    """

    plan: PlanFile
    needed: ReadSheet | None
    places: dict[Spot, Place] = field(default_factory=dict)

    def place(self, spot: Spot) -> Place:
        """The cell of something, or of the thing that it belongs to."""
        for nearer in (spot, replace(spot, position=0), Spot(spot.title, spot.key)):
            if nearer in self.places:
                return self.places[nearer]
        return Place(spot.title, 1, "A1", "")


def read_workbook(tables: Iterable[Table], findings: Findings) -> PlanWorkbook:
    """Read the sheets of a plan; what is wrong is refused cell by cell, and all of it.

    Args:
        tables: the sheets with anything in them.
        findings: takes what is refused, and the remarks.
    """
    reader = _Reader(findings, {fold_heading(table.sheet): table for table in tables})
    return reader.read()


class _Reader:
    """Reads sheet by sheet."""

    def __init__(self, findings: Findings, tables: dict[str, Table]) -> None:
        self.findings = findings
        self.tables = tables
        self.places: dict[Spot, Place] = {}
        self.read_all = True
        self.half_read: set[str] = set()  # items with a way that is refused

    def read(self) -> PlanWorkbook:
        found = {title: self._things(title) for title in FIELDS}
        needed = self._needed()
        for table in self.tables.values():
            if fold_heading(table.sheet) != GUIDE:
                self.findings.say(f"シート「{table.sheet}」は読みません。")
        workbook = PlanWorkbook(self._plan(found), needed, self.places)
        if self.read_all:
            self._check(workbook)
        return workbook

    def _check(self, workbook: PlanWorkbook) -> None:
        """What is wrong with the plan as a whole, but for cells that are refused already."""
        wrong = {(each.sheet, each.cell) for each in self.findings.refused}
        for problem in problems(workbook.plan):
            assert isinstance(problem.place, Spot)
            place = workbook.place(problem.place)
            half_read = problem.place.attribute == "ways" and problem.place.key in self.half_read
            if (place.sheet, place.address) not in wrong and not half_read:
                refuse(self.findings, place, problem.text)

    # --- sheets ---

    def _sheet(self, title: str, fields: Sequence[Field]) -> ReadSheet | None:
        return find_sheet(self.findings, self.tables.pop(fold_heading(title), None), title, fields)

    def _needed(self) -> ReadSheet | None:
        if fold_heading(NEEDED) not in self.tables:
            self.findings.say(f"シート「{NEEDED}」がないため、必要人数はいまのままです。")
            return None
        fields = (Field("fiscal_year", "年度"), Field("code", "所属コード"))
        return self._sheet(NEEDED, fields)

    # --- things ---

    def _things(self, title: str) -> list[Values]:
        """The rows of a sheet as values by attribute, with the row that each came from."""
        fields = FIELDS[title]
        sheet = self._sheet(title, [Field(each.attribute, each.label) for each in fields])
        if sheet is None:
            self.read_all &= title in _NOT_REFERRED_TO
            return []
        say_unread(self.findings, sheet, sheet.header.unknown)
        reader = PlanCells(sheet.cells)
        things = [self._thing(sheet, reader, row) for row in sheet.rows]
        for remark in sheet.cells.remarks():
            self.findings.say(f"シート「{title}」：{remark}")
        for address in reader.narrowed[:1]:
            more = f"ほか{len(reader.narrowed) - 1}件" if len(reader.narrowed) > 1 else ""
            self.findings.say(f"シート「{title}」：{NARROWED}（{address}{more}）")
        return things

    def _thing(self, sheet: ReadSheet, reader: PlanCells, row: Row) -> Values:
        values: Values = {}
        for each in FIELDS[sheet.title]:
            try:
                values[each.attribute] = reader.read(row, each)
            except CellError as error:
                refuse(self.findings, sheet.place(row, error.key), error.reason)
                values[each.attribute] = nothing(each)
        values["at"] = (sheet, row)
        return values

    def _keep_places(self, title: str, key: str, thing: Values) -> None:
        sheet, row = thing["at"]
        for each in FIELDS[title]:
            self.places[Spot(title, key, each.attribute)] = sheet.place(row, each.attribute)
        self.places[Spot(title, key)] = sheet.place(row, FIELDS[title][0].attribute)

    # --- the plan ---

    def _plan(self, found: Mapping[str, list[Values]]) -> PlanFile:
        first, *others = found[PLAN] or [{}]
        for thing in others:
            sheet, row = thing["at"]
            refuse(
                self.findings,
                sheet.place(row, "name"),
                "計画は1行だけです。この行を削除してください。",
            )
        if first:
            self._keep_places(PLAN, "", first)
        elif not any(each.sheet == PLAN for each in self.findings.refused):
            refuse(self.findings, Place(PLAN, 2, "A2", ""), "計画の名称と年度が入っていません。")
        parts = {
            part.attribute: tuple(self._made(part, make, found[title]))
            for title, (part, make) in _MAKES.items()
        }
        for thing in found[ABILITIES]:
            self._keep_places(ABILITIES, thing["name"], thing)
        names = tuple(thing["name"] for thing in found[ABILITIES] if thing["name"])
        return PlanFile(
            first.get("name", ""),
            first.get("label", ""),
            first.get("from_fiscal_year") or _FIRST_YEAR,
            first.get("to_fiscal_year") or _LAST_YEAR,
            first.get("note", ""),
            first.get("counts_self_reported", False),
            items=tuple(self._items(found[ITEMS.title], self._ways(found))),
            abilities=names or USUAL_ABILITIES,
            **parts,
        )

    def _made(self, part: Part, make: type, things: Iterable[Values]) -> Iterator[Any]:
        for thing in things:
            if part is SCALE and thing["rating"] is None:
                continue  # refused already, and nothing refers to it
            made = make(**_values(thing))
            self._keep_places(part.title, part.key_of(made), thing)
            yield made

    def _ways(self, found: Mapping[str, list[Values]]) -> dict[str, list[Way]]:
        """The ways by the number of their item."""
        items = {thing["code"] for thing in found[ITEMS.title]}
        ways: dict[str, list[Way]] = {}
        for thing in found[WAYS]:
            code, (sheet, row) = thing["item"], thing["at"]
            if code and code not in items and self.read_all:
                reason = f"項目「{code}」は『{ITEMS.title}』にありません。番号を直すか、項目を加えてください。"
                refuse(self.findings, sheet.place(row, "item"), reason)
            way = self._way(thing)
            if way is None:
                self.half_read.add(code)
            elif code:
                ways.setdefault(code, []).append(way)
                spot = Spot(ITEMS.title, code, "ways", len(ways[code]))
                key = "rating" if way.kind is WayKind.RATING else "code"
                self.places[spot] = sheet.place(row, key)
        return ways

    def _way(self, thing: Values) -> Way | None:
        kind: WayKind | None = thing["kind"]
        if kind is None:
            return None
        needed, allowed = _BESIDE[kind]
        sheet, row = thing["at"]
        refused = {(each.sheet, each.cell) for each in self.findings.refused}
        beside = {key: thing[key] for key in ("code", "within_years", "months", "rating")}
        for key, value in beside.items():
            place = sheet.place(row, key)
            if (place.sheet, place.address) in refused:
                continue
            if key in needed and not value:
                refuse(self.findings, place, f"{_WAY_LABELS[key]}が入っていません。")
            elif value and key not in needed + allowed:
                reason = f"方法が「{WAY_WORDS[kind]}」の行には{_WAY_LABELS[key]}を書きません。空欄にしてください。"
                refuse(self.findings, place, reason)
        return Way(kind, *beside.values())

    def _items(self, things: Iterable[Values], ways: Mapping[str, Sequence[Way]]) -> Iterator[Item]:
        for thing in things:
            item = Item(**_values(thing), ways=tuple(ways.get(thing["code"], ())))
            self._keep_places(ITEMS.title, item.code, thing)
            yield item


def _values(thing: Values) -> Values:
    """What a thing is made of; where one level is given, it stands for both."""
    values = {key: value for key, value in thing.items() if key != "at"}
    if "from_level" in values:
        levels = [
            level for level in (values["from_level"], values["to_level"]) if level is not None
        ]
        values |= dict.fromkeys(("from_level", "to_level"))
        if levels:
            values |= {"from_level": levels[0], "to_level": levels[-1]}
    return values
