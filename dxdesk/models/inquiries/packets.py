"""The files of an inquiry: what each asks whom, what has come back, who must be reminded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.models.people import contacts, units
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.inquiries.inquiries import Inquiry
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads


@dataclass(frozen=True, slots=True)
class Packet:
    """One file of an inquiry.

    Args:
        token: by which it is known when it comes back.
        unit_id: the 所属 that it goes to.
        employee_id: the person, where each has a file.
        asked: how many people it asks.
        answered: of how many something has come back in any file.
    """

    id: int
    token: str
    unit_id: int
    employee_id: int | None
    sent_on: date | None
    returned_on: date | None
    reminded_on: date | None
    asked: int
    answered: int


@dataclass(frozen=True)
class UnitProgress:
    """How far a 所属 is.

    Args:
        files: of the inquiry that go there.
        returned: how many have come back.
        reminded_on: when it was last reminded of what has not come back.
    """

    unit: units.Unit
    files: int
    returned: int
    asked: int
    answered: int
    reminded_on: date | None = None

    @property
    def done(self) -> bool:
        """Whether everything has come back."""
        return self.returned == self.files


@dataclass(frozen=True)
class BureauProgress:
    """How far a 部局 or 振興局 is, with its 所属 and whom to call there."""

    bureau_id: int
    name: str
    contact: contacts.Contact | None
    units: tuple[UnitProgress, ...]

    @property
    def returned(self) -> int:
        """How many 所属 are done."""
        return sum(unit.done for unit in self.units)


_ANSWERED: Final = """
SELECT addressee.packet_id AS packet_id, count(*) AS asked, sum(
    EXISTS (SELECT 1 FROM answer WHERE answer.inquiry_id = addressee.inquiry_id
             AND answer.employee_id = addressee.employee_id)
    OR packet.returned_on IS NOT NULL) AS answered
  FROM addressee JOIN packet ON packet.id = addressee.packet_id
 WHERE addressee.inquiry_id = ? GROUP BY addressee.packet_id
"""


def packets(reads: Reads, inquiry_id: int) -> list[Packet]:
    """The files of an inquiry in the order in which they were made."""
    counts = {row["packet_id"]: row for row in reads.rows(_ANSWERED, (inquiry_id,))}
    found = reads.rows(
        "SELECT id, token, unit_id, employee_id, sent_on, returned_on, reminded_on FROM packet"
        " WHERE inquiry_id = ? ORDER BY id",
        (inquiry_id,),
    )
    return [
        Packet(
            row["id"], row["token"], row["unit_id"], row["employee_id"], to_day(row["sent_on"]),
            to_day(row["returned_on"]), to_day(row["reminded_on"]),
            counts[row["id"]]["asked"] if row["id"] in counts else 0,
            counts[row["id"]]["answered"] if row["id"] in counts else 0,
        )
        for row in found
    ]  # fmt: skip


def asked_by(reads: Reads, inquiry_id: int) -> dict[int, list[int]]:
    """Packet → the employees that it asks."""
    asked: dict[int, list[int]] = {}
    for packet_id, employee_id in reads.rows(
        "SELECT packet_id, employee_id FROM addressee WHERE inquiry_id = ? ORDER BY id",
        (inquiry_id,),
    ):
        asked.setdefault(packet_id, []).append(employee_id)
    return asked


def find(reads: Reads, inquiry_id: int, token: str) -> Packet:
    """The file with a token.

    Raises:
        UserError: the inquiry has no such file.
    """
    for packet in packets(reads, inquiry_id):
        if packet.token == token:
            return packet
    raise UserError(
        "このファイルの印が、照会の送付先のどれにも当てはまりません。"
        "送ったファイルに記入したものか確かめてください。"
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A file that this desk sent or will send: of which inquiry, to which 所属 or person.

    Args:
        packet_id: of the file.
        returned: whether it has come back before.
    """

    packet_id: int
    inquiry_id: int
    unit_id: int
    employee_id: int | None
    returned: bool


def by_token(reads: Reads) -> dict[str, Known]:
    """The files of all inquiries of this desk by what they carry unseen."""
    found = reads.rows(
        "SELECT token, id, inquiry_id, unit_id, employee_id, returned_on IS NOT NULL FROM packet"
    )
    return {row[0]: Known(row[1], row[2], row[3], row[4], bool(row[5])) for row in found}


def mark_returned(action: Action, packet_ids: Sequence[int]) -> None:
    """Note that files have come back today."""
    action.update_many("packet", ("returned_on",), [(action.today, each) for each in packet_ids])


def remind(action: Action, inquiry_id: int, unit_ids: Collection[int]) -> int:
    """Note that these 所属 are reminded today of what has not come back.

    Returns:
        of how many files.
    """
    waiting = [
        packet.id
        for packet in packets(action, inquiry_id)
        if packet.unit_id in unit_ids and packet.returned_on is None
    ]
    action.update_many("packet", ("reminded_on",), [(action.today, each) for each in waiting])
    return len(waiting)


def progress(reads: Reads, inquiry: Inquiry, today: date) -> list[BureauProgress]:
    """How far an inquiry is, by bureau and 所属 in the official order of its 基準日.

    Args:
        reads: the desk.
        inquiry: which one.
        today: whom to call is asked of this day, not of the 基準日.
    """
    day = inquiry.said.as_of
    by_unit: dict[int, list[Packet]] = {}
    for packet in packets(reads, inquiry.id):
        by_unit.setdefault(packet.unit_id, []).append(packet)
    people = contacts.contacts_on(reads, today)
    found: list[BureauProgress] = []
    for branch in units.tree_on(reads, day):
        far = tuple(
            _unit_progress(unit, by_unit[unit.unit_id])
            for unit in branch.units
            if unit.unit_id in by_unit
        )
        if far:
            bureau_id = branch.bureau.unit_id if branch.bureau else 0
            name = branch.bureau.name if branch.bureau else "部局のない所属"
            found.append(BureauProgress(bureau_id, name, people.get(bureau_id), far))
    return found


def _unit_progress(unit: units.Unit, files: Sequence[Packet]) -> UnitProgress:
    waiting = [packet for packet in files if packet.returned_on is None]
    return UnitProgress(
        unit,
        len(files),
        len(files) - len(waiting),
        sum(packet.asked for packet in files),
        sum(packet.answered for packet in files),
        max((packet.reminded_on for packet in waiting if packet.reminded_on), default=None),
    )


def overdue(bureaus: Iterable[BureauProgress]) -> list[BureauProgress]:
    """督促先: the bureaus with their 所属 from which something has not come back."""
    found = []
    for bureau in bureaus:
        open_units = tuple(unit for unit in bureau.units if not unit.done)
        if open_units:
            found.append(replace(bureau, units=open_units))
    return found
