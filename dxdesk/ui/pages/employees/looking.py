"""What the list of people looks up: its first rows at once, and everybody who fits a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from dxdesk.models import list_views
from dxdesk.models.assessment import talent
from dxdesk.models.assessment.talent import Search
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees, officers, units
from dxdesk.models.people.index import Everybody, PeopleIndex
from dxdesk.models.people.search import first_ids
from dxdesk.models.people.units import Bureau, Unit
from dxdesk.models.register import certifications
from dxdesk.models.store import Reads
from dxdesk.ui.pages.employees.person import certified_as
from dxdesk.ui.tables.ids_table import PAGE

Rows = Mapping[int, Mapping[str, Any]]

FIRST_ORDER: Final = "kana"
FIRST_ROWS: Final = 60
ON_ROLL, EVERYBODY, MINE = "on_roll", "everybody", "mine"
TALENT: Final = "talent"  # the list in which searches for talent are saved


@dataclass(frozen=True)
class Wanted:
    """What the list should show.

    Args:
        units: only people of these 所属; none for all.
        order, descending: which heading sorts.
        scope: 在籍者, also who has left, or only 自分の担当.
        talent: only whom this search for talent finds.
    """

    query: str
    units: frozenset[int] | None
    order: str
    descending: bool
    scope: str
    day: date
    talent: Search | None = None


@dataclass(frozen=True)
class Found:
    """What a search brought, with everything that the next one needs.

    Args:
        mine: 自分の担当; nothing as long as nobody has asked for it.
        fitting: whom the search for talent finds; nothing where there is none.
        first: the rows of its first page, so that painting them waits for nothing.
    """

    wanted: Wanted
    index: PeopleIndex
    certified: Mapping[int, str]
    mine: frozenset[int] | None
    ids: list[int]
    first: Rows
    fitting: frozenset[int] | None = None


@dataclass(frozen=True)
class Organisation:
    """The 所属 and 部局 of a day, and the searches for talent that were saved, for the filters."""

    units: list[Unit]
    bureaus: list[Bureau]
    talents: Mapping[str, Search]


def organisation(desk: Desk, day: date) -> Organisation:
    """What the filters offer on a day."""
    saved = {}
    for name in list_views.names(desk, TALENT):
        look = list_views.get(desk, TALENT, name)
        if look is not None:
            saved[name] = talent.from_data(look.filters)
    return Organisation(units.units_on(desk, day), units.bureaus_on(desk, day), saved)


def first_rows(reads: Reads, day: date) -> Rows:
    """The first rows of a list that nobody has sorted or filtered, before everybody is gathered."""
    return rows_of(reads, first_ids(reads, day, FIRST_ROWS), day, {})


def is_first(wanted: Wanted) -> bool:
    """Whether the first rows are the beginning of what is wanted."""
    by_kana = wanted.order in ("kana", "name") and not wanted.descending
    return by_kana and not wanted.query and wanted.units is None and wanted.scope == ON_ROLL


def rows_of(reads: Reads, ids: Sequence[int], day: date, certified: Mapping[int, str]) -> Rows:
    """Some rows of the list."""
    return {
        one.employee_id: {**asdict(one), "certified": certified.get(one.employee_id, "")}
        for one in employees.list_rows(reads, ids, day)
    }


def find(desk: Desk, everybody: Everybody, wanted: Wanted, known: Found | None) -> Found:
    """Search, with what is known from the last search as long as nothing was written since."""
    index = everybody.now(desk, wanted.day)
    if known is not None and known.index is index:
        certified, mine = known.certified, known.mine
    else:
        certified = certified_words(desk, wanted.day)
        mine = None
    if mine is None and wanted.scope == MINE:
        mine = officers.people_of(desk, desk.account_id, wanted.day)
    fitting = _fitting(desk, wanted, known if known is not None and known.index is index else None)
    by_certified = wanted.order == "certified"
    order = FIRST_ORDER if by_certified else wanted.order
    index.learn_order(desk, order)
    ids = index.search(
        wanted.query,
        unit_ids=wanted.units,
        on_roll=wanted.scope != EVERYBODY,
        among=mine if wanted.scope == MINE else fitting,
        order_by=order,
        descending=wanted.descending and not by_certified,
    )
    if by_certified:
        ids = _by_certified(ids, certified, descending=wanted.descending)
    first = rows_of(desk, ids[:PAGE], wanted.day, certified)
    return Found(wanted, index, certified, mine, ids, first, fitting)


def _fitting(desk: Desk, wanted: Wanted, known: Found | None) -> frozenset[int] | None:
    """Whom the search for talent finds; it is made once as long as nothing was written since."""
    if wanted.talent is None:
        return None
    if known is not None and known.wanted.talent == wanted.talent:
        return known.fitting
    return frozenset(talent.find(desk, wanted.talent, wanted.day))


def _by_certified(
    ids: Sequence[int], certified: Mapping[int, str], *, descending: bool
) -> list[int]:
    """Who is certified first, by what; the others after them."""
    held = sorted((each for each in ids if each in certified), key=certified.__getitem__,
                  reverse=descending)  # fmt: skip
    return [*held, *(each for each in ids if each not in certified)]


def certified_words(desk: Reads, day: date) -> dict[int, str]:
    """What each certified person is certified as, in a few letters."""
    held = certifications.held_on(desk, day)
    return {employee_id: certified_as(each) for employee_id, each in held.items()}
