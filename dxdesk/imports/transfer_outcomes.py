"""What a person's history is after an order, so that a later order of the same file fits it.

A file may hold 休職 and 復職, or 採用 and 兼務, of one person: the second is compared with what the
first will have made of the history. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dxdesk.imports.transfer_kinds import Effect
from dxdesk.imports.transfer_orders import Order
from dxdesk.models.people.histories import History
from dxdesk.models.people.leaves import Leave
from dxdesk.models.people.names_in_use import REGISTERED, NameInUse
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.services import REGULAR, REHIRED, Service
from dxdesk.models.people.spans import day_before, holds_on


def after(order: Order, history: History | None) -> History:
    """A person's history as it will be once an order is written."""
    if history is None:
        name = NameInUse(0, REGISTERED, order.name, None, None, 0)
        history = History(0, order.number, (name,), (), (), ())
    match order.kind.effect:
        case Effect.HIRE | Effect.REHIRE:
            return _placed(order, _in_service(order, history))
        case Effect.END:
            return _ended(history, order.day)
        case Effect.DEPART if not order.unit_id:
            return _ended(history, day_before(order.day))
        case Effect.AWAY:
            kept = _cut_leaves(history.leaves, day_before(order.day))
            leave = Leave(0, order.kind.leave, order.day, order.until, 0)
            return _placed(order, replace(history, leaves=(*kept, leave)))
        case Effect.BACK:
            kept = _cut_leaves(history.leaves, day_before(order.day))
            return _placed(order, replace(history, leaves=kept))
        case Effect.SIDE:
            side = Posting(0, order.unit_id, order.title, order.grade, "", False, order.day, None)
            return replace(history, postings=(*history.postings, side))
        case Effect.SIDE_END:
            freed = [
                held for held in history.sides_on(order.day) if order.unit_id in (0, held.unit_id)
            ]
            kept_postings = _without(history.postings, freed, day_before(order.day))
            return replace(history, postings=kept_postings)
    return _placed(order, history)


def _in_service(order: Order, history: History) -> History:
    appointment = REHIRED if order.kind.effect is Effect.REHIRE else REGULAR
    kept = tuple(
        replace(service, until=day_before(order.day)) if holds_on(service, order.day) else service
        for service in history.services
    )
    return replace(history, services=(*kept, Service(0, appointment, "", order.day, None, 0)))


def _ended(history: History, last_day: date) -> History:
    held = tuple(
        replace(service, until=last_day) if holds_on(service, last_day) else service
        for service in history.services
    )
    going_on = [
        posting for posting in history.postings if posting.until is None or posting.until > last_day
    ]
    return replace(
        history,
        services=held,
        postings=_without(history.postings, going_on, last_day),
        leaves=_cut_leaves(history.leaves, last_day),
    )


def _placed(order: Order, history: History) -> History:
    held = history.posting_on(order.day)
    before = held or Posting(0, 0, "", "", "", True, order.day, None)
    posting = replace(
        before,
        unit_id=order.unit_id or before.unit_id,
        title=order.title or before.title,
        grade=order.grade or before.grade,
        job=order.job or before.job,
        since=order.day,
    )
    if not posting.unit_id:
        return history
    kept = _without(history.postings, [held] if held else [], day_before(order.day))
    return replace(history, postings=(*kept, posting))


def _without(
    postings: Iterable[Posting], ended: list[Posting], last_day: date
) -> tuple[Posting, ...]:
    """Postings of which some end on a day; those that would then never have begun are gone."""
    cut = (replace(each, until=last_day) if each in ended else each for each in postings)
    return tuple(
        each for each in cut if each.since is None or each.until is None or each.since <= each.until
    )


def _cut_leaves(leaves: Iterable[Leave], last_day: date) -> tuple[Leave, ...]:
    cut = (
        replace(leave, until=last_day) if leave.until is None or leave.until > last_day else leave
        for leave in leaves
    )
    return tuple(leave for leave in cut if leave.since is None or leave.since <= last_day)
