"""異動歴・兼務: where somebody works, as what, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import services
from dxdesk.models.people.spans import day_before, end_from, holds_on, in_force, to_day
from dxdesk.models.store import Reads

COLUMNS = ("employee_id", "unit_id", "title", "grade", "job", "main", "since", "until")
SELECT = f"SELECT {', '.join(COLUMNS)}, id FROM posting"


@dataclass(frozen=True, slots=True)
class Posting:
    """One place of work: 本務 or 兼務, with 職名, 職級 and 職種, from a day to a day."""

    employee_id: int
    unit_id: int
    title: str
    grade: str
    job: str
    main: bool
    since: date | None
    until: date | None
    id: int = 0


def of_employee(reads: Reads, employee_id: int) -> list[Posting]:
    """An employee's postings, the newest first, 本務 before 兼務."""
    sql = f"{SELECT} WHERE employee_id = ? ORDER BY coalesce(since, '') DESC, main DESC, id DESC"
    return [from_row(row) for row in reads.rows(sql, (employee_id,))]


def main_on(reads: Reads, day: date) -> dict[int, Posting]:
    """Employee → 本務 on a day."""
    sql = f"{SELECT} p WHERE p.main = 1 AND {in_force('p')}"
    found = (from_row(row) for row in reads.rows(sql, {"day": day.isoformat()}))
    return {posting.employee_id: posting for posting in found}


def main_of(reads: Reads, employee_id: int, day: date) -> Posting | None:
    """An employee's 本務 on a day; nothing where there is none."""
    return next(
        (
            posting
            for posting in of_employee(reads, employee_id)
            if posting.main and holds_on(posting, day)
        ),
        None,
    )


def transfer(
    action: Action,
    employee_id: int,
    unit_id: int,
    since: date,
    title: str | None = None,
    grade: str | None = None,
    job: str | None = None,
) -> int:
    """Let somebody work elsewhere, or as something else, from a day (異動・昇任).

    The posting that held until then ends on the day before. What is not given stays as it was.

    Returns:
        The id of the posting that now holds.

    Raises:
        UserError: not in service on that day.
    """
    if services.on(action, employee_id, since) is None:
        raise UserError(
            f"{wareki.long(since)}には在職していません。日付を確かめてください。", "since"
        )
    held = main_of(action, employee_id, since)
    before = held or Posting(
        employee_id, unit_id, "", "", "", True, since, _free_until(action, employee_id, since)
    )
    after = replace(
        before,
        unit_id=unit_id,
        title=before.title if title is None else title,
        grade=before.grade if grade is None else grade,
        job=before.job if job is None else job,
    )
    if held is not None and after == held:
        return held.id
    if held is not None and held.since == since:
        action.update(
            "posting",
            held.id,
            unit_id=after.unit_id,
            title=after.title,
            grade=after.grade,
            job=after.job,
        )
        return held.id
    if held is not None:
        action.update("posting", held.id, until=day_before(since))
    return _insert(action, replace(after, since=since))


def correct(
    action: Action, posting_id: int, unit_id: int, title: str, grade: str, job: str
) -> None:
    """Put a posting right that was entered wrongly."""
    action.update("posting", posting_id, unit_id=unit_id, title=title, grade=grade, job=job)


def add_side(
    action: Action, employee_id: int, unit_id: int, since: date, title: str = "", grade: str = ""
) -> int:
    """Give somebody a 兼務 from a day.

    Returns:
        Its id.

    Raises:
        UserError: not in service on that day.
    """
    if services.on(action, employee_id, since) is None:
        raise UserError(
            f"{wareki.long(since)}には在職していません。日付を確かめてください。", "since"
        )
    return _insert(action, Posting(employee_id, unit_id, title, grade, "", False, since, None))


def end_side(action: Action, posting: Posting, freed_on: date) -> None:
    """Relieve somebody of a 兼務; its last day is the day before."""
    end_from(action, "posting", posting.id, day_before(freed_on))


def sides_on(reads: Reads, employee_id: int, day: date) -> list[Posting]:
    """An employee's 兼務 on a day."""
    held = of_employee(reads, employee_id)
    return [posting for posting in held if not posting.main and holds_on(posting, day)]


def _free_until(reads: Reads, employee_id: int, since: date) -> date | None:
    """The day before the next 本務 begins; none where no other follows."""
    following = [
        posting.since
        for posting in of_employee(reads, employee_id)
        if posting.main and posting.since is not None and posting.since > since
    ]
    return day_before(min(following)) if following else None


def _insert(action: Action, posting: Posting) -> int:
    return action.insert(
        "posting", employee_id=posting.employee_id, unit_id=posting.unit_id, title=posting.title,
        grade=posting.grade, job=posting.job, main=int(posting.main), since=posting.since,
        until=posting.until,
    )  # fmt: skip


def from_row(row: Iterable[Any]) -> Posting:
    """A row of this table as SELECT gives it."""
    employee_id, unit_id, title, grade, job, main, since, until, row_id = row
    return Posting(
        employee_id, unit_id, title, grade, job, main == 1, to_day(since), to_day(until), row_id
    )
