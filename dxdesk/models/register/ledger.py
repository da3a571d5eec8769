"""Looking through the whole register: any words, any order, while its lines stay in the store."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Final

from dxdesk.models import names
from dxdesk.models.store import Reads, columns_of, newest_action

_LINES: Final = """
certification
  JOIN number ON number.id = certification.number_id
  JOIN employee ON employee.id = certification.employee_id
  JOIN category ON category.id = certification.category_id
"""
_NEWEST_FIRST: Final = "number.series_id DESC, number.fiscal_year DESC, number.number DESC"

# key of a list's column → what it is ordered by; lines of one value stay as they stand: newest first
ORDERS: Final[Mapping[str, str]] = {
    "number": "number.text",
    "name": "employee.kana_order",
    "employee_number": "employee.number",
    "category": "coalesce('レベル' || certification.level || '　', '') || category.name",
    "certified_on": "certification.certified_on",
    "decided_on": "certification.decided_on",
    "document": "certification.document",
    "issued_on": "certification.issued_on",
    "state": "certification.state",
    "ended_on": "certification.ended_on",
}


class LedgerIndex:
    """What can be looked for in each line, and the orders that were asked for.

    It is made once, is never changed, and can be used from several threads; after a change another
    one is made.
    """

    def __init__(self, reads: Reads) -> None:
        self._last_action = newest_action(reads)
        asked = (
            "certification.id", "number.text", "employee.number", "certification.name_printed",
            "employee.kana_order",
        )  # fmt: skip
        source = f"{_LINES} ORDER BY {_NEWEST_FIRST}"
        self._ids, numbers, employees, printed, orders = columns_of(reads, asked, source)
        self._numbers = [names.digits(number) for number in numbers]
        self._employees: list[str] = employees
        plains = {name: names.plain(name) for name in set(printed)}
        self._plains = [plains[name] for name in printed]
        self._kana = [order.partition(names.ORDER_SEPARATOR)[0] for order in orders]
        self._orders: dict[tuple[str, bool], array[int]] = {}

    def is_current(self, reads: Reads) -> bool:
        """Whether nothing was written since it was made."""
        return self._last_action == newest_action(reads)

    def search(
        self, reads: Reads, query: str, order_by: str = "", *, descending: bool = False
    ) -> list[int]:
        """The lines that a search finds.

        Args:
            reads: the desk.
            query: words that must all be found: 認定番号, 氏名 in any spelling, kana, 職員番号.
            order_by: key of a list's column; empty for the newest first.
            descending: lines without a value stay at the end all the same.
        """
        found = list(range(len(self._ids)))
        for word in query.split():
            found = self._matching(word, found)
        ids = [self._ids[place] for place in found]
        if not order_by:
            return ids
        in_order = self._in_order(reads, order_by, descending=descending)
        if len(ids) == len(in_order):
            return list(in_order)
        wanted = frozenset(ids)
        return [each for each in in_order if each in wanted]

    def _matching(self, word: str, places: list[int]) -> list[int]:
        number, plain, kana = names.digits(word), names.plain(word), names.kana_search(word)
        numbers, employees = self._numbers, self._employees
        plains, kanas = self._plains, self._kana
        return [
            place
            for place in places
            if number in numbers[place]
            or plain in plains[place]
            or kana in kanas[place]
            or number in employees[place]
        ]

    def _in_order(self, reads: Reads, order_by: str, *, descending: bool) -> array[int]:
        """By the store, which lets the window go on meanwhile; Python's own sort would not."""
        key = (order_by, descending)
        if key not in self._orders:
            value = ORDERS[order_by]
            down = "DESC" if descending else ""
            order = f"coalesce({value}, '') = '', {value} {down}, {_NEWEST_FIRST}"
            (ids,) = columns_of(reads, ("certification.id",), f"{_LINES} ORDER BY {order}")
            self._orders[key] = array("q", ids)
        return self._orders[key]
