"""The organisation as a tree: bureaus, and under them their units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)

from dxdesk.models.people.units import Branch, Unit
from dxdesk.ui import theme

HEADINGS: Final = ("名称", "コード", "区分", "デジタル推進", "職員")
NO_BUREAU: Final = "（部局なし）"
_NUMBER = HEADINGS.index("職員")
_CODE = HEADINGS.index("コード")
_TIGHTER = 4
_NO_INDEX: Final = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Node:
    """What a row of the tree is about.

    Args:
        unit_id: of the bureau or unit; 0 for units without a bureau.
        is_bureau: whether it is a 部局・振興局.
    """

    unit_id: int
    name: str
    is_bureau: bool


class TreeModel(QAbstractItemModel):
    """Two floors: the number kept with an index is 0 for a bureau, else its bureau's row plus one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.branches: tuple[Branch, ...] = ()

    def show_branches(self, branches: Sequence[Branch]) -> None:
        """Show another tree."""
        self.beginResetModel()
        self.branches = tuple(branches)
        self.endResetModel()

    def node(self, index: AnyIndex) -> Node:
        """What a row is about."""
        branch, unit = self._at(index)
        if unit is not None:
            return Node(unit.unit_id, unit.name, False)
        bureau = branch.bureau
        return Node(bureau.unit_id, bureau.name, True) if bureau else Node(0, NO_BUREAU, True)

    def find(self, unit_id: int) -> QModelIndex:
        """Where a bureau or unit stands; no index where it is not shown."""
        for row, branch in enumerate(self.branches):
            if branch.bureau is not None and branch.bureau.unit_id == unit_id:
                return self.index(row, 0)
            for place, unit in enumerate(branch.units):
                if unit.unit_id == unit_id:
                    return self.index(place, 0, self.index(row, 0))
        return QModelIndex()

    def _at(self, index: AnyIndex) -> tuple[Branch, Unit | None]:
        above = index.internalId()
        if not above:
            return self.branches[index.row()], None
        branch = self.branches[above - 1]
        return branch, branch.units[index.row()]

    # --- what Qt asks ---

    def index(self, row: int, column: int, parent: AnyIndex = _NO_INDEX) -> QModelIndex:
        """The index of a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = _NO_INDEX) -> Any:
        """The bureau of a unit."""
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """How many bureaus, or units of a bureau."""
        if not parent.isValid():
            return len(self.branches)
        if parent.internalId() or parent.column():
            return 0
        return len(self.branches[parent.row()].units)

    def columnCount(self, _parent: AnyIndex = _NO_INDEX) -> int:
        """How many columns."""
        return len(HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme.row_height() - _TIGHTER)
        if role == Qt.ItemDataRole.FontRole and index.column() in (_CODE, _NUMBER):
            return theme.figure_font()
        return None

    def _text(self, index: AnyIndex) -> str:
        branch, unit = self._at(index)
        if unit is not None:
            people = branch.people.get(unit.unit_id, 0)
            digital = "○" if unit.digital else ""
            return (unit.name, unit.code, unit.kind, digital, f"{people:,}")[index.column()]
        people = sum(branch.people.values())
        name = branch.bureau.name if branch.bureau else NO_BUREAU
        kind = branch.bureau.kind if branch.bureau else ""
        count = f"{len(branch.units):,}所属"
        return (name, count, kind, "", f"{people:,}")[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == _NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
