"""組織改正: what was and what is, line by line, on each day on which the organisation changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people import reorganisations
from dxdesk.models.people.reorganisations import Succession
from dxdesk.models.people.units import Unit
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("before_code", "旧コード", Kind.CODE, 9),
    Column("before_bureau", "旧部局", Kind.TEXT, 13),
    Column("before", "旧所属", Kind.TEXT, 18),
    Column("kind", "種別", Kind.TEXT, 9),
    Column("after", "新所属", Kind.TEXT, 18),
    Column("after_bureau", "新部局", Kind.TEXT, 13),
    Column("after_code", "新コード", Kind.CODE, 9),
)
_NONE = (
    "組織改正はまだありません。新旧対照表を取り込むと、旧所属と新所属の対応をここで確かめられます。"
)


class ChangesCard(Card):
    """One reorganisation as before and after."""

    take_in_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.day = QComboBox()
        self.day.setAccessibleName("組織改正の日")
        self.day.setMinimumWidth(200)
        self.count = label("", "muted")
        self.none = body(_NONE, "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "旧所属と新所属", stretch="before", sortable=True,
            leave_out=("before_code", "after_code"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, "reorganisations", "組織改正新旧対照表", personal=False
        )
        self.top = QWidget()
        self.top.setLayout(
            row(
                label("組織改正の日", "muted"), self.day, self.count, 1,
                self.habits.views_button, self.habits.output_button,
            )
        )  # fmt: skip
        self.first = button("新旧対照表を取り込む", self.take_in_asked.emit)
        self.column.addWidget(self.top)
        self.column.addWidget(self.none)
        self.column.addLayout(row(self.first, 1))
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)
        self.day.currentIndexChanged.connect(lambda _at: self._look_up())

    def refresh(self) -> None:
        """Offer the days on which the organisation changed."""
        desk = self.workplace.desk
        self.workplace.read(
            "組織改正を調べています",
            lambda: reorganisations.days(desk),
            self._show_days,
            quiet=True,
        )

    def _show_days(self, days: list[date]) -> None:
        chosen = self.day.currentData()
        self.day.blockSignals(True)
        self.day.clear()
        for day in days:
            self.day.addItem(wareki.long(day), day)
        self.day.setCurrentIndex(max(0, self.day.findData(chosen)))
        self.day.blockSignals(False)
        shown = {self.none: not days, self.first: not days, self.top: days, self.view: days}
        for widget, wanted in shown.items():
            widget.setVisible(bool(wanted))
        self._look_up()

    def _look_up(self) -> None:
        day, desk = self.day.currentData(), self.workplace.desk
        if isinstance(day, date):
            self.workplace.read(
                "組織改正を調べています", lambda: reorganisations.successions(desk, day),
                self._show, quiet=True,
            )  # fmt: skip

    def _show(self, lines: list[Succession]) -> None:
        self.table.show_rows([_line(each) for each in lines])
        kinds = dict.fromkeys(each.kind for each in lines)
        counts = (f"{kind} {sum(each.kind == kind for each in lines):,}" for kind in kinds)
        self.count.setText("　".join(counts))


def _line(each: Succession) -> dict[str, str]:
    return {
        **_unit("before", each.before),
        "kind": f"→ {each.kind}",
        **_unit("after", each.after),
    }


def _unit(key: str, unit: Unit | None) -> dict[str, str]:
    if unit is None:
        return {key: "―", f"{key}_code": "", f"{key}_bureau": ""}
    return {key: unit.name, f"{key}_code": unit.code, f"{key}_bureau": unit.bureau_name}
