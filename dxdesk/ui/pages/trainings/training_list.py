"""The trainings of the fiscal year's plan, with how many completed them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.ui.pages.trainings import looking
from dxdesk.ui.pages.trainings.looking import Chosen, TrainingLine
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("name", "研修", Kind.TEXT, 22),
    Column("mandatory", "必須", Kind.TEXT, 4),
    Column("completed", "修了者", Kind.NUMBER, 6),
    Column("percent", "受講率", Kind.PERCENT, 6),
    Column("sessions", "開催", Kind.NUMBER, 4),
    Column("waiting", "申込", Kind.NUMBER, 4),
    Column("code", "コード", Kind.CODE, 6),
)


class TrainingList(Card):
    """All trainings; ``chosen`` says which one is shown."""

    chosen = Signal(object)
    filled = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.lines: list[TrainingLine] = []
        self.count = label("", "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "研修の一覧", stretch="name", sortable=True,
            leave_out=("code", "mandatory", "waiting", "sessions"),
        )  # fmt: skip
        self.habits = ListHabits(self.view, workplace, "trainings", "研修一覧", personal=False)
        self.column.addLayout(
            row(self.count, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.view, 1)
        self.view.row_chosen.connect(lambda _row: self._tell())

    def refresh(self) -> None:
        """Count anew."""
        place = self.workplace
        desk, year, day = place.desk, place.fiscal_year, place.as_of()
        place.read(
            "研修を調べています", lambda: looking.lines(desk, year, day), self._show, quiet=True
        )

    def shown(self) -> Chosen | None:
        """The training that is chosen."""
        at = self.view.chosen_id()
        return self.lines[at].chosen if 0 <= at < len(self.lines) else None

    def choose(self, code: str) -> None:
        """Choose a training by its code."""
        codes = [line.chosen.training.code for line in self.lines]
        if code in codes:
            self.view.choose_id(codes.index(code))

    def _show(self, lines: list[TrainingLine]) -> None:
        before = self.shown()
        self.lines = lines
        self.view.blockSignals(True)
        self.table.show_rows(
            [
                {
                    "name": each.chosen.training.name,
                    "mandatory": "必須" if each.chosen.training.mandatory else "",
                    "completed": each.completed,
                    "percent": each.percent,
                    "sessions": each.sessions or "",
                    "waiting": each.waiting or "",
                    "code": each.chosen.training.code,
                }
                for each in lines
            ]
        )
        day = wareki.short(self.workplace.as_of())
        self.count.setText(f"{len(lines):,}研修（{day}現在）")
        codes = [each.chosen.training.code for each in lines]
        kept = before.training.code if before else ""
        self.view.choose_id(codes.index(kept) if kept in codes else 0)
        self.view.blockSignals(False)
        self.filled.emit(len(lines))
        self._tell()

    def _tell(self) -> None:
        found = self.shown()
        if found is not None:
            self.chosen.emit(found)
