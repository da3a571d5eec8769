"""A short list of sentences in which some cells can be typed into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from dxdesk.errors import UserError
from dxdesk.models.columns import Column
from dxdesk.ui import theme
from dxdesk.ui.tables.grid_typing import CellTyping
from dxdesk.ui.tables.ids_table import ANY_INDEX, RowsTable
from dxdesk.ui.tables.wrapped_list import WrappedList, wrapped_size

_EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)

Shown = Mapping[str, Any]


class Cells(Protocol):
    """What stands in the cells that can be typed into, and takes what is typed."""

    def can_type(self, row: Shown, key: str) -> bool:
        """Whether a cell can be typed into."""

    def text(self, row: Shown, key: str) -> str:
        """What stands in it."""

    def is_changed(self, row: Shown, key: str) -> bool:
        """Whether it was typed into and not registered yet."""

    def type_in(self, row: Shown, key: str, text: str) -> None:
        """Take what was typed; what cannot be so is a UserError."""


class TypedTable(RowsTable):
    """Rows of which some columns are typed into; ``refused`` says why something was not taken.

    Args:
        columns: what is shown.
        typed: keys of the columns that can be typed into.
        cells: what stands in these.
    """

    refused = Signal(str)

    def __init__(self, columns: Sequence[Column], typed: Sequence[str], cells: Cells) -> None:
        super().__init__(columns)
        self._typed = frozenset(typed)
        self._cells = cells

    def repaint_typed(self) -> None:
        """Show what the cells hold now."""
        if self.ids:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def can_type(self, row: int, column: int) -> bool:
        """Whether a cell can be typed into."""
        key = self.columns[column].key
        return key in self._typed and self._cells.can_type(self.values(row), key)

    def flags(self, index: ANY_INDEX) -> Qt.ItemFlag:
        """Cells that can be typed into say so."""
        flags = super().flags(index)
        free = self.can_type(index.row(), index.column())
        return flags | Qt.ItemFlag.ItemIsEditable if free else flags

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What one cell shows."""
        key = self.columns[index.column()].key
        if key not in self._typed:
            return super().data(index, role)
        row = self.values(index.row())
        if role in _SHOWN:
            return self._cells.text(row, key)
        if role == Qt.ItemDataRole.BackgroundRole:
            colours = theme.present()
            if self._cells.is_changed(row, key):
                return QColor(colours.attention_soft)
            return None if self._cells.can_type(row, key) else QColor(colours.page)
        return super().data(index, role)

    def setData(self, index: ANY_INDEX, value: Any, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, or say why not."""
        key = self.columns[index.column()].key
        try:
            self._cells.type_in(self.values(index.row()), key, str(value).strip())
        except UserError as error:
            self.refused.emit(error.text)
            return False
        return True


class _Typing(CellTyping):
    """The field in a cell, in rows as high as their words."""

    def __init__(self, view: TypedList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: ANY_INDEX) -> QSize:
        """The size of a cell, broken into lines at its column's width."""
        self.initStyleOption(option, index)
        return wrapped_size(option, self._view.columnWidth(index.column()))


class TypedList(WrappedList):
    """A list of sentences with cells to type into: F2 or any key begins, Enter goes on downwards.

    Args:
        table: the rows.
        name: its accessible name.
        stretch: the keys of the columns that share the room that is left.
        leave_out: keys of columns that go, the first one first, where there is no room for all.
        at_once: keys of the columns in which one key is all that is typed.
    """

    def __init__(
        self,
        table: TypedTable,
        name: str,
        *,
        stretch: tuple[str, ...],
        leave_out: tuple[str, ...] = (),
        at_once: tuple[str, ...] = (),
    ) -> None:
        super().__init__(table.columns, name, stretch=stretch, leave_out=leave_out, table=table)
        self._rows = table
        self._at_once = at_once
        self.setItemDelegate(_Typing(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        table.dataChanged.connect(lambda *_where: self._fitting.start())

    def choices(self, _column: int) -> Sequence[str]:
        """What a cell offers to choose from: nothing, all is typed."""
        return ()

    def step(self, down: int, right: int) -> None:
        """Go to the next cell that can be typed into: in the same column, or along the row."""
        here = self.currentIndex()
        places = [
            (row, self.horizontalHeader().logicalIndex(at))
            for row in range(self._rows.rowCount())
            for at in range(self._rows.columnCount())
        ]
        free = [each for each in places if self._is_free(*each) or each == _place(here)]
        if down:
            free = [each for each in free if each[1] == here.column()]
        if _place(here) not in free:
            return
        at = free.index(_place(here)) + (down or right)
        if 0 <= at < len(free):
            self.setCurrentIndex(self._rows.index(*free[at]))

    def _is_free(self, row: int, column: int) -> bool:
        return not self.isColumnHidden(column) and self._rows.can_type(row, column)

    def go_to_first(self) -> None:
        """Choose the first cell that can be typed into."""
        for row in range(self._rows.rowCount()):
            for column in range(self._rows.columnCount()):
                if self._is_free(row, column):
                    self.setCurrentIndex(self._rows.index(row, column))
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In some columns one key is taken at once; Delete empties the cell."""
        here = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if here.isValid() and plain and self._rows.can_type(here.row(), here.column()):
            at_once = self._rows.columns[here.column()].key in self._at_once
            if event.key() in _EMPTYING:
                self._rows.setData(here, "")
                return
            if at_once and event.text().isprintable() and event.text().strip():
                if self._rows.setData(here, event.text()):
                    self.step(1, 0)
                return
        super().keyPressEvent(event)


def _place(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()
