"""What the third step shows of a proposal, made ready outside of the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
_SAID_BESIDE, _SAID_UNTIL = 2, 6  # number and name have columns of their own


@dataclass(frozen=True)
class Shown:
    """A proposal with what is needed to list, filter and search it at once.

    Args:
        proposal: as it was compared.
        places: filter → places in the proposal's lines.
        contents: for each line, what it would do.
        texts: for each line, what a search looks into.
        rows: the file's rows by their number.
        differing: places of lines that somebody's later action has changed.
    """

    proposal: Proposal
    places: Mapping[str, list[int]]
    contents: tuple[str, ...]
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
        return _cells(self.proposal, self.rows, self.proposal.lines[at])

    def row(self, at: int) -> dict[str, Any]:
        """One line as the list shows it."""
        line = self.proposal.lines[at]
        return {
            "row": line.row or "",
            "state": line.state.value,
            "key": line.key,
            "name": line.name,
            "what": self.contents[at],
        }

    def ordered(self, places: Sequence[int], key: str, descending: bool) -> list[int]:
        """Places in the order of a heading."""
        lines = self.proposal.lines
        by: dict[str, Callable[[int], Any]] = {
            "row": lambda at: (lines[at].row == 0, lines[at].row),
            "state": lambda at: lines[at].state.value,
            "key": lambda at: lines[at].key,
            "name": lambda at: lines[at].name,
        }
        return sorted(places, key=by.get(key, self.contents.__getitem__), reverse=descending)


def _cells(proposal: Proposal, rows: Mapping[int, Row], line: Line) -> list[Difference]:
    if line.differences or line.state is not State.NEW:
        return list(line.differences)
    header, row = proposal.sheet.header, rows.get(line.row)
    if header is None or row is None:
        return []
    labels = {field.key: field.label for field in proposal.of.fields}
    filled = ((key, as_text(row.at(column)).strip()) for key, column in header.columns.items())
    return [Difference(labels[key], "", text) for key, text in filled if text]


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
    rows = {row.number: row for row in proposal.sheet.rows}
    contents = tuple(_content(proposal, rows, line) for line in proposal.lines)
    texts = (
        names.plain(f"{line.key} {line.name} {content}".casefold())
        for line, content in zip(proposal.lines, contents, strict=True)
    )
    return Shown(proposal, places, contents, tuple(texts), rows, frozenset(differing))


def _content(proposal: Proposal, rows: Mapping[int, Row], line: Line) -> str:
    """What a line would do, in one line."""
    if line.state is State.NEW and not line.differences:
        cells = _cells(proposal, rows, line)
        return "、".join(f"{each.label} {each.new}" for each in cells[_SAID_BESIDE:_SAID_UNTIL])
    return "、".join(
        f"{each.label} {each.old or EMPTY} → {each.new or EMPTY}" for each in line.differences
    )


def ticked_at_first(proposal: Proposal) -> set[int]:
    """What is taken in unless the officer unticks it; who is missing is left alone."""
    return {at for at, line in enumerate(proposal.lines) if line.state in _TICKED}


def can_tick(proposal: Proposal, at: int) -> bool:
    """Whether a line can be taken in or left alone by itself; of a plan none can."""
    return proposal.lines[at].state is not State.SAME and not proposal.of.whole
