"""In which order a list's columns put people: a rank for everybody, so that sorting needs no store."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from dxdesk.models.people.search import search_ids
from dxdesk.models.people.spans import in_force
from dxdesk.models.store import Reads

# Ranks by id: people of one rank stay in the order of kana.
Ranks = Mapping[int, int]
OFFICER: Final = "officer"


def sort_by_rank(places: Iterable[int], ranks: Sequence[int], *, descending: bool) -> list[int]:
    """Sort places by their ranks; those of one rank stay as they stand.

    A bucket for each rank: Python's own sort would hold the whole program for its 60 ms.
    """
    buckets: dict[int, list[int]] = {}
    for place in places:
        rank = ranks[place]
        bucket = buckets.get(rank)
        if bucket is None:
            buckets[rank] = [place]
        else:
            bucket.append(place)
    in_order = sorted(buckets, reverse=descending)
    return [place for rank in in_order for place in buckets[rank]]


def sort_by_turn(places: Iterable[int], turn: Sequence[int], *, descending: bool) -> list[int]:
    """Sort places by a column in which everybody has a value of his own.

    Args:
        turn: everybody's places in the order of that column.
    """
    wanted = bytearray(len(turn))
    for place in places:
        wanted[place] = 1
    return [place for place in (reversed(turn) if descending else turn) if wanted[place]]


def turn_by_number(reads: Reads, ids: Sequence[int]) -> array[int]:
    """Everybody's places in the order of 職員番号."""
    in_order: list[int] = json.loads(
        reads.value("SELECT json_group_array(id) FROM (SELECT id FROM employee ORDER BY number)")
    )
    place_of = {employee_id: place for place, employee_id in enumerate(ids)}
    return array("i", [place_of[each] for each in in_order if each in place_of])


def ranks_of(
    reads: Reads, order_by: str, day: date, ids: Sequence[int], units: Sequence[int]
) -> array[int]:
    """The rank of each person by a list's column.

    Args:
        order_by: key of the column.
        ids: the people.
        units: where each of them is; 0 for nowhere.
    """
    if order_by == OFFICER:
        return _officer_ranks(reads, day, ids, units)
    if order_by in _BY_UNIT:
        of_unit = _unit_ranks(reads, _BY_UNIT[order_by], day)
        last = len(of_unit)
        return array("i", [of_unit.get(unit, last) for unit in units])
    ranks = _BY_PERSON.get(order_by, partial(_by_search, order_by=order_by))(reads, day)
    return array("i", [ranks.get(employee_id, -1) for employee_id in ids])


def _unit_ranks(reads: Reads, columns: str, day: date) -> Ranks:
    sql = f"""
        SELECT u.unit_id, {columns} FROM unit_version u
        LEFT JOIN unit_version b ON b.unit_id = u.parent_id AND {in_force("b")}
        WHERE {in_force("u")}
    """
    keys: dict[int, tuple[Any, ...]] = {}
    for row in reads.rows(sql, {"day": day.isoformat()}):
        keys.setdefault(row[0], tuple((value is None, value or 0) for value in tuple(row)[1:]))
    rank_of = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    return {unit_id: rank_of[key] for unit_id, key in keys.items()}


def _officer_ranks(reads: Reads, day: date, ids: Sequence[int], units: Sequence[int]) -> array[int]:
    """By the name of who looks after each person: the person's own officer, else the bureau's."""
    sql = f"""
        SELECT u.unit_id, o.officer_id FROM unit_version u
        JOIN bureau_officer o ON o.unit_id = u.parent_id WHERE {in_force("u")}
    """
    of_unit = {row[0]: row[1] for row in reads.rows(sql, {"day": day.isoformat()})}
    sql = "SELECT id, officer_id FROM employee WHERE officer_id IS NOT NULL"
    own = {row[0]: row[1] for row in reads.rows(sql)}
    accounts = reads.rows("SELECT id FROM account ORDER BY name")
    rank_of = {row[0]: rank for rank, row in enumerate(accounts)}
    last = len(rank_of)
    officers = (
        own.get(each) or of_unit.get(unit, 0) for each, unit in zip(ids, units, strict=True)
    )
    return array("i", [rank_of.get(officer, last) for officer in officers])


def _by_posting(reads: Reads, day: date, *, column: str) -> Ranks:
    source = f"posting p WHERE p.main = 1 AND {in_force('p')}"
    return _grouped(reads, f"p.{column}", source, day)


def _by_leave(reads: Reads, day: date) -> Ranks:
    return _grouped(reads, "l.kind", f"leave l WHERE {in_force('l')}", day)


def _grouped(reads: Reads, column: str, source: str, day: date) -> Ranks:
    sql = f"SELECT json_group_array(employee_id) FROM {source} GROUP BY {column} ORDER BY {column}"
    groups = [json.loads(row[0]) for row in reads.rows(sql, {"day": day.isoformat()})]
    last = len(groups) - 1
    return {
        employee_id: last - at for at, group in enumerate(reversed(groups)) for employee_id in group
    }


def _by_search(reads: Reads, day: date, *, order_by: str) -> Ranks:
    everybody = search_ids(reads, "", day, order_by=order_by, on_roll=False)
    return {employee_id: place for place, employee_id in enumerate(everybody)}


_BY_UNIT: Final = {"unit": "u.display_order", "bureau": "b.display_order, u.display_order"}
_BY_PERSON: Final[Mapping[str, Callable[[Reads, date], Ranks]]] = {
    "title": partial(_by_posting, column="title"),
    "grade": partial(_by_posting, column="grade"),
    "job": partial(_by_posting, column="job"),
    "status": _by_leave,
}
