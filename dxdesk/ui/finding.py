"""Ctrl+K: what a few letters may mean: people, 所属, 認定番号, pages and commands, the likeliest first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.assessment.talent import Search
from dxdesk.models.people import employees, units
from dxdesk.models.people.index import Everybody, PeopleIndex
from dxdesk.models.people.units import Unit
from dxdesk.models.register import certifications
from dxdesk.models.store import Reads
from dxdesk.ui.commands import COMMANDS
from dxdesk.ui.pages.entries import ENTRIES

PEOPLE_SHOWN: Final = 7
UNITS_SHOWN: Final = 4
PAGE, COMMAND = "page", "command"


@dataclass(frozen=True)
class UnitWanted:
    """A 所属 whose people are to be shown."""

    unit_id: int
    bureau_id: int


@dataclass(frozen=True)
class TalentWanted:
    """The people whom a search for talent finds are to be shown."""

    name: str
    search: Search


@dataclass(frozen=True)
class Hit:
    """One thing found.

    Args:
        kind: what it is, in a word.
        title, detail: how it is shown.
        does: PAGE or COMMAND.
        key: of the page or the command.
        what: what the page is to show.
    """

    kind: str
    title: str
    detail: str
    does: str
    key: str
    what: object = None


@dataclass(frozen=True)
class _Known:
    index: PeopleIndex
    units: tuple[tuple[str, Unit], ...]


class Finder:
    """Finds; what it needs is made once and kept until somebody writes. Safe to use from several threads.

    Args:
        everybody: the people, as all who search share them.
    """

    def __init__(self, everybody: Everybody) -> None:
        self._everybody = everybody
        self._guard = threading.Lock()
        self._known: _Known | None = None

    def find(self, reads: Reads, query: str, day: date) -> list[Hit]:
        """What a query may mean, the likeliest first; nothing for an empty one."""
        text = query.strip()
        if not text:
            return []
        known = self._current(reads, day)
        return [
            *_certificate(reads, text, day),
            *_people(reads, known.index, text, day),
            *_units(known.units, text),
            *_pages(text),
            *_commands(text),
        ]

    @property
    def in_use(self) -> bool:
        """Whether anything has been looked for yet."""
        return self._known is not None

    def prepare(self, reads: Reads, day: date) -> None:
        """Make ready for the first letter."""
        self._current(reads, day)

    def _current(self, reads: Reads, day: date) -> _Known:
        index = self._everybody.now(reads, day)
        with self._guard:
            if self._known is None or self._known.index is not index:
                found = units.units_on(reads, day)
                folded = tuple((names.plain(unit.name).casefold(), unit) for unit in found)
                self._known = _Known(index, folded)
            return self._known


def _certificate(reads: Reads, text: str, day: date) -> Iterator[Hit]:
    if not any(letter.isdigit() for letter in text):
        return
    try:
        held = certifications.find(reads, text)
    except UserError:
        return
    person = employees.profile(reads, held.employee_id, day)
    detail = f"{person.name}　{held.category_name}　{held.state}"
    yield Hit("認定番号", held.number, detail, PAGE, "employees", held.number)


def _people(reads: Reads, index: PeopleIndex, text: str, day: date) -> Iterator[Hit]:
    ids = index.search(text, on_roll=False)
    for row in employees.list_rows(reads, ids[:PEOPLE_SHOWN], day):
        place = " ".join(filter(None, (row.bureau, row.unit)))
        state = "" if row.status == "在職" else f"　{row.status}"
        detail = f"{row.number}　{place}{state}"
        yield Hit("職員", row.name, detail, PAGE, "employees", row.number)
    if len(ids) > PEOPLE_SHOWN:
        every = f"「{text}」に当てはまる{len(ids):,}人を一覧で見る"
        yield Hit("職員", "全て", every, PAGE, "employees", text)


def _units(known: tuple[tuple[str, Unit], ...], text: str) -> Iterator[Hit]:
    wanted = names.plain(text).casefold()
    found = [unit for name, unit in known if wanted in name or text == unit.code]
    for unit in found[:UNITS_SHOWN]:
        what = UnitWanted(unit.unit_id, unit.bureau_id)
        yield Hit("所属", unit.name, f"{unit.code}　{unit.bureau_name}", PAGE, "employees", what)


def _pages(text: str) -> Iterator[Hit]:
    for entry in ENTRIES:
        if text in entry.title:
            yield Hit("画面", entry.title, entry.group, PAGE, entry.key)


def _commands(text: str) -> Iterator[Hit]:
    for command in COMMANDS:
        if text in command.title:
            yield Hit("操作", command.title, command.keys[0], COMMAND, command.key)
