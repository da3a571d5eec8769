"""One personnel order (発令) beside what the desk knows: what it changes, or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dxdesk.imports.cells import CellError
from dxdesk.imports.proposal import Difference, State
from dxdesk.imports.transfer_kinds import Effect, TransferKind
from dxdesk.models import names, wareki
from dxdesk.models.people.histories import History
from dxdesk.models.people.leaves import PRESENT
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.services import REHIRED
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.standings import RETIRED


@dataclass(frozen=True, slots=True)
class Order:
    """One row of the file; an empty text, no day and unit 0 mean that the row does not say."""

    number: str
    name: str
    kind: TransferKind
    day: date
    unit_id: int
    title: str
    grade: str
    job: str
    until: date | None
    kana: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class OrderChange:
    """What is written for an order: the order, and the employee that it concerns (0: a new one)."""

    order: Order
    employee_id: int


Differences = tuple[Difference, ...]
UnitNames = Mapping[int, str]


def compared(
    order: Order, history: History | None, unit_names: UnitNames
) -> tuple[State, Differences]:
    """What an order changes.

    Raises:
        CellError: the person is unknown, or it does not fit what the desk knows.
    """
    if history is None:
        return _new_person(order, unit_names)
    differences = _COMPARE[order.kind.effect](order, history, unit_names)
    return (State.CHANGED if differences else State.SAME), differences


def _new_person(order: Order, unit_names: UnitNames) -> tuple[State, Differences]:
    if order.kind.effect is not Effect.HIRE:
        raise CellError(
            "number", f"職員番号「{order.number}」の職員がいません。番号を確かめてください。"
        )
    if not order.name:
        raise CellError("name", "氏名が入っていません。")
    if names.is_damaged(order.name):
        raise CellError(
            "name",
            "氏名に文字化け（?、〓）があるため、新しい職員として登録できません。正しい氏名に直してください。",
        )
    return State.NEW, (Difference("所属", "", unit_names[order.unit_id]),)


def _hire(order: Order, history: History, unit_names: UnitNames) -> Differences:
    service = history.service_on(order.day)
    if service is not None and service.since != order.day:
        raise CellError(
            "kind", "すでに在職している職員です。職員番号か発令区分を確かめてください。"
        )
    taken_on = () if service else (Difference("在職状況", RETIRED, PRESENT),)
    return taken_on + _placed(order, history, unit_names)


def _move(order: Order, history: History, unit_names: UnitNames) -> Differences:
    _must_be_in_service(history, order.day)
    return _placed(order, history, unit_names)


def _rehire(order: Order, history: History, unit_names: UnitNames) -> Differences:
    service = history.service_on(order.day)
    before = service.appointment if service else RETIRED
    anew = service is None or before != REHIRED
    appointed = (Difference("任用区分", before, REHIRED),) if anew else ()
    return appointed + _placed(order, history, unit_names)


def _depart(order: Order, history: History, unit_names: UnitNames) -> Differences:
    if order.unit_id:
        return _move(order, history, unit_names)
    return _ended(order, history, day_before(order.day))


def _end(order: Order, history: History, _unit_names: UnitNames) -> Differences:
    return _ended(order, history, order.day)


def _ended(order: Order, history: History, last_day: date) -> Differences:
    if any(service.until == last_day for service in history.services):
        return ()
    _must_be_in_service(history, last_day)
    return (Difference("在職状況", PRESENT, f"{order.kind.name}（{wareki.short(last_day)}まで）"),)


def _away(order: Order, history: History, unit_names: UnitNames) -> Differences:
    _must_be_in_service(history, order.day)
    leave = history.leave_on(order.day)
    before = leave.kind if leave else PRESENT
    left = () if before == order.kind.leave else (Difference("在職状況", before, order.kind.leave),)
    return left + _placed(order, history, unit_names)


def _back(order: Order, history: History, unit_names: UnitNames) -> Differences:
    _must_be_in_service(history, order.day)
    leave = history.leave_on(order.day)
    if leave is None and not any(leave.until == day_before(order.day) for leave in history.leaves):
        raise CellError(
            "kind",
            f"{wareki.long(order.day)}に休職・育児休業・派遣などをしていません。発令日を確かめてください。",
        )
    back = (Difference("在職状況", leave.kind, PRESENT),) if leave else ()
    return back + _placed(order, history, unit_names)


def _side(order: Order, history: History, unit_names: UnitNames) -> Differences:
    _must_be_in_service(history, order.day)
    if any(held.unit_id == order.unit_id for held in history.sides_on(order.day)):
        return ()
    return (Difference("兼務", "", unit_names[order.unit_id]),)


def _side_end(order: Order, history: History, unit_names: UnitNames) -> Differences:
    _must_be_in_service(history, order.day)
    held = [side for side in history.sides_on(order.day) if _is_meant(order, side)]
    if held:
        return tuple(Difference("兼務", unit_names.get(side.unit_id, ""), "") for side in held)
    last_day = day_before(order.day)
    sides = (held for held in history.postings if not held.main)
    if any(side.until == last_day and _is_meant(order, side) for side in sides):
        return ()
    raise CellError("kind", "解除する兼務がありません。発令日と所属を確かめてください。")


def _is_meant(order: Order, side: Posting) -> bool:
    return order.unit_id in (0, side.unit_id)


def _placed(order: Order, history: History, unit_names: UnitNames) -> Differences:
    """Where somebody works afterwards, beside where the desk has them on the day."""
    held = history.posting_on(order.day)
    if held is None and not order.unit_id:
        if order.title or order.grade or order.kind.effect is Effect.MOVE:
            raise CellError(
                "unit", "新所属コードが入っていません。この職員には今の所属の記録もありません。"
            )
        return ()
    pairs = (
        (
            "所属",
            unit_names.get(held.unit_id, "") if held else "",
            unit_names.get(order.unit_id, ""),
        ),
        ("職名", held.title if held else "", order.title),
        ("職級", held.grade if held else "", order.grade),
        ("職種", held.job if held else "", order.job),
    )
    differences = [Difference(label, old, new) for label, old, new in pairs if new and old != new]
    if (
        held
        and order.unit_id not in (0, held.unit_id)
        and not any(d.label == "所属" for d in differences)
    ):
        # another unit of the same name
        differences.insert(0, Difference(*pairs[0]))
    return tuple(differences)


def _must_be_in_service(history: History, day: date) -> None:
    if history.service_on(day) is not None:
        return
    ends = [service.until for service in history.services if service.until and service.until < day]
    if ends:
        raise CellError(
            "number",
            f"{wareki.long(max(ends))}に退職した職員です。職員番号と発令日を確かめてください。",
        )
    raise CellError(
        "day",
        f"{wareki.long(day)}にはまだ在職していない職員です。職員番号と発令日を確かめてください。",
    )


_COMPARE: dict[Effect, Callable[[Order, History, UnitNames], Differences]] = {
    Effect.HIRE: _hire,
    Effect.MOVE: _move,
    Effect.REHIRE: _rehire,
    Effect.DEPART: _depart,
    Effect.END: _end,
    Effect.AWAY: _away,
    Effect.BACK: _back,
    Effect.SIDE: _side,
    Effect.SIDE_END: _side_end,
}
