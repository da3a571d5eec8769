"""必要定員: the places that every training needs in the fiscal year to come."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.models import wareki
from dxdesk.models.assessment.capacity import Capacity
from dxdesk.models.columns import Column, Kind
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.pages.trainings.recommending import Found
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body
from dxdesk.ui.workplace import Workplace

EXPLANATION: Final = (
    "必須職員研修は集計対象職員の数、ほかの研修は、その研修だけで新たに認定基準を満たす職員の数を"
    "必要定員とします。定員を定めない開催回があれば、不足はないものとします。"
)
_PLACES_COLUMNS: Final = (
    Column("code", "コード", Kind.CODE, 7),
    Column("name", "研修", Kind.TEXT, 20),
    Column("mandatory", "必須", Kind.FLAG, 6),
    Column("needed", "必要定員", Kind.NUMBER, 9),
    Column("sessions", "開催回", Kind.NUMBER, 7),
    Column("planned", "計画した定員", Kind.NUMBER, 12),
    Column("unlimited", "定めなし", Kind.FLAG, 8),
    Column("missing", "不足", Kind.NUMBER, 7),
)


class NeededPlaces(QWidget):
    """必要定員: the places that every training needs in the fiscal year to come."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._year = 0
        self.explanation = body("", "muted")
        self.table = RowsTable(_PLACES_COLUMNS)
        self.view = ListView(
            self.table, "必要定員の一覧", stretch="name", sortable=True, several=True,
            leave_out=("code", "unlimited", "mandatory"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, "needed_capacity", "研修の必要定員", personal=False,
            filters=Filters(words=self._words),
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.explanation)
        layout.addLayout(row(1, self.habits.views_button, self.habits.output_button))
        layout.addWidget(self.view, 1)

    def show_found(self, chosen: Chosen, found: Found) -> None:
        """Show the table, with the training that is chosen marked."""
        self._year = chosen.fiscal_year + 1
        self.explanation.setText(
            f"{wareki.fiscal_year_name(self._year)}の必要定員です"
            f"（{wareki.short(found.recommendations.as_of)}現在の判定による）。{EXPLANATION}"
        )
        self.table.show_rows([_place(each) for each in found.places])
        codes = [each.training.code for each in found.places]
        if chosen.training.code in codes:
            self.view.choose_id(codes.index(chosen.training.code))

    def _words(self) -> str:
        return wareki.fiscal_year_name(self._year) if self._year else ""


def _place(each: Capacity) -> dict[str, Any]:
    return {
        "code": each.training.code,
        "name": each.training.name,
        "mandatory": each.training.mandatory,
        "needed": each.needed,
        "sessions": each.sessions,
        "planned": None if each.unlimited and not each.planned else each.planned,
        "unlimited": each.unlimited or None,
        "missing": each.missing,
    }
