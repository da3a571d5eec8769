"""The names of the four steps; the one that is shown is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from dxdesk.ui.widgets.card import row


class StepBar(QWidget):
    """Steps in a row. They are marked, not pressed: Alt+← and Ctrl+Enter go between them."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.steps = [_step(f"{at} {title}") for at, title in enumerate(titles, start=1)]
        self.setLayout(row(*self.steps, 1, spacing=6))

    def show_step(self, step: int) -> None:
        """Mark a step."""
        for at, each in enumerate(self.steps):
            each.setChecked(at == step)


def _step(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName("tab")
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
