"""Spans of days: ``since`` is the first day, ``until`` the last, both inclusive; none is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from dxdesk.models.journal import Action


class Span(Protocol):
    """A row that holds from a day to a day."""

    @property
    def id(self) -> int:
        """The row's id."""
        ...

    @property
    def since(self) -> date | None:
        """The first day; none where no start is known."""
        ...

    @property
    def until(self) -> date | None:
        """The last day; none while it goes on."""
        ...


def in_force(alias: str, day: str = ":day") -> str:
    """The SQL condition that a row of a table with that alias holds on a day."""
    return (
        f"({alias}.since IS NULL OR {alias}.since <= {day})"
        f" AND ({alias}.until IS NULL OR {alias}.until >= {day})"
    )


def holds_on(span: Span, day: date) -> bool:
    """Whether a span holds on a day."""
    return (span.since is None or span.since <= day) and (span.until is None or span.until >= day)


def to_day(text: str | None) -> date | None:
    """A day as the store holds it; none stays none."""
    return date.fromisoformat(text) if text else None


def day_before(day: date) -> date:
    """The last day of what ends when something new begins."""
    return day - timedelta(days=1)


def end_from(action: Action, table: str, row_id: int, last: date) -> None:
    """Let a row end on a day; one that would then never have begun is removed."""
    since = to_day(action.value(f"SELECT since FROM {table} WHERE id = ?", (row_id,)))
    if since is not None and since > last:
        action.delete(table, row_id)
    else:
        action.update(table, row_id, until=last)


def marks(values: Sequence[object]) -> str:
    """As many question marks as there are values, for IN (…)."""
    return ", ".join("?" * len(values))
