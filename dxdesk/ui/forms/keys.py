"""The keys that mean the same in every form and grid."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def registers(event: QKeyEvent) -> bool:
    """Whether a key press means 登録: Ctrl+Enter."""
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in ENTER and bool(control)
