"""How every list looks and behaves: one mechanism for columns, order, widths, copying and keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QPushButton, QTableView

from dxdesk.models.columns import Column, Kind
from dxdesk.models.list_views import ColumnLook, ListLook, arrange
from dxdesk.ui import theme
from dxdesk.ui.tables.cells import as_clipboard
from dxdesk.ui.tables.ids_table import IdsTable, RowsTable
from dxdesk.ui.tables.menus import StayingMenu

_HALF_WIDTH = 7.4
_ROOM = 18
NARROWEST = 36
COPIED_AT_ONCE = 2_000
_FIGURES = (Kind.NUMBER, Kind.PERCENT)


class ListView(QTableView):
    """A list.

    Args:
        model: what it shows.
        name: its accessible name.
        stretch: the key of the column that takes the room that is left; several share it.
        several: whether several rows can be chosen.
        sortable: whether a click on a heading sorts; a `RowsTable` sorts itself.
        leave_out: keys of columns that go, the first one first, where there is no room for all.
    """

    sort_asked = Signal(str, bool)
    row_chosen = Signal(int)
    look_changed = Signal()
    many_to_copy = Signal(list)

    def __init__(
        self,
        model: IdsTable,
        name: str,
        *,
        stretch: str | tuple[str, ...] = "",
        several: bool = False,
        sortable: bool = False,
        leave_out: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._leave_out = leave_out
        self._stretch = stretch if isinstance(stretch, tuple) else (stretch,)
        self._sortable = sortable
        self._keys = [column.key for column in model.columns]
        self._looks: dict[str, ColumnLook] = {key: ColumnLook(key) for key in self._keys}
        self._order, self._descending = "", False
        self._placing = False
        self._offered: list[QPushButton] = []
        self._more_menus: list[QMenu] = []
        self.copies_far = False
        self.setAccessibleName(name)
        self.setModel(model)
        self._model = model
        self._set_up(several)
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.row_chosen.emit(now.row())
        )

    def _set_up(self, several: bool) -> None:
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

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(self._sortable)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(NARROWEST)
        for at, key in enumerate(self._keys):
            if key in self._stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self._place_columns()
        if self._sortable:
            header.setSortIndicatorShown(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            header.sortIndicatorChanged.connect(self._sort)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns_menu)

    # --- the look: columns, order, widths ---

    def look(self) -> ListLook:
        """How the list looks now, to be kept."""
        header = self.horizontalHeader()
        keys = [self._keys[header.logicalIndex(at)] for at in range(len(self._keys))]
        return ListLook(tuple(self._looks[key] for key in keys), self._order, self._descending)

    def take_look(self, look: ListLook) -> None:
        """Look as it was kept; the page is asked for its order where it sorts itself."""
        header = self.horizontalHeader()
        arranged = arrange(look.columns, self._keys)
        self._looks = {column.key: column for column in arranged}
        self._placing = True
        for place, column in enumerate(arranged):
            header.moveSection(header.visualIndex(self._keys.index(column.key)), place)
        self._placing = False
        self._place_columns()
        if self._sortable and look.order in ("", *self._keys):
            self.show_order(look.order, descending=look.descending)
            self._ask_order()

    def forget_look(self) -> None:
        """Go back to the columns, widths and order of the first day."""
        self.take_look(ListLook())
        self.look_changed.emit()

    def is_shown(self, key: str) -> bool:
        """Whether a column can be seen."""
        return not self.isColumnHidden(self._keys.index(key))

    def show_column(self, key: str, shown: bool) -> None:
        """Show a column or leave it out; the last one stays."""
        if not shown and self.shown_columns() == [self._model.columns[self._keys.index(key)]]:
            return
        self._looks[key] = ColumnLook(key, self._looks[key].width, shown)
        self._place_columns()
        self.look_changed.emit()

    def shown_columns(self) -> list[Column]:
        """The columns that can be seen, from left to right."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(at) for at in range(len(self._keys))]
        return [self._model.columns[at] for at in places if not self.isColumnHidden(at)]

    def order(self) -> tuple[str, bool]:
        """The key of the column that sorts (empty: the list's own order), and whether downwards."""
        return self._order, self._descending

    def order_words(self) -> str:
        """The order in words; empty for the list's own."""
        if not self._order:
            return ""
        label = self._model.columns[self._keys.index(self._order)].label
        return f"並び順：{label}（{'降順' if self._descending else '昇順'}）"

    def rows_model(self) -> IdsTable:
        """What holds the rows."""
        return self._model

    def _width(self, column: Column) -> int:
        chosen = self._looks[column.key].width
        return theme.px(chosen or column.width * _HALF_WIDTH + _ROOM)

    def _place_columns(self) -> None:
        """Set the widths, and leave out what nobody asked for where there is no room for it."""
        columns = self._model.columns
        chosen = {key: look.shown for key, look in self._looks.items()}
        needed = {one.key: self._width(one) for one in columns if chosen[one.key] is not False}
        room = self.viewport().width()
        gone = {key for key, shown in chosen.items() if shown is False}
        for key in self._leave_out:
            if sum(width for each, width in needed.items() if each not in gone) > room:
                gone |= {key} if chosen[key] is None else set()
        self._placing = True
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column.key in gone)
            if column.key not in self._stretch and self.columnWidth(at) != self._width(column):
                self.setColumnWidth(at, self._width(column))
        self._placing = False

    def _resized(self, at: int, _before: int, now: int) -> None:
        key = self._keys[at]
        if self._placing or key in self._stretch or now <= 0:
            return
        self._looks[key] = ColumnLook(key, round(now / theme.px(100) * 100), self._looks[key].shown)
        self.look_changed.emit()

    def _moved(self, *_places: int) -> None:
        if not self._placing:
            self.look_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that there is no room for: no list scrolls sideways by itself."""
        super().resizeEvent(event)
        self._place_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Take another text size or row height at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_looks"):
            self.verticalHeader().setDefaultSectionSize(theme.row_height())
            self._place_columns()

    # --- order ---

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self._order = self._keys[section] if section >= 0 else ""
        self._descending = order is Qt.SortOrder.DescendingOrder
        self._ask_order()
        self.look_changed.emit()

    def _ask_order(self) -> None:
        if isinstance(self._model, RowsTable):
            chosen = self.chosen_id()
            self._model.sort_rows(self._order, descending=self._descending)
            self.choose_id(chosen)
        elif self._order:
            self.sort_asked.emit(self._order, self._descending)

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Sort by a column, as a click on its heading does."""
        self.show_order(key, descending=descending)
        self._ask_order()
        self.look_changed.emit()

    def show_order(self, key: str, *, descending: bool = False) -> None:
        """Mark the heading by which the list is sorted, without sorting."""
        header = self.horizontalHeader()
        self._order, self._descending = key, descending
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.blockSignals(True)
        header.setSortIndicator(self._keys.index(key) if key else -1, order)
        header.blockSignals(False)
        header.viewport().update()

    # --- rows ---

    def chosen_rows(self) -> list[int]:
        """The chosen rows, by ranges: asking for each of 10,000 rows would take a second."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def choose(self, row: int) -> None:
        """Choose one row and show it."""
        if 0 <= row < self._model.rowCount():
            at = next((at for at in range(len(self._keys)) if not self.isColumnHidden(at)), 0)
            self.setCurrentIndex(self._model.index(row, at))

    def chosen_id(self) -> int:
        """The id of the row that is chosen, wherever it stands; -1 for none."""
        row = self.currentIndex().row()
        return self._model.id_at(row) if 0 <= row < self._model.rowCount() else -1

    def choose_id(self, row_id: int) -> None:
        """Choose the row of an id; where it is not in the list, the first row."""
        self.choose(max(0, self._model.row_of(row_id)))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, not along the row."""
        ends = QAbstractItemView.CursorAction
        rows = self._model.rowCount()
        if action in (ends.MoveHome, ends.MoveEnd) and rows:
            now = max(0, self.currentIndex().column())
            return self._model.index(0 if action is ends.MoveHome else rows - 1, now)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _search: str) -> None:
        """Letters typed into a list choose nothing: there is a search field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the chosen rows with their headings, as Excel takes them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    # --- copying ---

    def copy(self) -> None:
        """Copy the chosen rows with their headings, as they look."""
        rows = self.chosen_rows()
        if len(rows) > COPIED_AT_ONCE and self.copies_far:
            self.many_to_copy.emit(rows)
        else:
            self.put_on_clipboard(self._cells(rows))

    def put_on_clipboard(self, rows: Sequence[Sequence[str]]) -> None:
        """Put the cells of rows with the headings on the clipboard."""
        shown = self.shown_columns()
        numbers = [column.kind in _FIGURES for column in shown]
        made = as_clipboard([column.label for column in shown], rows, numbers)
        QGuiApplication.clipboard().setMimeData(made)

    def as_text(self) -> str:
        """The chosen rows with headings, cells apart by tabs."""
        headings = [column.label for column in self.shown_columns()]
        return "\n".join("\t".join(line) for line in [headings, *self._cells(self.chosen_rows())])

    def _cells(self, rows: Sequence[int]) -> list[list[str]]:
        places = [self._keys.index(column.key) for column in self.shown_columns()]
        return [[str(self._model.index(row, at).data() or "") for at in places] for row in rows]

    # --- menus ---

    def offer(self, *buttons: QPushButton) -> None:
        """Let the right-click menu do what these buttons do, as long as they can be pressed."""
        self._offered += buttons

    def add_menus(self, *menus: QMenu) -> None:
        """Put these at the end of the right-click menu."""
        self._more_menus += menus

    def menu(self) -> QMenu:
        """What can be done with the chosen rows and with the list."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._offered:
            if not button.isHidden():
                action = made.addAction(button.text())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)
        if self._offered:
            made.addSeparator()
        copying = made.addAction("見出しとともにコピー（Ctrl+C）", self.copy)
        copying.setEnabled(bool(self.chosen_rows()))
        if self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection:
            made.addAction("全ての行を選ぶ（Ctrl+A）", self.selectAll)
        made.addSeparator()
        made.addMenu(self.columns_menu(made))
        if self._sortable:
            made.addMenu(self._order_menu(made))
        for menu in self._more_menus:
            made.addMenu(menu)
        return made

    def columns_menu(self, parent: QMenu | None = None) -> QMenu:
        """The columns with check marks; the menu stays open while they are chosen."""
        made = StayingMenu("表示する列", parent or self)
        header = self.horizontalHeader()
        for at in range(len(self._keys)):
            column = self._model.columns[header.logicalIndex(at)]
            action = made.addAction(column.label)
            action.setCheckable(True)
            action.setChecked(self.is_shown(column.key))
            action.toggled.connect(lambda on, key=column.key: self.show_column(key, on))
        made.addSeparator()
        made.addAction("初めの列と幅に戻す", self.forget_look)
        return made

    def _order_menu(self, parent: QMenu) -> QMenu:
        made = QMenu("並べ替え", parent)
        for column in self.shown_columns():
            for title, down in (("昇順", False), ("降順", True)):
                action = made.addAction(f"{column.label}（{title}）")
                action.setCheckable(True)
                action.setChecked((column.key, down) == (self._order, self._descending))
                action.triggered.connect(
                    lambda _on, key=column.key, down=down: self.sort_by(key, down)
                )
        return made

    def _show_columns_menu(self, place: QPoint) -> None:
        made = self.columns_menu()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(self.horizontalHeader().mapToGlobal(place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu where it was asked for: at the mouse, or at the chosen row."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(corner)
        self.menu().popup(place)
