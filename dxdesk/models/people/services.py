"""任用: from when to when somebody is in service, and how appointed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import day_before, end_from, holds_on, to_day
from dxdesk.models.schema import APPOINTMENTS
from dxdesk.models.store import Reads

REGULAR = APPOINTMENTS[0]
REHIRED = APPOINTMENTS[1]
SELECT = "SELECT employee_id, appointment, appointer, since, until, id FROM service"


@dataclass(frozen=True, slots=True)
class Service:
    """One 任用.

    Args:
        appointment: 任用区分.
        appointer: 任命権者.
        since: first day (採用年月日); none where it is not known.
        until: last day; none while it goes on.
    """

    employee_id: int
    appointment: str
    appointer: str
    since: date | None
    until: date | None
    id: int


def of_employee(reads: Reads, employee_id: int) -> list[Service]:
    """An employee's services, the oldest first."""
    sql = f"{SELECT} WHERE employee_id = ? ORDER BY coalesce(since, ''), id"
    return [from_row(row) for row in reads.rows(sql, (employee_id,))]


def near(reads: Reads, day: date) -> dict[int, Service]:
    """Employee → the service that holds on a day, else the next one to begin, else the last one."""
    found: dict[int, Service] = {}
    for row in reads.rows(f"{SELECT} ORDER BY coalesce(since, ''), id"):
        service = from_row(row)
        earlier = found.get(service.employee_id)
        if earlier is None or (earlier.until is not None and earlier.until < day):
            found[service.employee_id] = service
    return found


def several_first_days(reads: Reads) -> dict[int, frozenset[date]]:
    """Employee → the first days of the services, of those who have several (退職 → 再任用)."""
    sql = """
        SELECT employee_id, since FROM service WHERE since IS NOT NULL AND employee_id IN
          (SELECT employee_id FROM service GROUP BY employee_id HAVING count(*) > 1)
    """
    found: dict[int, frozenset[date]] = {}
    for employee_id, since in reads.rows(sql):
        found[employee_id] = found.get(employee_id, frozenset()) | {date.fromisoformat(since)}
    return found


def on(reads: Reads, employee_id: int, day: date) -> Service | None:
    """The service that holds on a day; nothing where the employee is not on roll then."""
    services = of_employee(reads, employee_id)
    return next((service for service in services if holds_on(service, day)), None)


def begin(
    action: Action,
    employee_id: int,
    since: date | None,
    appointment: str = REGULAR,
    appointer: str = "",
) -> int:
    """Take an employee into service from a day (採用・再任用).

    Returns:
        The service's id.

    Raises:
        UserError: already in service on that day, or no such 任用区分.
    """
    if appointment not in APPOINTMENTS:
        raise UserError(
            f"任用区分「{appointment}」はありません。{'、'.join(APPOINTMENTS)}から選んでください。",
            "appointment",
        )
    if since is not None and on(action, employee_id, since) is not None:
        raise UserError(
            f"{wareki.long(since)}にはすでに在職しています。日付を確かめてください。", "since"
        )
    return action.insert(
        "service", employee_id=employee_id, appointment=appointment, appointer=appointer,
        since=since,
    )  # fmt: skip


def end(action: Action, employee_id: int, last_day: date) -> None:
    """End an employee's service with everything that hangs on it: postings and leaves.

    Args:
        last_day: the last day in service.

    Raises:
        UserError: not in service on that day.
    """
    service = on(action, employee_id, last_day)
    if service is None:
        raise UserError(
            f"{wareki.long(last_day)}には在職していません。日付を確かめてください。", "day"
        )
    action.update("service", service.id, until=last_day)
    for table in ("posting", "leave"):
        sql = f"SELECT id FROM {table} WHERE employee_id = ? AND (until IS NULL OR until > ?)"
        for (row_id,) in action.rows(sql, (employee_id, last_day.isoformat())):
            end_from(action, table, row_id, last_day)


def rehire(action: Action, employee_id: int, since: date, appointment: str = REHIRED) -> None:
    """Let another 任用 begin on a day; one that still holds ends on the day before, postings stay."""
    held = on(action, employee_id, since)
    if held is not None and held.since == since:
        action.update("service", held.id, appointment=appointment)
        return
    if held is not None:
        action.update("service", held.id, until=day_before(since))
    begin(action, employee_id, since, appointment, held.appointer if held else "")


def change(
    action: Action,
    employee_id: int,
    since: date,
    *,
    appointment: str | None = None,
    appointer: str | None = None,
) -> None:
    """Let 任用区分 or 任命権者 be another from a day; postings and leaves stay.

    Raises:
        UserError: not in service on that day, or no such 任用区分.
    """
    held = on(action, employee_id, since)
    if held is None:
        raise UserError(
            f"{wareki.long(since)}には在職していません。日付を確かめてください。", "since"
        )
    values = {
        "appointment": held.appointment if appointment is None else appointment,
        "appointer": held.appointer if appointer is None else appointer.strip(),
    }
    if values["appointment"] not in APPOINTMENTS:
        raise UserError(
            f"任用区分「{values['appointment']}」はありません。"
            f"{'、'.join(APPOINTMENTS)}から選んでください。",
            "appointment",
        )
    if values == {"appointment": held.appointment, "appointer": held.appointer}:
        return
    if held.since == since:
        action.update("service", held.id, **values)
        return
    action.update("service", held.id, until=day_before(since))
    action.insert("service", employee_id=employee_id, since=since, until=held.until, **values)


def retire(action: Action, employee_id: int, last_day: date) -> None:
    """Let somebody retire: the 発令日 of a retirement is the last day in service.

    Raises:
        UserError: not in service on that day.
    """
    end(action, employee_id, last_day)


def from_row(row: Iterable[Any]) -> Service:
    """A row of this table as SELECT gives it."""
    employee_id, appointment, appointer, since, until, row_id = row
    return Service(employee_id, appointment, appointer, to_day(since), to_day(until), row_id)
