"""A list of evidence: search, filters, any order; made once for qualifications, work and what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dxdesk.models.columns import Column
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import listing
from dxdesk.models.evidence.listing import EvidenceRow, Wanted
from dxdesk.models.people import units
from dxdesk.models.people.index import Everybody
from dxdesk.models.schema import VERIFICATIONS
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.tables.habits import Filters, ListHabits, ReadyView
from dxdesk.ui.tables.ids_table import PAGE, IdsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.filter_choice import FilterChoice
from dxdesk.ui.widgets.texts import body, label
from dxdesk.ui.workplace import Workplace

Values = Mapping[str, Any]


@dataclass(frozen=True)
class ListKind:
    """One list of evidence, as data.

    Args:
        key: by which its looks are kept.
        title: of its papers.
        columns: their keys are the fields of an `EvidenceRow`, or those that ``more`` adds.
        stretch: the column that takes the room that is left.
        leave_out: what goes first where there is no room.
        start: what is wanted before any filter.
        every_kind: the words for all qualifications or kinds; empty where there is no such filter.
        by_verification: whether 確認区分 is a filter.
        nothing: the sentence where nothing fits.
        more: further columns of a row.
        ready: views that are there from the first day.
        personal: whether papers are marked.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    stretch: str
    leave_out: tuple[str, ...]
    start: Callable[[date], Wanted]
    every_kind: str
    by_verification: bool
    nothing: str
    more: Callable[[EvidenceRow, date], Values] = lambda _row, _day: {}
    ready: tuple[ReadyView, ...] = ()


@dataclass(frozen=True)
class Question:
    """What the list was asked: what is wanted, and the words that are looked for."""

    wanted: Wanted
    query: str
    version: int


@dataclass(frozen=True)
class Answer:
    """What fits a question; ``pairs`` are the keys and people before the search."""

    question: Question
    pairs: list[tuple[int, int]]
    keys: list[int]
    first: Mapping[int, Values]
    bureaus: list[tuple[int, str]]
    kinds: list[tuple[int, str]]


class EvidenceList(Card):
    """Search, filters and list; ``row_chosen`` comes with an `EvidenceRow`, or None for nothing."""

    row_chosen = Signal(object)

    def __init__(self, workplace: Workplace, kind: ListKind, *beside: QWidget) -> None:
        super().__init__()
        self.workplace, self.kind = workplace, kind
        self.query = LineEdit(f"{kind.title}の検索", "氏名・カナ・職員番号")
        self.which = FilterChoice("種類", kind.every_kind or "全て")
        self.bureau = FilterChoice("部局", "全ての部局")
        self.verification = FilterChoice("確認区分", "全ての確認区分", "")
        self.verification.offer((each, each) for each in VERIFICATIONS)
        self.count = label("", "muted")
        self.nothing = body(kind.nothing, "muted")
        self.nothing.hide()
        self.table = IdsTable(kind.columns, self._fetch)
        self.view = ListView(
            self.table, f"{kind.title}の一覧", stretch=kind.stretch, sortable=True, several=True,
            leave_out=kind.leave_out,
        )  # fmt: skip
        self.answer: Answer | None = None
        self._asked: Question | None = None
        start = kind.start(workplace.as_of())
        self._first_order = start.order
        self.adjust: Callable[[Wanted], Wanted] = lambda wanted: wanted
        if start.order in [column.key for column in kind.columns]:
            self.view.show_order(start.order)
        self.habits = ListHabits(
            self.view, workplace, kind.key, kind.title, ready=kind.ready,
            filters=Filters(self._filter_state, self._show_filters, self._filter_words),
        )  # fmt: skip
        self._lay_out(beside)
        self.query.textChanged.connect(lambda _text: self.search())
        for choice in (self.which, self.bureau, self.verification):
            choice.narrowed.connect(self.filter_chosen)
        self.view.sort_asked.connect(lambda _key, _descending: self.search())
        self.view.row_chosen.connect(lambda _at: self._say_chosen())

    def _lay_out(self, beside: Sequence[QWidget]) -> None:
        self.column.addLayout(
            row(self.query, *beside, self.habits.views_button, self.habits.output_button)
        )
        filters: list[QWidget] = [self.bureau]
        if self.kind.every_kind:
            filters.insert(0, self.which)
        if self.kind.by_verification:
            filters.append(self.verification)
        self.filters = row(*filters, self.count)
        for at in range(len(filters)):
            self.filters.setStretch(at, 1)
        self.column.addLayout(self.filters)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)

    # --- filters ---

    def filter_chosen(self) -> None:
        """Show what fits the filters now, and keep them."""
        self.habits.filters_changed()
        self.search()

    def _filter_state(self) -> dict[str, Any]:
        return {
            "kind": self.which.chosen(),
            "bureau": self.bureau.chosen(),
            "verification": self.verification.chosen(),
        }

    def _show_filters(self, state: Mapping[str, Any]) -> None:
        self.which.choose(state.get("kind"))
        self.bureau.choose(state.get("bureau"))
        self.verification.choose(state.get("verification"))
        if self._asked is not None:
            self.search()

    def _filter_words(self) -> str:
        choices = (self.which, self.bureau, self.verification)
        words = [choice.words() for choice in choices if choice.words()]
        if self.query.text().strip():
            words.append(f"検索：{self.query.text().strip()}")
        return "　".join(words)

    # --- searching ---

    def search(self) -> None:
        """Show what fits; the newest question wins."""
        place, known = self.workplace, self.answer
        question = Question(self._wanted(), self.query.text(), place.desk.last_action())
        self._asked = question

        def work() -> Answer | None:
            if self._asked != question:
                return None
            return answer(place.desk, place.everybody, self.kind, question, known)

        place.read(f"{self.kind.title}を調べています", work, self._show, quiet=True)

    def _wanted(self) -> Wanted:
        order, descending = self.view.order()
        start = self.kind.start(self.workplace.as_of())
        return self.adjust(
            replace(
                start, kind_id=self.which.chosen(), bureau_id=self.bureau.chosen(),
                verification=self.verification.chosen() or start.verification,
                order=_ORDERED_AS.get(order, order) or self._first_order, descending=descending,
            )
        )  # fmt: skip

    def _show(self, found: Answer | None) -> None:
        if found is None or found.question != self._asked:
            return
        key, at = self.view.chosen_id(), self.view.currentIndex().row()
        self.answer = found
        self.bureau.offer(found.bureaus)
        self.which.offer(found.kinds)
        self.table.show_ids(found.keys, found.first)
        self.count.setText(f"{len(found.keys):,}件")
        self.nothing.setVisible(not found.keys)
        self.view.setVisible(bool(found.keys))
        # What was chosen stays chosen; where it is gone, what came after it stands in its place.
        place = self.table.row_of(key)
        self.view.choose(place if place >= 0 else min(max(at, 0), len(found.keys) - 1))
        if not found.keys:
            self.row_chosen.emit(None)

    def chosen(self) -> EvidenceRow | None:
        """What is chosen; nothing where the list is empty."""
        at = self.view.currentIndex().row()
        if not 0 <= at < self.table.rowCount():
            return None
        found: EvidenceRow | None = self.table.values(at).get("row")
        return found

    def choose_next(self) -> None:
        """Go to the next line; after the last one, to the first."""
        rows = self.table.rowCount()
        if rows:
            self.view.choose((self.view.currentIndex().row() + 1) % rows)

    def _say_chosen(self) -> None:
        self.row_chosen.emit(self.chosen())

    def _fetch(self, keys: Sequence[int]) -> Mapping[int, Values]:
        return shown(self.workplace.desk, self.kind, keys, self.workplace.as_of())


# Columns that show something in another form are ordered by what it stands for.
_ORDERED_AS = {"days_left": "until", "has_scan": "scans", "proof": "kind", "unit": "bureau"}


def answer(
    desk: Desk, everybody: Everybody, kind: ListKind, question: Question, known: Answer | None
) -> Answer:
    """Look up what fits; while somebody types, only the search is made anew."""
    wanted, day = question.wanted, question.wanted.day
    asked_before = known.question if known is not None else None
    if (
        known is not None
        and asked_before is not None
        and (asked_before.wanted, asked_before.version) == (wanted, question.version)
    ):
        pairs, bureaus, kinds = known.pairs, known.bureaus, known.kinds
    else:
        pairs = listing.find(desk, wanted)
        bureaus = [(each.unit_id, each.name) for each in units.bureaus_on(desk, day)]
        kinds = listing.kinds(desk, wanted.proofs[0]) if kind.every_kind else []
    keys = [key for key, _ in pairs]
    if question.query.strip():
        people = set(everybody.now(desk, day).search(question.query))
        keys = [key for key, employee_id in pairs if employee_id in people]
    first = shown(desk, kind, keys[:PAGE], day)
    return Answer(question, pairs, keys, first, bureaus, kinds)


def shown(desk: Desk, kind: ListKind, keys: Sequence[int], day: date) -> dict[int, Values]:
    """The rows of some keys as the list shows them."""
    return {
        key: {**asdict(one), **kind.more(one, day), "row": one}
        for key, one in listing.rows(desk, keys, day).items()
    }
