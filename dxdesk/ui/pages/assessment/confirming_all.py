"""まとめて確定: how heads rated, bureau by bureau, and then all sheets without a problem as one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dxdesk.models import wareki
from dxdesk.models.assessment import rating_distribution
from dxdesk.models.assessment.rating_distribution import Distribution
from dxdesk.models.columns import Column, Kind
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING
from dxdesk.ui import theme
from dxdesk.ui.forms.keys import registers
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, heading, label
from dxdesk.ui.workplace import Workplace

STEPS: Final = range(LOWEST_RATING, HIGHEST_RATING + 1)
COLUMNS: Final = (
    Column("bureau", "部局", Kind.TEXT, 20),
    *(Column(f"step_{step}", f"評価{step}", Kind.NUMBER, 6) for step in STEPS),
    Column("number", "件数", Kind.NUMBER, 7),
    Column("mean", "平均", Kind.NUMBER, 6),
)
_WIDTH, _HEIGHT = 760, 460
_EXPLAINED: Final = (
    "確かめる必要のない{count:,}人のシートを、1つの操作として確定します。確定したときの判定が残ります。"
    "1人ずつ「確認に戻す」ことも、操作全体を「元に戻す」こともできます。"
)
_NOTHING: Final = "この年度の所属長評価がまだありません。"


class DistributionDialog(QDialog):
    """評価の分布, and under it まとめて確定 where there is something to confirm.

    Args:
        count: how many sheets would be confirmed; 0 shows the distribution only.
        confirm: confirms them.
    """

    def __init__(
        self,
        parent: QWidget,
        workplace: Workplace,
        count: int = 0,
        confirm: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self._confirm = confirm
        title = "まとめて確定" if count else "評価の分布"
        self.setWindowTitle(title)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.table = RowsTable(COLUMNS)
        self.view = ListView(self.table, "評価の分布", stretch="bureau", sortable=True)
        filters = Filters(words=self._words)
        self.habits = ListHabits(
            self.view, workplace, "rating_distribution", "評価の分布", filters=filters,
            personal=False,
        )  # fmt: skip
        self.nothing = body(_NOTHING, "muted")
        self.nothing.hide()
        self.yes = button(f"{count:,}人を確定（Ctrl+Enter）", self.confirm, "primary")
        self.yes.setVisible(bool(count))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(title))
        if count:
            layout.addWidget(body(_EXPLAINED.format(count=count), "muted"))
        layout.addLayout(
            row(
                label("部局ごとの所属長評価の分布"), 1, self.habits.views_button,
                self.habits.output_button,
            )
        )  # fmt: skip
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing)
        layout.addLayout(row(1, button("閉じる", self.reject), self.yes))
        self._look()

    def _words(self) -> str:
        return wareki.fiscal_year_name(self.workplace.fiscal_year)

    def _look(self) -> None:
        desk, year, day = self.workplace.desk, self.workplace.fiscal_year, self.workplace.as_of()
        self.workplace.read(
            "評価の分布を調べています",
            lambda: rating_distribution.distribution(desk, year, day),
            self._show,
            quiet=True,
        )

    def _show(self, found: Sequence[Distribution]) -> None:
        self.table.show_rows([distribution_row(each) for each in found])
        self.nothing.setVisible(not found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter confirms."""
        if registers(event) and not self.yes.isHidden():
            self.confirm()
            return
        super().keyPressEvent(event)

    def confirm(self) -> None:
        """Confirm all of them."""
        self.accept()
        self._confirm()


def distribution_row(found: Distribution) -> dict[str, Any]:
    """One bureau as a row of the list."""
    steps = {f"step_{step}": count for step, count in zip(STEPS, found.counts, strict=True)}
    mean = "" if found.mean is None else round(found.mean, 2)
    return {"bureau": found.bureau, **steps, "number": found.number, "mean": mean}
