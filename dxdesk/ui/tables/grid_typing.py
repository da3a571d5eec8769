"""The field in a cell of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dxdesk.ui.forms.keys import ENTER
from dxdesk.ui.forms.line_edit import LineEdit

if TYPE_CHECKING:
    from dxdesk.ui.tables.grid import Grid
    from dxdesk.ui.tables.typed_list import TypedList

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellTyping(QStyledItemDelegate):
    """What is typed into a cell: Enter and Tab keep what was typed and go on, unless an IME composes."""

    def __init__(self, grid: Grid | TypedList) -> None:
        super().__init__(grid)
        self._grid = grid

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A field with the name of its column, or a choice of the words that it can hold."""
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        choices = self._grid.choices(index.column())
        if choices:
            offered = QComboBox(parent)
            offered.setAccessibleName(name)
            offered.addItems(list(choices))
            return offered
        made = LineEdit(name)
        made.setParent(parent)
        made.setObjectName("cell")
        return made

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Begin with what the cell holds."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(str(index.data() or ""))))
            return
        super().setEditorData(editor, index)

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Take what was typed."""
        if isinstance(editor, LineEdit):
            model.setData(index, editor.text())
        elif isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep what was typed with Enter and Tab, and go on."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        if not isinstance(editor, LineEdit | QComboBox) or event.key() not in (*ENTER, *_TABS):
            return super().eventFilter(editor, event)
        if isinstance(editor, LineEdit) and editor.composing:
            return True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by = -1 if shift or event.key() == Qt.Key.Key_Backtab else 1
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._grid.step(*((by, 0) if event.key() in ENTER else (0, by)))
        return True
