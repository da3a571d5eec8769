"""設定: how the program looks on this PC, changed at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget

from dxdesk.models.columns import Column, Kind
from dxdesk.ui import appearance, local_settings, theme
from dxdesk.ui.pages.page import Page
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
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
_SAMPLE_COLUMNS = (
    Column("number", "職員番号", Kind.CODE, 9),
    Column("name", "氏名", Kind.TEXT, 14),
    Column("certified", "認定", Kind.TEXT, 12),
    Column("on", "認定年月日", Kind.CODE, 12),
)
_SAMPLE = (
    ("012345", "髙橋　花子", "レベル1", "R8.4.1"),
    ("023456", "𠮷田　太郎", "レベル1・2", "R8.4.1"),
    ("034567", "渡邊　恵", "", ""),
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
    """What can be set; the look for now."""

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
        look.column.addWidget(self._sample(), 1)
        office = Card(heading("庁内の取り決め"))
        office.column.addWidget(
            label(
                "証書の名義や認定要領の名称などの設定は、今後の版で使えるようになります。", "muted"
            )
        )
        self.column.addWidget(look, 3)
        self.column.addWidget(office)
        self.column.addStretch(1)

    def _sample(self) -> ListView:
        table = RowsTable(_SAMPLE_COLUMNS)
        keys = [column.key for column in _SAMPLE_COLUMNS]
        table.show_rows([dict(zip(keys, row, strict=True)) for row in _SAMPLE])
        self.sample = ListView(table, "一覧の見本", stretch="name")
        self.sample.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sample.setMinimumHeight(120)
        return self.sample

    def refresh(self) -> None:
        """Mark what is in use."""
        look = theme.look()
        for key, choice in self.choices.items():
            choice.show_chosen(getattr(look, key))
        self.sample.choose(0)

    def choose(self, asked: Asked, word: str) -> None:
        """Look like this from now on."""
        chosen = asked.put(theme.look(), word)
        appearance.change(chosen)
        local_settings.remember_look(chosen)
