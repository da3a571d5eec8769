"""A field that is made of several controls, and is one text to drafts and to two versions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class ComposedField(QWidget):
    """What stands in it can be written as one text in Japanese, and read from it again."""

    changed = Signal()

    def text(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Let it hold what such a text says; what cannot be chosen any more is left out."""
        raise NotImplementedError
