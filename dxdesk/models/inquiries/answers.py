"""回答: what people or their 所属 filled in, file by file; where two files answer for one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.models.inquiries import packets

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

Values = Mapping[int, str]  # by the question's id


@dataclass(frozen=True)
class Answer:
    """What one file says for one person.

    Args:
        packet_id: of the file.
        values: by the question's id; empty answers are not in it.
        received_on: when it came back.
    """

    employee_id: int
    packet_id: int
    values: Mapping[int, str]
    received_on: date | None


@dataclass(frozen=True)
class Answered:
    """One person's answers, as they stand.

    Args:
        answers: one for each file that answers for the person.
        counts: the packet whose answer counts: the chosen one, else that of the 所属 of the 基準日, else
            the newest.
        chosen: whether an officer chose it.
    """

    employee_id: int
    answers: tuple[Answer, ...]
    counts: int
    chosen: bool

    @property
    def values(self) -> Mapping[int, str]:
        """The answer that counts."""
        return next(each.values for each in self.answers if each.packet_id == self.counts)

    @property
    def differ(self) -> bool:
        """Whether two files answer otherwise for this person."""
        return any(each.values != self.answers[0].values for each in self.answers)


def answered(reads: Reads, inquiry_id: int) -> dict[int, Answered]:
    """Everybody for whom something came back."""
    home = dict(
        map(
            tuple,
            reads.rows(
                "SELECT employee_id, packet_id FROM addressee WHERE inquiry_id = ?", (inquiry_id,)
            ),
        )
    )
    chosen = dict(
        map(
            tuple,
            reads.rows(
                "SELECT employee_id, counts_id FROM addressee"
                " WHERE inquiry_id = ? AND counts_id IS NOT NULL",
                (inquiry_id,),
            ),
        )
    )
    found: dict[int, list[Answer]] = {}
    for each in _answers(reads, inquiry_id):
        found.setdefault(each.employee_id, []).append(each)
    return {
        employee_id: Answered(
            employee_id,
            tuple(given),
            _counting(given, home.get(employee_id), chosen.get(employee_id)),
            employee_id in chosen,
        )
        for employee_id, given in found.items()
    }


def _answers(reads: Reads, inquiry_id: int) -> Iterable[Answer]:
    values: dict[tuple[int, int], dict[int, str]] = {}
    days: dict[tuple[int, int], str | None] = {}
    for employee_id, packet_id, question_id, value, day in reads.rows(
        "SELECT employee_id, packet_id, question_id, value, received_on FROM answer"
        " WHERE inquiry_id = ? ORDER BY id",
        (inquiry_id,),
    ):
        values.setdefault((employee_id, packet_id), {})[question_id] = value
        days[employee_id, packet_id] = day
    for (employee_id, packet_id), given in values.items():
        day = days[employee_id, packet_id]
        yield Answer(employee_id, packet_id, given, date.fromisoformat(day) if day else None)


def _counting(given: list[Answer], home: int | None, chosen: int | None) -> int:
    files = [each.packet_id for each in given]
    for wanted in (chosen, home):
        if wanted in files:
            return wanted
    return max(given, key=lambda each: each.received_on or date.min).packet_id


def choose(action: Action, inquiry_id: int, employee_id: int, packet_id: int) -> None:
    """Let the answer of one file count for a person whom two files answer for."""
    row = action.rows(
        "SELECT id FROM addressee WHERE inquiry_id = ? AND employee_id = ?",
        (inquiry_id, employee_id),
    )
    action.update("addressee", row[0]["id"], counts_id=packet_id)


def record(action: Action, inquiry_id: int, packet_id: int, given: Mapping[int, Values]) -> None:
    """Write what a file says; what the same file said before is replaced where it says something now.

    An empty cell says nothing: it leaves an earlier answer as it is.

    Args:
        action: the open action.
        inquiry_id: which inquiry.
        packet_id: which file.
        given: by employee, the values by the question's id.
    """
    known = {
        (row["employee_id"], row["question_id"]): row
        for row in action.rows(
            "SELECT id, employee_id, question_id, value FROM answer WHERE packet_id = ?",
            (packet_id,),
        )
    }
    new, changed = [], []
    for employee_id, values in given.items():
        for question_id, value in values.items():
            row = known.get((employee_id, question_id))
            if row is None:
                new.append((inquiry_id, employee_id, question_id, packet_id, value, action.today))
            elif row["value"] != value:
                changed.append((value, action.today, row["id"]))
    action.insert_many(
        "answer",
        ("inquiry_id", "employee_id", "question_id", "packet_id", "value", "received_on"),
        new,
    )
    action.update_many("answer", ("value", "received_on"), changed)
    packets.mark_returned(action, [packet_id])
