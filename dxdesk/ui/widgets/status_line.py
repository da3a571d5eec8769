"""The line at the bottom: the last action with 元に戻す, 保存済み, what runs, who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from dxdesk.models.presence import Presence
from dxdesk.ui.undo import UndoState
from dxdesk.ui.widgets.texts import button, label, set_tone

WAITING = "保存待ち（ほかの利用者の操作が終わるのを待っています）"


class CutLabel(QLabel):
    """A text on one line that ends in … where there is no room; the whole is in its hint."""

    def __init__(self, look: str = "") -> None:
        super().__init__()
        self.setObjectName(look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.whole = ""

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.whole = text
        self.setToolTip(text)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance(text) + 4)
        self.setMinimumWidth(min(80, self.maximumWidth()))
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        """Room for the whole text, also while it is cut."""
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        width = max(self.width(), self.minimumWidth())
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, width)
        if shown != self.text():
            self.setText(shown)


class StatusLine(QFrame):
    """What a user wants to know at any moment."""

    undo_asked = Signal()
    redo_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self.setFixedHeight(30)
        self.last = CutLabel("muted")
        self.undo = button("元に戻す", self.undo_asked.emit, "link")
        self.redo = button("やり直し", self.redo_asked.emit, "link")
        self.work = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName("進み具合")
        self.stop = button("中止", self.stop_asked.emit, "link", "中止（Ctrl+.）")
        self._said, self._waits = "保存済み", False
        self.saved = label(self._said, "muted")
        self.who = CutLabel("muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(10)
        at_left: tuple[QWidget, ...] = (self.last, self.undo, self.redo)
        at_right: tuple[QWidget, ...] = (self.work, self.bar, self.stop, self.saved, self.who)
        for widget in at_left:
            line.addWidget(widget)
        line.addStretch(1)
        for widget in at_right:
            line.addWidget(widget)
        self.redo.hide()
        self.undo.hide()
        self.show_idle()

    def show_state(self, state: UndoState) -> None:
        """Show the last action, and whether it can be put back."""
        last = state.last
        text = f"最後の操作：{last.title}　{last.at:%H:%M}" if last else "操作はまだありません"
        self.last.show_text(text)
        self.undo.setVisible(state.undo is not None)
        if state.undo is not None:
            self.undo.setToolTip(f"元に戻す：{state.undo.title}（Ctrl+Z）")
        self.redo.setVisible(state.redo is not None)

    def show_people(self, desk_name: str, others: Sequence[Presence], account: str) -> None:
        """Show which desk this is and who is here."""
        company = f"　ほか{len(others)}人が使用中" if others else ""
        self.who.show_text(f"{desk_name}{company}　{account}")
        if others:
            where = "\n".join(f"{one.machine}（{one.since:%H:%M}から）" for one in others)
            self.who.setToolTip(f"{self.who.whole}\n使用中のPC：\n{where}")

    def show_saved(self, text: str = "保存済み") -> None:
        """Show that everything is stored, or what else there is to say."""
        self._said = text
        if not self._waits:
            self.saved.setText(text)

    def show_waiting(self, waits: bool) -> None:
        """Show that a save waits for another officer's action, or that it waits no more."""
        self._waits = waits
        self.saved.setText(WAITING if waits else self._said)
        set_tone(self.saved, "attention" if waits else "")

    def show_busy(self, title: str) -> None:
        """Show that something runs."""
        self.work.setText(title)
        self.bar.setRange(0, 0)
        for widget in (self.work, self.bar, self.stop):
            widget.show()

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self.work.setText(text)

    def show_idle(self) -> None:
        """Show that nothing runs."""
        for widget in (self.work, self.bar, self.stop):
            widget.hide()
