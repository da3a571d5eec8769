"""計画: an edition as one workbook that an officer corrects and takes in again, a sheet per kind of thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from openpyxl.utils import get_column_letter

from dxdesk.exports.workbook import (
    SPARE_ROWS,
    Entry,
    SheetColumn,
    SheetTable,
    Value,
    write_workbook,
)
from dxdesk.exports.workbooks.plan_guide import guide
from dxdesk.exports.workbooks.plan_needs import NeedsTable, needs_sheet
from dxdesk.models.plan import contents
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.fields import (
    ABILITIES,
    FIELDS,
    LIST_MARK,
    READ_ONLY,
    WAY_NAMES,
    WAY_WORDS,
    WAYS,
    YES_NO,
    Kind,
    PlanField,
)

TITLE: Final = "計画"
_WIDTHS: Final = {
    Kind.TEXT: 24, Kind.LINES: 28, Kind.CODE: 12, Kind.CODES: 30, Kind.WHOLE: 9, Kind.NUMBER: 9,
    Kind.FLAG: 9, Kind.DAY: 13, Kind.WAY: 12,
}  # fmt: skip
_WIDER: Final = {"text": 60, "name": 34, "heading": 18, "tag": 16, "form": 16, "label": 14}
_HINTS: Final = {
    Kind.CODES: f"項目番号を「{LIST_MARK}」で区切って並べます。",
    Kind.DAY: "2027-03-31、令和9年3月31日、R9.3.31 のどの書き方でも読みます。",
}
# A drop-down list of small numbers is quicker than typing; longer ones are checked on taking in.
_LONGEST_CHOICE: Final = 6
_WAY_NAME: Final = SheetColumn(f"名称{READ_ONLY}", 40, Entry(wrapped=True, read_only=True))


def write_plan(plan: PlanFile, title: str, needs: NeedsTable) -> bytes:
    """Write an edition as a workbook.

    Args:
        plan: what it says.
        title: what the edition is called, e.g. 版1.1（例）.
        needs: the numbers needed in its fiscal years.
    """
    rows = {name: _rows(name, plan) for name in FIELDS}
    sheets = [
        guide(plan, title),
        *(SheetTable(name, _columns(name, plan, rows), rows[name]) for name in FIELDS),
        needs_sheet(plan, needs),
    ]
    return write_workbook(sheets, title=f"{TITLE}　{plan.name}　{title}")


def _rows(title: str, plan: PlanFile) -> list[list[Value]]:
    """The rows of a sheet."""
    if title == WAYS:
        return _rows_of_ways(plan)
    if title == ABILITIES:
        return [[name] for name in plan.abilities]
    part = contents.part(title)
    things: Sequence[Any] = part.of(plan) if part else (plan,)
    return [
        [_value(field, getattr(thing, field.attribute)) for field in FIELDS[title]]
        for thing in things
    ]


def _rows_of_ways(plan: PlanFile) -> list[list[Value]]:
    names = _names(plan)
    return [
        [
            item.code,
            WAY_WORDS[way.kind],
            way.code or None,
            names.get((way.kind, way.code)),
            way.within_years,
            way.months,
            way.rating,
        ]
        for item in plan.items
        for way in item.ways
    ]


def _names(plan: PlanFile) -> dict[tuple[str, str], str]:
    """Kind of way and code → the name of the thing."""
    return {
        (kind, thing.code): thing.name
        for kind, title in WAY_NAMES.items()
        for part in [contents.part(title)]
        if part
        for thing in part.of(plan)
    }


def _value(field: PlanField, value: Any) -> Value:
    if field.kind is Kind.FLAG:
        return YES_NO[0] if value else YES_NO[1]
    if field.kind is Kind.CODES:
        return LIST_MARK.join(value) or None
    if value == "":
        return None
    given: Value = int(value) if isinstance(value, float) and value.is_integer() else value
    return given


def _columns(title: str, plan: PlanFile, rows: dict[str, list[list[Value]]]) -> list[SheetColumn]:
    columns = [_column(title, field, plan, rows) for field in FIELDS[title]]
    if title == WAYS:
        columns.insert(_place(WAYS, "code") + 1, _WAY_NAME)
    return columns


def _column(
    title: str, field: PlanField, plan: PlanFile, rows: dict[str, list[list[Value]]]
) -> SheetColumn:
    entry = Entry(
        as_text=field.kind in (Kind.CODE, Kind.CODES, Kind.TEXT, Kind.LINES),
        wrapped=field.kind in (Kind.TEXT, Kind.LINES, Kind.CODES),
        choices=_choices(title, field, plan, rows),
        hint=_HINTS.get(field.kind, ""),
    )
    return SheetColumn(field.label, _WIDER.get(field.attribute, _WIDTHS[field.kind]), entry)


def _choices(
    title: str, field: PlanField, plan: PlanFile, rows: dict[str, list[list[Value]]]
) -> Sequence[str] | str:
    """What may be chosen: words, numbers, or the cells that list the codes."""
    if field.kind is Kind.FLAG:
        return YES_NO
    if field.kind is Kind.WAY:
        return tuple(WAY_WORDS.values())
    if title == WAYS and field.attribute == "code":
        return _codes_of_the_way(rows)
    if field.attribute == "fiscal_year":
        return _numbers(plan.from_fiscal_year, plan.to_fiscal_year)
    if field.kind is Kind.WHOLE and field.high - field.low < _LONGEST_CHOICE:
        return _numbers(int(field.low), int(field.high))
    if field.of and field.kind is not Kind.CODES:
        return _cells(field.of, rows)
    return ()


def _numbers(low: int, high: int) -> tuple[str, ...]:
    return tuple(map(str, range(low, high + 1)))


def _cells(title: str, rows: dict[str, list[list[Value]]]) -> str:
    """The cells that list a sheet's codes, with room for more."""
    letter = get_column_letter(_place(title, "name" if title == ABILITIES else "code") + 1)
    return f"'{title}'!${letter}$2:${letter}${len(rows[title]) + 1 + SPARE_ROWS}"


def _codes_of_the_way(rows: dict[str, list[list[Value]]]) -> str:
    """The list of codes depends on the kind of way beside it."""
    beside = f"${get_column_letter(_place(WAYS, 'kind') + 1)}2"
    formula = '""'
    for kind, title in reversed(WAY_NAMES.items()):
        formula = f'IF({beside}="{WAY_WORDS[kind]}",{_cells(title, rows)},{formula})'
    return formula


def _place(title: str, attribute: str) -> int:
    return [field.attribute for field in FIELDS[title]].index(attribute)
