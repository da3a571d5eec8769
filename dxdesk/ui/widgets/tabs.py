"""Tabs without native bevels: a row of words, one page below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxdesk.ui.widgets.flow import Flow


class Tabs(QWidget):
    """Pages of which one is shown; Left and Right go from tab to tab."""

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self.stack = QStackedWidget()
        self._group = QButtonGroup(self)  # autoExclusive would reach into tabs within tabs
        self._line = Flow()
        self._bar = QHBoxLayout()
        self._bar.addLayout(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._bar)
        layout.addWidget(self.stack, 1)

    def add(self, title: str, page: QWidget) -> None:
        """Add a page."""
        self._pages[title] = page
        self.stack.addWidget(page)
        self._add_button(title)

    def _add_button(self, title: str) -> None:
        made = QPushButton(title)
        made.setObjectName("tab")
        made.setCheckable(True)
        self._group.addButton(made)
        made.setAccessibleName(title)
        made.clicked.connect(lambda _checked=False: self.show_tab(title))
        self.buttons[title] = made
        self._line.addWidget(made)
        if len(self.buttons) == 1:
            made.setChecked(True)

    def add_later(self, title: str, make: Callable[[], QWidget]) -> None:
        """Add a page that is made when it is first shown."""
        self._makers[title] = make
        self._add_button(title)

    def page(self, title: str) -> QWidget:
        """The page of a tab, made now if it was not there yet."""
        if title not in self._pages:
            self._pages[title] = self._makers.pop(title)()
            self.stack.addWidget(self._pages[title])
        return self._pages[title]

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end of the row of tabs."""
        self._bar.addWidget(widget)

    def show_tab(self, title: str) -> None:
        """Show a page."""
        self.buttons[title].setChecked(True)
        self.stack.setCurrentWidget(self.page(title))
        self.shown.emit(title)

    def chosen(self) -> str:
        """The title of the page that is shown."""
        return next(title for title, each in self.buttons.items() if each.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right change the tab while one of them has the focus."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and any(each.hasFocus() for each in self.buttons.values()):
            titles = list(self.buttons)
            title = titles[(titles.index(self.chosen()) + step) % len(titles)]
            self.buttons[title].setFocus()
            self.show_tab(title)
            return
        super().keyPressEvent(event)
