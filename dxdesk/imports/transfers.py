"""異動発令: transfers, promotions, retirements, leaves – each from its 発令日."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from dxdesk.imports.cells import KEPT_NAMES, CellError
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import Numbers
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options, State
from dxdesk.imports.reading import Row
from dxdesk.imports.transfer_kinds import TRANSFER_KINDS, Effect, TransferKind, kind_named
from dxdesk.imports.transfer_orders import Order, OrderChange, compared
from dxdesk.imports.transfer_outcomes import after
from dxdesk.models import acts, names
from dxdesk.models.journal import Action
from dxdesk.models.names import NameMatch
from dxdesk.models.people import leaves, names_in_use, postings, services, units
from dxdesk.models.people.histories import histories
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.units import Unit
from dxdesk.models.store import Reads

FIELDS = (
    Field("day", "発令日", ("発令年月日", "異動日", "異動年月日", "発令期日", "発令の日")),
    Field("number", "職員番号", (
        "職員コード", "職員CD", "職員NO", "職員No.", "職員ＩＤ", "社員番号", "職番", "人事番号",
    )),
    Field("name", "氏名", ("職員氏名", "漢字氏名", "氏名（漢字）", "名前", "職員名"), required=False),
    Field("kind", "発令区分", ("異動区分", "発令種別", "異動種別", "発令内容", "異動事由", "区分")),
    Field("unit", "新所属コード", (
        "所属コード", "異動後所属コード", "新組織コード", "発令所属コード", "新所属CD", "異動先所属コード",
    ), required=False),
    Field("unit_name", "新所属名", (
        "新所属", "所属名", "異動後所属", "異動後所属名", "異動先", "異動先所属", "発令所属",
    ), required=False),
    Field("title", "新職名", ("職名", "異動後職名", "発令職名", "新補職名", "補職名", "新役職"), required=False),
    Field("grade", "新職級", ("職級", "異動後職級", "新級", "新職位", "級"), required=False),
    Field("job", "新職種", ("職種", "異動後職種"), required=False),
    Field("until", "終了日", ("終了年月日", "期間の終わり", "満了日", "至", "終期"), required=False),
    Field("kana", "フリガナ", ("カナ氏名", "氏名カナ", "ふりがな", "カナ"), required=False),
    Field("born_on", "生年月日", (), required=False),
)  # fmt: skip

OTHER_NAME = (
    "氏名が登録と違います（登録済みの氏名は変えません）。職員番号の誤りでないか確かめてください"
)


def compare(reads: Reads, findings: Findings) -> None:
    """Compare every order of a file with what the desk knows about the person on its day."""
    units_of: dict[date, dict[str, Unit]] = {}

    def by_code(day: date) -> dict[str, Unit]:
        if day not in units_of:
            units_of[day] = units.by_code(reads, day)
        return units_of[day]

    orders = _read(findings, by_code, Numbers(reads, findings))
    known = histories(reads, list(dict.fromkeys(order.number for _, order in orders)))
    unit_names = {unit.unit_id: unit.name for day in units_of for unit in units_of[day].values()}
    for row, order in sorted(orders, key=lambda pair: (pair[1].day, pair[0].number)):
        history = known.get(order.number)
        try:
            state, differences = compared(order, history, unit_names)
        except CellError as error:
            findings.refuse(row, error.key, error.reason)
            continue
        registered = history.name_on(order.day) if history else order.name
        _remark_on_name(findings, row, registered, order.name)
        change = OrderChange(order, history.employee_id if history else 0)
        findings.by_kind[order.kind.name] += 1
        line = Line(row.number, order.number, registered, state, differences, change)
        findings.lines.append(line)
        if state is not State.SAME:
            known[order.number] = after(order, history)
    findings.lines.sort(key=lambda line: line.row)


def _remark_on_name(findings: Findings, row: Row, registered: str, incoming: str) -> None:
    if not incoming:
        return
    match = names.same_person_spelling(registered, incoming)
    if match is not NameMatch.SAME:
        findings.remark(KEPT_NAMES.get(match, OTHER_NAME), row, "name")


def _read(
    findings: Findings, by_code: Callable[[date], dict[str, Unit]], numbers: Numbers
) -> list[tuple[Row, Order]]:
    """The file's orders; two of one effect for one person and day that differ are both refused."""
    orders: dict[tuple[object, ...], list[tuple[Row, Order]]] = {}

    def read(row: Row) -> None:
        order = _order(findings, row, by_code, numbers)
        effect = order.kind.effect
        side = order.unit_id if effect in (Effect.SIDE, Effect.SIDE_END) else 0
        earlier = orders.setdefault((order.number, order.day, effect, side), [])
        if any(order == other for _, other in earlier):
            findings.doubled += 1
        else:
            earlier.append((row, order))

    findings.read_each(read)
    accepted = []
    for alike in orders.values():
        if len({replace(order, kind=TRANSFER_KINDS[0], name="") for _, order in alike}) == 1:
            accepted += alike
            continue
        for row, order in alike:
            reason = f"同じ職員・同じ発令日の「{order.kind.name}」の行と内容が違います。どちらが正しいか確かめてください。"
            findings.refuse(row, "number", reason)
    return accepted


def _order(
    findings: Findings, row: Row, by_code: Callable[[date], dict[str, Unit]], numbers: Numbers
) -> Order:
    cells = findings.cells
    day = cells.needed_day(row, "day", "発令日")
    number = numbers.read(row)
    kind = _kind(cells.needed(row, "kind", "発令区分"))
    code = cells.code(row, "unit", "所属コード")
    if kind.needs_unit and not code:
        raise CellError("unit", f"「{kind.name}」には新所属コードが要ります。")
    if code and code not in by_code(day):
        raise CellError(
            "unit",
            f"所属コード「{code}」の所属がありません。コードを直すか、先に組織一覧を取り込んでください。",
        )
    until = cells.day(row, "until")
    if until is not None and until < day:
        raise CellError("until", "終了日が発令日より前です。")
    return Order(
        number=number,
        name=cells.name(row, "name") if cells.text(row, "name") else "",
        kind=kind,
        day=day,
        unit_id=by_code(day)[code].unit_id if code else 0,
        title=cells.text(row, "title"),
        grade=cells.text(row, "grade"),
        job=cells.text(row, "job"),
        until=until,
        kana=names.kana(cells.text(row, "kana")),
        born_on=cells.day(row, "born_on"),
    )


def _kind(text: str) -> TransferKind:
    kind = kind_named(text)
    if kind is None:
        known = "、".join(kind.name for kind in TRANSFER_KINDS)
        raise CellError(
            "kind", f"発令区分「{text[:20]}」はありません。{known}のどれかにしてください。"
        )
    return kind


def write(action: Action, lines: Sequence[Line], _options: Options) -> None:
    """Write the orders in the order of their days."""
    changes = [line.change for line in lines if isinstance(line.change, OrderChange)]
    new: dict[str, int] = {}
    for change in sorted(changes, key=lambda change: change.order.day):
        order = change.order
        if not change.employee_id and order.number not in new:
            new[order.number] = _register(action, order)
        employee_id = change.employee_id or new[order.number]
        _WRITE[order.kind.effect](action, employee_id, order)


def _register(action: Action, order: Order) -> int:
    """Enter a new employee, as yet without service and posting."""
    employee_id = action.insert(
        "employee", number=order.number, kana=order.kana, kana_order=names.kana_order(order.kana),
        born_on=order.born_on,
    )  # fmt: skip
    row = names_in_use.row_of(employee_id, order.name, None)
    action.insert("name_in_use", **dict(zip(names_in_use.COLUMNS, row, strict=True)))
    return employee_id


def _place(action: Action, employee_id: int, order: Order) -> None:
    held = postings.main_of(action, employee_id, order.day)
    unit_id = order.unit_id or (held.unit_id if held else 0)
    if unit_id:
        postings.transfer(
            action, employee_id, unit_id, order.day, order.title or None, order.grade or None,
            order.job or None,
        )  # fmt: skip


def _hire(action: Action, employee_id: int, order: Order) -> None:
    if services.on(action, employee_id, order.day) is None:
        services.begin(action, employee_id, order.day)
    _place(action, employee_id, order)


def _rehire(action: Action, employee_id: int, order: Order) -> None:
    held = services.on(action, employee_id, order.day)
    if held is None or held.appointment != services.REHIRED:
        services.rehire(action, employee_id, order.day)
    _place(action, employee_id, order)


def _depart(action: Action, employee_id: int, order: Order) -> None:
    if order.unit_id:
        _place(action, employee_id, order)
    else:
        services.end(action, employee_id, day_before(order.day))


def _end(action: Action, employee_id: int, order: Order) -> None:
    services.retire(action, employee_id, order.day)


def _away(action: Action, employee_id: int, order: Order) -> None:
    held = leaves.on(action, employee_id, order.day)
    if held is None or held.kind != order.kind.leave:
        leaves.start_leave(action, employee_id, order.kind.leave, order.day, order.until)
    _place(action, employee_id, order)


def _back(action: Action, employee_id: int, order: Order) -> None:
    if leaves.on(action, employee_id, order.day) is not None:
        leaves.end_leave(action, employee_id, order.day)
    _place(action, employee_id, order)


def _side(action: Action, employee_id: int, order: Order) -> None:
    postings.add_side(action, employee_id, order.unit_id, order.day, order.title, order.grade)


def _side_end(action: Action, employee_id: int, order: Order) -> None:
    for held in postings.sides_on(action, employee_id, order.day):
        if order.unit_id in (0, held.unit_id):
            postings.end_side(action, held, order.day)


_WRITE: dict[Effect, Callable[[Action, int, Order], None]] = {
    Effect.HIRE: _hire,
    Effect.MOVE: _place,
    Effect.REHIRE: _rehire,
    Effect.DEPART: _depart,
    Effect.END: _end,
    Effect.AWAY: _away,
    Effect.BACK: _back,
    Effect.SIDE: _side,
    Effect.SIDE_END: _side_end,
}

TRANSFERS = ImportKind(
    "transfers", "異動発令", acts.IMPORT_TRANSFERS, "", FIELDS, compare, write, counter="人"
)
