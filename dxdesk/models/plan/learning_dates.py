"""What the days of learning opportunities mean: the calendar by month, and how near a deadline is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from dxdesk.models import wareki
from dxdesk.models.plan.learning import EXAM, Opportunity
from dxdesk.models.plan.skill_map import Category, Qualification

NEAR_DAYS: Final = 14
APPLY_UNTIL: Final = "申込締切"
CLOSED: Final = "申込終了"
FOR_EVERYBODY: Final = "全ての人材区分"
_OPEN_AT_ANY_TIME: Final = ("動画・教材", "その他")
_WEEKDAYS: Final = "月火水木金土日"
_YEAR: Final = re.compile(r"\w+?[年.]")


@dataclass(frozen=True)
class Event:
    """Something of an opportunity that is on a day, e.g. 申込締切."""

    day: date
    what: str
    of: Opportunity


@dataclass(frozen=True)
class Month:
    """The events of a month, by its first day."""

    first_day: date
    events: tuple[Event, ...]

    @property
    def name(self) -> str:
        """令和8年10月."""
        return wareki.long(self.first_day).removesuffix("1日")


def events(opportunity: Opportunity) -> list[Event]:
    """Every day of an opportunity, with what is on it."""
    own = EXAM if opportunity.kind == EXAM else "実施"
    single = opportunity.until in (None, opportunity.since)
    days = (
        (opportunity.apply_since, "申込開始"),
        (opportunity.apply_until, APPLY_UNTIL),
        (opportunity.since, f"{own}日" if single else f"{own}開始"),
        (None if single else opportunity.until, f"{own}終了"),
    )
    return [Event(day, what, opportunity) for day, what in days if day is not None]


def calendar(opportunities: Iterable[Opportunity]) -> list[Month]:
    """The days of some opportunities, month by month; a month in which nothing is, is left out."""
    found = sorted(
        (event for each in opportunities for event in events(each)),
        key=lambda event: (event.day, event.of.title, event.what),
    )
    return [
        Month(first, tuple(of_month))
        for first, of_month in groupby(found, key=lambda event: event.day.replace(day=1))
    ]


def day_of_month(day: date) -> str:
    """A day where the month is known: 18日（日）."""
    return f"{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def days_words(opportunity: Opportunity, write: Callable[[date], str] = wareki.long) -> str:
    """When it is: its day or its days, and what is said where they are not known."""
    if first_day(opportunity) is None:
        return "随時" if opportunity.kind in _OPEN_AT_ANY_TIME else "日程未定"
    if opportunity.until == opportunity.since:
        return write(opportunity.until or date.max)
    return _span(opportunity.since, opportunity.until, write, single=True)


def applying_words(opportunity: Opportunity, write: Callable[[date], str] = wareki.long) -> str:
    """From when until when one can apply; nothing where that is not said."""
    return _span(opportunity.apply_since, opportunity.apply_until, write)


def _span(
    since: date | None, until: date | None, write: Callable[[date], str], *, single: bool = False
) -> str:
    if since is None or until is None:
        known = write(since or until or date.max) if since or until else ""
        if not known or (single and since):
            return known
        return f"{known}から" if since else f"{known}まで"
    begin, end = write(since), write(until)
    year = _YEAR.match(end)
    if year is not None and begin.startswith(year[0]):
        end = end.removeprefix(year[0])
    return f"{begin}～{end}"


def in_order_of_days(opportunities: Iterable[Opportunity]) -> list[Opportunity]:
    """The earliest first; those without a day at the end."""
    return sorted(
        opportunities, key=lambda each: (first_day(each) or date.max, each.title, each.id)
    )


def first_day(opportunity: Opportunity) -> date | None:
    """The first day, or the last one where only that is known."""
    return opportunity.since or opportunity.until


def deadline_words(opportunity: Opportunity, today: date) -> str:
    """How an application stands today: 締切まであと5日; nothing where there is no deadline to say."""
    opens, closes = opportunity.apply_since, opportunity.apply_until
    if closes is not None and closes < today:
        return CLOSED
    if opens is not None and opens > today:
        return "申込開始前"
    if closes is None:
        return "" if opens is None else "申込受付中"
    left = (closes - today).days
    if left == 0:
        return "今日が締切"
    return f"締切まであと{left}日" if left <= NEAR_DAYS else "申込受付中"


def is_near(opportunity: Opportunity, today: date) -> bool:
    """Whether one can still apply, but not for long."""
    opens, closes = opportunity.apply_since, opportunity.apply_until
    return (
        closes is not None
        and 0 <= (closes - today).days <= NEAR_DAYS
        and (opens is None or opens <= today)
    )


def recommended(
    opportunities: Sequence[Opportunity], categories: Sequence[Category]
) -> list[tuple[str, list[Opportunity]]]:
    """The 推奨講座 of each category in its official order, those for everybody at the end."""
    told = in_order_of_days(each for each in opportunities if each.recommended)
    groups = [
        (category.name, [each for each in told if category.code in each.category_codes])
        for category in categories
    ]
    groups.append((FOR_EVERYBODY, [each for each in told if not each.category_codes]))
    return [(name, group) for name, group in groups if group]


def exam_words(qualification: Qualification, all_of_them: Sequence[Qualification]) -> str:
    """Since when and until when an exam is held: 令和8年度で終了、後継：…; nothing where it goes on."""
    names = {each.code: each.name for each in all_of_them}
    parts = []
    if qualification.first_exam_on is not None:
        parts.append(f"{_year_of(qualification.first_exam_on)}から開始")
    if qualification.last_exam_on is not None:
        parts.append(f"{_year_of(qualification.last_exam_on)}で終了")
    if qualification.successor:
        parts.append(f"後継：{names.get(qualification.successor, qualification.successor)}")
    return "、".join(parts)


def _year_of(day: date) -> str:
    return wareki.fiscal_year_name(wareki.fiscal_year(day))
