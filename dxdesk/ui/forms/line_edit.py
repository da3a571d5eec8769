"""A field for one line of text that leaves Enter to the IME while it composes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from dxdesk.ui.forms.keys import ENTER


class LineEdit(QLineEdit):
    """One line of text.

    Args:
        name: the accessible name; a placeholder is none.
        placeholder: an example, or what is looked for.
    """

    entered = Signal()

    def __init__(self, name: str, placeholder: str = "", text: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where there is no typing to be taken back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says that the field is done, unless an IME is composing."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in ENTER and plain:
            event.accept()
            if not self.composing:
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the field as the one that cannot be taken as it is."""
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)


def password_edit(name: str) -> LineEdit:
    """A field for a password."""
    made = LineEdit(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
    return made
