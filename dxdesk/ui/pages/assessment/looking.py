"""What the page looks up: all sheets of a fiscal year at once, and everything about one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dxdesk.models import conflicts, schema
from dxdesk.models.assessment import claims, exceptions, sheet_answers, sheets
from dxdesk.models.assessment.claims import Claim
from dxdesk.models.assessment.exceptions import judge_both
from dxdesk.models.assessment.judgement import Judgement
from dxdesk.models.assessment.reasons import CategoryReason, reasons_for_all
from dxdesk.models.assessment.sheet_answers import Grades, Received
from dxdesk.models.assessment.sheets import Sheet
from dxdesk.models.columns import NO, YES
from dxdesk.models.conflicts import Part, Seen
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import ratings
from dxdesk.models.people import employees
from dxdesk.models.people.index import Everybody, PeopleIndex
from dxdesk.models.plan import editions
from dxdesk.models.register import certifications, designations
from dxdesk.models.store import Reads
from dxdesk.ui.pages.employees.person import summary_words

Rows = Mapping[int, Mapping[str, Any]]

MARKS: Final = {"level_1": 1, "level_2": 2}  # key of a column → the level that it marks
TONES: Final[Mapping[str, str]] = {
    sheets.NOT_SENT: "muted",
    sheets.SENT: "attention",
    sheets.RETURNED: "primary",
    sheets.CHECKING: "primary",
    sheets.CONFIRMED: "good",
    sheets.SENT_BACK: "bad",
    sheets.ON_HOLD: "attention",
}


@dataclass(frozen=True)
class Overview:
    """The sheets of a fiscal year.

    Args:
        as_of: 判定基準日.
        sheets: by employee.
        views: what is to be looked at → the employees.
        met: key of a mark's column → who meets that level.
    """

    fiscal_year: int
    as_of: date
    index: PeopleIndex
    sheets: Mapping[int, Sheet]
    views: Mapping[str, frozenset[int]]
    met: Mapping[str, frozenset[int]]


def look_over(desk: Desk, everybody: Everybody, fiscal_year: int, as_of: date) -> Overview:
    """All sheets of a fiscal year, with what is to be looked at.

    Raises:
        UserError: there are sheets, and no plan is in force on the day.
    """
    index = everybody.now(desk, as_of)
    found = sheets.of_year(desk, fiscal_year)
    if not found:
        return Overview(fiscal_year, as_of, index, {}, {}, {})
    before, now = judge_both(desk, fiscal_year, as_of)
    views = exceptions.exceptions(desk, fiscal_year, as_of, (before, now)).views
    return Overview(fiscal_year, as_of, index, found, views, _met(desk, now))


def _met(reads: Reads, now: Judgement) -> dict[str, frozenset[int]]:
    """Who meets level 1 and level 2, by the key of the column that says so."""
    met_by_level = {
        category.from_level: now.verdicts.get(category.code, ())
        for category in editions.categories(reads, now.edition_id)
        if category.from_level == category.to_level
    }
    return {
        key: frozenset(each.employee_id for each in met_by_level.get(level, ()))
        for key, level in MARKS.items()
    }


def rows_of(reads: Reads, overview: Overview, ids: Sequence[int]) -> Rows:
    """Some rows of the list."""
    return {
        one.employee_id: {
            "number": one.number,
            "name": one.name,
            "unit": one.unit,
            "title": one.title,
            "state": overview.sheets[one.employee_id].state,
            "state_tone": TONES[overview.sheets[one.employee_id].state],
            **{key: YES if one.employee_id in met else NO for key, met in overview.met.items()},
        }
        for one in employees.list_rows(reads, ids, overview.as_of)
    }


def own_order(overview: Overview, key: str) -> Callable[[int], int] | None:
    """How a column that only this list has orders the people; nothing for columns of the people."""
    if key == "state":
        places = {state: at for at, state in enumerate(schema.SHEET_STATES)}
        return lambda one: places[overview.sheets[one].state]
    if key in MARKS:
        met = overview.met.get(key, frozenset())
        return lambda one: one not in met
    return None


@dataclass(frozen=True)
class Visit:
    """One sheet, with everything that is shown beside it.

    Args:
        summary: where, as what, since when, leader, certified.
        rated, rated_before: 項目番号 → ratings of the fiscal year, and of the one before.
        remarks: 項目番号 → 所見・備考.
        answers: what came back, file by file.
        seen: the rows as they are, to notice what somebody else changes.
    """

    sheet: Sheet
    number: str
    name: str
    kana: str
    summary: str
    reasons: Mapping[str, CategoryReason]
    rated: Mapping[str, Grades]
    rated_before: Mapping[str, Grades]
    remarks: Mapping[str, str]
    claims: Sequence[Claim]
    answers: Sequence[Received]
    seen: Seen


def visit(desk: Desk, employee_id: int, fiscal_year: int, as_of: date) -> Visit | None:
    """Everything about one person's sheet; nothing where there is none any more.

    Raises:
        UserError: the person is gone, or no plan is in force on the day.
    """
    sheet = sheets.of_employee(desk, employee_id, fiscal_year)
    if sheet is None:
        return None
    profile = employees.profile(desk, employee_id, as_of)
    leading = [
        f"推進リーダー（{each.role}）"
        for each in designations.of_employee(desk, employee_id)
        if each.since is not None and each.since <= as_of <= (each.until or as_of)
    ]
    rated = ratings.of_employee(desk, employee_id)
    return Visit(
        sheet,
        profile.employee.number,
        profile.name,
        profile.employee.kana,
        summary_words(profile, certifications.of_employee(desk, employee_id), *leading),
        reasons_for_all(desk, employee_id, as_of),
        {one.item_code: (one.own, one.head) for one in rated if one.fiscal_year == fiscal_year},
        {one.item_code: (one.own, one.head) for one in rated if one.fiscal_year == fiscal_year - 1},
        sheets.remarks(desk, sheet.id),
        claims.of_sheet(desk, sheet.id),
        sheet_answers.received(desk, sheet),
        look_at(desk, sheet),
    )


def look_at(reads: Reads, sheet: Sheet) -> Seen:
    """The rows of one sheet as they are now."""
    return conflicts.look(
        reads,
        Part("sheet", "id", sheet.id),
        Part("sheet_remark", "sheet_id", sheet.id),
        Part("sheet_claim", "sheet_id", sheet.id),
        Part("rating", "employee_id", sheet.employee_id),
    )


def seen_again(reads: Reads, visit: Visit) -> Visit:
    """The same visit, aware of what somebody else has changed since."""
    return replace(visit, seen=look_at(reads, visit.sheet))
