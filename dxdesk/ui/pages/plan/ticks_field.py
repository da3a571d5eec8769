"""Items to be ticked: those that must all be met, and those of which some are enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QVBoxLayout

from dxdesk.models.plan.skill_map import Item
from dxdesk.ui import theme
from dxdesk.ui.forms.composed_field import ComposedField

ALL, SOME = "必須", "選択"
_HEADINGS = (ALL, SOME, "項目")
_TICKS = 2
_SHOWN_ROWS = 7
_Index = QModelIndex | QPersistentModelIndex


class _TicksModel(QAbstractTableModel):
    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self.items = tuple(items)
        self.ticked: set[tuple[int, str]] = set()

    def codes(self, column: int) -> tuple[str, ...]:
        return tuple(item.code for item in self.items if (column, item.code) in self.ticked)

    def tick(self, column: int, codes: Sequence[str]) -> None:
        self.ticked = {each for each in self.ticked if each[0] != column}
        self.ticked |= {(column, item.code) for item in self.items if item.code in codes}
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, _TICKS))

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADINGS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() < _TICKS else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, column = self.items[index.row()], index.column()
        shown = f"{item.code}　{item.text}" + (f"（{item.points:g}点）" if item.points else "")
        if column == _TICKS:
            return (
                shown
                if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
                else None
            )
        ticked = (column, item.code) in self.ticked
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADINGS[column]} {shown}：{'はい' if ticked else 'いいえ'}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        place = (index.column(), self.items[index.row()].code)
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.ticked.add(place)
        else:
            self.ticked.discard(place)
        self.dataChanged.emit(index, index)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _TicksView(QTableView):
    """Tab leaves it; Space ticks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.column() < _TICKS and index.isValid():
            ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            states = Qt.CheckState
            other = states.Unchecked if ticked is states.Checked else states.Checked
            self.model().setData(index, other, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)


class ItemTicks(ComposedField):
    """The items of a rule.

    Args:
        items: that can be ticked, in the plan's order.
        all_of: codes of those that must all be met.
        some_of: codes of those to choose from.
    """

    def __init__(
        self, items: Sequence[Item], all_of: Sequence[str] = (), some_of: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._model = _TicksModel(items)
        self.view = _TicksView()
        self.view.setModel(self._model)
        self.view.setAccessibleName("項目の選択")
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setCornerButtonEnabled(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(_TICKS, QHeaderView.ResizeMode.Stretch)
        for column in range(_TICKS):
            self.view.setColumnWidth(column, theme.px(58))
        rows = min(max(len(items), 2), _SHOWN_ROWS)
        self.view.setFixedHeight(rows * theme.row_height() + theme.px(34))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.tick(all_of, some_of)
        if items:
            self.view.setCurrentIndex(self._model.index(0, 0))
        self._model.dataChanged.connect(lambda *_where: self.changed.emit())

    def all_of(self) -> tuple[str, ...]:
        """The codes of the items that must all be met."""
        return self._model.codes(0)

    def some_of(self) -> tuple[str, ...]:
        """The codes of the items to choose from."""
        return self._model.codes(1)

    def tick(self, all_of: Sequence[str], some_of: Sequence[str]) -> None:
        """Tick these, and no others."""
        for column, codes in enumerate((all_of, some_of)):
            self._model.tick(column, codes)

    def text(self) -> str:
        """必須 1-1 1-2, and below it 選択 1-3 1-4."""
        listed = ((ALL, self.all_of()), (SOME, self.some_of()))
        return "\n".join(" ".join((title, *codes)) for title, codes in listed)

    def set_text(self, text: str) -> None:
        """Tick what such lines say."""
        codes = {title: rest for title, *rest in (line.split(" ") for line in text.split("\n"))}
        self.tick(codes.get(ALL, ()), codes.get(SOME, ()))
