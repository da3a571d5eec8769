"""進み具合: how far each 部局 and 所属 is, and whom to call there."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QComboBox

from dxdesk.models.columns import Column, Kind
from dxdesk.ui.pages.inquiries import looking
from dxdesk.ui.pages.inquiries.tab import InquiryTab
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button
from dxdesk.ui.workplace import Workplace

BY_BUREAU, BY_UNIT = "部局ごと", "全ての所属"
ALL, NOT_RETURNED = "全て", "未回収だけ"
_ALL_BUREAUS, _ALL_UNITS = -1, -2
_COLUMNS: Final = (
    Column("name", "部局・所属", Kind.TEXT, 20),
    Column("bureau", "部局", Kind.TEXT, 14),
    Column("code", "所属コード", Kind.CODE, 10),
    Column("state", "状態", Kind.TEXT, 8),
    Column("returned", "回収", Kind.TEXT, 10),
    Column("answered", "回答", Kind.NUMBER, 6),
    Column("asked", "対象者", Kind.NUMBER, 6),
    Column("contact", "人事担当", Kind.TEXT, 10),
    Column("extension", "内線", Kind.TEXT, 6),
)
_NARROWEST: Final = 10


class ProgressTab(InquiryTab):
    """Bureaus first; one of them leads to its 所属."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.scope, self.which = QComboBox(), QComboBox()
        self.scope.setAccessibleName("表示の単位")
        self.which.setAccessibleName("回収の状態")
        self.which.addItems((ALL, NOT_RETURNED))
        self.scope.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.scope.setMinimumContentsLength(_NARROWEST)
        self.total = body("", "muted")
        self.bureau_ids: list[int] = []
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "照会の進み具合", stretch="name", sortable=True,
            leave_out=("bureau", "code", "answered", "asked"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, "inquiry_progress", "照会の進み具合", personal=False,
            filters=Filters(words=self._words),
        )  # fmt: skip
        self.down_button = button("所属を見る", self.go_down)
        top = row(self.which, self.habits.views_button, self.habits.output_button)
        top.insertWidget(0, self.scope, 1)
        self.column.addLayout(top)
        self.column.addWidget(self.total)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(row(1, self.down_button))
        self.view.offer(self.down_button)
        self.scope.activated.connect(lambda _at: self._fill_rows())
        self.which.activated.connect(lambda _at: self._fill_rows())
        self.view.activated.connect(lambda _index: self.go_down())

    def fill(self) -> None:
        """Offer the bureaus of the inquiry; the one that was shown stays."""
        kept = self.scope.currentData()
        self.scope.clear()
        self.scope.addItem(BY_BUREAU, _ALL_BUREAUS)
        self.scope.addItem(BY_UNIT, _ALL_UNITS)
        for bureau in self.standing.bureaus if self.standing else ():
            self.scope.addItem(bureau.name, bureau.bureau_id)
        self.scope.setCurrentIndex(max(0, self.scope.findData(kept)))
        self._fill_rows()

    def _fill_rows(self) -> None:
        rows = self._rows()
        if self.which.currentText() == NOT_RETURNED:
            rows = [each for each in rows if each["state"] != looking.RETURNED]
        self.bureau_ids = [each["bureau_id"] for each in rows]
        self.table.show_rows(rows)
        self.view.choose(0)
        if self.standing is not None:
            self.total.setText(_total(self.standing))
        self.down_button.setEnabled(bool(rows) and self.scope.currentData() == _ALL_BUREAUS)

    def _rows(self) -> list[dict[str, Any]]:
        scope, bureaus = self.scope.currentData(), self.standing.bureaus if self.standing else ()
        if scope == _ALL_BUREAUS:
            return [looking.bureau_line(each) for each in bureaus]
        return [
            looking.unit_line(bureau, unit)
            for bureau in bureaus
            if scope in (_ALL_UNITS, bureau.bureau_id)
            for unit in bureau.units
        ]

    def _words(self) -> str:
        return f"{self.whose()}　{self.scope.currentText()}　{self.which.currentText()}"

    def go_down(self) -> None:
        """所属を見る: from a bureau to its 所属."""
        at = self.view.chosen_id()
        if self.down_button.isEnabled() and 0 <= at < len(self.bureau_ids):
            self.scope.setCurrentIndex(self.scope.findData(self.bureau_ids[at]))
            self._fill_rows()


def _total(standing: looking.Standing) -> str:
    return (
        f"回収 {standing.returned:,}／{standing.units:,}所属　"
        f"回答ファイル {standing.files:,}件　対象 {standing.people:,}人"
    )
