"""所属別の修了状況: how far each 部局 and 所属 is with a training, down to the people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.figures.completions import Completion, UnitCompletion
from dxdesk.models.figures.definitions import percent, percent_text
from dxdesk.ui.pages.trainings import looking
from dxdesk.ui.pages.trainings.looking import NO_BUREAU, Chosen
from dxdesk.ui.pages.trainings.tab import NOT_COMPLETED, TrainingTab, narrow
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button
from dxdesk.ui.workplace import Workplace

BY_BUREAU, BY_UNIT = "部局ごと", "全ての所属"
_ALL_BUREAUS, _ALL_UNITS = -1, -2
_COLUMNS = (
    Column("bureau", "部局", Kind.TEXT, 14),
    Column("unit", "所属", Kind.TEXT, 18),
    Column("counted", "対象", Kind.NUMBER, 7),
    Column("completed", "修了", Kind.NUMBER, 7),
    Column("percent", "修了率", Kind.PERCENT, 7),
    Column("missing", "未修了", Kind.NUMBER, 7),
)
_NOTE = "（注）対象は集計対象職員、修了は年度内に修了した人です。"


class ByUnitTab(TrainingTab):
    """Bureaus first; one of them leads to its units, a unit to its people."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.completion: Completion | None = None
        self.shown: list[UnitCompletion] = []
        self.scope = QComboBox()
        self.scope.setAccessibleName("集計の単位")
        narrow(self.scope, 14)
        self.total = body("", "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "所属別の修了状況", stretch="unit", sortable=True, leave_out=("bureau",)
        )
        self.habits = ListHabits(
            self.view, workplace, "completion_by_unit", "所属別修了状況", personal=False,
            filters=Filters(words=self._words),
        )  # fmt: skip
        self.down_button = button("内訳を見る", self.go_down)
        top = row(1, self.habits.views_button, self.habits.output_button)
        top.insertWidget(0, self.scope, 1)
        self.column.addLayout(top)
        self.column.addWidget(self.total)
        self.column.addWidget(self.view, 1)
        bottom = row(self.down_button)
        bottom.insertWidget(0, body(_NOTE, "muted"), 1)
        self.column.addLayout(bottom)
        self.view.offer(self.down_button)
        self.scope.activated.connect(lambda _at: self._fill())
        self.view.activated.connect(lambda _index: self.go_down())

    def look_up(self, chosen: Chosen) -> None:
        """Read how far everybody is."""
        desk = self.workplace.desk
        self.workplace.read(
            "修了状況を調べています", lambda: looking.completion(desk, chosen),
            lambda found: self._show(chosen, found), quiet=True,
        )  # fmt: skip

    def _show(self, chosen: Chosen, found: Completion) -> None:
        if chosen is not self.chosen:
            return
        self.completion = found
        kept = self.scope.currentData()
        self.scope.clear()
        self.scope.addItem(BY_BUREAU, _ALL_BUREAUS)
        self.scope.addItem(BY_UNIT, _ALL_UNITS)
        for each in _bureaus(found.units):
            self.scope.addItem(each.bureau or NO_BUREAU, each.bureau_id)
        self.scope.setCurrentIndex(max(0, self.scope.findData(kept)))
        self._fill()

    def _fill(self) -> None:
        scope = self.scope.currentData()
        units = self.completion.units if self.completion else ()
        if scope == _ALL_BUREAUS:
            self.shown = _bureaus(units)
        else:
            self.shown = [each for each in units if scope in (_ALL_UNITS, each.bureau_id)]
        self.table.show_rows([_line(each) for each in self.shown])
        counted = sum(each.counted for each in self.shown)
        done = sum(each.completed for each in self.shown)
        rate = percent_text(percent(done, counted))
        self.total.setText(
            f"対象 {counted:,}人　修了 {done:,}人（{rate}）　未修了 {counted - done:,}人"
        )
        self.view.choose(0)
        self.down_button.setEnabled(bool(self.shown))

    def _words(self) -> str:
        if self.chosen is None:
            return ""
        year = wareki.fiscal_year_name(self.chosen.fiscal_year)
        day = wareki.short(self.chosen.as_of)
        return f"{self.chosen.training.name}　{year}（{day}現在）　{self.scope.currentText()}"

    def go_down(self) -> None:
        """内訳を見る: from a bureau to its units, from a unit to its people."""
        at = self.view.chosen_id()
        if not 0 <= at < len(self.shown):
            return
        chosen = self.shown[at]
        if self.scope.currentData() == _ALL_BUREAUS:
            self.scope.setCurrentIndex(self.scope.findData(chosen.bureau_id))
            self._fill()
        else:
            self.leads_to.emit(NOT_COMPLETED, (chosen.bureau_id, chosen.unit_id))


def _bureaus(units: Sequence[UnitCompletion]) -> list[UnitCompletion]:
    """The bureaus of some units, added up."""
    members: dict[int, list[UnitCompletion]] = {}
    for unit in units:
        members.setdefault(unit.bureau_id, []).append(unit)
    return [
        UnitCompletion(
            bureau_id, each[0].bureau, 0, f"{len(each):,}所属",
            sum(unit.counted for unit in each), sum(unit.completed for unit in each),
        )
        for bureau_id, each in members.items()
    ]  # fmt: skip


def _line(each: UnitCompletion) -> dict[str, object]:
    return {
        "bureau": each.bureau or NO_BUREAU,
        "unit": each.unit or "（所属なし）",
        "counted": each.counted,
        "completed": each.completed,
        "percent": percent(each.completed, each.counted),
        "missing": each.missing,
    }
