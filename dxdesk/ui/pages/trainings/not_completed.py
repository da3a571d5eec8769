"""未受講者: who of the counted staff has not completed a training in the fiscal year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QComboBox

from dxdesk.exports.output import Request
from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.figures.completions import Stand, UnitCompletion
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.pages.trainings import looking
from dxdesk.ui.pages.trainings.looking import NO_BUREAU, Chosen, People
from dxdesk.ui.pages.trainings.tab import TrainingTab, narrow
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button, label
from dxdesk.ui.workplace import Workplace

KEY: Final = "not_completed"
_COLUMNS = (
    Column("bureau", "部局", Kind.TEXT, 14),
    Column("unit", "所属", Kind.TEXT, 18),
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 14),
    Column("title", "職名", Kind.TEXT, 10),
    Column("latest", "状況", Kind.TEXT, 7),
)
_MISSING, _DONE, _ALL = "未受講者", "修了者", "対象者の全員"
_KEEPS: Final[Mapping[str, Callable[[Stand], bool]]] = {
    _MISSING: lambda stand: not stand.completed,
    _DONE: lambda stand: stand.completed,
    _ALL: lambda _stand: True,
}
_EVERYWHERE: Final = -1


class NotCompletedTab(TrainingTab):
    """The list by 部局 and 所属, with its paper by 部局."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.people: People | None = None
        self.outputs = Outputs(self, workplace)
        self._wanted: tuple[int, int] | None = None
        self.which, self.bureau, self.unit = QComboBox(), QComboBox(), QComboBox()
        for each, name in (
            (self.which, "表示する職員"),
            (self.bureau, "部局"),
            (self.unit, "所属"),
        ):
            each.setAccessibleName(name)
            narrow(each, 6)
        self.which.addItems(list(_KEEPS))
        self.count = label("", "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "未受講者の一覧", stretch="unit", sortable=True, several=True,
            leave_out=("title", "bureau"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, KEY, "未受講者一覧", filters=Filters(words=self._words)
        )
        self.paper_button = button("部局別の紙面", self.print_by_bureau)
        self.person_button = button("職員の画面で見る", self.open_person)
        filters = row(self.which)
        for each in (self.bureau, self.unit):
            filters.addWidget(each, 1)
        self.column.addLayout(filters)
        self.column.addLayout(
            row(self.count, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.view, 1)
        self.column.addLayout(row(self.person_button, 1, self.paper_button))
        self.view.offer(self.person_button, self.paper_button)
        self.which.activated.connect(lambda _at: self._fill())
        self.bureau.activated.connect(lambda _at: self._choose_bureau())
        self.unit.activated.connect(lambda _at: self._fill())
        self.view.activated.connect(lambda _index: self.open_person())

    def show_what(self, what: tuple[int, int]) -> None:
        """Show the people of one 所属, by the ids of its 部局 and of itself."""
        self._wanted = what
        if self.people is not None and not self._stale:
            self._choose_wanted()

    def look_up(self, chosen: Chosen) -> None:
        """Read how far everybody is, and who that is."""
        desk = self.workplace.desk
        self.workplace.read(
            "未受講者を調べています", lambda: looking.people(desk, chosen),
            lambda found: self._show(chosen, found), quiet=True,
        )  # fmt: skip

    def _show(self, chosen: Chosen, found: People) -> None:
        if chosen is not self.chosen:
            return
        self.people = found
        kept = (self.bureau.currentData(), self.unit.currentData())
        self.bureau.clear()
        self.bureau.addItem("全ての部局", _EVERYWHERE)
        names = {each.bureau_id: each.bureau for each in found.completion.units}
        for bureau_id, name in names.items():
            self.bureau.addItem(name or NO_BUREAU, bureau_id)
        if self._wanted is None and None not in kept:
            self._wanted = kept
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        bureau_id, unit_id = self._wanted or (_EVERYWHERE, _EVERYWHERE)
        self._wanted = None
        self.bureau.setCurrentIndex(max(0, self.bureau.findData(bureau_id)))
        self._offer_units()
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit_id)))
        self._fill()

    def _choose_bureau(self) -> None:
        self._offer_units()
        self._fill()

    def _offer_units(self) -> None:
        self.unit.clear()
        self.unit.addItem("全ての所属", _EVERYWHERE)
        for each in self._units():
            if each.bureau_id == self.bureau.currentData():
                self.unit.addItem(each.unit or "（所属なし）", each.unit_id)
        self.unit.setEnabled(self.unit.count() > 1)

    def _units(self) -> tuple[UnitCompletion, ...]:
        return self.people.completion.units if self.people else ()

    def _fill(self) -> None:
        if self.people is None:
            return
        keeps = _KEEPS[self.which.currentText()]
        bureau_id, unit_id = self.bureau.currentData(), self.unit.currentData()
        shown = [
            each
            for each in self.people.completion.people
            if keeps(each)
            and bureau_id in (_EVERYWHERE, each.bureau_id)
            and unit_id in (_EVERYWHERE, each.unit_id)
        ]
        lines = self.people.lines
        self.table.show_rows([lines[each.employee_id] for each in shown])
        self.habits.title = f"{self.which.currentText()}一覧"
        self.count.setText(f"{self.which.currentText()} {len(shown):,}人")
        self.view.choose(0)
        self.person_button.setEnabled(bool(shown))
        self.paper_button.setEnabled(bool(self.people.completion.missing))

    def _words(self) -> str:
        if self.chosen is None:
            return ""
        year = wareki.fiscal_year_name(self.chosen.fiscal_year)
        day = wareki.short(self.chosen.as_of)
        where = [each.currentText() for each in (self.bureau, self.unit) if each.currentIndex() > 0]
        return "　".join([f"{self.chosen.training.name}　{year}（{day}現在）", *where])

    def open_person(self) -> None:
        """Show the person on the page of employees."""
        at = self.view.chosen_id()
        if at >= 0:
            number = self.table.row(self.table.row_of(at))["number"]
            self.workplace.news.go_to.emit("employees", number)

    # --- paper ---

    def print_by_bureau(self) -> None:
        """部局別の紙面: each bureau on pages of its own, to be handed out to it."""
        chosen = self.chosen
        if chosen is not None:
            code, year = chosen.training.code, chosen.fiscal_year
            self.outputs.print_output(KEY, Request(".pdf", fiscal_year=year, training=code))
