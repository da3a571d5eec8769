"""What the third step shows of a proposal, made ready outside of the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dxdesk.imports import proposal as proposals
from dxdesk.imports.cells import as_text
from dxdesk.imports.proposal import Difference, Line, Proposal, State
from dxdesk.imports.reading import Row
from dxdesk.models import names

ALL: Final = "全て"
DIFFERS: Final = "比べた後に変わった"
EMPTY: Final = "（空欄）"
_TICKED = (State.NEW, State.CHANGED)
_GONE: Final = {
    "roster": "名簿の基準日の前日に退職とします",
    "units": "ファイルの基準日の前日で廃止とします",
}
_LEFT: Final = "名簿にないため、選ばなければ何も変えません"


@dataclass(frozen=True)
class Shown:
    """A proposal with what is needed to list, filter and search it at once.

    Args:
        proposal: as it was compared.
        places: filter → places in the proposal's lines.
        texts: for each line, what a search looks into.
        differing: places of lines that somebody's later action has changed.
    """

    proposal: Proposal
    places: Mapping[str, list[int]]
    texts: tuple[str, ...]
    rows: Mapping[int, Row]
    differing: frozenset[int] = frozenset()

    def find(self, chip: str, query: str) -> list[int]:
        """The places of the lines of a filter that a search finds."""
        places = self.places.get(chip, [])
        words = names.plain(query.casefold()).split() if query.strip() else []
        if not words:
            return list(places)
        return [at for at in places if all(word in self.texts[at] for word in words)]

    def cells(self, at: int) -> list[Difference]:
        """Old and new, cell by cell; of a new line everything that the file says."""
        line = self.proposal.lines[at]
        if line.differences or line.state is not State.NEW:
            return list(line.differences)
        header, row = self.proposal.sheet.header, self.rows.get(line.row)
        if header is None or row is None:
            return []
        labels = {field.key: field.label for field in self.proposal.of.fields}
        filled = ((key, as_text(row.at(column)).strip()) for key, column in header.columns.items())
        return [Difference(labels[key], "", text) for key, text in filled if text]

    def row(self, at: int) -> dict[str, Any]:
        """One line as the list shows it."""
        line = self.proposal.lines[at]
        return {
            "row": line.row or "",
            "state": line.state.value,
            "key": line.key,
            "name": line.name,
            "what": self._what(line, at),
        }

    def _what(self, line: Line, at: int) -> str:
        if line.state is State.MISSING and not line.differences:
            return _GONE.get(self.proposal.kind, _LEFT)
        if line.state is State.NEW and not line.differences:
            return "、".join(f"{each.label} {each.new}" for each in self.cells(at)[2:6])
        return "、".join(
            f"{each.label} {each.old or EMPTY} → {each.new or EMPTY}" for each in line.differences
        )

    def ordered(self, places: Sequence[int], key: str, descending: bool) -> list[int]:
        """Places in the order of a heading."""
        lines = self.proposal.lines
        by = {
            "row": lambda at: (lines[at].row == 0, lines[at].row),
            "state": lambda at: lines[at].state.value,
            "key": lambda at: lines[at].key,
            "name": lambda at: lines[at].name,
        }.get(key, lambda at: self.row(at)["what"])
        return sorted(places, key=by, reverse=descending)


def show(proposal: Proposal, before: Proposal | None = None) -> Shown:
    """Make a proposal ready to be shown.

    Args:
        proposal: as it was compared.
        before: an earlier comparison of the same file, to mark what differs.
    """
    places: dict[str, list[int]] = {ALL: [], DIFFERS: [], **{state.value: [] for state in State}}
    for at, line in enumerate(proposal.lines):
        places[line.state.value].append(at)
        if line.state is not State.SAME:
            places[ALL].append(at)
    differing: set[int] = set()
    if before is not None:
        changed = {id(line) for line in proposals.differing_lines(proposal, before)}
        differing = {at for at, line in enumerate(proposal.lines) if id(line) in changed}
        places[DIFFERS] = sorted(differing)
    return Shown(
        proposal, places, tuple(map(_text_of, proposal.lines)),
        {row.number: row for row in proposal.sheet.rows}, frozenset(differing),
    )  # fmt: skip


def _text_of(line: Line) -> str:
    told = (text for each in line.differences for text in (each.label, each.old, each.new))
    return names.plain(" ".join((line.key, line.name, *told)).casefold())


def ticked_at_first(proposal: Proposal) -> set[int]:
    """What is taken in unless the officer unticks it; who is missing is left alone."""
    return {at for at, line in enumerate(proposal.lines) if line.state in _TICKED}


def can_tick(line: Line) -> bool:
    """Whether a line can be taken in at all."""
    return line.state is not State.SAME
