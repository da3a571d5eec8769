"""Texts in their few sizes, and buttons."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

_LINE_HEIGHT = 132


class Body(QLabel):
    """Sentences broken into lines that stand apart as far as Japanese text needs it.

    The text is given and taken as it is; what users typed in is never read as markup.
    """

    def __init__(self, text: str, look: str = "") -> None:
        super().__init__()
        self.setObjectName(look)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._plain = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text."""
        self._plain = text
        lines = "".join(
            f'<p style="margin:0; white-space:pre-wrap; line-height:{_LINE_HEIGHT}%">{escape(line)}</p>'
            for line in text.split("\n")
        )
        super().setText(lines if text else "")

    def text(self) -> str:
        """The text as it was given."""
        return self._plain


class Answer(Body):
    """What came of a button, on the ground of its state; not seen until there is something to say."""

    def __init__(self) -> None:
        super().__init__("")
        self.hide()

    def say(self, text: str, tone: str) -> None:
        """Say what came of it.

        Args:
            tone: good, attention, bad or primary.
        """
        set_tone(self, tone)
        self.setText(text)
        self.show()


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


def body(text: str, look: str = "") -> Body:
    """A sentence or more, broken into lines."""
    return Body(text, look)


def chosen_text(text: str = "", look: str = "") -> Body:
    """A text that can be marked and copied with the mouse."""
    made = Body(text, look)
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
