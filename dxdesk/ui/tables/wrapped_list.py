"""A short list of sentences: rows as high as their words, and states in the colour of their meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from dxdesk.models.columns import Column
from dxdesk.ui import theme
from dxdesk.ui.tables.ids_table import ANY_INDEX, RowsTable
from dxdesk.ui.tables.list_view import ListView

_ROOM = 10
_HIGHEST = 10_000
_BESIDE = 24  # what the sheet of styles and the style leave free at both sides of a text


class _Wrapping(QStyledItemDelegate):
    """Tells how high a cell must be; Qt itself forgets the room beside a text."""

    def __init__(self, view: WrappedList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: ANY_INDEX) -> QSize:
        """The size of a cell, broken into lines at its column's width."""
        self.initStyleOption(option, index)
        return wrapped_size(option, self._view.columnWidth(index.column()))


def wrapped_size(option: QStyleOptionViewItem, width: int) -> QSize:
    """The size of a cell whose text is broken into lines at a width."""
    room = QRect(0, 0, max(1, width - _BESIDE), _HIGHEST)
    words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, option.text)
    return QSize(width, words.height() + theme.px(_ROOM))


class WrappedList(ListView):
    """A list whose rows grow with their words; for some dozens of rows, not for thousands.

    Args:
        columns: what is shown.
        name: its accessible name.
        stretch: the keys of the columns that share the room that is left.
        leave_out: keys of columns that go, the first one first, where there is no room for all.
        table: what holds the rows, where it is not a plain one of these columns.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        *,
        stretch: tuple[str, ...],
        leave_out: tuple[str, ...] = (),
        table: RowsTable | None = None,
    ) -> None:
        self.table = table or RowsTable(columns)
        self._fitting = QTimer(singleShot=True, interval=0)
        super().__init__(self.table, name, stretch=stretch, leave_out=leave_out)
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapping(self))
        self.verticalHeader().setMinimumSectionSize(theme.row_height())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fitting.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fitting.start())
        self.table.modelReset.connect(self._fitting.start)

    def changeEvent(self, event: QEvent) -> None:
        """Take another text size at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.verticalHeader().setMinimumSectionSize(theme.row_height())
            self._fitting.start()
