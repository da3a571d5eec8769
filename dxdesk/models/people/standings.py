"""Everybody as the desk knows them on a day: what imports compare a file with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dxdesk.models.people import leaves, names_in_use, postings, services
from dxdesk.models.people.leaves import PRESENT, Leave
from dxdesk.models.people.names_in_use import NameInUse
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.services import Service
from dxdesk.models.people.spans import to_day
from dxdesk.models.store import Reads

RETIRED = "退職"
BEFORE = "採用前"


@dataclass(frozen=True, slots=True)
class Standing:
    """One employee on a day.

    Args:
        name_in_use: the 戸籍 name that holds on the day.
        service: the 任用 that holds on the day, else the next or the last one.
        posting: 本務 on the day.
        leave: what keeps the employee away on the day.
        status: 在職, the kind of leave, 退職 or 採用前.
        taken_on: first days of all services, where there are several.
    """

    employee_id: int
    number: str
    kana: str
    born_on: date | None
    note: str
    name_in_use: NameInUse | None
    service: Service | None
    posting: Posting | None
    leave: Leave | None
    status: str
    taken_on: frozenset[date] = frozenset()

    @property
    def name(self) -> str:
        """The 戸籍 name on the day."""
        return self.name_in_use.text if self.name_in_use else ""


def standings_on(reads: Reads, day: date) -> dict[str, Standing]:
    """職員番号 → how the desk knows the employee on a day; six queries for the whole office."""
    registered = names_in_use.registered_on(reads, day)
    service_of = services.near(reads, day)
    posting_of = postings.main_on(reads, day)
    leave_of = leaves.all_on(reads, day)
    taken_on = services.several_first_days(reads)
    found = {}
    for row in reads.rows("SELECT id, number, kana, born_on, note FROM employee ORDER BY id"):
        employee_id, number, kana, born_on, note = row
        service, leave = service_of.get(employee_id), leave_of.get(employee_id)
        found[number] = Standing(
            employee_id, number, kana, to_day(born_on), note, registered.get(employee_id), service,
            posting_of.get(employee_id), leave, _status(service, leave, day),
            taken_on.get(employee_id, frozenset()),
        )  # fmt: skip
    return found


def _status(service: Service | None, leave: Leave | None, day: date) -> str:
    if service is not None and service.until is not None and service.until < day:
        return RETIRED
    if service is not None and service.since is not None and service.since > day:
        return BEFORE
    return leave.kind if leave is not None else PRESENT
