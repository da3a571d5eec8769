"""What all files of evidence share: a row is a record, a record has a key, and a key counts once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from dxdesk.imports.cells import CellError
from dxdesk.imports.matching import People, Person
from dxdesk.imports.proposal import Difference, Findings, Line, State
from dxdesk.imports.reading import Row
from dxdesk.models import wareki


class Record(Protocol):
    """A piece of evidence as the desk keeps it."""

    @property
    def key(self) -> Hashable:
        """What tells it apart from every other one."""
        ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading(Generic[R]):
    """How one kind of evidence is read and compared.

    Args:
        read: a row's record.
        merge: a row's record beside the known one → the record to be written.
        compared: label and attribute of what can differ.
        key_field: the field whose cell is named when two rows contradict each other.
        thing: what a record is, for the sentence about two rows that contradict each other.
        words: attribute → its value in an officer's words, where that is not the value itself.
    """

    read: Callable[[Row, Person], R]
    merge: Callable[[R, R], R]
    compared: Sequence[tuple[str, str]]
    key_field: str
    thing: str
    words: Mapping[str, Callable[[object], str]] = field(default_factory=dict)


def compare_records(
    findings: Findings,
    people: People,
    reading: Reading[R],
    known: Callable[[Sequence[R]], Mapping[Any, R]],
) -> None:
    """Read every row and compare it with what the desk has.

    Args:
        findings: takes the lines, refusals and remarks.
        people: everybody.
        reading: how a row is read and compared.
        known: the file's records → what the desk has of them, by key.
    """
    found = _read_all(findings, people, reading)
    present = known([record for _, _, record in found])
    findings.lines += [
        _line(row.number, person, record, present.get(record.key), reading)
        for row, person, record in found
    ]


def _read_all(
    findings: Findings, people: People, reading: Reading[R]
) -> list[tuple[Row, Person, R]]:
    """The rows' records, each key once; two rows of one key that contradict are both refused."""
    found: dict[Hashable, tuple[Row, Person, R]] = {}
    contradicted: set[Hashable] = set()

    def read(row: Row) -> None:
        person = people.find(row)
        record = reading.read(row, person)
        earlier = found.setdefault(record.key, (row, person, record))
        if earlier[0] is row:
            people.look_at_name(row, person)
        elif earlier[2] == record:
            findings.doubled += 1
        else:
            contradicted.add(record.key)
            raise CellError(reading.key_field, _contradiction(reading.thing, earlier[0]))

    findings.read_each(read)
    for key in contradicted:
        row = found.pop(key)[0]
        findings.refuse(
            row, reading.key_field, f"{reading.thing}の行が、別の内容でもう一つあります。"
        )
    return list(found.values())


def _contradiction(thing: str, first: Row) -> str:
    return (
        f"{thing}の行が、別の内容で{first.number}行目にもあります。正しい方だけを残してください。"
    )


def _line(row: int, person: Person, record: R, known: R | None, reading: Reading[R]) -> Line:
    if known is None:
        return Line(row, person.number, person.names[0], State.NEW, (), record)
    merged = reading.merge(record, known)
    if merged == known:
        return Line(row, person.number, person.names[0], State.SAME, (), merged)
    differences = tuple(
        Difference(label, words(getattr(known, name)), words(getattr(merged, name)))
        for label, name in reading.compared
        if getattr(known, name) != getattr(merged, name)
        for words in (reading.words.get(name, shown),)
    )
    return Line(row, person.number, person.names[0], State.CHANGED, differences, merged)


def shown(value: object) -> str:
    """A value as an officer reads it."""
    if isinstance(value, date):
        return wareki.short(value)
    return "" if value is None else str(value)
