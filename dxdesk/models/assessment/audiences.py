"""照会の対象: whom an inquiry can ask, in the official order of the 基準日."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.models.assessment import sheets
from dxdesk.models.people import postings, search, units
from dxdesk.models.register import designations

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

SAVED_VIEW: Final = "職員一覧のビュー"


@dataclass(frozen=True)
class Audience:
    """Some people who can be asked.

    Args:
        key: stays for ever; presets and the command line know it by this word.
        title: Japanese, as the inquiry says whom it asks.
        find: who they are, of a fiscal year's inquiry on its 基準日.
    """

    key: str
    title: str
    find: Callable[[Reads, int, date], Collection[int]]


def asked(reads: Reads, key: str, fiscal_year: int, as_of: date) -> list[int]:
    """Whom an inquiry asks: people on roll on its 基準日, by bureau, 所属 and kana.

    Args:
        reads: the desk.
        key: of the audience.
        fiscal_year: of the inquiry.
        as_of: its 基準日.
    """
    return _in_order(reads, BY_KEY[key].find(reads, fiscal_year, as_of), as_of)


def of_view(reads: Reads, employee_ids: Collection[int], as_of: date) -> list[int]:
    """Those of a saved view who are on roll on the 基準日, in the same order."""
    return _in_order(reads, employee_ids, as_of)


def _in_order(reads: Reads, employee_ids: Collection[int], as_of: date) -> list[int]:
    wanted = set(employee_ids)
    return [each for each in search.list_ids(reads, "", "bureau", as_of) if each in wanted]


def _everybody(reads: Reads, _fiscal_year: int, as_of: date) -> Collection[int]:
    return search.list_ids(reads, "", "bureau", as_of)


def _leaders(reads: Reads, _fiscal_year: int, as_of: date) -> Collection[int]:
    return {held.employee_id for held in designations.in_force_on(reads, as_of)}


def _digital(reads: Reads, _fiscal_year: int, as_of: date) -> Collection[int]:
    digital = {unit.unit_id for unit in units.units_on(reads, as_of) if unit.digital}
    seats = postings.main_on(reads, as_of)
    return {each for each, posting in seats.items() if posting.unit_id in digital}


def _wishing(reads: Reads, fiscal_year: int, _as_of: date) -> Collection[int]:
    """Who wished to be certified in last year's sheet."""
    last = sheets.of_year(reads, fiscal_year - 1)
    return {each for each, sheet in last.items() if sheet.wish == sheets.WISHES}


AUDIENCES: Final = (
    Audience("everybody", "全職員", _everybody),
    Audience("leaders", "推進リーダー", _leaders),
    Audience("digital", "デジタル施策推進部局の職員", _digital),
    Audience("wishing", "前年度に認定を希望した職員", _wishing),
)
BY_KEY: Final = {audience.key: audience for audience in AUDIENCES}
