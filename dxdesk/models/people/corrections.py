"""訂正: entries of a person's history that were wrong are put right, or struck out as never true.

A change holds from a day and keeps what was before; a correction says that it always was so. Where
one entry followed another without a gap, the neighbour is kept in touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dxdesk.errors import UserError
from dxdesk.models import names, wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import leaves, names_in_use, postings, services
from dxdesk.models.people.leaves import Leave
from dxdesk.models.people.names_in_use import REGISTERED, NameInUse
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.services import Service
from dxdesk.models.people.spans import Span, day_before, end_from
from dxdesk.models.schema import APPOINTMENTS, LEAVE_KINDS, NAME_KINDS

_EARLIEST, _LATEST = date.min, date.max


def correct_service(
    action: Action,
    service: Service,
    *,
    appointment: str,
    appointer: str,
    since: date | None,
    until: date | None,
) -> None:
    """Put a 任用 right; postings and leaves that ended with it end with it again.

    Raises:
        UserError: no such 任用区分, the end before the beginning, or another one on the same days.
    """
    _must_be_one_of(appointment, APPOINTMENTS, "任用区分", "appointment")
    others = [
        each for each in services.of_employee(action, service.employee_id) if each.id != service.id
    ]
    _must_fit(since, until, others, "任用")
    action.update(
        "service", service.id, appointment=appointment, appointer=appointer.strip(), since=since,
        until=until,
    )  # fmt: skip
    if until != service.until:
        _let_follow(action, service, until)


def _let_follow(action: Action, service: Service, until: date | None) -> None:
    """Let the postings and leaves that ended with a 任用 end with its corrected last day."""
    for table in ("posting", "leave"):
        sql = f"SELECT id, since, until FROM {table} WHERE employee_id = ?"
        for row_id, since, ended in action.rows(sql, (service.employee_id,)):
            if service.until is not None and ended == service.until.isoformat():
                if until is None or since is None or since <= until.isoformat():
                    action.update(table, row_id, until=until)
                else:
                    action.delete(table, row_id)
            elif until is not None and ended is None and _begins_in(since, service):
                end_from(action, table, row_id, until)


def _begins_in(since: str | None, service: Service) -> bool:
    first = (service.since or _EARLIEST).isoformat()
    last = (service.until or _LATEST).isoformat()
    return since is None or first <= since <= last


def correct_name(
    action: Action,
    name: NameInUse,
    *,
    text: str,
    kind: str,
    since: date | None,
    until: date | None,
) -> None:
    """Put a name right: its text, its kind, and from when to when it is used.

    Raises:
        UserError: it can be no name, or another one of its kind is used on the same days.
    """
    names.check_name(text, "name")
    _must_be_one_of(kind, NAME_KINDS, "氏名の種別", "kind")
    others = [
        each
        for each in names_in_use.of_employee(action, name.employee_id)
        if each.id != name.id and each.kind == kind
    ]
    if name.kind == REGISTERED != kind and not others:
        _must_keep_registered(action, name)
    values = dict(
        zip(names_in_use.COLUMNS, names_in_use.row_of(0, text, since, kind, until), strict=True)
    )
    del values["employee_id"]
    _write_beside(action, "name_in_use", name, others, values)


def correct_posting(
    action: Action,
    posting: Posting,
    *,
    unit_id: int,
    title: str,
    grade: str,
    job: str,
    since: date | None,
    until: date | None,
) -> None:
    """Put a 本務 or 兼務 right: where, as what, from when to when.

    Raises:
        UserError: the end before the beginning, or another 本務 on the same days.
    """
    others = [
        each
        for each in postings.of_employee(action, posting.employee_id)
        if each.id != posting.id and each.main and posting.main
    ]
    values = {
        "unit_id": unit_id, "title": title, "grade": grade, "job": job, "since": since,
        "until": until,
    }  # fmt: skip
    _write_beside(
        action, "posting", posting, others, values, _last_days(action, posting.employee_id)
    )


def correct_leave(
    action: Action, leave: Leave, *, kind: str, since: date | None, until: date | None
) -> None:
    """Put a 休職, 育児休業, 派遣 or 停職 right.

    Raises:
        UserError: no such kind, the end before the beginning, or another one on the same days.
    """
    _must_be_one_of(kind, LEAVE_KINDS, "区分", "kind")
    others = [each for each in leaves.of_employee(action, leave.employee_id) if each.id != leave.id]
    _must_fit(since, until, others, "休職など")
    action.update("leave", leave.id, kind=kind, since=since, until=until)


def strike_out_service(action: Action, service: Service) -> None:
    """Remove a 任用 that never was.

    Raises:
        UserError: it is the only one, or a posting began in it.
    """
    if len(services.of_employee(action, service.employee_id)) == 1:
        raise UserError("任用はこの1件だけです。削除せずに、内容を訂正してください。")
    begun = [
        each
        for each in postings.of_employee(action, service.employee_id)
        if each.since is not None and _begins_in(each.since.isoformat(), service)
    ]
    if begun:
        raise UserError(
            "この任用の間に始まった異動歴があります。先に異動歴を訂正するか削除してください。"
        )
    action.delete("service", service.id)


def strike_out_name(action: Action, name: NameInUse) -> None:
    """Remove a name that never was; the one before it goes on.

    Raises:
        UserError: it is the only 戸籍 name.
    """
    others = [
        each
        for each in names_in_use.of_employee(action, name.employee_id)
        if each.id != name.id and each.kind == name.kind
    ]
    if name.kind == REGISTERED and not others:
        _must_keep_registered(action, name)
    _strike_out(action, "name_in_use", name, others)


def strike_out_posting(action: Action, posting: Posting) -> None:
    """Remove a 本務 or 兼務 that never was; the 本務 before it goes on."""
    others = [
        each
        for each in postings.of_employee(action, posting.employee_id)
        if each.id != posting.id and each.main and posting.main
    ]
    parted = _last_days(action, posting.employee_id)
    _strike_out(action, "posting", posting, [each for each in others if each.until not in parted])


def strike_out_leave(action: Action, leave: Leave) -> None:
    """Remove a leave that never was."""
    action.delete("leave", leave.id)


def _last_days(action: Action, employee_id: int) -> frozenset[date | None]:
    """The last days in service: what ends with one of them was not ended by what follows."""
    return frozenset(each.until for each in services.of_employee(action, employee_id) if each.until)


def _must_keep_registered(action: Action, name: NameInUse) -> None:
    every = names_in_use.of_employee(action, name.employee_id)
    if sum(each.kind == REGISTERED for each in every) <= 1:
        raise UserError("戸籍の氏名はこの1件だけです。削除や種別の変更はできません。", "kind")


def _must_be_one_of(text: str, choices: Sequence[str], label: str, field: str) -> None:
    if text not in choices:
        raise UserError(
            f"{label}「{text}」はありません。{'、'.join(choices)}から選んでください。", field
        )


def _must_fit(since: date | None, until: date | None, others: Sequence[Span], thing: str) -> None:
    """Refuse days that run backwards or overlap those of another entry."""
    if since is not None and until is not None and until < since:
        raise UserError("終わりの日が始まりの日より前です。日付を確かめてください。", "until")
    for other in others:
        first, last = other.since or _EARLIEST, other.until or _LATEST
        if first <= (until or _LATEST) and (since or _EARLIEST) <= last:
            raise UserError(
                f"同じ日に別の{thing}があります（{_span_words(other)}）。日付を確かめてください。",
                "since",
            )


def _span_words(span: Span) -> str:
    first = wareki.short(span.since) if span.since else ""
    last = wareki.short(span.until) if span.until else ""
    return f"{first}～{last}"


def _follows(later: Span, earlier: Span) -> bool:
    """Whether one entry begins on the day after another ends."""
    return (
        later.since is not None
        and earlier.until is not None
        and day_before(later.since) == earlier.until
    )


def _write_beside(
    action: Action,
    table: str,
    held: Span,
    others: Sequence[Span],
    values: dict[str, Any],
    parted: frozenset[date | None] = frozenset(),
) -> None:
    """Write an entry anew; entries that touched it still touch it, those that shrink are written first.

    Args:
        others: those that may not hold on the same days.
        parted: last days after which the next entry does not follow by itself.
    """
    since, until = values["since"], values["until"]
    before = next((o for o in others if _follows(held, o) and o.until not in parted), None)
    behind = next((o for o in others if _follows(o, held) and held.until not in parted), None)
    early: list[tuple[int, str, date]] = []
    late: list[tuple[int, str, date]] = []
    if before is not None and held.since is not None and since not in (None, held.since):
        _must_fit(before.since, day_before(since), (), "")
        shrinks = since < held.since
        (early if shrinks else late).append((before.id, "until", day_before(since)))
    if behind is not None and held.until is not None and until not in (None, held.until):
        _must_fit(until + timedelta(days=1), behind.until, (), "")
        shrinks = until > held.until
        (early if shrinks else late).append((behind.id, "since", until + timedelta(days=1)))
    moved = {row_id for row_id, _, _ in early + late}
    _must_fit(since, until, [each for each in others if each.id not in moved], "記録")
    for row_id, column, day in early:
        action.update(table, row_id, **{column: day})
    action.update(table, held.id, **values)
    for row_id, column, day in late:
        action.update(table, row_id, **{column: day})


def _strike_out(action: Action, table: str, held: Span, neighbours: Sequence[Span]) -> None:
    action.delete(table, held.id)
    before = next((each for each in neighbours if _follows(held, each)), None)
    if before is not None:
        action.update(table, before.id, until=held.until)
