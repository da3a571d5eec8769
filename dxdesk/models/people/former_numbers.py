"""A replaced 職員番号: the present one stands with the employee, earlier ones still find the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import day_before
from dxdesk.models.store import Reads


@dataclass(frozen=True, slots=True)
class FormerNumber:
    """A 職員番号 that somebody had, up to its last day."""

    employee_id: int
    number: str
    until: date
    id: int


def of_employee(reads: Reads, employee_id: int) -> list[FormerNumber]:
    """The numbers that an employee had before the present one, the newest first."""
    sql = """
        SELECT employee_id, number, until, id FROM former_number WHERE employee_id = ?
        ORDER BY until DESC, id DESC
    """
    return [
        FormerNumber(row[0], row[1], date.fromisoformat(row[2]), row[3])
        for row in reads.rows(sql, (employee_id,))
    ]


def present_numbers(reads: Reads) -> dict[str, str]:
    """Former 職員番号 → the one that its holder has now."""
    sql = """
        SELECT f.number, e.number FROM former_number f JOIN employee e ON e.id = f.employee_id
    """
    return {row[0]: row[1] for row in reads.rows(sql)}


def replace_number(action: Action, employee_id: int, new_number: str, since: date) -> None:
    """Give somebody another 職員番号 from a day; the one until then still finds the person.

    Somebody who gets an own former number back has it as the present one again.

    Raises:
        UserError: the number is empty, the present one, or somebody else has or had it.
    """
    wanted = free_number(action, employee_id, new_number)
    held = str(action.value("SELECT number FROM employee WHERE id = ?", (employee_id,)))
    if wanted == held:
        raise UserError(
            f"職員番号「{wanted}」は今の番号です。新しい番号を入れてください。", "number"
        )
    for former in of_employee(action, employee_id):
        if former.number == wanted:
            action.delete("former_number", former.id)
    action.update("employee", employee_id, number=wanted)
    action.insert("former_number", employee_id=employee_id, number=held, until=day_before(since))


def free_number(reads: Reads, employee_id: int, number: str) -> str:
    """A number as it is kept, if this employee may have it.

    Args:
        employee_id: 0 for somebody new.

    Raises:
        UserError: the number is empty, or somebody else has or had it.
    """
    wanted = names.digits(number)
    if not wanted:
        raise UserError("職員番号が入っていません。", "number")
    sql = "SELECT 1 FROM employee WHERE number = ? AND id <> ?"
    if reads.rows(sql, (wanted, employee_id)):
        raise UserError(
            f"職員番号「{wanted}」は別の職員が使っています。番号を確かめてください。", "number"
        )
    sql = "SELECT 1 FROM former_number WHERE number = ? AND employee_id <> ?"
    if reads.rows(sql, (wanted, employee_id)):
        raise UserError(
            f"職員番号「{wanted}」は別の職員の前の番号です。番号を確かめてください。", "number"
        )
    return wanted
