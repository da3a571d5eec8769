"""Employees: one by 職員番号, everything about one, and putting an entry right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.columns import Column, Kind
from dxdesk.models.journal import Action
from dxdesk.models.people import former_numbers, units
from dxdesk.models.people.histories import History, histories
from dxdesk.models.people.leaves import PRESENT, Leave
from dxdesk.models.people.names_in_use import NameInUse
from dxdesk.models.people.postings import Posting
from dxdesk.models.people.search import list_ids, list_rows, search_ids
from dxdesk.models.people.services import Service
from dxdesk.models.people.spans import to_day
from dxdesk.models.people.standings import BEFORE, RETIRED
from dxdesk.models.store import Reads

LONGEST_NOTE: Final = 1_000
LIST_COLUMNS: Final = (
    Column("number", "職員番号", Kind.CODE, 10),
    Column("name", "氏名", Kind.TEXT, 18),
    Column("kana", "フリガナ", Kind.TEXT, 22),
    Column("bureau", "部局", Kind.TEXT, 16),
    Column("unit", "所属", Kind.TEXT, 30),
    Column("title", "職名", Kind.TEXT, 12),
    Column("grade", "職級", Kind.TEXT, 12),
    Column("job", "職種", Kind.TEXT, 12),
    Column("status", "状態", Kind.TEXT, 10),
)
FORM_COLUMNS: Final = (
    Column("number", "職員番号", Kind.CODE, 10),
    Column("kana", "フリガナ", Kind.TEXT, 22),
    Column("born_on", "生年月日", Kind.DAY, 12),
    Column("note", "備考", Kind.TEXT, 40),
)


@dataclass(frozen=True, slots=True)
class Employee:
    """What stands in an employee's own row.

    Args:
        number: 職員番号, text.
        kana: フリガナ in full-width katakana.
        note: 備考.
    """

    employee_id: int
    number: str
    kana: str
    born_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Place:
    """One line of 異動歴: a posting with the names that its unit had then."""

    posting: Posting
    bureau_name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the desk knows about one person's service, as of a day.

    Args:
        name: the 戸籍 name on the day.
        status: 在職, the kind of leave, 退職 or 採用前.
        place: 本務 on the day; nothing where there is none.
        places: 異動歴, the newest first.
        names: 戸籍・旧姓・通称, the newest first; services and leaves likewise.
    """

    employee: Employee
    name: str
    status: str
    place: Place | None
    places: tuple[Place, ...]
    names: tuple[NameInUse, ...]
    services: tuple[Service, ...]
    leaves: tuple[Leave, ...]


def find(reads: Reads, number: str) -> Employee:
    """The employee with a 職員番号, in full- or half-width digits; a former number finds too.

    Raises:
        UserError: there is none.
    """
    wanted = names.digits(number)
    sql = """
        SELECT id FROM employee WHERE number = :number
        UNION ALL SELECT employee_id FROM former_number WHERE number = :number
    """
    rows = reads.rows(sql, {"number": wanted})
    if not rows:
        raise UserError(f"職員番号「{wanted}」の職員はいません。番号を確かめてください。", "number")
    return get(reads, rows[0]["id"])


def get(reads: Reads, employee_id: int) -> Employee:
    """An employee by id.

    Raises:
        UserError: the row is gone, e.g. because its entry was undone.
    """
    sql = "SELECT id, number, kana, born_on, note FROM employee WHERE id = ?"
    rows = reads.rows(sql, (employee_id,))
    if not rows:
        raise UserError("この職員は登録されていません。ほかの操作で元に戻された可能性があります。")
    row_id, number, kana, born_on, note = rows[0]
    return Employee(row_id, number, kana, to_day(born_on), note)


def are_known(reads: Reads) -> bool:
    """Whether anybody was ever registered."""
    return bool(reads.value("SELECT EXISTS (SELECT 1 FROM employee)"))


def ids_by_number(reads: Reads) -> dict[str, int]:
    """職員番号 → employee, of everybody ever registered."""
    return {row["number"]: row["id"] for row in reads.rows("SELECT number, id FROM employee")}


def profile(reads: Reads, employee_id: int, day: date) -> Profile:
    """Everything about one person's service, as of a day.

    Raises:
        UserError: the row is gone.
    """
    employee = get(reads, employee_id)
    history = histories(reads, [employee.number])[employee.number]
    places = tuple(_place(reads, posting, day) for posting in reversed(history.postings))
    held = history.posting_on(day)
    return Profile(
        employee=employee,
        name=history.name_on(day),
        status=status_on(history, day),
        place=next((place for place in places if place.posting == held), None),
        places=places,
        names=history.names[::-1],
        services=history.services[::-1],
        leaves=history.leaves[::-1],
    )


def _place(reads: Reads, posting: Posting, day: date) -> Place:
    """A posting with its unit's names on its last day, or on the day asked for while it goes on."""
    then = day if posting.until is None else min(day, posting.until)
    if posting.since is not None:
        then = max(then, posting.since)
    bureau_name, unit_name = units.names_of(reads, posting.unit_id, then)
    return Place(posting, bureau_name, unit_name)


def status_on(history: History, day: date) -> str:
    """在職, the kind of leave, 退職 or 採用前."""
    if history.service_on(day) is not None:
        leave = history.leave_on(day)
        return leave.kind if leave else PRESENT
    over = any(service.until is not None and service.until < day for service in history.services)
    return RETIRED if over else BEFORE


def correct_employee(
    action: Action,
    employee_id: int,
    *,
    number: str | None = None,
    kana: str | None = None,
    born_on: date | None = None,
    forget_born_on: bool = False,
    note: str | None = None,
) -> None:
    """Put right what stands in an employee's own row; what is not given stays.

    Args:
        number: another 職員番号.
        forget_born_on: empties 生年月日.

    Raises:
        UserError: the number belongs to somebody else or is empty, or a text is too long.
    """
    values: dict[str, object] = {}
    if number is not None:
        values["number"] = former_numbers.free_number(action, employee_id, number)
    if kana is not None:
        written = names.kana(_short_enough(kana, "kana", names.LONGEST_NAME))
        values |= {"kana": written, "kana_order": names.kana_order(written)}
    if born_on is not None or forget_born_on:
        values["born_on"] = born_on
    if note is not None:
        values["note"] = _short_enough(note, "note", LONGEST_NOTE)
    if values:
        action.update("employee", employee_id, **values)


def _short_enough(text: str, field: str, longest: int) -> str:
    if len(text) > longest:
        raise UserError(f"{len(text):,}文字あります。{longest:,}文字までにしてください。", field)
    return text.strip()


__all__ = [
    "FORM_COLUMNS", "LIST_COLUMNS", "Employee", "Place", "Profile", "correct_employee", "find",
    "get", "ids_by_number", "list_ids", "list_rows", "profile", "search_ids", "status_on",
]  # fmt: skip
