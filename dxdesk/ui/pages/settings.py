"""設定: how the program looks on this PC, and what papers say of the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget

from dxdesk.ui import appearance, local_settings, theme
from dxdesk.ui.pages.office_settings import LETTERS, OFFICE, OfficeCard
from dxdesk.ui.pages.page import Page
from dxdesk.ui.theme import Look, RowHeight, Shade, TextSize
from dxdesk.ui.widgets.card import Card
from dxdesk.ui.widgets.texts import heading, label
from dxdesk.ui.workplace import Workplace


@dataclass(frozen=True)
class Asked:
    """One thing that can be chosen: its name, its words, and the look with one of them."""

    key: str
    title: str
    words: tuple[str, ...]
    put: Callable[[Look, str], Look]


_ASKED = (
    Asked("shade", "配色", tuple(Shade), lambda look, word: replace(look, shade=Shade(word))),
    Asked(
        "text",
        "文字の大きさ",
        tuple(TextSize),
        lambda look, word: replace(look, text=TextSize(word)),
    ),
    Asked(
        "rows",
        "一覧の行の高さ",
        tuple(RowHeight),
        lambda look, word: replace(look, rows=RowHeight(word)),
    ),
)


class Choice(QWidget):
    """A few words of which one holds; Left and Right go from one to the next."""

    chosen = Signal(str)

    def __init__(self, title: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for word in words:
            made = QPushButton(word)
            made.setObjectName("tab")
            made.setCheckable(True)
            made.setAccessibleName(f"{title}：{word}")
            made.clicked.connect(lambda _on=False, word=word: self.chosen.emit(word))
            self._group.addButton(made)
            self.buttons[word] = made
            line.addWidget(made)
        line.addStretch(1)

    def show_chosen(self, word: str) -> None:
        """Mark the word that holds."""
        self.buttons[word].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the next word."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        made = list(self.buttons.values())
        now = next(at for at, each in enumerate(made) if each.isChecked())
        following = made[(now + step) % len(made)]
        following.setFocus()
        following.click()


class SettingsPage(Page):
    """What can be set."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.choices: dict[str, Choice] = {}
        look = Card(heading("表示"), spacing=10)
        look.column.addWidget(
            label(
                "このPCでの表示です。選ぶとすぐに変わり、次に開いたときも同じになります。", "muted"
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, asked in enumerate(_ASKED):
            choice = Choice(asked.title, asked.words)
            choice.chosen.connect(lambda word, asked=asked: self.choose(asked, word))
            self.choices[asked.key] = choice
            grid.addWidget(label(asked.title, "muted"), at, 0)
            grid.addWidget(choice, at, 1)
        grid.setColumnStretch(1, 1)
        look.column.addLayout(grid)
        self.office = OfficeCard(workplace, "庁内の取り決め", OFFICE)
        self.letters = OfficeCard(workplace, "送付文・督促文", LETTERS)
        self.column.addWidget(look)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in (self.office, self.letters):
            cards.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(cards)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Mark what is in use."""
        look = theme.look()
        for key, choice in self.choices.items():
            choice.show_chosen(getattr(look, key))
        self.office.refresh()
        self.letters.refresh()

    def choose(self, asked: Asked, word: str) -> None:
        """Look like this from now on."""
        chosen = asked.put(theme.look(), word)
        appearance.change(chosen)
        local_settings.remember_look(chosen)
