"""The navigation at the left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from dxdesk.ui import appearance, theme
from dxdesk.ui.pages.entries import ENTRIES
from dxdesk.ui.widgets.texts import label


class Navigation(QFrame):
    """Every page in its group. 18 entries and their headings fit into 660 px of height."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(theme.NAVIGATION_WIDTHS[theme.look().text])
        self.setAccessibleName("画面の一覧")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 6)
        column.setSpacing(1)
        brand = label("DX人材デスク", "brand")
        brand.setContentsMargins(10, 0, 0, 4)
        column.addWidget(brand)
        self.buttons: dict[str, QPushButton] = {}
        group = ""
        for entry in ENTRIES:
            if entry.group != group:
                group = entry.group
                over = label(group, "group")
                over.setContentsMargins(10, 5, 0, 0)
                column.addWidget(over)
            made = QPushButton(f"  {entry.title}")
            appearance.keep_icon(made, entry.key)
            made.setObjectName("entry")
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setIconSize(QSize(17, 17))
            made.setAccessibleName(entry.title)
            made.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self.buttons[entry.key] = made
            column.addWidget(made)
        column.addStretch(1)

    def show_chosen(self, key: str) -> None:
        """Mark the entry of the page that is shown; a page without one leaves the mark where it is."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        """Take another text size at once."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.setFixedWidth(theme.NAVIGATION_WIDTHS[theme.look().text])
