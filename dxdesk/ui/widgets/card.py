"""Cards: white, rounded, on the grey page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dxdesk.ui.theme import GAP


class Card(QFrame):
    """A white card with a column of content.

    Args:
        parent: where it will stand, if much is put into it later: a card that is full already is
            styled again, with all that is in it, each time it is put into something.
    """

    def __init__(self, *content: QWidget, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, GAP, 14, GAP)
        self.column.setSpacing(spacing)
        for widget in content:
            self.column.addWidget(widget)


def row(*content: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number stands for room that stretches."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for each in content:
        if isinstance(each, int):
            made.addStretch(each)
        else:
            made.addWidget(each)
    return made


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setObjectName("rule")
    return made
