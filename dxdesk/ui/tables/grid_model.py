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
        only_new: whether they can be typed into only in a row that is new.
        check: the text to keep for what was typed; raises UserError with the reason against it.
        choices: offered where a cell is typed into; empty for a free text.
    """

    key: str
    label: str
    width: int
    editable: bool = True
    check: Callable[[str], str] = as_it_is
    only_new: bool = False
    choices: tuple[str, ...] = ()


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
    """Rows that can be edited. A refused cell keeps what was typed, marked, and spoils no other.

    Args:
        columns: what stands in it.
        grows: whether an empty row stands at the end, and more come with what is typed or pasted;
            new rows have the ids -1, -2, …
    """

    def __init__(self, columns: Sequence[GridColumn], *, grows: bool = False) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[GridRow, ...] = ()
        self._grows = grows
        self._places: dict[int, int] = {}
        self._typed: dict[Place, str] = {}
        self._reasons: dict[Place, str] = {}

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows; what was typed into others is gone."""
        self.beginResetModel()
        self.rows = (*rows, GridRow(-1, {})) if self._grows else tuple(rows)
        self._places = {row.id: at for at, row in enumerate(self.rows)}
        self._typed, self._reasons = {}, {}
        self.endResetModel()

    def typed(self) -> dict[Place, str]:
        """Everything that was typed, also what cannot be taken."""
        return dict(self._typed)

    def type_in(self, typed: Mapping[Place, str]) -> None:
        """Type what was typed before; cells of rows that are not there any more are passed over."""
        self._make_room(sum(row.id >= 0 for row in self.rows) - min([0, *(of for of, _ in typed)]))
        keys = [column.key for column in self.columns]
        self.write(
            {
                (self._places[row_id], keys.index(key)): text
                for (row_id, key), text in typed.items()
                if row_id in self._places
            }
        )

    def fill(self, values: Mapping[int, Mapping[str, str]]) -> None:
        """Show what follows from what was typed into new rows, e.g. the name to a 職員番号."""
        self.rows = tuple(
            GridRow(row.id, values[row.id]) if row.id in values else row for row in self.rows
        )
        self._tell_all()

    def place_of(self, row_id: int, key: str) -> tuple[int, int]:
        """Where a cell stands."""
        return self._places[row_id], [column.key for column in self.columns].index(key)

    def can_type(self, row: int, column: int) -> bool:
        """Whether a cell can be typed into."""
        of = self.columns[column]
        return of.editable and (self.rows[row].id < 0 or not of.only_new)

    def edits(self) -> dict[int, dict[str, str]]:
        """What was typed and can be taken, by row and column."""
        found: dict[int, dict[str, str]] = {}
        for (row_id, key), text in self._typed.items():
            if (row_id, key) not in self._reasons:
                found.setdefault(row_id, {})[key] = text
        return found

    def refused(self) -> list[RefusedCell]:
        """The cells that cannot be taken, in their order on the screen."""
        return [
            RefusedCell(*place, self._typed.get(place, ""), self._reasons[place])
            for place in sorted(self._reasons, key=lambda place: self.place_of(*place))
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
        self._make_room(max((row + 1 for (row, _), text in cells.items() if text), default=0))
        for (row, column), text in cells.items():
            if row < len(self.rows) and column < len(self.columns) and self.can_type(row, column):
                self._write(self.rows[row], self.columns[column], text)
        if self.rows and any(of == self.rows[-1].id for of, _ in self._typed):
            self._make_room(len(self.rows) + 1)
        self._tell_all()

    def _make_room(self, number: int) -> None:
        """Add empty rows until there are so many, where the grid grows."""
        there = len(self.rows)
        if not self._grows or number <= there:
            return
        first = min([0, *(row.id for row in self.rows)]) - 1
        self.beginInsertRows(QModelIndex(), there, number - 1)
        self.rows += tuple(GridRow(first - at, {}) for at in range(number - there))
        self._places |= {first - at: there + at for at in range(number - there)}
        self.endInsertRows()

    def _write(self, row: GridRow, column: GridColumn, text: str) -> None:
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
        editable = index.isValid() and self.can_type(index.row(), index.column())
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
            free = self.can_type(index.row(), index.column())
            return None if free else QBrush(QColor(colours.muted))
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
