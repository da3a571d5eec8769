"""The sheets of a fiscal year: search, what is to be looked at as chips, states, level 1 and 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import Signal

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, schema
from dxdesk.models.assessment.exceptions import NO_PROBLEM, VIEWS
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.assessment import looking
from dxdesk.ui.pages.assessment.looking import Overview, Rows, look_over, rows_of
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import PAGE, IdsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.chips import Chips
from dxdesk.ui.widgets.filter_choice import FilterChoice
from dxdesk.ui.widgets.texts import body, button
from dxdesk.ui.workplace import Workplace

COLUMNS: Final = (
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 10),
    Column("unit", "所属", Kind.TEXT, 10),
    Column("title", "職名", Kind.TEXT, 8),
    Column("level_1", "L1", Kind.TEXT, 2),
    Column("level_2", "L2", Kind.TEXT, 2),
    Column("state", "状態", Kind.TEXT, 10),
)
ALL: Final = "全員"
ORDER: Final = "unit"
_NOBODY: Final = "条件に合うシートはありません。検索する言葉か、絞り込みを変えてください。"


@dataclass(frozen=True)
class Wanted:
    """What the list should show."""

    query: str
    view: str
    state: str
    order: str
    descending: bool


@dataclass(frozen=True)
class Found:
    """What a look brought, with the rows of its first page."""

    wanted: Wanted
    overview: Overview
    ids: list[int]
    first: Rows


class SheetList(Card):
    """Search and list; ``person_chosen`` says whose sheet, ``shown`` that there is news.

    ``all_asked`` and ``spread_asked`` come from the buttons under the list.
    """

    person_chosen = Signal(int)
    shown = Signal()
    all_asked = Signal()
    spread_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.found: Found | None = None
        self._asked: tuple[Wanted, int] | None = None
        self._stay_on = 0
        self.query = LineEdit("シートの検索", "氏名・カナ・職員番号")
        self.state = FilterChoice("状態", "全ての状態", "")
        self.state.offer([(each, each) for each in schema.SHEET_STATES])
        self.chips = Chips((ALL, *VIEWS))
        self.nobody = body("", "muted")
        self.nobody.hide()
        self.table = IdsTable(COLUMNS, self._fetch)
        self.view = ListView(
            self.table, "シートの一覧", stretch="unit", sortable=True, several=True,
            leave_out=("number", "title"),
        )  # fmt: skip
        self.view.show_order(ORDER)
        filters = Filters(self._filter_state, self._show_filters, self._filter_words)
        self.habits = ListHabits(
            self.view, workplace, "sheets", "アセスメントシート一覧", filters=filters
        )
        self.column.addWidget(self.query)
        self.column.addLayout(
            row(self.state, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.chips)
        self.column.addWidget(self.nobody)
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)
        self.all_button = button("", self.all_asked.emit)
        self.spread_button = button("評価の分布…", self.spread_asked.emit, "link")
        self.column.addLayout(row(self.all_button, self.spread_button, 1))
        self.query.textChanged.connect(lambda _text: self.look())
        self.state.narrowed.connect(self._narrowed)
        self.chips.chosen_changed.connect(lambda _title: self._narrowed())
        self.view.sort_asked.connect(lambda _key, _descending: self.look())
        self.view.row_chosen.connect(self._row_chosen)

    # --- filters ---

    def _narrowed(self) -> None:
        self.habits.filters_changed()
        self.look()

    def _filter_state(self) -> dict[str, Any]:
        return {"view": self.chips.chosen(), "state": self.state.chosen()}

    def _show_filters(self, state: Mapping[str, Any]) -> None:
        self.state.choose(state.get("state", ""))
        view = state.get("view", ALL)
        self.chips.choose(view if view in self.chips.buttons else ALL)

    def _filter_words(self) -> str:
        chosen = [self.chips.chosen(), self.state.words()]
        if self.query.text().strip():
            chosen.append(f"検索：{self.query.text().strip()}")
        return "　".join(filter(None, chosen))

    # --- looking ---

    def look(self, *, afresh: bool = False) -> None:
        """Show the sheets that fit; the newest question wins.

        Args:
            afresh: whether something was written since the last look.
        """
        place, wanted = self.workplace, self._wanted()
        known = None if afresh or self.found is None else self.found.overview
        asked = (wanted, self._asked[1] + 1 if self._asked else 0)
        self._asked = asked
        year, day = place.fiscal_year, place.as_of()

        def work() -> Found | None:
            if self._asked != asked:
                return None
            overview = known or look_over(place.desk, place.everybody, year, day)
            return find(place.desk, overview, wanted)

        def show(found: Found | None) -> None:
            if found is not None and self._asked == asked:
                self._show(found)

        place.read("シートを調べています", work, show, self._refused, quiet=not afresh)

    def _wanted(self) -> Wanted:
        order, descending = self.view.order()
        return Wanted(
            self.query.text(), self.chips.chosen(), self.state.chosen(), order or ORDER, descending
        )

    def _refused(self, error: UserError | StoreError) -> None:
        self.nobody.setText(error.text)
        self.nobody.show()

    def _show(self, found: Found) -> None:
        chosen = self._stay_on or self.chosen()
        before = self.view.currentIndex().row()
        self._stay_on = 0
        self.found = found
        overview = found.overview
        self.chips.show_count(ALL, len(overview.sheets), always=True)
        for view in VIEWS:
            count = len(overview.views.get(view, ()))
            self.chips.show_count(view, count, always=view == self.chips.chosen())
        ready = len(overview.views.get(NO_PROBLEM, ()))
        self.all_button.setText(f"{NO_PROBLEM}の{ready:,}人をまとめて確定…")
        self.all_button.setEnabled(bool(ready) and self.workplace.desk.may(acts.CONFIRM_SHEETS))
        self.view.blockSignals(True)
        self.table.show_ids(found.ids, found.first)
        self.view.blockSignals(False)
        self.nobody.setText(_NOBODY)
        self.nobody.setVisible(not found.ids)
        self.view.setVisible(bool(found.ids))
        self.shown.emit()
        if not found.ids:
            self.person_chosen.emit(0)
            return
        at = self.table.row_of(chosen)
        self.view.choose(at if at >= 0 else min(max(0, before), len(found.ids) - 1))

    def mark(self, employee_id: int, state: str) -> None:
        """Show another state of one sheet at once, before all is looked over again."""
        if self.found is None or employee_id not in self.found.overview.sheets:
            return
        overview = self.found.overview
        changed = replace(overview.sheets[employee_id], state=state)
        marked = replace(overview, sheets={**overview.sheets, employee_id: changed})
        self.found = replace(self.found, overview=marked)
        self.table.forget()

    # --- whose ---

    def stay_on(self, employee_id: int) -> None:
        """Choose this person when the next look is done."""
        self._stay_on = employee_id

    def show_all(self) -> None:
        """Let every filter go, and look again."""
        self.state.choose("")
        self.chips.choose(ALL)

    def chosen(self) -> int:
        """Whose sheet is chosen; 0 for nobody's."""
        at = self.view.currentIndex().row()
        return self.table.id_at(at) if 0 <= at < len(self.table.ids) else 0

    def neighbour(self, by: int) -> int:
        """Who stands so many rows further on; 0 for nobody."""
        at = self.view.currentIndex().row() + by
        return self.table.id_at(at) if 0 <= at < len(self.table.ids) else 0

    def step(self, by: int) -> bool:
        """Go so many rows further on; says whether there is one."""
        if not self.neighbour(by):
            return False
        self.view.choose(self.view.currentIndex().row() + by)
        return True

    def position(self) -> str:
        """1／12,036人."""
        return f"{self.view.currentIndex().row() + 1:,}／{len(self.table.ids):,}人"

    def _row_chosen(self, at: int) -> None:
        if at >= 0:
            self.person_chosen.emit(self.table.id_at(at))

    def _fetch(self, ids: Sequence[int]) -> Rows:
        return rows_of(self.workplace.desk, self.found.overview, ids) if self.found else {}


def find(desk: Desk, overview: Overview, wanted: Wanted) -> Found:
    """Which sheets fit, in the order of a column."""
    among = overview.views.get(wanted.view, frozenset(overview.sheets))
    if wanted.state:
        among = frozenset(each for each in among if overview.sheets[each].state == wanted.state)
    own = looking.own_order(overview, wanted.order)
    order = ORDER if own else wanted.order
    overview.index.learn_order(desk, order)
    ids = overview.index.search(
        wanted.query, on_roll=False, among=among, order_by=order,
        descending=wanted.descending and own is None,
    )  # fmt: skip
    if own is not None:
        ids.sort(key=own, reverse=wanted.descending)
    return Found(wanted, overview, ids, rows_of(desk, overview, ids[:PAGE]))
