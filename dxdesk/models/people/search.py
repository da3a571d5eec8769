"""Finding people: by name in everyday spelling, by kana, by 職員番号; and the rows of lists."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models import names
from dxdesk.models.people.leaves import PRESENT
from dxdesk.models.people.names_in_use import REGISTERED
from dxdesk.models.people.spans import in_force
from dxdesk.models.people.standings import BEFORE, RETIRED
from dxdesk.models.store import Reads, columns_of

_KANA: Final = re.compile("[ぁ-ゖァ-ヺーｦ-ﾟ・゛゜\u3099\u309a-]+")
ON_ROLL: Final = f"EXISTS (SELECT 1 FROM service s WHERE s.employee_id = e.id AND {in_force('s')})"
_POSTING: Final = f"LEFT JOIN posting p ON p.employee_id = e.id AND p.main = 1 AND {in_force('p')}"
_UNIT: Final = (
    f"LEFT JOIN unit_version u ON u.unit_id = p.unit_id AND {in_force('u')}"
    f" LEFT JOIN unit_version b ON b.unit_id = u.parent_id AND {in_force('b')}"
)
PLACE: Final = f"{_POSTING} {_UNIT}"  # p, u and b: 本務, 所属 and 部局 of the day
_OFFICER: Final = (
    "LEFT JOIN bureau_officer o ON o.unit_id = u.parent_id"
    " LEFT JOIN account a ON a.id = coalesce(e.officer_id, o.officer_id)"
)
_LEAVE: Final = f"LEFT JOIN leave l ON l.employee_id = e.id AND {in_force('l')}"

# key of a list's column → the tables that ordering by it needs, and the order
ORDERS: Final = {
    "number": ("", "e.number"),
    "name": ("", "e.kana_order"),
    "kana": ("", "e.kana_order"),
    "bureau": (PLACE, "b.display_order IS NULL, b.display_order, u.display_order"),
    "unit": (PLACE, "u.display_order IS NULL, u.display_order"),
    "title": (_POSTING, "p.title"),
    "grade": (_POSTING, "p.grade"),
    "job": (_POSTING, "p.job"),
    "officer": (f"{PLACE} {_OFFICER}", "a.name IS NULL, a.name"),
    "status": (_LEAVE, "l.kind"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: a part of a 職員番号, or of a name (and, if it is kana, of the フリガナ)."""

    number: str
    kana: str
    plain: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person in a list as of a day; the fields are the keys of the list's columns."""

    employee_id: int
    number: str
    name: str
    kana: str
    bureau: str
    unit: str
    title: str
    grade: str
    job: str
    officer: str
    status: str


def search_ids(
    reads: Reads,
    query: str,
    day: date,
    *,
    unit_ids: Collection[int] | None = None,
    order_by: str = "kana",
    descending: bool = False,
    on_roll: bool = True,
) -> list[int]:
    """The people that a search finds, in the order of a list.

    Args:
        query: words that must all be found: names in any spelling, kana, 職員番号 in any width.
        day: as of which units and service are.
        unit_ids: only people whose 本務 is in one of these.
        order_by: key of a list's column.
        on_roll: only who is in service on the day.
    """
    conditions = [ON_ROLL] if on_roll else []
    params: dict[str, object] = {"day": day.isoformat()}
    for place, word in enumerate(words(query)):
        conditions.append(_condition(word, f"w{place}", params))
    tables, order = ORDERS[order_by]
    if unit_ids is not None:
        tables = tables or _POSTING
        if _POSTING not in tables:
            tables += " " + _POSTING
        conditions.append("p.unit_id IN (SELECT value FROM json_each(:units))")
        params["units"] = json.dumps(sorted(unit_ids))
    where = " AND ".join(conditions) or "1"
    if descending:  # people of one value stay in the order of kana
        order = ", ".join(f"{part} DESC" for part in order.split(", "))
    sql = f"SELECT e.id FROM employee e {tables} WHERE {where} ORDER BY {order}, e.kana_order, e.number"
    return list(dict.fromkeys(columns_of(reads, ("id",), f"({sql})", params)[0]))


def list_ids(reads: Reads, query: str, order: str, day: date) -> list[int]:
    """The people on roll that a search finds, in the order of a list's column."""
    return search_ids(reads, query, day, order_by=order)


def first_ids(reads: Reads, day: date, number: int) -> list[int]:
    """The first people on roll by kana: what a list shows while everybody is being gathered."""
    sql = (
        f"SELECT e.id FROM employee e WHERE {ON_ROLL} ORDER BY e.kana_order, e.number LIMIT :number"
    )
    rows = reads.rows(sql, {"day": day.isoformat(), "number": number})
    return [row[0] for row in rows]


def number_on_roll(reads: Reads, day: date) -> int:
    """How many people are in service on a day."""
    sql = f"SELECT count(*) FROM employee e WHERE {ON_ROLL}"
    return int(reads.value(sql, {"day": day.isoformat()}))


def words(query: str) -> list[Word]:
    """What a query asks for, word by word."""
    return [_word(text) for text in query.split()]


def _word(text: str) -> Word:
    number = names.digits(text)
    if number.isascii() and number.isdigit():
        return Word(number, "", "")
    kana = names.kana_search(text) if _KANA.fullmatch(text) else ""
    return Word("", kana, names.plain(text).casefold())


def _condition(word: Word, key: str, params: dict[str, object]) -> str:
    """The SQL condition of one word, whose values are put among the parameters."""
    params[key] = f"%{_escaped(word.number or word.plain)}%"
    by_number = (
        rf"(e.number LIKE :{key} ESCAPE '\'"
        " OR e.id IN (SELECT f.employee_id FROM former_number f"
        rf" WHERE f.number LIKE :{key} ESCAPE '\'))"
    )
    if word.number:
        return by_number
    if not word.kana:
        return f"({_named(key)} OR {by_number})"
    params[f"{key}k"] = f"%{_escaped(word.kana)}%"
    return rf"(e.kana_order LIKE :{key}k ESCAPE '\' OR {_named(key)})"


def _named(key: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM name_in_use n WHERE n.employee_id = e.id"
        rf" AND n.plain LIKE :{key} ESCAPE '\')"
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def list_rows(reads: Reads, employee_ids: Sequence[int], day: date) -> list[ListRow]:
    """The rows of a list's page, in the order of the given ids; ids that are gone are left out."""
    sql = f"""
        SELECT e.id, e.number, coalesce(n.text, ''), e.kana, coalesce(b.name, ''),
               coalesce(u.name, ''), coalesce(p.title, ''), coalesce(p.grade, ''),
               coalesce(p.job, ''), coalesce(a.name, ''),
               CASE WHEN {ON_ROLL} THEN coalesce(l.kind, '{PRESENT}')
                    WHEN EXISTS (SELECT 1 FROM service s
                                 WHERE s.employee_id = e.id AND s.until < :day) THEN '{RETIRED}'
                    ELSE '{BEFORE}' END
        FROM json_each(:ids) wanted
        JOIN employee e ON e.id = wanted.value
        LEFT JOIN name_in_use n
          ON n.employee_id = e.id AND n.kind = '{REGISTERED}' AND {in_force("n")}
        {PLACE} {_OFFICER} {_LEAVE}
        ORDER BY wanted.key
    """
    rows = reads.rows(sql, {"day": day.isoformat(), "ids": json.dumps(list(employee_ids))})
    found = {row[0]: ListRow(*row) for row in reversed(rows)}
    return [found[employee_id] for employee_id in employee_ids if employee_id in found]
