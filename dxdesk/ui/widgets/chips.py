"""Counts that filter: a row of words of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from dxdesk.ui.widgets.flow import Flow


class Chips(QWidget):
    """A row of chips; Left and Right, or Alt with a digit, go from one to the other.

    Args:
        titles: what each is called, in order.
    """

    chosen_changed = Signal(str)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = Flow(2)
        self.setLayout(line)
        for at, title in enumerate(titles, start=1):
            made = QPushButton(title)
            made.setObjectName("tab")
            made.setCheckable(True)
            made.setAccessibleName(title)
            # a shortcut of the button itself would go with its first text
            quick = QShortcut(QKeySequence(f"Alt+{at}"), self)
            quick.activated.connect(made.click)
            made.setToolTip(f"Alt+{at}")
            made.clicked.connect(lambda _checked=False, title=title: self.choose(title))
            self._group.addButton(made)
            self.buttons[title] = made
            line.addWidget(made)
        self.choose(titles[0])

    def choose(self, title: str) -> None:
        """Choose one."""
        self.buttons[title].setChecked(True)
        self.chosen_changed.emit(title)

    def chosen(self) -> str:
        """The title of the one that is chosen."""
        return next(title for title, each in self.buttons.items() if each.isChecked())

    def show_count(self, title: str, count: int, *, always: bool = False) -> None:
        """Say how many there are; one without any is not shown unless it always is."""
        made = self.buttons[title]
        made.setText(f"{title} {count:,}")
        made.setAccessibleName(f"{title} {count:,}件")
        made.setVisible(always or bool(count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        shown = [title for title, each in self.buttons.items() if not each.isHidden()]
        if not step or event.modifiers() != Qt.KeyboardModifier.NoModifier or not shown:
            super().keyPressEvent(event)
            return
        title = shown[(shown.index(self.chosen()) + step) % len(shown)]
        self.buttons[title].setFocus()
        self.choose(title)
