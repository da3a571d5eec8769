"""Writes answers that were ticked: as answers to questions, or as what assessment sheets show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dxdesk.imports.answer_comparing import Change
from dxdesk.imports.answer_given import Given, Rated
from dxdesk.models.assessment import sheet_answers
from dxdesk.models.assessment.claims import Said
from dxdesk.models.assessment.sheet_answers import SheetAnswer
from dxdesk.models.assessment.sheets import Head
from dxdesk.models.inquiries import answers, packets

if TYPE_CHECKING:
    from dxdesk.imports.answer_reports import FileReport
    from dxdesk.imports.proposal import Line
    from dxdesk.models.inquiries.inquiries import Inquiry
    from dxdesk.models.journal import Action

Answers = dict[int, SheetAnswer]


def write(action: Action, reports: Sequence[FileReport], ticked: Iterable[Line]) -> None:
    """Write what lines say; the sheets of an inquiry at once, so that each is shown once.

    Args:
        action: the open action.
        reports: the files.
        ticked: their lines that are to be written.
    """
    said: dict[int, list[Given]] = {}
    for line in ticked:
        assert isinstance(line.change, Change)
        said.setdefault(line.change.place, []).append(line.change.given)
    sheets: dict[int, tuple[Inquiry, dict[int, list[Given]]]] = {}
    for place in sorted(said, key=lambda each: reports[each].saved):
        asked, packet = reports[place].asked, reports[place].packet
        assert asked is not None
        assert packet is not None
        inquiry = asked.inquiry
        if not asked.about_sheets:
            answers.record(action, inquiry.id, packet.packet_id, _values(said[place]))
        else:
            _inquiry, given = sheets.setdefault(inquiry.id, (inquiry, {}))
            given.setdefault(packet.packet_id, []).extend(said[place])
    for inquiry, given in sheets.values():
        _receive(action, inquiry, given)


def _values(said: Iterable[Given]) -> dict[int, dict[int, str]]:
    values: dict[int, dict[int, str]] = {}
    for given in said:
        if isinstance(given.content, dict):
            values.setdefault(given.employee_id, {}).update(given.content)
    return values


def _receive(action: Action, inquiry: Inquiry, said: dict[int, list[Given]]) -> None:
    known: dict[int, Answers] = {}
    for (packet_id, employee_id), answer in sheet_answers.of_files(action, inquiry.id).items():
        if packet_id in said:
            known.setdefault(packet_id, {})[employee_id] = answer
    given = {packet_id: _merged(known.get(packet_id, {}), rows) for packet_id, rows in said.items()}
    filled = {packet_id: people for packet_id, people in given.items() if people}
    sheet_answers.receive(action, inquiry.said.fiscal_year, filled)
    packets.mark_returned(action, [each for each in given if each not in filled])


def _merged(known: Answers, said: Sequence[Given]) -> Answers:
    """What a file says now upon what it said before; what it leaves empty it does not say."""
    heads = [each.content for each in said if isinstance(each.content, Head)]
    before = [answer.head for answer in known.values() if answer.head.day is not None]
    head = next(iter([*reversed(heads), *before]), None)
    by_person: dict[int, list[Given]] = {each: [] for each in known} if heads else {}
    for each in said:
        if each.employee_id:
            by_person.setdefault(each.employee_id, []).append(each)
    return {
        employee_id: _one(known.get(employee_id, SheetAnswer()), rows, head)
        for employee_id, rows in by_person.items()
    }


def _one(before: SheetAnswer, said: Sequence[Given], head: Head | None) -> SheetAnswer:
    ratings, remarks, wish = dict(before.ratings), dict(before.remarks), before.wish
    for rated in _rated(said):
        own, by_head = ratings.get(rated.item, (None, None))
        if rated.own is not None or rated.head is not None:
            ratings[rated.item] = (
                own if rated.own is None else rated.own,
                by_head if rated.head is None else rated.head,
            )
        if rated.remark:
            remarks[rated.item] = rated.remark
        wish = rated.wish or wish
    claimed = [each.content for each in said if isinstance(each.content, Said)]
    claims = tuple(dict.fromkeys([*before.claims, *claimed]))
    return replace(
        before, ratings=ratings, remarks=remarks, wish=wish, head=head or before.head, claims=claims
    )


def _rated(said: Iterable[Given]) -> Iterator[Rated]:
    for each in said:
        if isinstance(each.content, Rated):
            yield each.content
