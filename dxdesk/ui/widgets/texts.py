"""Texts in their few sizes, and buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


def label(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """A text in one of the looks of the theme; what users typed in is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(look)
    made.setWordWrap(wrap)
    return made


def heading(text: str) -> QLabel:
    """The heading of a card."""
    return label(text, "heading")


def body(text: str, look: str = "") -> QLabel:
    """A sentence or more, broken into lines."""
    made = label(text, look, wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def chosen_text(text: str = "", look: str = "") -> QLabel:
    """A text that can be marked and copied with the mouse."""
    made = body(text, look)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a text the ground of a state: good, attention, bad, primary, or none."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, pressed: Callable[[], object], look: str = "", hint: str = "") -> QPushButton:
    """A button that does one thing."""
    made = QPushButton(text)
    made.setObjectName(look)
    made.setAutoDefault(False)
    made.setAccessibleName(text)
    made.setToolTip(hint)
    made.clicked.connect(lambda _checked=False: pressed())
    return made
