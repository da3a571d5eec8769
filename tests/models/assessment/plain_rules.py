"""The rules of a plan read plainly, person by person and day by day, to compare with."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Item, Way, WayKind
from tests.models.assessment.worlds import Person, World

COUNTED_LEAVES = ("休職", "育児休業", "派遣")
MANAGERS = ("課長級", "次長級", "部長級")


@dataclass(frozen=True)
class Plain:
    """What plain reading finds: everything by 職員番号."""

    counted: set[str]
    items: dict[str, set[str]]
    verdicts: dict[str, set[str]]
    levels: dict[str, int | None]


def read_plainly(world: World) -> Plain:
    counted: set[str] = set()
    items: dict[str, set[str]] = {}
    verdicts: dict[str, set[str]] = {}
    levels: dict[str, int | None] = {}
    for item in world.plan.items:
        items[item.code] = set()
    for rule in world.plan.rules:
        verdicts[rule.category] = set()
    for position, person in enumerate(world.people, 1):
        number = f"{position:06}"
        if not is_counted(person, world.as_of):
            continue
        counted.add(number)
        met = {item.code for item in world.plan.items if item_is_met(item, person, world)}
        for code in met:
            items[code].add(number)
        categories = categories_met(person, met, world)
        for code in categories:
            verdicts[code].add(number)
        if "MG" in categories:
            reached = [n for n in (1, 2, 3) if f"L{n}" in categories]
            levels[number] = max(reached, default=None)
    return Plain(counted, items, verdicts, levels)


def is_counted(person: Person, day: date) -> bool:
    on_leave = person.leave and person.leave[0] in COUNTED_LEAVES and within(day, *person.leave[1:])
    return within(day, person.since, person.until) and not on_leave


def within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def item_is_met(item: Item, person: Person, world: World) -> bool:
    return any(way_is_met(way, item, person, world) for way in item.ways)


def way_is_met(way: Way, item: Item, person: Person, world: World) -> bool:
    plan, day, has = world.plan, world.as_of, person.evidence
    year = fiscal_year(day)
    if way.kind == WayKind.RATING:
        return has.rated.get((year, item.code), 0) >= (way.rating or 0)
    if way.kind == WayKind.TRAINING:
        return any(
            code == way.code
            and result == "修了"
            and on <= day
            and counts(verification, plan)
            and (way.within_years is None or fiscal_year(on) > year - way.within_years)
            for (code, on), (result, verification) in has.attended.items()
        )
    if way.kind == WayKind.QUALIFICATION:
        return any(
            code == way.code and within(day, acquired, expires) and counts(verification, plan)
            for (code, acquired), (expires, verification) in has.held.items()
        )
    return months_of(way.code, person, world) >= (way.months or 0)


def counts(verification: str, plan: PlanFile) -> bool:
    return plan.counts_self_reported or verification != "本人申告"


def months_of(code: str, person: Person, world: World) -> int:
    """Every single day of that kind, in runs of days that follow one another."""
    worked: set[date] = set()
    for (kind, since), (until, verification) in person.evidence.worked.items():
        if kind == code and counts(verification, world.plan):
            last = min(until or world.as_of, world.as_of)
            worked |= {since + timedelta(n) for n in range((last - since).days + 1)}
    total = 0
    for day in sorted(worked):
        if day - timedelta(1) not in worked:
            last = day
            while last + timedelta(1) in worked:
                last += timedelta(1)
            total += whole_months(day, last)
    return total


def whole_months(first: date, last: date) -> int:
    """As the Civil Code (143) counts: a month ends the day before the same day, or with the month."""
    months = 0
    while end_of_months(first, months + 1) <= last:
        months += 1
    return months


def end_of_months(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    if first.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, first.day) - timedelta(1)


def fiscal_year(day: date) -> int:
    return day.year if day >= date(day.year, 4, 1) else day.year - 1


def categories_met(person: Person, met: set[str], world: World) -> set[str]:
    """Again and again, until no further category comes in by another one that it holds."""
    certified = certified_now(person, world)
    found: set[str] = set()
    while True:
        more = {
            rule.category
            for rule in world.plan.rules
            if rule_is_met(rule, person, met, world)
            and (not rule.holds or rule.holds in certified | found)
        }
        if more == found:
            return found
        found = more


def certified_now(person: Person, world: World) -> set[str]:
    return {
        code
        for code, (since, ended) in person.certified.items()
        if since <= world.as_of and (ended is None or world.as_of < ended)
    }


def rule_is_met(rule: Rule, person: Person, met: set[str], world: World) -> bool:
    points = sum(
        round((item.points or 0) * 10)
        for item in world.plan.items
        if item.category == rule.category and item.code in met
    )
    return (
        all(code in met for code in rule.all_of)
        and sum(code in met for code in rule.of) >= (rule.at_least or 0)
        and points >= round((rule.points or 0) * 10)
        and (not rule.managers_of_digital_units or manages_digital_unit(person, world))
    )


def manages_digital_unit(person: Person, world: World) -> bool:
    return (
        person.digital
        and person.grade in MANAGERS
        and within(world.as_of, *person.posted)
        and within(world.as_of, world.digital_since, None)
    )


def items_met(person: Person, world: World) -> set[str]:
    return {item.code for item in world.plan.items if item_is_met(item, person, world)}


def lacking(person: Person, met: set[str], world: World) -> set[str]:
    """What one would meet with these items, and neither meets nor is certified in as things are."""
    now = categories_met(person, items_met(person, world), world)
    return categories_met(person, met, world) - now - certified_now(person, world)


def near_misses_plainly(world: World) -> dict[str, dict[str, set[str]]]:
    """By category and 職員番号: the items each of which alone would be enough."""
    found: dict[str, dict[str, set[str]]] = {rule.category: {} for rule in world.plan.rules}
    for number, person in counted_people(world).items():
        met = items_met(person, world)
        for item in world.plan.items:
            for category in lacking(person, {*met, item.code}, world):
                found[category].setdefault(number, set()).add(item.code)
    return found


def recommended_plainly(world: World) -> dict[str, dict[str, set[str]]]:
    """By training and category: whom the training, completed today, brings there."""
    found: dict[str, dict[str, set[str]]] = {}
    for training in world.plan.trainings:
        found[training.code] = by_category = {}
        for number, person in counted_people(world).items():
            today = {(training.code, world.as_of): ("修了", "実施機関データ")}
            richer = replace(person.evidence, attended=person.evidence.attended | today)
            after = items_met(replace(person, evidence=richer), world)
            for category in lacking(person, after, world):
                by_category.setdefault(category, set()).add(number)
    return found


def counted_people(world: World) -> dict[str, Person]:
    numbered = {f"{place:06}": person for place, person in enumerate(world.people, 1)}
    return {one: person for one, person in numbered.items() if is_counted(person, world.as_of)}
