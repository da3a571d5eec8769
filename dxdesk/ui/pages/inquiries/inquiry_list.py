"""The inquiries of the fiscal year, with how much of each has come back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dxdesk.models import acts
from dxdesk.models.columns import Column, Kind
from dxdesk.models.inquiries.presets import SHEET, Preset
from dxdesk.ui.forms.sheet import SheetDialog
from dxdesk.ui.pages.inquiries import looking, new_sheet
from dxdesk.ui.pages.inquiries.looking import Standing
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("title", "件名", Kind.TEXT, 22),
    Column("whom", "対象", Kind.TEXT, 12),
    Column("state", "状態", Kind.TEXT, 6),
    Column("returned", "回収", Kind.TEXT, 12),
    Column("deadline", "期限", Kind.DAY, 9),
    Column("left", "残り", Kind.TEXT, 10),
)


class InquiryList(Card):
    """All inquiries; ``chosen`` says which one is shown."""

    chosen = Signal(object)
    filled = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.standings: list[Standing] = []
        self.dialog: SheetDialog | None = None
        self.count = label("", "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "照会の一覧", stretch="title", sortable=True,
            leave_out=("whom", "deadline", "state"),
        )  # fmt: skip
        self.habits = ListHabits(self.view, workplace, "inquiries", "照会一覧", personal=False)
        self.new_button = button("新しい照会", self.open_new, "primary")
        self.column.addLayout(
            row(self.count, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.view, 1)
        self.column.addLayout(row(1, self.new_button))
        self.view.offer(self.new_button)
        self.view.row_chosen.connect(lambda _row: self._tell())

    def refresh(self) -> None:
        """Count anew."""
        desk, year = self.workplace.desk, self.workplace.fiscal_year
        self.workplace.read(
            "照会を調べています", lambda: looking.standings(desk, year, desk.today()), self._show,
            quiet=True,
        )  # fmt: skip

    def shown(self) -> Standing | None:
        """The inquiry that is chosen."""
        at = self.view.chosen_id()
        return self.standings[at] if 0 <= at < len(self.standings) else None

    def choose(self, title: str) -> None:
        """Choose an inquiry by its 件名."""
        titles = [each.inquiry.title for each in self.standings]
        if title in titles:
            self.view.choose_id(titles.index(title))

    def open_new(self, preset: Preset = SHEET) -> None:
        """新しい照会, filled from a preset."""
        if self.new_button.isEnabled():
            self.dialog = new_sheet.open_new(self, self.workplace, preset)

    def _show(self, standings: list[Standing]) -> None:
        before = self.shown()
        known = {each.inquiry.id for each in self.standings}
        self.standings = standings
        today = self.workplace.desk.today()
        self.view.blockSignals(True)
        self.table.show_rows([looking.line(each, today) for each in standings])
        self.count.setText(f"{len(standings):,}件")
        self.view.choose_id(_place(standings, before, known))
        self.view.blockSignals(False)
        self.new_button.setEnabled(self.workplace.desk.may(acts.PREPARE_INQUIRY))
        self.filled.emit(len(standings))
        self._tell()

    def _tell(self) -> None:
        found = self.shown()
        if found is not None:
            self.chosen.emit(found)


def _place(standings: list[Standing], before: Standing | None, known: set[int]) -> int:
    """Which one is shown: one that was just prepared, else the same as before."""
    ids = [each.inquiry.id for each in standings]
    if known and ids and ids[0] not in known:
        return 0
    return ids.index(before.inquiry.id) if before and before.inquiry.id in ids else 0
