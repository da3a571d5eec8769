"""What an officer fills in at a sheet by hand: ratings, remarks, the wish, a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.models.assessment import sheets
from dxdesk.models.evidence import ratings
from dxdesk.models.evidence.ratings import Rating
from dxdesk.models.names import digits
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING

if TYPE_CHECKING:
    from dxdesk.models.assessment.sheet_answers import Grades
    from dxdesk.models.journal import Action

SOURCE: Final = "人事"
_STAYS: Final = (sheets.CHECKING, sheets.ON_HOLD)


@dataclass(frozen=True)
class Filled:
    """What shall stand in a sheet.

    Args:
        ratings: 項目番号 → 自己評価 and 所属長評価; items that are not named stay as they are.
        remarks: 項目番号 → 所見・備考; an empty text removes one.
        wish: 希望する, 希望しない or nothing.
        note: 人事のメモ.
    """

    ratings: Mapping[str, Grades]
    remarks: Mapping[str, str]
    wish: str
    note: str


def grade(text: str) -> int | None:
    """A rating as it was typed, in full- or half-width; nothing for an empty cell.

    Raises:
        UserError: it is none of the five steps.
    """
    typed = digits(text.strip())
    if not typed:
        return None
    if typed not in map(str, range(LOWEST_RATING, HIGHEST_RATING + 1)):
        raise UserError(f"評価は{LOWEST_RATING}～{HIGHEST_RATING}の数字で入れてください。")
    return int(typed)


def fill_in(action: Action, sheet_id: int, filled: Filled) -> None:
    """Write what an officer typed; the sheet is 人事確認中 from then on, unless it is on hold.

    Args:
        action: the open action.
        sheet_id: which sheet.
        filled: what shall stand in it.

    Raises:
        UserError: the sheet is 確定, or gone.
    """
    sheet = sheets.get(action, sheet_id)
    sheets.check_open(sheet)
    known = ratings.of_year(action, sheet.employee_id, sheet.fiscal_year)
    written = []
    for code, (own, head) in filled.ratings.items():
        row = known.get(code)
        if (own, head) != ((row.own, row.head) if row else (None, None)):
            written.append(
                Rating(sheet.employee_id, code, own, head, id=row.id if row is not None else 0)
            )
    ratings.record(action, sheet.fiscal_year, written, SOURCE)
    sheets.set_remarks(action, sheet_id, filled.remarks)
    sheets.annotate(action, sheet_id, wish=filled.wish, note=filled.note)
    if sheet.state not in _STAYS:
        action.update("sheet", sheet_id, state=sheets.CHECKING, reason="")
