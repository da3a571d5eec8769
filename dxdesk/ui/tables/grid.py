"""A grid to type into as into Excel: paste a block, fill down, Enter down, Tab right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from dxdesk.ui import theme
from dxdesk.ui.forms.keys import ENTER
from dxdesk.ui.tables import cells
from dxdesk.ui.tables.grid_model import (
    GridColumn,
    GridModel,
    GridRow,
    RefusedCell,
    as_it_is,
)
from dxdesk.ui.tables.grid_typing import CellTyping

__all__ = ["Grid", "GridColumn", "GridRow", "RefusedCell", "as_it_is"]

_HALF_WIDTH = 7.4
_ROOM = 18


class Grid(QTableView):
    """An editable grid.

    Args:
        columns: what stands in it, and how what is typed is checked.
        name: its accessible name.
        stretch: the key of the column that takes the room that is left.
        grows: whether rows can be added at the end by typing and pasting; their ids are negative.
        leave_out: keys of columns that go, the first one first, where there is no room for all; what
            is pasted over them is still taken.
    """

    changed = Signal()

    def __init__(
        self,
        columns: Sequence[GridColumn],
        name: str,
        *,
        stretch: str = "",
        grows: bool = False,
        leave_out: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._leave_out = leave_out
        self.setAccessibleName(name)
        self._grid = GridModel(columns, grows=grows)
        self.setModel(self._grid)
        self.setItemDelegate(CellTyping(self))
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        for at, column in enumerate(columns):
            if column.key == stretch:
                mode = QHeaderView.ResizeMode.Stretch
                self.horizontalHeader().setSectionResizeMode(at, mode)
        self._size_columns()
        self._grid.dataChanged.connect(lambda *_where: self.changed.emit())

    def _size_columns(self) -> None:
        for at, column in enumerate(self._grid.columns):
            self.setColumnWidth(at, _width_of(column))

    def _place_columns(self) -> None:
        """Leave out columns until there is room for the others."""
        room = self.viewport().width()
        widths = {column.key: _width_of(column) for column in self._grid.columns}
        for key in self._leave_out:
            if sum(widths.values()) > room:
                del widths[key]
        for at, column in enumerate(self._grid.columns):
            self.setColumnHidden(at, column.key not in widths)

    # --- content ---

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows; what was typed is gone."""
        self._grid.show_rows(rows)
        if self._grid.rows:
            first = [self._grid.can_type(0, at) for at in range(len(self._grid.columns))]
            self.setCurrentIndex(self._grid.index(0, first.index(True) if True in first else 0))

    def edits(self) -> dict[int, dict[str, str]]:
        """What was typed and can be taken: row id → column key → text."""
        return self._grid.edits()

    def refused(self) -> list[RefusedCell]:
        """The cells that cannot be taken, and why."""
        return self._grid.refused()

    def is_changed(self) -> bool:
        """Whether anything typed in waits to be saved."""
        return bool(self.edits() or self.refused())

    def typed(self) -> dict[tuple[int, str], str]:
        """Everything that was typed, also what cannot be taken: row id and column key → text."""
        return self._grid.typed()

    def type_in(self, typed: Mapping[tuple[int, str], str]) -> None:
        """Type what was typed before."""
        self._grid.type_in(typed)

    def fill(self, values: Mapping[int, Mapping[str, str]]) -> None:
        """Show what follows from what was typed into new rows."""
        self._grid.fill(values)

    def rows(self) -> tuple[GridRow, ...]:
        """The rows as they were shown, and those that are new."""
        return self._grid.rows

    def refuse(self, row_id: int, key: str, reason: str) -> None:
        """Mark a cell that was found wrong when it was saved."""
        self._grid.refuse(row_id, key, reason)

    def cell(self, row_id: int, key: str) -> str:
        """What a cell shows."""
        return self._grid.text(*self._place(row_id, key))

    def set_cell(self, row_id: int, key: str, text: str) -> None:
        """Type a text into a cell."""
        self._grid.write({self._place(row_id, key): text})

    def choices(self, column: int) -> tuple[str, ...]:
        """The words among which a column's cells choose; none for a free text."""
        return self._grid.columns[column].choices

    def _place(self, row_id: int, key: str) -> tuple[int, int]:
        return self._grid.place_of(row_id, key)

    # --- blocks ---

    def _chosen(self) -> tuple[list[int], list[int]]:
        """The rows and the shown columns that the selection spans."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        rows = sorted({index.row() for index in indexes if index.isValid()})
        columns = sorted({index.column() for index in indexes if index.isValid()})
        return rows, [at for at in columns if not self.isColumnHidden(at)]

    def copy(self) -> None:
        """Copy the chosen cells, as Excel takes them."""
        rows, columns = self._chosen()
        block = [[self._grid.text(row, column) for column in columns] for row in rows]
        made = cells.as_clipboard([], block, [False] * len(columns))
        QGuiApplication.clipboard().setMimeData(made)

    def paste(self, text: str | None = None) -> None:
        """Put a block over the selection.

        A block of which the selection holds several is repeated over it, so that one value fills
        many cells; else it goes to the right and down from the first chosen cell.
        """
        block = cells.read_block(QGuiApplication.clipboard().text() if text is None else text)
        rows, columns = self._chosen()
        if not rows or not columns:
            return
        height, width = len(block), len(block[0])
        down, across = self._tiled(len(rows), height), self._tiled(len(columns), width)
        self._grid.write(
            {
                (rows[0] + row, columns[0] + column): block[row % height][column % width]
                for row in range(down)
                for column in range(across)
            }
        )

    @staticmethod
    def _tiled(room: int, size: int) -> int:
        return room if room % size == 0 else size

    def fill_down(self) -> None:
        """Give every chosen cell what the topmost of its column holds."""
        rows, columns = self._chosen()
        if len(rows) == 1 and rows[0] > 0:  # as in Excel: one cell takes what is above it
            rows = [rows[0] - 1, *rows]
        self._grid.write(
            {
                (row, column): self._grid.text(rows[0], column)
                for row in rows[1:]
                for column in columns
            }
        )

    def empty_cells(self) -> None:
        """Empty the chosen cells; the rows stay."""
        rows, columns = self._chosen()
        self._grid.write({(row, column): "" for row in rows for column in columns})

    # --- keyboard and menu ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys as in Excel."""
        keys = QKeySequence.StandardKey
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Paste):
            self.paste()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.empty_cells()
        elif event.key() in ENTER and not control:
            self.step(-1 if back else 1, 0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next cell; from the last one on to the next control."""
        return self.step(0, 1 if forward else -1) or super().focusNextPrevChild(forward)

    def step(self, down: int, right: int) -> bool:
        """Go to another cell that can be typed into; says whether there is one."""
        model, now = self._grid, self.currentIndex()
        row, column = now.row(), now.column()
        if down:
            row += down
        while right:
            column += right
            if not 0 <= column < len(model.columns):
                row, column = row + right, 0 if right > 0 else len(model.columns) - 1
            if not 0 <= row < len(model.rows):
                return False
            if model.can_type(row, column) and not self.isColumnHidden(column):
                break
        if not 0 <= row < len(model.rows):
            return False
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(model.index(row, column), flag)
        return True

    def menu(self) -> QMenu:
        """What can be done with the chosen cells."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, call in (
            ("コピー（Ctrl+C）", self.copy),
            ("貼り付け（Ctrl+V）", self.paste),
            ("上のセルで埋める（Ctrl+D）", self.fill_down),
            ("セルを空にする", self.empty_cells),
        ):
            made.addAction(title).triggered.connect(lambda _on=False, call=call: call())
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu where it was asked for."""
        self.menu().popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that there is no room for."""
        super().resizeEvent(event)
        if self._leave_out:
            self._place_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Take another text size or row height at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.verticalHeader().setDefaultSectionSize(theme.row_height())
            self._size_columns()
            if self._leave_out:
                self._place_columns()


def _width_of(column: GridColumn) -> int:
    return theme.px(column.width * _HALF_WIDTH) + _ROOM
