"""Buttons that open menus, and menus with check marks that stay open while several are set."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dxdesk.ui.widgets.texts import button

_CHOOSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StayingMenu(QMenu):
    """A menu that a check mark does not close."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set a mark and stay."""
        if not _set(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same by the keyboard."""
        if event.key() not in _CHOOSING or not _set(self.activeAction()):
            super().keyPressEvent(event)


def opens(menu: QMenu) -> QPushButton:
    """A button that shows a menu under itself."""
    made = button(menu.title(), lambda: None, "menu")
    with suppress(RuntimeError):
        made.clicked.disconnect()
    made.setMenu(menu)
    return made


def _set(action: QAction | None) -> bool:
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.trigger()
    return True
