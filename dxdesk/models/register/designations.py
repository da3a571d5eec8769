"""指定: who is デジタル推進リーダー of which unit from when to when. It is not a certification."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import services, units
from dxdesk.models.people.spans import in_force, to_day
from dxdesk.models.schema import DESIGNATION_ROLES
from dxdesk.models.store import Reads

MAIN, DEPUTY = DESIGNATION_ROLES
_COLUMNS: Final = (
    "unit_id", "employee_id", "role", "since", "until", "end_reason", "carried_over"
)  # fmt: skip
_SELECT: Final = f"SELECT {', '.join(_COLUMNS)}, id FROM designation"
_UNIT_THERE: Final = f"""
SELECT 1 FROM unit_version u
 WHERE u.unit_id = :unit_id AND u.tier = '{units.UNIT}' AND {in_force("u")}
"""
_IN_ORDER: Final = f"ORDER BY unit_id, role = '{DEPUTY}', coalesce(since, ''), id"


@dataclass(frozen=True, slots=True)
class Designation:
    """One person designated as leader of one unit.

    Args:
        unit_id: 所属.
        employee_id: who.
        role: 正 or 副.
        since: 指定日, the first day; none where it is not known.
        until: the last day; none while no end is stated.
        end_reason: why it ended before its time.
        carried_over: 移行分, designated before this program was used.
    """

    unit_id: int
    employee_id: int
    role: str
    since: date | None
    until: date | None = None
    end_reason: str = ""
    carried_over: bool = False
    id: int = 0

    @property
    def key(self) -> tuple[int, int, date | None]:
        """What tells it apart from every other one."""
        return self.unit_id, self.employee_id, self.since


def in_force_on(reads: Reads, day: date) -> list[Designation]:
    """The designations in force on a day, unit by unit, 正 before 副."""
    sql = f"{_SELECT} d WHERE {in_force('d')} {_IN_ORDER}"
    return [_from_row(row) for row in reads.rows(sql, {"day": day.isoformat()})]


def of_employee(reads: Reads, employee_id: int) -> list[Designation]:
    """All designations of a person, the newest first."""
    sql = f"{_SELECT} WHERE employee_id = ? ORDER BY coalesce(since, '') DESC, id DESC"
    return [_from_row(row) for row in reads.rows(sql, (employee_id,))]


def of_unit(reads: Reads, unit_id: int) -> list[Designation]:
    """All designations of a unit, 正 before 副, the oldest first."""
    found = reads.rows(f"{_SELECT} WHERE unit_id = ? {_IN_ORDER}", (unit_id,))
    return [_from_row(row) for row in found]


def designations(reads: Reads) -> list[Designation]:
    """Every designation that was ever registered."""
    return [_from_row(row) for row in reads.rows(f"{_SELECT} {_IN_ORDER}")]


def designate(action: Action, wanted: Designation) -> int:
    """Designate somebody as leader of a unit. Below level 1 one can be a leader, too.

    Args:
        action: the open action.
        wanted: who, where, as what, from when to when.

    Returns:
        The designation's id.

    Raises:
        UserError: see `check`.
    """
    check(action, wanted, of_unit(action, wanted.unit_id))
    return action.insert("designation", **_values(wanted))


def check(reads: Reads, wanted: Designation, others: Iterable[Designation]) -> None:
    """Refuse a designation that cannot be.

    Args:
        reads: the desk, or an action.
        wanted: the designation.
        others: those of the same unit that it stands beside.

    Raises:
        UserError: no such role, the days are the wrong way round, the unit or the person is not
            there on the first day, the person leads the unit already, or another one is 正.
    """
    if wanted.role not in DESIGNATION_ROLES:
        raise UserError(
            f"正・副が「{wanted.role}」になっています。{'か'.join(DESIGNATION_ROLES)}にしてください。",
            "role",
        )
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UserError("終了日が指定日より前です。どちらかを直してください。", "until")
    if wanted.since:
        _check_day(reads, wanted, wanted.since)
    for other in others:
        _check_beside(wanted, other)


def _check_day(reads: Reads, wanted: Designation, since: date) -> None:
    day = wareki.long(since)
    if services.on(reads, wanted.employee_id, since) is None:
        raise UserError(
            f"指定日（{day}）に在職していない職員です。職員番号と日付を確かめてください。", "since"
        )
    asked = {"unit_id": wanted.unit_id, "day": since.isoformat()}
    if not reads.rows(_UNIT_THERE, asked):
        raise UserError(
            f"指定日（{day}）にその所属はありません。所属と日付を確かめてください。", "unit"
        )


def _check_beside(wanted: Designation, other: Designation) -> None:
    if not _overlap(wanted, other):
        return
    if other.employee_id == wanted.employee_id:
        raise UserError(
            f"この職員は、この所属の{other.role}のリーダーに{_span(other)}指定されています。"
            "期間を確かめてください。",
            "since",
        )
    if wanted.role == other.role == MAIN:
        raise UserError(
            f"この所属には、{_span(other)}、別の正のリーダーがいます。"
            "先にその指定を終えるか、副にしてください。",
            "role",
        )


def _overlap(one: Designation, other: Designation) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (
        one.until or date.max
    )


def _span(held: Designation) -> str:
    since = f"{wareki.short(held.since)}から" if held.since else ""
    until = f"{wareki.short(held.until)}まで" if held.until else ""
    return since + until or "期間を定めずに"


def end(action: Action, designation_id: int, last_day: date, reason: str) -> Designation:
    """Let a designation end on a day.

    Args:
        action: the open action.
        designation_id: which.
        last_day: the last day in force.
        reason: why; it stays with the designation.

    Returns:
        The designation as it was.

    Raises:
        UserError: it is not there, has ended by then, begins later, or no reason is given.
    """
    found = action.rows(f"{_SELECT} WHERE id = ?", (designation_id,))
    if not found:
        raise UserError("この指定は見つかりません。画面を開き直してください。", "designation")
    held = _from_row(found[0])
    if held.since is not None and last_day < held.since:
        raise UserError(
            f"指定日（{wareki.long(held.since)}）より前の日には終えられません。日付を確かめてください。",
            "until",
        )
    if held.until is not None and held.until < last_day:
        raise UserError(
            f"この指定は{wareki.long(held.until)}で終わっています。日付を確かめてください。",
            "until",
        )
    if not reason.strip():
        raise UserError("指定を終える理由を入れてください。", "reason")
    action.update("designation", held.id, until=last_day, end_reason=reason.strip())
    return held


def record(action: Action, given: Iterable[Designation]) -> None:
    """Write designations of a ledger: those with an id are brought up to date, the others added."""
    found = list(given)
    action.insert_many(
        "designation",
        _COLUMNS,
        [tuple(_values(each).values()) for each in found if not each.id],
    )
    action.update_many(
        "designation",
        ("role", "until"),
        [(each.role, each.until, each.id) for each in found if each.id],
    )


def _values(held: Designation) -> dict[str, Any]:
    return {
        "unit_id": held.unit_id,
        "employee_id": held.employee_id,
        "role": held.role,
        "since": held.since,
        "until": held.until,
        "end_reason": held.end_reason,
        "carried_over": int(held.carried_over),
    }


def _from_row(row: Iterable[Any]) -> Designation:
    unit_id, employee_id, role, since, until, end_reason, carried_over, row_id = row
    return Designation(
        unit_id, employee_id, role, to_day(since), to_day(until), end_reason, carried_over == 1,
        row_id,
    )  # fmt: skip
