"""受講者 of a session: who applied, who was decided on, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.models import names, settings, wareki
from dxdesk.models.evidence import attachments, on_roll, sessions, trainings
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.sessions import Session
from dxdesk.models.evidence.trainings import APPLIED, SEATED, TOOK_PART, Attendance
from dxdesk.models.people import former_numbers
from dxdesk.models.people.search import ListRow, list_rows

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads, Row

LONGEST_NOTE: Final = 1_000
_SAID_NUMBERS: Final = 5
_ATTENDANCE: Final = (
    "SELECT employee_id, training_id, day, result, verification, session_id, id FROM attendance"
)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody in a session.

    Args:
        id: of the row of attendance.
        person: number, name and unit on the session's last day, or today where that is to come.
    """

    id: int
    person: ListRow
    result: str
    note: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall stand about one person in a session; somebody new is added."""

    employee_id: int
    result: str = APPLIED
    note: str = ""


def of_session(reads: Reads, session_id: int, day: date) -> list[Enrolled]:
    """The people of a session by 職員番号.

    Args:
        day: as of which units are said.
    """
    found = {
        row["employee_id"]: row
        for row in reads.rows(
            "SELECT employee_id, id, result, note FROM attendance WHERE session_id = ?",
            (session_id,),
        )
    }
    people = sorted(list_rows(reads, list(found), day), key=lambda person: person.number)
    return [
        Enrolled(row["id"], person, row["result"], row["note"])
        for person in people
        for row in (found[person.employee_id],)
    ]


def people_by_number(reads: Reads, written: Iterable[str], day: date) -> dict[str, ListRow]:
    """Number as it was written → the person: any width of digits, lost leading zeros, former numbers.

    Args:
        day: as of which units are said.
    """
    width = int(settings.get(reads, settings.NUMBER_WIDTH))
    present = former_numbers.present_numbers(reads)
    meant: dict[str, tuple[str, ...]] = {}
    for text in written:
        number = names.digits(text)
        alike = (number, number.zfill(width))
        meant[text] = (*alike, *(present[each] for each in alike if each in present))
    sought = json.dumps(sorted({number for each in meant.values() for number in each}))
    sql = "SELECT id FROM employee WHERE number IN (SELECT value FROM json_each(?))"
    ids = [row[0] for row in reads.rows(sql, (sought,))]
    people = {person.number: person for person in list_rows(reads, ids, day)}
    return {
        text: people[known[0]]
        for text, numbers in meant.items()
        if (known := [each for each in numbers if each in people])
    }


def enrol(action: Action, session_id: int, employee_ids: Iterable[int]) -> None:
    """申込: let people apply for a session.

    Raises:
        UserError: it is cancelled, or somebody is in it already.
    """
    record(action, session_id, [Wanted(employee_id) for employee_id in employee_ids])


def refusals(
    reads: Reads, session: Session, wanted: Sequence[Wanted], today: date
) -> dict[int, UserError]:
    """Employee → why what is wanted about that person cannot be; nothing where it can.

    Whether there are places for everybody is asked by ``record``.
    """
    served = on_roll.roll(reads, today)
    there = _known(reads, session, {each.employee_id for each in wanted})
    elsewhere = {
        row["employee_id"]: row["ordinal"]
        for row in reads.rows(
            "SELECT a.employee_id, s.ordinal FROM attendance a"
            " JOIN training_session s ON s.id = a.session_id"
            " WHERE a.training_id = ? AND a.day = ? AND a.session_id <> ?",
            (session.training_id, session.until.isoformat(), session.id),
        )
    }
    found: dict[int, UserError] = {}
    for each in wanted:
        try:
            if each.employee_id in elsewhere:
                raise UserError(
                    f"同じ日の第{elsewhere[each.employee_id]}回の受講者です。", "number"
                )
            if len(each.note) > LONGEST_NOTE:
                raise UserError(f"備考は{LONGEST_NOTE:,}文字までにしてください。", "note")
            served.check(_attendance(session, each, there.get(each.employee_id)), session)
        except UserError as error:
            found[each.employee_id] = error
    return found


def record(action: Action, session_id: int, wanted: Sequence[Wanted]) -> None:
    """Write what is wanted about people of a session; somebody new is added to it.

    An attendance of the same day that came without a session becomes one of this session. As soon
    as somebody took part, a session that was planned is 実施済.

    Raises:
        UserError: somebody cannot have attended, or there are not places enough; nothing is written.
    """
    session = sessions.get(action, session_id)
    for error in refusals(action, session, wanted, action.today).values():
        raise error
    there = _known(action, session, {each.employee_id for each in wanted})
    seated = _seated(action, session_id)
    new = [_attendance(session, each, there.get(each.employee_id)) for each in wanted]
    trainings.record(action, new)
    noted = {each.employee_id: each.note for each in wanted}
    rows = action.rows("SELECT id, employee_id, note FROM attendance WHERE session_id = ?", (session_id,))  # fmt: skip
    changed = [
        (noted[row["employee_id"]], row["id"])
        for row in rows
        if row["note"] != noted.get(row["employee_id"], row["note"])
    ]
    action.update_many("attendance", ("note",), changed)
    now = _seated(action, session_id)
    if now > seated:
        sessions.check_capacity(session, now)
    if any(each.result in TOOK_PART for each in wanted):
        sessions.hold(action, session)


def remove(action: Action, session_id: int, employee_ids: Collection[int]) -> None:
    """Take people out of a session into which they came by mistake, with their scans.

    Raises:
        UserError: somebody took part.
    """
    session = sessions.get(action, session_id)
    known = _known(action, session, set(employee_ids))
    there = sum(each.result in TOOK_PART for each in known.values())
    if there:
        raise UserError(
            f"受講した職員が{there:,}人います。誤りなら、先に結果を直してください。", "result"
        )
    for each in known.values():
        if each.session_id == session_id:
            attachments.detach_all(action, Proof.ATTENDANCE, each.id)
            action.delete("attendance", each.id)


def change_session(action: Action, session: Session) -> None:
    """Change a session; where its last day moves, the attendances of its people move along.

    Raises:
        UserError: the session cannot be so, or something is in the way on the new day.
    """
    held = sessions.check_change(action, session)
    if session.until != held.until:
        _move_people(action, session)
    sessions.write(action, session)


def cancel_session(action: Action, session_id: int) -> None:
    """中止: who applied or was decided on stays listed, so that they can be told.

    Raises:
        UserError: somebody took part in it.
    """
    change_session(action, replace(sessions.get(action, session_id), state=sessions.CANCELLED))


def check_seats(action: Action, session_ids: Iterable[int | None]) -> None:
    """Refuse more people than there are places for, in each of some sessions.

    Raises:
        UserError: with which session, and both numbers.
    """
    for session_id in sorted({each for each in session_ids if each}):
        session = sessions.get(action, session_id)
        try:
            sessions.check_capacity(session, _seated(action, session_id))
        except UserError as error:
            year = wareki.fiscal_year_name(session.fiscal_year)
            raise UserError(f"{year}の{session.title}：{error.text}", error.field) from error


def _move_people(action: Action, session: Session) -> None:
    rows = action.rows(f"{_ATTENDANCE} WHERE session_id = ?", (session.id,))
    moved = [replace(_read(row), day=session.until) for row in rows]
    in_the_way = action.rows(
        "SELECT e.number FROM attendance a JOIN employee e ON e.id = a.employee_id"
        " WHERE a.training_id = ? AND a.day = ? AND a.session_id IS NOT ?"
        " AND a.employee_id IN (SELECT employee_id FROM attendance WHERE session_id = ?)"
        " ORDER BY e.number",
        (session.training_id, session.until.isoformat(), session.id, session.id),
    )
    if in_the_way:
        numbers = [str(row[0]) for row in in_the_way]
        said = "、".join(numbers[:_SAID_NUMBERS]) + (
            " ほか" if len(numbers) > _SAID_NUMBERS else ""
        )
        raise UserError(
            f"{wareki.short(session.until)}に同じ研修の記録がある職員が{len(numbers):,}人いるため、"
            f"末日を変えられません（職員番号 {said}）。",
            "until",
        )
    served = on_roll.roll(action, action.today)
    for each in moved:
        try:
            served.check(each)
        except UserError as error:
            number = action.value("SELECT number FROM employee WHERE id = ?", (each.employee_id,))
            raise UserError(f"職員番号 {number}：{error.text}", "until") from error
    action.update_many(
        "attendance", ("day",), [(session.until.isoformat(), each.id) for each in moved]
    )


def _known(reads: Reads, session: Session, employee_ids: set[int]) -> dict[int, Attendance]:
    """Employee → the attendance of this training on the session's last day."""
    found = reads.rows(
        f"{_ATTENDANCE} WHERE training_id = ? AND day = ?"
        " AND employee_id IN (SELECT value FROM json_each(?))",
        (session.training_id, session.until.isoformat(), json.dumps(sorted(employee_ids))),
    )
    return {each.employee_id: each for each in map(_read, found)}


def _attendance(session: Session, wanted: Wanted, known: Attendance | None) -> Attendance:
    if known is not None:
        return replace(known, result=wanted.result, session_id=session.id)
    return Attendance(
        wanted.employee_id, session.training_id, session.until, wanted.result,
        session_id=session.id,
    )  # fmt: skip


def _seated(reads: Reads, session_id: int) -> int:
    marks = ", ".join("?" * len(SEATED))
    sql = f"SELECT count(*) FROM attendance WHERE session_id = ? AND result IN ({marks})"
    return int(reads.value(sql, (session_id, *SEATED)))


def _read(row: Row) -> Attendance:
    return Attendance(
        row["employee_id"], row["training_id"], date.fromisoformat(row["day"]), row["result"],
        row["verification"], row["session_id"], row["id"],
    )  # fmt: skip
