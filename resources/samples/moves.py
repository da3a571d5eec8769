"""Who moves, rises, leaves or comes back in 蒼海県 on 1 June 2026."""

from dataclasses import dataclass
from datetime import date
from random import Random  # noqa: TID251  (a fixed seed: the same moves every time)

from prefecture import MANAGER_GRADES, Person, Unit

TRANSFER_DAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Transfer:
    """One line of the 発令 of June; no unit for somebody who leaves or stays away."""

    person: Person
    kind: str
    unit: Unit | None
    title: str
    grade: str


def move_people(people: tuple[Person, ...], units: tuple[Unit, ...]) -> tuple[Transfer, ...]:
    """The transfers of 1 June: moves, promotions, people who leave, begin or end a leave."""
    random = Random("蒼海県の異動")
    staff = [p for p in people if p.status == "在職" and p.grade not in MANAGER_GRADES]
    hard = [p for p in staff if any(ord(letter) > 0xFFFF for letter in p.name)]
    movers = list(dict.fromkeys([*hard[:5], *random.sample(staff, 24)]))[:21]
    kinds = ("転任",) * 12 + ("配置換",) * 2 + ("昇任",) * 3 + ("退職",) * 2 + ("育児休業",)
    moves = [
        _move(person, kind, units, random) for person, kind in zip(movers, kinds, strict=False)
    ]
    back = next(p for p in people if p.status == "休職")
    return (*moves, Transfer(back, "復職", back.unit, back.title, back.grade))


def _move(person: Person, kind: str, units: tuple[Unit, ...], random: Random) -> Transfer:
    if kind in ("退職", "育児休業"):
        return Transfer(person, kind, None, "", "")
    elsewhere = random.choice([unit for unit in units if unit.code != person.unit.code])
    if kind == "昇任":
        grade = {"一般職員": "係長級", "係長級": "課長補佐級", "課長補佐級": "課長級"}[person.grade]
        title = {"係長級": "主査", "課長補佐級": "課長補佐", "課長級": "参事"}[grade]
        return Transfer(person, kind, elsewhere, title, grade)
    return Transfer(person, kind, elsewhere, person.title, person.grade)
