"""The tree of the organisation with its search; copied, exported and printed it is a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from dxdesk.models import names, wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people.units import Branch, Unit
from dxdesk.ui import theme
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.units.tree_model import HEADINGS, Node, TreeModel
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, label
from dxdesk.ui.workplace import Workplace

_FEW = 60
_COLUMNS = (
    Column("bureau", "部局", Kind.TEXT, 18),
    Column("code", "所属コード", Kind.CODE, 10),
    Column("name", "所属", Kind.TEXT, 24),
    Column("kind", "区分", Kind.TEXT, 10),
    Column("digital", "デジタル推進", Kind.TEXT, 12),
    Column("people", "職員", Kind.NUMBER, 8),
)
_WIDTHS = (84, 94, 110, 66)
_NAMES = 150  # the least that the names of units need
_LEAVE_OUT = tuple(HEADINGS.index(title) for title in ("区分", "デジタル推進"))


class UnitTree(QTreeView):
    """The tree; Enter opens and closes a bureau, Ctrl+C copies what is chosen."""

    copy_asked = Signal()

    def __init__(self, model: TreeModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("組織の一覧")
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(18)
        self.setStyleSheet("QTreeView::item { padding: 0 10px; }")  # as wide as its headings
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._place_columns()

    def _place_columns(self) -> None:
        """Set the widths, and leave out what there is no room for beside the names."""
        room = self.viewport().width() - theme.px(_NAMES)
        needed = {at: theme.px(width) for at, width in enumerate(_WIDTHS, start=1)}
        for at in _LEAVE_OUT:
            gone = sum(needed.values()) > room
            self.setColumnHidden(at, gone)
            if gone:
                del needed[at]
        for at, width in needed.items():
            self.header().resizeSection(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the names."""
        super().resizeEvent(event)
        self._place_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Take another text size at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._place_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and closes a bureau, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            now = self.currentIndex().siblingAtColumn(0)
            self.setExpanded(now, not self.isExpanded(now))
            return
        super().keyPressEvent(event)


class TreeCard(Card):
    """Search and tree; ``chosen`` says which bureau or unit."""

    chosen = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.query = LineEdit("所属の検索", "名称・所属コードを検索")
        self.count = label("", "muted")
        self.model = TreeModel()
        self.tree = UnitTree(self.model)
        self.table = RowsTable(_COLUMNS)
        self.list = ListView(self.table, "組織・所属の一覧", several=True)
        self.list.hide()  # what the tree is on paper
        self.habits = ListHabits(
            self.list, workplace, "units", "組織・所属の一覧", personal=False,
            filters=Filters(words=self._words),
        )  # fmt: skip
        self.day = workplace.as_of()
        self._branches: tuple[Branch, ...] = ()
        opening = button("全て開く", self.tree.expandAll, "link")
        closing = button("全て閉じる", self.tree.collapseAll, "link")
        self.column.addLayout(row(self.query, opening, closing))
        self.column.addWidget(self.tree, 1)
        self.column.addLayout(row(self.count, 1))
        self.column.addWidget(self.list)
        self.tree.copy_asked.connect(self.copy)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.tree.viewport().mapToGlobal(place))
        )
        self.query.textChanged.connect(lambda _text: self._filter())
        self.query.entered.connect(self.tree.setFocus)
        self.tree.selectionModel().currentRowChanged.connect(self._row_chosen)

    def show_branches(self, branches: Sequence[Branch], day: date) -> None:
        """Show the tree of a day; what was chosen stays chosen, what was open stays open."""
        self.day = day
        first = not self._branches
        self._branches = tuple(branches)
        if first and sum(len(branch.units) for branch in branches) <= _FEW:
            self._filter()
            self.tree.expandAll()
        else:
            self._filter()

    def _filter(self) -> None:
        words = names.plain(self.query.text().casefold()).split()
        chosen, opened = self.chosen_node(), self._opened()
        cut = (_cut(branch, words) for branch in self._branches)
        self.model.show_branches([branch for branch in cut if branch is not None])
        self.table.show_rows([line for each in self.model.branches for line in _lines(each)])
        if words:
            self.tree.expandAll()
        for unit_id in () if words else opened:
            self.tree.setExpanded(self.model.find(unit_id), True)
        units = sum(len(branch.units) for branch in self.model.branches)
        people = sum(sum(branch.people.values()) for branch in self.model.branches)
        self.count.setText(f"{len(self.model.branches):,}部局　{units:,}所属　{people:,}人")
        self.choose(chosen.unit_id if chosen else 0)

    def _words(self) -> str:
        query = self.query.text().strip()
        return f"{wareki.short(self.day)}現在" + (f"　検索：{query}" if query else "")

    def copy(self) -> None:
        """Copy what is chosen with headings: a unit, or all units of a bureau."""
        node = self.chosen_node()
        rows = range(self.table.rowCount())
        key = "bureau_id" if node and node.is_bureau else "unit_id"
        chosen = [at for at in rows if node and self.table.row(at)[key] == node.unit_id]
        self.list.clearSelection()
        if chosen:
            corners = (self.table.index(at, 0) for at in (chosen[0], chosen[-1]))
            self.list.selectionModel().select(
                QItemSelection(*corners), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.list.copy()

    def _opened(self) -> list[int]:
        rows = (self.model.index(at, 0) for at in range(self.model.rowCount()))
        return [self.model.node(each).unit_id for each in rows if self.tree.isExpanded(each)]

    def choose(self, unit_id: int) -> None:
        """Choose a bureau or unit; the first one where it is not shown."""
        found = self.model.find(unit_id) if unit_id else QModelIndex()
        found = found if found.isValid() else self.model.index(0, 0)
        self.tree.setCurrentIndex(found)
        if not found.isValid():
            self.chosen.emit(None)

    def chosen_node(self) -> Node | None:
        """What is chosen."""
        now = self.tree.currentIndex()
        return self.model.node(now) if now.isValid() else None

    def _row_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.model.node(now))


def _lines(branch: Branch) -> list[dict[str, object]]:
    """The units of a bureau as lines of a list."""
    return [
        {
            "bureau": unit.bureau_name,
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "digital": "○" if unit.digital else "",
            "people": branch.people.get(unit.unit_id, 0),
            "unit_id": unit.unit_id,
            "bureau_id": branch.bureau.unit_id if branch.bureau else 0,
        }
        for unit in branch.units
    ]


def _cut(branch: Branch, words: Sequence[str]) -> Branch | None:
    """A branch as far as a search finds it; a bureau that fits keeps all its units."""
    if branch.bureau is not None and _fits(branch.bureau.name, words):
        return branch
    units = tuple(unit for unit in branch.units if _fits(_text(unit), words))
    people = {unit.unit_id: branch.people.get(unit.unit_id, 0) for unit in units}
    return replace(branch, units=units, people=people) if units else None


def _fits(text: str, words: Sequence[str]) -> bool:
    folded = names.plain(text.casefold())
    return all(word in folded for word in words)


def _text(unit: Unit) -> str:
    return f"{unit.code} {unit.name} {unit.bureau_name}"
