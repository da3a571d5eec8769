"""Answers beside what the same file said before: new, changed, or nothing that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxdesk.imports.answer_given import (
    CAME_EMPTY,
    Given,
    Rated,
    said_of_answer,
    said_of_claim,
    said_of_head,
    said_of_rated,
)
from dxdesk.imports.proposal import Difference, Line, State
from dxdesk.models.assessment import sheet_answers
from dxdesk.models.inquiries import answers, packets

if TYPE_CHECKING:
    from dxdesk.imports.answer_asked import Asked
    from dxdesk.imports.answer_reports import FileReport
    from dxdesk.models.assessment.sheet_answers import SheetAnswer
    from dxdesk.models.store import Reads

# By packet and employee (0: the whole file), label by label.
SaidBefore = dict[tuple[int, int], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a line writes: the place of its file among the reports, and what its row says."""

    place: int
    given: Given


def compare(reads: Reads, reports: Sequence[FileReport]) -> tuple[Line, ...]:
    """Compare what files say with what the same files said before.

    Of two copies of a file the one saved later is compared with the earlier.

    Args:
        reads: the desk.
        reports: the files; their lines follow in this order.
    """
    before: SaidBefore = {}
    for asked in {id(each.asked): each.asked for each in reports if each.asked}.values():
        before |= _said_before(reads, asked)
    returned = {known.packet_id for known in packets.by_token(reads).values() if known.returned}
    answered = {packet_id for packet_id, employee_id in before if employee_id}
    lines: dict[int, list[Line]] = {}
    for place in sorted(range(len(reports)), key=lambda each: reports[each].saved):
        packet = reports[place].packet
        if packet is not None:
            if reports[place].people:
                answered.add(packet.packet_id)
            given = reports[place].given
            if packet.packet_id not in answered:
                given = _empty(given)
            if packet.packet_id in returned:
                before.setdefault((packet.packet_id, 0), {}).update(CAME_EMPTY)
            lines[place] = [
                _line(place, each, before.setdefault((packet.packet_id, each.employee_id), {}))
                for each in given
            ]
    return tuple(line for place in range(len(reports)) for line in lines.get(place, ()))


def _empty(given: Iterable[Given]) -> tuple[Given, ...]:
    """A file in which nobody says anything: 所属長の確認 has no sheet on which it could stand."""
    return tuple(
        Given(each.sheet, each.row, 0, each.number, each.name, CAME_EMPTY, None) for each in given
    )


def _line(place: int, given: Given, before: dict[str, str]) -> Line:
    differences = tuple(
        Difference(label, before.get(label, ""), value)
        for label, value in given.said
        if before.get(label) != value
    )
    state = State.CHANGED if any(label in before for label, _value in given.said) else State.NEW
    before.update(given.said)
    return Line(
        given.row, given.number, given.name, state if differences else State.SAME, differences,
        Change(place, given),
    )  # fmt: skip


def _said_before(reads: Reads, asked: Asked) -> SaidBefore:
    inquiry = asked.inquiry
    found: SaidBefore = {}
    if asked.about_sheets:
        for (packet_id, employee_id), answer in sheet_answers.of_files(reads, inquiry.id).items():
            found[packet_id, employee_id] = dict(_said_in(answer))
            if answer.head.day is not None:
                found[packet_id, 0] = dict(said_of_head(answer.head))
        return found
    questions = {question.id: question for question in inquiry.questions}
    for employee_id, given in answers.answered(reads, inquiry.id).items():
        for each in given.answers:
            found[each.packet_id, employee_id] = dict(
                said_of_answer(questions[place], value) for place, value in each.values.items()
            )
    return found


def _said_in(answer: SheetAnswer) -> Iterator[tuple[str, str]]:
    for code in answer.ratings.keys() | answer.remarks.keys():
        own, head = answer.ratings.get(code, (None, None))
        yield from said_of_rated(Rated(code, own, head, answer.remarks.get(code, ""), ""))
    if answer.wish:
        yield from said_of_rated(Rated("", None, None, "", answer.wish))
    for claim in answer.claims:
        yield from said_of_claim(claim)
