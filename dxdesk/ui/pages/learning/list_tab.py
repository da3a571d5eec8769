"""一覧: what is told in the fiscal year at the left, one of it at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from dxdesk.models import acts
from dxdesk.models.columns import Column, Kind
from dxdesk.models.plan.learning import Opportunity
from dxdesk.ui.forms.sheet import SheetDialog
from dxdesk.ui.pages.learning import sheets
from dxdesk.ui.pages.learning.detail import OpportunityDetail
from dxdesk.ui.pages.learning.shown import Shown, row_of
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS: Final = (
    Column("kind", "種類", Kind.TEXT, 10),
    Column("title", "名称", Kind.TEXT, 24),
    Column("provider", "実施機関", Kind.TEXT, 18),
    Column("days", "日程", Kind.CODE, 17),
    Column("applying", "申込期間", Kind.CODE, 17),
    Column("state", "申込", Kind.TEXT, 16),
    Column("whom", "主な対象", Kind.TEXT, 14),
    Column("recommended", "推奨", Kind.FLAG, 4),
    Column("place", "会場・方法", Kind.TEXT, 18),
    Column("fee", "費用", Kind.TEXT, 12),
)


class ListTab(QWidget):
    """Everything that was entered, in the order of entry."""

    copy_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.shown: Shown | None = None
        self.dialog: SheetDialog | None = None
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "学習機会の一覧", stretch="title", sortable=True,
            leave_out=(
                "fee", "place", "provider", "applying", "whom", "recommended", "kind",
            ),
        )  # fmt: skip
        self.habits = ListHabits(self.view, workplace, "learning", "学習機会の一覧", personal=False)
        self.detail = OpportunityDetail()
        self.count = label("", "muted")
        self.new_button = button("新しく登録…", self.open_new, "primary")
        self.copy_button = button("前年度から写す", self.copy_asked.emit, "link")
        self._lay_out()
        self.view.row_chosen.connect(lambda _row: self._show_chosen())
        self.view.doubleClicked.connect(lambda _index: self.open_change())
        self.view.offer(self.detail.change_button, self.detail.similar_button)
        self.detail.change_asked.connect(self.open_change)
        self.detail.similar_asked.connect(self.open_similar)

    def _lay_out(self) -> None:
        left = Card()
        buttons = (self.habits.views_button, self.habits.output_button, self.new_button)
        left.column.addLayout(row(self.count, self.copy_button, 1, *buttons))
        left.column.addWidget(self.view, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.detail)
        splitter.setSizes([700, 360])
        splitter.setStretchFactor(0, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)

    def show_year(self, shown: Shown) -> None:
        """Show a fiscal year; what was chosen stays chosen."""
        chosen = self.chosen()
        self.shown = shown
        told = shown.opportunities
        self.table.show_rows([row_of(each, shown) for each in told])
        self.count.setText(f"{len(told):,}件")
        self.new_button.setEnabled(self._may_change())
        self.copy_button.setVisible(bool(shown.last_year) and self._may_change())
        ids = [each.id for each in told]
        self.view.choose_id(ids.index(chosen.id) if chosen and chosen.id in ids else -1)
        self._show_chosen()

    def chosen(self) -> Opportunity | None:
        """The opportunity that is chosen."""
        at = self.view.chosen_id()
        told = self.shown.opportunities if self.shown else ()
        return told[at] if 0 <= at < len(told) else None

    def choose(self, opportunity_id: int) -> None:
        """Choose one by its id."""
        ids = [each.id for each in self.shown.opportunities] if self.shown else []
        if opportunity_id in ids:
            self.view.choose_id(ids.index(opportunity_id))

    def _show_chosen(self) -> None:
        if self.shown is not None:
            self.detail.show_opportunity(self.chosen(), self.shown, may_change=self._may_change())

    def _may_change(self) -> bool:
        return self.workplace.desk.may(acts.CHANGE_LEARNING)

    # --- the form ---

    def open_new(self) -> None:
        """新しく登録."""
        if self.shown is not None:
            self.dialog = sheets.open_new(self, self.workplace, self.shown)

    def open_similar(self) -> None:
        """One like the chosen one, e.g. the same exam once more."""
        if self.shown is not None:
            self.dialog = sheets.open_new(self, self.workplace, self.shown, self.chosen())

    def open_change(self) -> None:
        """Change or remove the chosen one."""
        chosen = self.chosen()
        if self.shown is not None and chosen is not None and self._may_change():
            self.dialog = sheets.open_change(self, self.workplace, self.shown, chosen)
