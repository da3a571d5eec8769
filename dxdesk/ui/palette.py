"""The list under the search field at the top: arrows choose, Enter goes there, Esc closes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dxdesk.models.columns import Column, Kind
from dxdesk.ui.finding import Finder, Hit
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.texts import label
from dxdesk.ui.workplace import Workplace

COLUMNS: Final = (
    Column("kind", "種類", Kind.TEXT, 8),
    Column("title", "候補", Kind.TEXT, 24),
    Column("detail", "説明", Kind.TEXT, 30),
)
_WIDTH: Final = 620
_ROWS_SHOWN: Final = 13
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Palette(QFrame):
    """What the typed letters may mean; ``chosen`` comes with a Hit, ``searched`` with a plain text.

    Args:
        parent: the window over which it lies.
        edit: the field that is typed into; it keeps the focus.
        workplace: the desk and everything that goes with it.
    """

    chosen = Signal(object)
    searched = Signal(str)

    def __init__(self, parent: QWidget, edit: LineEdit, workplace: Workplace) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._place = workplace
        self._edit = edit
        self._over = parent
        self._finder = Finder(workplace.everybody)
        self._asked = ""
        self.hits: list[Hit] = []
        self._answered = ""
        self.table = RowsTable(COLUMNS)
        self.view = ListView(self.table, "検索の候補", stretch="detail")
        self.view.horizontalHeader().hide()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = label("見つかりません", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.nothing)
        layout.addWidget(self.view)
        self.hide()
        edit.textEdited.connect(self.ask)
        edit.entered.connect(self._entered)
        edit.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._go(index.row()))

    def prepare(self) -> None:
        """Gather what the first letter will need."""
        desk, finder, day = self._place.desk, self._finder, self._place.as_of()
        self._place.read("", lambda: finder.prepare(desk, day), lambda _nothing: None, quiet=True)

    def renew(self) -> None:
        """Somebody has written: gather anew what is in use, before the next letter is typed."""
        if self._finder.in_use:
            self.prepare()

    def ask(self, text: str) -> None:
        """Look up what a text may mean; the newest question wins."""
        self._asked = text
        if not text.strip():
            self.hide()
            return
        desk, finder, day = self._place.desk, self._finder, self._place.as_of()

        def work() -> list[Hit] | None:
            return finder.find(desk, text, day) if text == self._asked else None

        self._place.read("", work, lambda hits: self._show(text, hits), quiet=True)

    def _show(self, text: str, hits: list[Hit] | None) -> None:
        if hits is None or text != self._asked:
            return
        self.hits, self._answered = hits, text
        self.table.show_rows(
            [{"kind": hit.kind, "title": hit.title, "detail": hit.detail} for hit in hits]
        )
        self.nothing.setVisible(not hits)
        self.view.setVisible(bool(hits))
        self.view.choose(0)
        height = self.view.verticalHeader().defaultSectionSize()
        self.view.setFixedHeight(min(len(hits), _ROWS_SHOWN) * height + 2)
        self._place_under_the_field()

    def _place_under_the_field(self) -> None:
        window = self._over
        below = self._edit.mapTo(window, QPoint(0, self._edit.height() + 4))
        self.setFixedWidth(min(_WIDTH, window.width() - 32))
        self.adjustSize()
        self.move(min(below.x(), window.width() - self.width() - 16), below.y())
        self.show()
        self.raise_()

    def _entered(self) -> None:
        text = self._edit.text()
        if self.hits and self._answered == text and self.isVisible():
            self._go(max(0, self.view.currentIndex().row()))
        else:
            self._asked = ""
            self.hide()
            self.searched.emit(text)

    def _go(self, at: int) -> None:
        hit = self.hits[at]
        self._asked = ""
        self.hide()
        self._edit.clear()
        self.chosen.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Esc in the field belong to the list; leaving the field closes it."""
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self.isVisible() and event.key() in _STEPS and not self._edit.composing:
                step = _STEPS[Qt.Key(event.key())]
                self.view.choose((self.view.currentIndex().row() + step) % max(1, len(self.hits)))
                return True
            if self.isVisible() and event.key() == Qt.Key.Key_Escape:
                self._asked = ""
                self.hide()
                return True
        return super().eventFilter(watched, event)
