"""What a change of the organisation does to units, people and past figures, said before 登録."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models import wareki
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action
from dxdesk.models.people import units
from dxdesk.models.people.effects import past_years, trying, years_words
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.units import Unit
from dxdesk.models.store import Reads

_MOST_UNITS: Final = 6
_PAST_STAYS: Final = "過去の年度の集計は変わりません。"


@dataclass(frozen=True, slots=True)
class _Organisation:
    """The organisation of a day, and what past fiscal years show of it.

    Args:
        units, bureaus: by identity.
        people: unit → how many have their 本務 there.
        past: fiscal year → unit → bureau, name and people on its last day.
    """

    units: Mapping[int, Unit]
    bureaus: Mapping[int, str]
    people: Mapping[int, int]
    past: Mapping[int, Mapping[int, tuple[str, str, int]]]


def effect_on_units(
    desk: Desk, act: Act, day: date, change: Callable[[Action], object]
) -> list[str]:
    """What a change of the organisation from a day on would do, in sentences; nothing is changed.

    Raises:
        UserError: the change itself is refused, with the same words as on registering.
    """
    before, after = trying(desk, act, change, lambda reads, today: _look(reads, day, today))
    return [
        *_bureaus(before, after, day),
        *_units(before, after, day),
        *_people(before, after),
        _past(before, after),
    ]


def _look(reads: Reads, day: date, today: date) -> _Organisation:
    return _Organisation(
        {unit.unit_id: unit for unit in units.units_on(reads, day)},
        {bureau.unit_id: bureau.name for bureau in units.bureaus_on(reads, day)},
        units.people_on(reads, day),
        {year: _figures(reads, wareki.last_day(year)) for year in past_years(reads, today)},
    )


def _figures(reads: Reads, day: date) -> dict[int, tuple[str, str, int]]:
    people = units.people_on(reads, day)
    return {
        unit.unit_id: (unit.bureau_name, unit.name, people.get(unit.unit_id, 0))
        for unit in units.units_on(reads, day)
    }


def _bureaus(before: _Organisation, after: _Organisation, day: date) -> list[str]:
    since, until = wareki.short(day), wareki.short(day_before(day))
    old, new = before.bureaus, after.bureaus
    said = [f"部局「{new[each]}」を{since}から新しく設けます。" for each in new.keys() - old.keys()]
    said += [
        f"部局「{old[each]}」は、所属がなくなるため{until}で終わります。"
        for each in old.keys() - new.keys()
    ]
    return said + [
        f"部局「{old[each]}」は{since}から「{new[each]}」になります。"
        for each in old.keys() & new.keys()
        if old[each] != new[each]
    ]


def _units(before: _Organisation, after: _Organisation, day: date) -> list[str]:
    since, until = wareki.short(day), wareki.short(day_before(day))
    said = []
    for unit_id in sorted(before.units.keys() | after.units.keys()):
        old, new = before.units.get(unit_id), after.units.get(unit_id)
        if old is None and new is not None:
            said.append(f"{_described(new)}を{since}から新しく設けます。")
        elif new is None and old is not None:
            said.append(f"{_described(old)}は{until}で終わります。")
        elif old is not None and new is not None and _told_apart(old) != _told_apart(new):
            said.append(f"{_described(old)}は{since}から{_described(new)}になります。")
    more = len(said) - _MOST_UNITS
    return said if more <= 0 else [*said[:_MOST_UNITS], f"ほか{more:,}所属が変わります。"]


def _told_apart(unit: Unit) -> tuple[str, str, int]:
    return unit.code, unit.name, unit.bureau_id


def _described(unit: Unit) -> str:
    return f"「{unit.bureau_name} {unit.name}」（{unit.code}）"


def _people(before: _Organisation, after: _Organisation) -> list[str]:
    said = []
    for unit_id, unit in after.units.items():
        coming = after.people.get(unit_id, 0) - before.people.get(unit_id, 0)
        if coming > 0:
            said.append(f"{coming:,}人が「{unit.name}」へ異動し、異動歴に残ります。")
    for unit_id, unit in before.units.items():
        left = after.people.get(unit_id, 0)
        if unit_id not in after.units and left:
            said.append(
                f"「{unit.name}」の{left:,}人の新しい所属は、次に取り込む名簿か異動で決まります。"
            )
    return said


def _past(before: _Organisation, after: _Organisation) -> str:
    years = [year for year, figures in before.past.items() if figures != after.past[year]]
    return f"{years_words(years)}の所属別の数値が変わります。" if years else _PAST_STAYS
