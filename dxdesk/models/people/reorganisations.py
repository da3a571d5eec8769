"""組織改正: units that are renamed, merged, split, abolished or new from a day on, with their people.

A renamed unit stays the same unit, and its history stays with it. The people of a merged unit are
posted to its successor on the first day of the new organisation, which their 異動歴 shows. Where
the people of a split unit belong, only the next roster can tell: their posting stays until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models.journal import Action
from dxdesk.models.people import postings, units
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.spans import day_before, end_from
from dxdesk.models.people.units import UNIT, Unit
from dxdesk.models.schema import SUCCESSION_KINDS
from dxdesk.models.store import Reads

RENAMED, MERGED, SPLIT, ABOLISHED = SUCCESSION_KINDS
FOUNDED: Final = "新設"


@dataclass(frozen=True, slots=True)
class Succession:
    """One line of a reorganisation: what was, and what is from the day on.

    Args:
        kind: 改称, 統合, 分割, 廃止 or 新設.
        before: the unit as it was; nothing where it is new.
        after: what follows it; nothing where it is abolished.
    """

    kind: str
    before: Unit | None
    after: Unit | None


def succession_rows(reads: Reads, day: date) -> set[tuple[int, int, str]]:
    """Unit, successor (0 for none) and kind, as recorded for a day."""
    sql = "SELECT unit_id, coalesce(successor_id, 0), kind FROM unit_succession WHERE on_day = ?"
    return {(row[0], row[1], row[2]) for row in reads.rows(sql, (day.isoformat(),))}


def days(reads: Reads) -> list[date]:
    """The days on which the organisation changed, the newest first."""
    sql = """
        SELECT on_day FROM unit_succession
        UNION SELECT since FROM unit_version WHERE since IS NOT NULL
        UNION SELECT date(until, '+1 day') FROM unit_version WHERE until IS NOT NULL
        ORDER BY 1 DESC
    """
    return [date.fromisoformat(row[0]) for row in reads.rows(sql)]


def successions(reads: Reads, day: date) -> list[Succession]:
    """What changed on a day, as lines of before and after in the official order.

    Also units that began, ended or changed their name without a recorded succession, e.g. by a
    later 組織一覧, are lines.
    """
    was = {unit.unit_id: unit for unit in units.units_on(reads, day_before(day))}
    now = {unit.unit_id: unit for unit in units.units_on(reads, day)}
    recorded = sorted(succession_rows(reads, day))
    lines = [
        Succession(kind, was.get(unit_id), now.get(successor_id))
        for unit_id, successor_id, kind in recorded
    ]
    told = {unit_id for unit_id, _, _ in recorded} | {successor for _, successor, _ in recorded}
    for unit_id in (was.keys() | now.keys()) - told:
        before, after = was.get(unit_id), now.get(unit_id)
        if before is None:
            lines.append(Succession(FOUNDED, None, after))
        elif after is None:
            lines.append(Succession(ABOLISHED, before, None))
        elif _named(before) != _named(after):
            lines.append(Succession(RENAMED, before, after))
    return sorted(lines, key=_official)


def _named(unit: Unit) -> tuple[str, str, str]:
    return unit.code, unit.bureau_name, unit.name


def _official(line: Succession) -> tuple[int, str, str, str]:
    shown = line.before or line.after
    order, code = (shown.display_order, shown.code) if shown else (0, "")
    return order, code, line.kind, line.after.code if line.after else ""


def found(
    action: Action, like: Unit, since: date, *, unit_id: int = 0, order: int | None = None
) -> int:
    """Let a unit begin as described on a day.

    Args:
        like: its code, name, bureau, kind and the rest; ids and days are not read.
        unit_id: of a unit that goes on under this description; 0 for a new one.
        order: its place in the official order; by default that of the description.

    Returns:
        The unit's identity.
    """
    unit_id = unit_id or action.insert("unit", note="")
    action.insert(
        "unit_version", unit_id=unit_id, code=like.code, name=like.name,
        parent_id=like.bureau_id or None, tier=UNIT, kind=like.kind, digital=int(like.digital),
        display_order=like.display_order if order is None else order, since=since,
    )  # fmt: skip
    return unit_id


def record_renaming(action: Action, unit_id: int, since: date) -> None:
    """Enter that a unit goes on under another description from a day (改称)."""
    _record(action, unit_id, unit_id, RENAMED, since)


def describe(
    action: Action, unit: Unit, since: date, *, code: str, name: str, bureau_id: int
) -> None:
    """Give a unit that goes on another code, name or bureau from a day, without calling it 改称.

    Raises:
        UserError: the name or code is empty.
    """
    if not name.strip() or not code.strip():
        raise UserError("所属コードと所属名を入れてください。", "name")
    units.close(action, unit, day_before(since))
    like = replace(unit, code=code.strip(), name=name.strip(), bureau_id=bureau_id)
    found(action, like, since, unit_id=unit.unit_id)


def merge(action: Action, unit: Unit, successor_id: int, since: date) -> None:
    """Let a unit become part of another on a day; its people are posted there."""
    units.close(action, unit, day_before(since))
    _move_people(action, unit.unit_id, successor_id, since)
    _record(action, unit.unit_id, successor_id, MERGED, since)


def split(action: Action, unit: Unit, successor_ids: Iterable[int], since: date) -> None:
    """Let several units follow one; it ends unless it is among them."""
    wanted = list(successor_ids)
    if unit.unit_id not in wanted:
        units.close(action, unit, day_before(since))
    for successor_id in wanted:
        _record(action, unit.unit_id, successor_id, SPLIT, since)


def abolish(action: Action, unit: Unit, since: date) -> None:
    """Let a unit be no more from a day on; whoever is still there keeps the posting."""
    units.close(action, unit, day_before(since))
    _record(action, unit.unit_id, None, ABOLISHED, since)


def _record(action: Action, unit_id: int, successor_id: int | None, kind: str, since: date) -> None:
    sql = "SELECT id FROM unit_succession WHERE unit_id = ? AND successor_id IS ? AND on_day = ?"
    known = action.rows(sql, (unit_id, successor_id, since.isoformat()))
    if known:
        action.update("unit_succession", known[0]["id"], kind=kind)
    else:
        action.insert(
            "unit_succession", unit_id=unit_id, successor_id=successor_id, kind=kind, on_day=since
        )


def _move_people(action: Action, unit_id: int, successor_id: int, since: date) -> None:
    """Post everybody of a unit to another from a day on, as 本務 or 兼務, with the same 職名."""
    sql = f"{postings.SELECT} WHERE unit_id = ? AND (until IS NULL OR until >= ?)"
    held = [postings.from_row(row) for row in action.rows(sql, (unit_id, since.isoformat()))]
    there = [postings.from_row(row) for row in action.rows(sql, (successor_id, since.isoformat()))]
    already = {posting.employee_id for posting in there}
    coming = {posting.employee_id for posting in held if posting.main}
    last = day_before(since)
    for posting in there:
        if not posting.main and posting.employee_id in coming:
            end_from(action, "posting", posting.id, last)  # no 兼務 at the own unit
    moved = []
    for posting in held:
        begins_here = posting.since is not None and posting.since >= since
        if not posting.main and posting.employee_id in already:
            end_from(action, "posting", posting.id, last)
        elif begins_here:
            action.update("posting", posting.id, unit_id=successor_id)
        else:
            moved.append(posting)
    action.update_many("posting", ("until",), [(last, posting.id) for posting in moved])
    action.insert_many(
        "posting", postings.COLUMNS, [_moved(each, successor_id, since) for each in moved]
    )


def _moved(posting: Posting, unit_id: int, since: date) -> tuple[object, ...]:
    return (
        posting.employee_id, unit_id, posting.title, posting.grade, posting.job, int(posting.main),
        since, posting.until,
    )  # fmt: skip
