"""The list of people: found by everyday spelling, kana, number or unit, in any order, at any size."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models import names
from dxdesk.models.people.leaves import PRESENT
from dxdesk.models.people.names_in_use import REGISTERED
from dxdesk.models.people.spans import in_force
from dxdesk.models.people.standings import RETIRED
from dxdesk.models.store import Reads

_FIRST_ORDER: Final = "number"
_KANA: Final = re.compile("[ぁ-ゖァ-ヺーｦ-ﾟ]")

# What a heading sorts by. Units sort in the official order, people in the order of their kana.
ORDERS: Final[Mapping[str, str]] = {
    "number": "e.number",
    "name": "e.kana_order, e.number",
    "kana": "e.kana_order, e.number",
    "bureau": "coalesce(b.display_order, 1e9), coalesce(u.display_order, 1e9), e.kana_order",
    "unit": "coalesce(b.display_order, 1e9), coalesce(u.display_order, 1e9), e.kana_order",
    "title": "p.title, e.kana_order",
    "grade": "p.grade, e.kana_order",
    "job": "p.job, e.kana_order",
    "status": "status, e.kana_order",
}

_JOINS: Final = f"""
  FROM employee e
  LEFT JOIN name_in_use n
    ON n.employee_id = e.id AND n.kind = '{REGISTERED}' AND {in_force("n")}
  LEFT JOIN posting p ON p.employee_id = e.id AND p.main = 1 AND {in_force("p")}
  LEFT JOIN unit_version u ON u.unit_id = p.unit_id AND {in_force("u")}
  LEFT JOIN unit_version b ON b.unit_id = u.parent_id AND {in_force("b")}
"""
_STATUS: Final = f"""
  CASE WHEN NOT EXISTS
    (SELECT 1 FROM service s WHERE s.employee_id = e.id AND (s.until IS NULL OR s.until >= :day))
  THEN '{RETIRED}'
  ELSE coalesce((SELECT l.kind FROM leave l WHERE l.employee_id = e.id AND {in_force("l")}),
                '{PRESENT}') END
"""


@dataclass(frozen=True)
class Listing:
    """Everybody in one order, ready to be searched in a moment.

    Args:
        ids: of the employees, in the order asked for.
        texts: for each, what a search looks into.
        unit_ids, bureau_ids: for each, where the person is; 0 for nowhere.
        statuses: for each, 在職, a kind of leave, or 退職.
    """

    ids: tuple[int, ...]
    texts: tuple[str, ...]
    unit_ids: tuple[int, ...]
    bureau_ids: tuple[int, ...]
    statuses: tuple[str, ...]

    def matching(
        self,
        query: str = "",
        *,
        unit_id: int = 0,
        with_retired: bool = False,
        also: Mapping[int, str] | None = None,
    ) -> list[int]:
        """The ids of those who fit.

        Args:
            query: words, all of which have to be found: name, kana, 職員番号, 所属.
            unit_id: of a 所属 or a 部局; 0 for all.
            with_retired: whether those who have left are listed.
            also: by employee, more text in which the words may be found (認定番号).
        """
        chosen: Collection[int] = range(len(self.ids))
        if not with_retired:
            chosen = [at for at in chosen if self.statuses[at] != RETIRED]
        if unit_id:
            units, bureaus = self.unit_ids, self.bureau_ids
            chosen = [at for at in chosen if units[at] == unit_id or bureaus[at] == unit_id]
        for word in query.split():
            chosen = self._with_word(chosen, word, also or {})
        return [self.ids[at] for at in chosen]

    def _with_word(
        self, chosen: Collection[int], word: str, also: Mapping[int, str]
    ) -> Collection[int]:
        texts, ids = self.texts, self.ids
        first, last = _forms(word)
        found = {employee_id for employee_id, text in also.items() if word in text}
        if found:
            return [
                at for at in chosen if first in texts[at] or last in texts[at] or ids[at] in found
            ]
        if first == last:
            return [at for at in chosen if first in texts[at]]
        return [at for at in chosen if first in texts[at] or last in texts[at]]


def listing(
    reads: Reads, day: date, order: str = _FIRST_ORDER, *, descending: bool = False
) -> Listing:
    """Gather everybody as they are on a day.

    Args:
        order: one of ``ORDERS``.
    """
    sorting = ORDERS.get(order, ORDERS[_FIRST_ORDER])
    if descending:
        sorting = ", ".join(f"{part} DESC" for part in _parts(sorting))
    rows = reads.rows(
        "SELECT e.id, e.number || char(9) || coalesce(n.plain, '') || char(9) ||"
        " substr(e.kana_order, 1, instr(e.kana_order || ' ', ' ') - 1) || char(9) ||"
        " coalesce(b.name, '') || coalesce(u.name, ''),"
        f" coalesce(p.unit_id, 0), coalesce(u.parent_id, 0), {_STATUS} AS status"
        f" {_JOINS} GROUP BY e.id ORDER BY {sorting}",
        {"day": day.isoformat()},
    )
    columns = list(zip(*map(tuple, rows), strict=True)) or [(), (), (), (), ()]
    return Listing(*columns)


def _forms(word: str) -> tuple[str, str]:
    """A word as it may stand in what is looked into: in plain spelling, or as the key of its kana."""
    plain = names.plain(word)
    key = names.kana_search(word)
    return plain or word, key if _KANA.search(word) else plain or word


def _parts(sorting: str) -> list[str]:
    """The terms of an ORDER BY; commas inside brackets do not part them."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(sorting):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            parts.append(sorting[start:at])
            start = at + 1
    return [*parts, sorting[start:]]
