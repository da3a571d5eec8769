"""What the desk knows about some people over all their days: names, services, postings, leaves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from dxdesk.models.people import leaves, names_in_use, postings, services
from dxdesk.models.people.leaves import Leave
from dxdesk.models.people.names_in_use import REGISTERED, NameInUse
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.services import Service
from dxdesk.models.people.spans import Span, holds_on
from dxdesk.models.store import Reads

Held = TypeVar("Held", bound=Span)


@dataclass(frozen=True, slots=True)
class History:
    """One employee's past, present and known future, each list from the oldest to the newest."""

    employee_id: int
    number: str
    names: tuple[NameInUse, ...]
    services: tuple[Service, ...]
    postings: tuple[Posting, ...]
    leaves: tuple[Leave, ...]

    def name_on(self, day: date) -> str:
        """The 戸籍 name on a day; where none holds, the newest one."""
        registered = [name for name in self.names if name.kind == REGISTERED]
        held = first_on(registered, day)
        return held.text if held else (registered[-1].text if registered else "")

    def service_on(self, day: date) -> Service | None:
        """The 任用 on a day."""
        return first_on(self.services, day)

    def posting_on(self, day: date) -> Posting | None:
        """The 本務 on a day."""
        return first_on([posting for posting in self.postings if posting.main], day)

    def sides_on(self, day: date) -> list[Posting]:
        """The 兼務 on a day."""
        return [held for held in self.postings if not held.main and holds_on(held, day)]

    def leave_on(self, day: date) -> Leave | None:
        """What keeps the employee away on a day."""
        return first_on(self.leaves, day)


def first_on(spans: Iterable[Held], day: date) -> Held | None:
    """The first of some spans that holds on a day."""
    return next((span for span in spans if holds_on(span, day)), None)


def histories(reads: Reads, numbers: Sequence[str]) -> dict[str, History]:
    """職員番号 → history, of those that the desk knows; five queries for any number of people."""
    sql = "SELECT number, id FROM employee WHERE number IN (SELECT value FROM json_each(?))"
    ids: dict[str, int] = dict(map(tuple, reads.rows(sql, (json.dumps(numbers),))))
    wanted = json.dumps(list(ids.values()))

    def grouped(select: str, make: Callable[[Any], Held]) -> dict[int, list[Held]]:
        found: dict[int, list[Held]] = defaultdict(list)
        condition = "WHERE employee_id IN (SELECT value FROM json_each(?))"
        for row in reads.rows(f"{select} {condition} ORDER BY coalesce(since, ''), id", (wanted,)):
            found[row[0]].append(make(row))
        return found

    names_of = grouped(names_in_use.SELECT, names_in_use.from_row)
    services_of = grouped(services.SELECT, services.from_row)
    postings_of = grouped(postings.SELECT, postings.from_row)
    leaves_of = grouped(leaves.SELECT, leaves.from_row)
    return {
        number: History(
            employee_id, number, tuple(names_of.get(employee_id, ())),
            tuple(services_of.get(employee_id, ())), tuple(postings_of.get(employee_id, ())),
            tuple(leaves_of.get(employee_id, ())),
        )
        for number, employee_id in ids.items()
    }  # fmt: skip
