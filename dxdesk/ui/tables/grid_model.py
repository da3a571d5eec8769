"""What an editable grid holds: the rows as they were, what was typed, and what was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from dxdesk.errors import UserError
from dxdesk.ui import theme

Place = tuple[int, str]
_Index = QModelIndex | QPersistentModelIndex
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


def as_it_is(text: str) -> str:
    """Take any text."""
    return text


@dataclass(frozen=True)
class GridColumn:
    """A column of a grid.

    Args:
        width: room for its text, counted in half-width characters.
        editable: whether its cells can be typed into.
        check: the text to keep for what was typed; raises UserError with the reason against it.
    """

    key: str
    label: str
    width: int
    editable: bool = True
    check: Callable[[str], str] = as_it_is


@dataclass(frozen=True)
class GridRow:
    """A row: the id by which its changes are known, and its cells by the columns' keys."""

    id: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class RefusedCell:
    """A cell that cannot be taken as it was typed, and why."""

    row_id: int
    key: str
    text: str
    reason: str


class GridModel(QAbstractTableModel):
    """Rows that can be edited. A refused cell keeps what was typed, marked, and spoils no other."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[GridRow, ...] = ()
        self._typed: dict[Place, str] = {}
        self._reasons: dict[Place, str] = {}

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows; what was typed into others is gone."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._typed, self._reasons = {}, {}
        self.endResetModel()

    def edits(self) -> dict[int, dict[str, str]]:
        """What was typed and can be taken, by row and column."""
        found: dict[int, dict[str, str]] = {}
        for (row_id, key), text in self._typed.items():
            if (row_id, key) not in self._reasons:
                found.setdefault(row_id, {})[key] = text
        return found

    def refused(self) -> list[RefusedCell]:
        """The cells that cannot be taken, in their order on the screen."""
        places = [(row.id, column.key) for row in self.rows for column in self.columns]
        return [
            RefusedCell(*place, self._typed.get(place, ""), self._reasons[place])
            for place in places
            if place in self._reasons
        ]

    def refuse(self, row_id: int, key: str, reason: str) -> None:
        """Mark a cell that was found wrong later, e.g. when it was saved."""
        self._reasons[row_id, key] = reason
        self._tell_all()

    def text(self, row: int, column: int) -> str:
        """What a cell shows."""
        held, key = self.rows[row], self.columns[column].key
        return self._typed.get((held.id, key), held.values.get(key, ""))

    def write(self, cells: Mapping[tuple[int, int], str]) -> None:
        """Type texts into cells; those that cannot be typed into are passed over."""
        for (row, column), text in cells.items():
            if row < len(self.rows) and column < len(self.columns):
                self._write(self.rows[row], self.columns[column], text)
        self._tell_all()

    def _write(self, row: GridRow, column: GridColumn, text: str) -> None:
        if not column.editable:
            return
        place = (row.id, column.key)
        self._reasons.pop(place, None)
        try:
            kept = column.check(text)
        except UserError as error:
            self._typed[place], self._reasons[place] = text, error.text
            return
        if kept == row.values.get(column.key, ""):
            self._typed.pop(place, None)
        else:
            self._typed[place] = kept

    def _tell_all(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # --- what Qt asks ---

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Which cells can be typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = index.isValid() and self.columns[index.column()].editable
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; the ground of one that was typed into or refused, and why."""
        if role in _SHOWN:
            return self.text(index.row(), index.column())
        place = (self.rows[index.row()].id, self.columns[index.column()].key)
        reason = self._reasons.get(place, "")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return reason
        colours = theme.present()
        if role == Qt.ItemDataRole.BackgroundRole:
            if reason:
                return QBrush(QColor(colours.bad_soft))
            return QBrush(QColor(colours.attention_soft)) if place in self._typed else None
        if role == Qt.ItemDataRole.ForegroundRole:
            if reason:
                return QBrush(QColor(colours.bad))
            return None if self.columns[index.column()].editable else QBrush(QColor(colours.muted))
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.write({(index.row(), index.column()): str(value)})
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
