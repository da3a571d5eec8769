"""What a page is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dxdesk.ui import appearance, theme
from dxdesk.ui.pages.entries import NavigationEntry
from dxdesk.ui.widgets.card import Card
from dxdesk.ui.widgets.texts import body, heading, label
from dxdesk.ui.workplace import Workplace

Views = dict[str, Callable[[], QWidget | None]]


class Page(QWidget):
    """One page: the ground, and room for cards.

    Args:
        workplace: the desk and everything that goes with it.
    """

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.workplace = workplace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(theme.GAP)

    def refresh(self) -> None:
        """Show what the desk holds now."""

    def search_for(self, query: object) -> None:
        """Show one person or thing of this page; pages without a list have none."""

    def views(self) -> Views:
        """Other faces of the page that are worth a picture: name and how to get there.

        What gets there returns the dialog that it opened, or nothing where the page itself shows it.
        """
        return {}


class UnbuiltPage(Page):
    """A page that is not there yet: one sentence says what it will be."""

    def __init__(self, workplace: Workplace, entry: NavigationEntry) -> None:
        super().__init__(workplace)
        card = Card(spacing=10)
        card.column.setContentsMargins(28, 26, 28, 26)
        card.setMaximumWidth(560)
        picture = label("")
        appearance.keep_picture(picture, entry.key, 30)
        self.sentence = body(f"{entry.sentence}今後の版で使えるようになります。")
        for widget in (picture, heading(entry.title), self.sentence):
            card.column.addWidget(widget)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card, 6)
        line.addStretch(1)
        self.column.addStretch(2)
        self.column.addLayout(line)
        self.column.addStretch(3)
