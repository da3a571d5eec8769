"""A list of any length: it holds the ordered ids, and fetches the rows that are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from dxdesk.models.columns import Align, Column, Kind, show
from dxdesk.ui import theme

PAGE = 64
BLOCK = 2_000
ANY_INDEX = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Mapping[int, Mapping[str, Any]]]

_SIDES = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTER: Qt.AlignmentFlag.AlignCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}
_FIGURES = (Kind.CODE, Kind.NUMBER, Kind.PERCENT, Kind.DAY)


class IdsTable(QAbstractTableModel):
    """A table model for lists of people and things.

    ``x_tone`` in a row names the colour of ``x``: good, attention, bad, primary or muted.

    Args:
        columns: what is shown, declared once for lists, forms and exports.
        fetch: the rows of some ids, by id; each a mapping by column key.
        row_label: what a screen reader calls a row, and what the tests look for.
    """

    def __init__(
        self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._figures: tuple[theme.TextSize, QFont] | None = None
        self.ids: list[int] = []
        self._pages: dict[int, Mapping[int, Mapping[str, Any]]] = {}

    def show_ids(
        self, ids: list[int], first: Mapping[int, Mapping[str, Any]] | None = None
    ) -> None:
        """Show other rows, or the same in another order.

        Args:
            ids: of the rows.
            first: the rows of the first page by id, where they are known already.
        """
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        if first is not None:
            self._pages[0] = first
        self.endResetModel()

    def forget(self) -> None:
        """Fetch again what is seen: somebody has written."""
        self._pages.clear()
        if self.ids:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def id_at(self, row: int) -> int:
        """The id of a row."""
        return self.ids[row]

    def row_of(self, row_id: int) -> int:
        """Where an id stands; -1 where it is not in the list."""
        return self.ids.index(row_id) if row_id in self.ids else -1

    def rows_of(
        self, ids: Sequence[int], progress: Callable[[int, int], object]
    ) -> Iterator[Mapping[str, Any]]:
        """The rows of many ids, fetched in large blocks; may be used beside the window's thread.

        Args:
            progress: told how many are done, of how many.
        """
        for start in range(0, len(ids), BLOCK):
            progress(start, len(ids))
            block = ids[start : start + BLOCK]
            found = self._fetch(block)
            yield from (found.get(row_id, {}) for row_id in block)

    def rowCount(self, parent: ANY_INDEX | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: ANY_INDEX | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def values(self, row: int) -> Mapping[str, Any]:
        """Everything known of one row; fetches the page that it lies on."""
        page = row // PAGE
        if page not in self._pages:
            self._pages[page] = self._fetch(self.ids[page * PAGE : (page + 1) * PAGE])
        return self._pages[page].get(self.ids[row], {})

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What one cell shows."""
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return show(column, self.values(index.row()).get(column.key))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[column.align]
        if role == Qt.ItemDataRole.FontRole and column.kind in _FIGURES:
            return self._figure_font()
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = self.values(index.row()).get(f"{column.key}_tone")
            return QColor(getattr(theme.present(), tone)) if tone else None
        return None

    def _figure_font(self) -> QFont:
        size = theme.look().text
        if self._figures is None or self._figures[0] is not size:
            self._figures = (size, theme.figure_font())
        return self._figures[1]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[self.columns[section].align]
        return None


class RowsTable(IdsTable):
    """A short list that is all in memory: the rows of a detail tab, a history.

    A row's id is its place among the rows that were handed over, whatever the order on the screen.
    Where ``x_order`` stands in a row, it sorts by that in place of ``x`` (氏名 by its kana).
    """

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, self._rows_of, parent)
        self._rows: list[Mapping[str, Any]] = []
        self._order, self._descending = "", False

    def show_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these rows, in the order that was chosen."""
        self._rows = list(rows)
        self.show_ids(self._sorted())

    def sort_rows(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column; an empty key is the order in which the rows were handed over."""
        self._order, self._descending = key, descending
        self.show_ids(self._sorted())

    def row(self, at: int) -> Mapping[str, Any]:
        """The row that stands at a place on the screen."""
        return self._rows[self.ids[at]]

    def _sorted(self) -> list[int]:
        places = list(range(len(self._rows)))
        if not self._order:
            return places
        keys = [self._sort_key(row) for row in self._rows]
        with_value = [place for place in places if keys[place] is not None]
        with_value.sort(key=lambda place: keys[place], reverse=self._descending)
        return [*with_value, *(place for place in places if keys[place] is None)]

    def _sort_key(self, row: Mapping[str, Any]) -> Any:
        value = row.get(f"{self._order}_order", row.get(self._order))
        return None if value == "" else value

    def _rows_of(self, ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        rows = self._rows
        return {row_id: rows[row_id] for row_id in ids}
