"""How every list looks and behaves: rows of one height, sorted by its headings, copied with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dxdesk.ui import theme
from dxdesk.ui.tables.ids_table import IdsTable

_HALF_WIDTH = 7.4
_ROOM = 18


class ListView(QTableView):
    """A list.

    Args:
        model: what it shows.
        name: its accessible name.
        stretch: the key of the column that takes the room that is left.
        several: whether several rows can be chosen.
        sortable: whether a click on a heading asks for another order.
        leave_out: keys of columns that go, the first one first, where there is no room for all.
    """

    sort_asked = Signal(str, bool)
    row_chosen = Signal(int)

    def __init__(
        self,
        model: IdsTable,
        name: str,
        *,
        stretch: str = "",
        several: bool = False,
        sortable: bool = False,
        leave_out: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._leave_out = leave_out
        self._stretch = stretch
        self.setAccessibleName(name)
        self.setModel(model)
        self._model = model
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self._set_up_header(stretch)
        if sortable:
            self.horizontalHeader().setSectionsClickable(True)
            self.horizontalHeader().setSortIndicatorShown(True)
            self.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.row_chosen.emit(now.row())
        )

    def _set_up_header(self, stretch: str) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(36)
        for at, column in enumerate(self._model.columns):
            self.setColumnWidth(at, int(column.width * _HALF_WIDTH) + _ROOM)
            if column.key == stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        key = self._model.columns[section].key
        self.sort_asked.emit(key, order is Qt.SortOrder.DescendingOrder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that there is no room for: no list scrolls sideways."""
        super().resizeEvent(event)
        columns = self._model.columns
        needed = {column.key: int(column.width * _HALF_WIDTH) + _ROOM for column in columns}
        room = self.viewport().width()
        gone: set[str] = set()
        for key in self._leave_out:
            if sum(width for each, width in needed.items() if each not in gone) > room:
                gone.add(key)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column.key in gone)

    def chosen_rows(self) -> list[int]:
        """The chosen rows, by ranges: asking for each of 10,000 rows would take a second."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def show_order(self, key: str) -> None:
        """Mark the heading by which the list is sorted, without sorting."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        at = [column.key for column in self._model.columns].index(key)
        header.setSortIndicator(at, Qt.SortOrder.AscendingOrder)
        header.blockSignals(False)

    def choose(self, row: int) -> None:
        """Choose one row and show it."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the chosen rows with their headings, as Excel takes them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
            return
        super().keyPressEvent(event)

    def as_text(self) -> str:
        """The chosen rows with headings, cells apart by tabs."""
        shown = [at for at in range(len(self._model.columns)) if not self.isColumnHidden(at)]
        lines = ["\t".join(self._model.columns[at].label for at in shown)]
        lines += [
            "\t".join(str(self._model.index(row, at).data() or "") for at in shown)
            for row in self.chosen_rows()
        ]
        return "\n".join(lines)
