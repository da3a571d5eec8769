"""A short list of dated entries with its two buttons: 変更（ある日から） and 訂正（誤りを直す）."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.models.columns import Column
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, heading
from dxdesk.ui.workplace import Workplace

CHANGE = "変更（ある日から）"
CORRECT = "訂正（誤りを直す）"
_MOST_ROWS = 4


class DatedList(QWidget):
    """The entries, the newest first.

    Args:
        title: what they are, e.g. 氏名.
        columns: what is shown of each.
        stretch: the key of the column that takes the room that is left.
        change: opens the form for a change.
        correct: opens the form that puts the given entry right.
        tall: takes the room that is left, with headings; otherwise as high as its entries.
    """

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        stretch: str,
        change: Callable[[], object],
        correct: Callable[[Any], object],
        *,
        tall: bool = False,
        leave_out: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.title = title
        self._correct = correct
        self._tall = tall
        self.table = RowsTable(columns)
        self.view = ListView(self.table, f"{title}の一覧", stretch=stretch, leave_out=leave_out)
        self.nothing = body("記録がありません。", "muted")
        self.change_button = button(CHANGE, change)
        self.change_button.setAccessibleName(f"{title}の{CHANGE}")
        self.correct_button = button(CORRECT, self._correct_chosen)
        self.correct_button.setAccessibleName(f"{title}の{CORRECT}")
        if not tall:
            self.view.horizontalHeader().hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row(heading(title), 1, self.change_button, self.correct_button))
        layout.addWidget(self.nothing)
        layout.addWidget(self.view, 1)
        self.view.doubleClicked.connect(lambda _index: self._correct_chosen())

    def have_habits(self, workplace: Workplace, whose: Callable[[], str]) -> None:
        """Give the list the habits of every list.

        Args:
            whose: says whose entries they are, for a paper's head.
        """
        filters = Filters(words=whose)
        ListHabits(self.view, workplace, f"person.{self.title}", self.title, filters=filters)

    def show_rows(self, rows: Sequence[dict[str, Any]]) -> None:
        """Show entries; each row holds its record under ``record``."""
        chosen = self.view.currentIndex().row()
        self.table.show_rows(rows)
        self.nothing.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self.correct_button.setEnabled(bool(rows))
        self.view.choose(min(max(chosen, 0), len(rows) - 1))
        if not self._tall:
            height = self.view.verticalHeader().defaultSectionSize()
            self.view.setFixedHeight(min(len(rows), _MOST_ROWS) * height + 2)

    def _correct_chosen(self) -> None:
        at = max(0, self.view.currentIndex().row())
        if at < self.table.rowCount():
            self._correct(self.table.row(at)["record"])
