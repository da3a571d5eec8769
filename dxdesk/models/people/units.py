"""The organisation: bureaus (部局・振興局) and units (所属), with their names as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import day_before, end_from, in_force, to_day
from dxdesk.models.schema import UNIT_KINDS
from dxdesk.models.store import Reads

BUREAU: Final = "部局"
UNIT: Final = "所属"


@dataclass(frozen=True, slots=True)
class Bureau:
    """A 部局 or 振興局 as it is on a day."""

    unit_id: int
    name: str
    kind: str
    display_order: int
    version_id: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A 所属 as it is on a day.

    Args:
        unit_id: the unit's identity, which stays when it is renamed.
        code: 所属コード, text.
        bureau_id: the identity of its bureau; 0 where it has none.
        digital: whether it is デジタル施策推進部局.
        display_order: its place in the official order.
        version_id: the row of names that holds on the day.
        since: first day of that row; none where no start is known.
        until: last day of that row.
    """

    unit_id: int
    code: str
    name: str
    bureau_id: int
    bureau_name: str
    kind: str
    digital: bool
    display_order: int
    version_id: int
    since: date | None
    until: date | None


def units_on(reads: Reads, day: date) -> list[Unit]:
    """All 所属 as they are on a day, in the official order."""
    sql = f"""
        SELECT v.unit_id, v.code, v.name, coalesce(v.parent_id, 0), coalesce(b.name, ''), v.kind,
               v.digital, v.display_order, v.id, v.since, v.until
        FROM unit_version v
        LEFT JOIN unit_version b
          ON b.unit_id = v.parent_id AND b.tier = '{BUREAU}' AND {in_force("b")}
        WHERE v.tier = '{UNIT}' AND {in_force("v")}
        ORDER BY v.display_order, v.code, v.id
    """
    return [_unit(row) for row in reads.rows(sql, {"day": day.isoformat()})]


def are_known(reads: Reads) -> bool:
    """Whether any unit was ever registered."""
    return bool(reads.value("SELECT EXISTS (SELECT 1 FROM unit)"))


def _unit(row: Iterable[Any]) -> Unit:
    unit_id, code, name, bureau_id, bureau, kind, digital, order, version_id, since, until = row
    return Unit(
        unit_id, code, name, bureau_id, bureau, kind, digital == 1, order, version_id,
        to_day(since), to_day(until),
    )  # fmt: skip


def bureaus_on(reads: Reads, day: date) -> list[Bureau]:
    """All 部局・振興局 as they are on a day, in the official order."""
    sql = f"""
        SELECT v.unit_id, v.name, v.kind, v.display_order, v.id FROM unit_version v
        WHERE v.tier = '{BUREAU}' AND {in_force("v")} ORDER BY v.display_order, v.id
    """
    return [Bureau(*row) for row in map(tuple, reads.rows(sql, {"day": day.isoformat()}))]


@dataclass(frozen=True, slots=True)
class Branch:
    """A bureau with its units as they are on a day.

    Args:
        bureau: nothing for units without one.
        people: how many people have their 本務 there on the day, unit by unit.
    """

    bureau: Bureau | None
    units: tuple[Unit, ...]
    people: dict[int, int]


def tree_on(reads: Reads, day: date) -> list[Branch]:
    """The whole organisation as it is on a day, in the official order."""
    members: dict[int, list[Unit]] = {}
    for unit in units_on(reads, day):
        members.setdefault(unit.bureau_id, []).append(unit)
    people = people_on(reads, day)
    bureaus = bureaus_on(reads, day)
    known = {bureau.unit_id for bureau in bureaus}
    loose = [unit for bureau_id in members.keys() - known for unit in members[bureau_id]]
    branches = [_branch(each, members.get(each.unit_id, []), people) for each in bureaus]
    return [*branches, _branch(None, loose, people)] if loose else branches


def _branch(bureau: Bureau | None, members: list[Unit], people: dict[int, int]) -> Branch:
    counted = {unit.unit_id: people.get(unit.unit_id, 0) for unit in members}
    return Branch(bureau, tuple(members), counted)


def people_on(reads: Reads, day: date) -> dict[int, int]:
    """Unit → how many people have their 本務 there on a day."""
    sql = f"""
        SELECT p.unit_id, count(*) FROM posting p WHERE p.main = 1 AND {in_force("p")}
        GROUP BY p.unit_id
    """
    return {row[0]: row[1] for row in reads.rows(sql, {"day": day.isoformat()})}


def close_empty_bureaus(action: Action, day: date) -> list[str]:
    """Let every bureau that loses its last unit on a day end on the day before.

    Returns:
        Their names.
    """
    had, have = (
        {unit.bureau_id for unit in units_on(action, each)} for each in (day_before(day), day)
    )
    empty = [bureau for bureau in bureaus_on(action, day) if bureau.unit_id in had - have]
    for bureau in empty:
        end_from(action, "unit_version", bureau.version_id, day_before(day))
    return [bureau.name for bureau in empty]


def by_code(reads: Reads, day: date) -> dict[str, Unit]:
    """所属コード → unit as it is on a day."""
    return {unit.code: unit for unit in units_on(reads, day)}


def find(reads: Reads, code: str, day: date) -> Unit:
    """The unit with a 所属コード on a day.

    Raises:
        UserError: there is none.
    """
    unit = by_code(reads, day).get(code)
    if unit is None:
        raise UserError(
            f"所属コード「{code}」の所属はありません。コードを確かめてください。", "unit"
        )
    return unit


def names_on(reads: Reads, day: date) -> dict[int, tuple[str, str]]:
    """Unit → names of its bureau and of itself on a day; of a unit that is gone, its last names."""
    found = {unit.unit_id: (unit.bureau_name, unit.name) for unit in units_on(reads, day)}
    ever = reads.rows(f"SELECT DISTINCT unit_id FROM unit_version WHERE tier = '{UNIT}'")
    gone = (row["unit_id"] for row in ever if row["unit_id"] not in found)
    return found | {unit_id: names_of(reads, unit_id, day) for unit_id in gone}


def names_of(reads: Reads, unit_id: int, day: date) -> tuple[str, str]:
    """Names of a unit's bureau and of itself on a day; where none holds, those nearest before it."""
    version = _version_near(reads, unit_id, day)
    bureau = _version_near(reads, version[1], day) if version[1] else ("", 0)
    return bureau[0], version[0]


def _version_near(reads: Reads, unit_id: int, day: date) -> tuple[str, int]:
    """The name and parent of a unit that holds on a day, else the last before, else the first after."""
    sql = """
        SELECT name, coalesce(parent_id, 0) AS parent_id FROM unit_version WHERE unit_id = :unit
        ORDER BY since IS NOT NULL AND since > :day,
                 CASE WHEN since > :day THEN since END, since DESC LIMIT 1
    """
    rows = reads.rows(sql, {"unit": unit_id, "day": day.isoformat()})
    return (rows[0]["name"], rows[0]["parent_id"]) if rows else ("", 0)


def add_bureau(action: Action, name: str, kind: str, display_order: int, since: date | None) -> int:
    """Add a 部局・振興局.

    Returns:
        Its identity.
    """
    unit_id = action.insert("unit", note="")
    action.insert(
        "unit_version", unit_id=unit_id, name=name, tier=BUREAU, kind=kind,
        display_order=display_order, since=since,
    )  # fmt: skip
    return unit_id


def with_bureaus(
    action: Action, wanted: Mapping[str, str], day: date, since: date | None
) -> dict[str, int]:
    """Bureau's name → identity, as of a day; those that are not there yet are added at the end.

    Args:
        wanted: names, in the order in which new ones are added, and the kind of each.
        since: the first day of new ones; none for those of the first file.
    """
    known = bureaus_on(action, day)
    found = {bureau.name: bureau.unit_id for bureau in known}
    order = max((bureau.display_order for bureau in known), default=0)
    for name, kind in wanted.items():
        if name not in found:
            order += 1
            found[name] = add_bureau(action, name, kind, order, since)
    return found


def renamed_bureaus(reads: Reads, day: date, moves: Mapping[int, str]) -> dict[int, str]:
    """Bureau → its new name, where a move of units only gives a bureau another name.

    So it is where all of a bureau's units go to one that is not there yet and gets no others.

    Args:
        moves: unit → name of its bureau from the day on; empty for a unit that ends. Units that are
            not in it stay.
    """
    known = {bureau.name for bureau in bureaus_on(reads, day)}
    going: dict[int, set[str]] = {}
    for unit in units_on(reads, day):
        name = moves.get(unit.unit_id, unit.bureau_name)
        if name:
            going.setdefault(unit.bureau_id, set()).add(name)
    coming: dict[str, set[int]] = {}
    for bureau_id, names in going.items():
        for name in names - known:
            coming.setdefault(name, set()).add(bureau_id)
    return {
        bureau_id: name
        for name, (bureau_id, *others) in coming.items()
        if not others and going[bureau_id] == {name} and bureau_id
    }


def rename_bureau(action: Action, bureau_id: int, name: str, since: date) -> None:
    """Give a 部局・振興局 another name from a day; its units and 人事担当 stay with it.

    Raises:
        UserError: the name is empty or taken, or the bureau is not there or changes later.
    """
    name = name.strip()
    if not name:
        raise UserError("部局名が入っていません。部局名を入れてください。", "name")
    known = {each.unit_id: each for each in bureaus_on(action, since)}
    if any(each.name == name for each in known.values()):
        raise UserError(f"「{name}」という部局は既にあります。", "name")
    held = known.get(bureau_id)
    later = action.rows(
        "SELECT 1 FROM unit_version WHERE unit_id = ? AND since > ?", (bureau_id, since.isoformat())
    )
    if held is None or later:
        raise UserError(
            "この日に部局がないか、より後の変更が既に登録されています。日付を確かめてください。",
            "since",
        )
    end_from(action, "unit_version", held.version_id, day_before(since))
    action.insert(
        "unit_version", unit_id=bureau_id, name=name, tier=BUREAU, kind=held.kind,
        display_order=held.display_order, since=since,
    )  # fmt: skip


def kind_of_bureau(name: str) -> str:
    """本庁 or 振興局, as the name of a bureau says it."""
    return UNIT_KINDS[1] if name.endswith(UNIT_KINDS[1]) else UNIT_KINDS[0]


def close(action: Action, unit: Unit, last_day: date) -> None:
    """Let a unit end on a day (廃止)."""
    end_from(action, "unit_version", unit.version_id, last_day)
