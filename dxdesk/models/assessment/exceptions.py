"""確認を要するシート: who is looked at one by one, and who can be confirmed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.models import wareki
from dxdesk.models.assessment import claims, sheet_answers, sheets
from dxdesk.models.assessment.judgement import Judgement, judge
from dxdesk.models.assessment.sheets import OPEN_STATES, Sheet

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

NEWLY_MET, CLAIMED, NOT_BY_HEAD, MOVED_FAR, TWO_ANSWERS, NO_PROBLEM = (
    "新たに達成", "申告あり", "所属長未確認", "評価が2以上変動", "回答が2つ", "問題なし",
)  # fmt: skip
VIEWS: Final = (NEWLY_MET, CLAIMED, NOT_BY_HEAD, MOVED_FAR, TWO_ANSWERS, NO_PROBLEM)
FAR: Final = 2


@dataclass(frozen=True)
class Exceptions:
    """The sheets of a fiscal year by what is to be looked at.

    Args:
        as_of: 判定基準日.
        views: view → the employees in it; only sheets that have come back and are not 確定.
    """

    as_of: date
    views: Mapping[str, frozenset[int]]


def exceptions(
    reads: Reads, fiscal_year: int, as_of: date, judged: tuple[Judgement, Judgement] | None = None
) -> Exceptions:
    """Sort the sheets that have come back by what is to be looked at.

    Args:
        reads: the desk.
        fiscal_year: of the sheets.
        as_of: 判定基準日.
        judged: the judgement of last year's last day and of the 判定基準日, where they are known.

    Raises:
        UserError: no plan is in force.
    """
    open_sheets = {
        employee_id: sheet
        for employee_id, sheet in sheets.of_year(reads, fiscal_year).items()
        if sheet.state in OPEN_STATES
    }
    before, now = judged or judge_both(reads, fiscal_year, as_of)
    found = {
        NEWLY_MET: _newly_met(before, now),
        CLAIMED: _of(open_sheets, claims.open_sheets(reads, fiscal_year)),
        NOT_BY_HEAD: {each for each, sheet in open_sheets.items() if sheet.head.day is None},
        MOVED_FAR: _moved_far(reads, fiscal_year),
        TWO_ANSWERS: _of(open_sheets, sheet_answers.doubly_answered(reads, fiscal_year)),
    }
    views = {view: frozenset(people & open_sheets.keys()) for view, people in found.items()}
    views[NO_PROBLEM] = frozenset(open_sheets.keys() - set().union(*views.values()))
    return Exceptions(as_of, views)


def judge_both(reads: Reads, fiscal_year: int, as_of: date) -> tuple[Judgement, Judgement]:
    """The judgement at the end of last fiscal year, and on the 判定基準日.

    Where no plan was in force last year, nobody had met anything.
    """
    now = judge(reads, as_of)
    last_day = wareki.last_day(fiscal_year - 1)
    covered = reads.rows(
        "SELECT 1 FROM edition WHERE ? BETWEEN from_fiscal_year AND to_fiscal_year",
        (fiscal_year - 1,),
    )
    if covered:
        return judge(reads, last_day), now
    nobody: dict[str, tuple[()]] = dict.fromkeys(now.verdicts, ())
    return Judgement(last_day, now.edition_id, 0, {}, {**nobody}, now.spanning), now


def _newly_met(before: Judgement, now: Judgement) -> set[int]:
    """Who meets a category that has an item rated or earned, and did not meet it last year."""
    found: set[int] = set()
    for code, verdicts in now.verdicts.items():
        earlier = {verdict.employee_id for verdict in before.verdicts.get(code, ())}
        found |= {verdict.employee_id for verdict in verdicts} - earlier
    return found


def _of(open_sheets: Mapping[int, Sheet], sheet_ids: set[int]) -> set[int]:
    return {each for each, sheet in open_sheets.items() if sheet.id in sheet_ids}


def _moved_far(reads: Reads, fiscal_year: int) -> set[int]:
    """Whom somebody rated otherwise than last year by two steps or more."""
    found = reads.rows(
        "SELECT DISTINCT now.employee_id FROM rating AS now JOIN rating AS last"
        " ON last.employee_id = now.employee_id AND last.item_code = now.item_code"
        " AND last.fiscal_year = now.fiscal_year - 1"
        " WHERE now.fiscal_year = ?"
        " AND (abs(now.head - last.head) >= ? OR abs(now.own - last.own) >= ?)",
        (fiscal_year, FAR, FAR),
    )
    return {row[0] for row in found}
