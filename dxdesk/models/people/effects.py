"""What a change to a person does to figures of past fiscal years, said before it is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dxdesk.models import settings, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action
from dxdesk.models.people import leaves, postings, services, units
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads
from dxdesk.models.trial import trial


@dataclass(frozen=True, slots=True)
class _Stand:
    """How somebody counts on the last day of a fiscal year."""

    on_roll: bool = False
    counted: bool = False
    unit: str = ""
    grade: str = ""
    job: str = ""
    appointment: str = ""
    appointer: str = ""


Seen = TypeVar("Seen")


_BREAKDOWNS = (
    ("所属別", "unit"), ("職級別", "grade"), ("職種別", "job"), ("任用区分別", "appointment"),
    ("任命権者別", "appointer"),
)  # fmt: skip
_NOTHING = "（なし）"


def effect_on_past(
    desk: Desk, act: Act, employee_id: int, change: Callable[[Action], object]
) -> list[str]:
    """What a change would do to the figures of fiscal years that are over, in words; nothing is changed.

    The change is tried in an action that is put back, so the words are what will really happen.

    Args:
        desk: the desk.
        act: what the change will be registered as.
        employee_id: whom it concerns.
        change: what registering will do.

    Returns:
        Sentences; none where no past fiscal year is touched.

    Raises:
        UserError: the change itself is refused, with the same words as on registering.
    """

    def look(reads: Reads, today: date) -> dict[int, _Stand]:
        return {year: _stand(reads, employee_id, year) for year in past_years(reads, today)}

    return _sentences(*trying(desk, act, change, look))


def trying(
    desk: Desk, act: Act, change: Callable[[Action], object], look: Callable[[Reads, date], Seen]
) -> tuple[Seen, Seen]:
    """How something looks before and after a change that is only tried.

    Args:
        look: given the open action and its day.
    """
    with trial(desk, act) as action:
        before = look(action, action.today)
        change(action)
        return before, look(action, action.today)


def past_years(reads: Reads, today: date) -> list[int]:
    """The fiscal years of all plans that are over; without a plan, the last one."""
    last = wareki.fiscal_year(today) - 1
    first = min((each.from_fiscal_year for each in editions.editions(reads)), default=last)
    return list(range(first, last + 1))


def _stand(reads: Reads, employee_id: int, fiscal_year: int) -> _Stand:
    day = wareki.last_day(fiscal_year)
    service = services.on(reads, employee_id, day)
    if service is None:
        return _Stand()
    leave = leaves.on(reads, employee_id, day)
    posting = postings.main_of(reads, employee_id, day)
    names = units.names_of(reads, posting.unit_id, day) if posting else ("", "")
    return _Stand(
        on_roll=True,
        counted=leave is None or leave.kind not in settings.get(reads, settings.EXCLUDED_LEAVES),
        unit=" ".join(filter(None, names)),
        grade=posting.grade if posting else "",
        job=posting.job if posting else "",
        appointment=service.appointment,
        appointer=service.appointer,
    )


def _sentences(before: dict[int, _Stand], after: dict[int, _Stand]) -> list[str]:
    """One sentence for each thing that happens, with all the fiscal years to which it happens."""
    years_of: dict[str, list[int]] = {}
    for year, stand in before.items():
        for what in _differences(stand, after[year]):
            years_of.setdefault(what, []).append(year)
    return [f"{years_words(years)}の{what}" for what, years in years_of.items()]


def _differences(before: _Stand, after: _Stand) -> Iterable[str]:
    if before.on_roll != after.on_roll:
        more = "増え" if after.on_roll else "減り"
        yield f"在籍職員が1人{more}、受講率と充足率が変わることがあります。"
    if before.counted != after.counted:
        more = "増えます" if after.counted else "減ります"
        yield f"集計対象職員が1人{more}。"
    if not (before.on_roll and after.on_roll):
        return
    for title, name in _BREAKDOWNS:
        old, new = getattr(before, name) or _NOTHING, getattr(after, name) or _NOTHING
        if old != new:
            yield f"{title}の数値で、1人が「{old}」から「{new}」に移ります。"


def years_words(years: list[int]) -> str:
    """Fiscal years as they are said: 令和5年度から令和7年度まで."""
    names = [wareki.fiscal_year_name(year) for year in years]
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{names[0]}から{names[-1]}まで"
    return "、".join(names)
