"""The frame around the four steps: the bar above, what is said about them, and the buttons that lead on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from dxdesk.ui.pages.taking_in.step_bar import StepBar
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, set_tone

FILE, HEADINGS, REVIEW, RESULT = range(4)
_TITLES: Final = ("ファイル", "見出し", "内容の確認", "結果")
_VERBS: Final = (
    "次へ（Ctrl+Enter）",
    "内容を確認（Ctrl+Enter）",
    "取り込む（Ctrl+Enter）",
    "閉じる（Ctrl+Enter）",
)


class Steps(QWidget):
    """One step at a time.

    Args:
        pages: of the steps, in their order.
        keeper: what has the keys while a job runs.
    """

    close_asked = Signal()
    back_asked = Signal()
    next_asked = Signal()

    def __init__(self, pages: Sequence[QWidget], keeper: QWidget) -> None:
        super().__init__()
        self._keeper = keeper
        self._held: QWidget | None = None
        self.stack = QStackedWidget()
        for page in pages:
            self.stack.addWidget(page)
        self.bar = StepBar(_TITLES)
        self.answer = body("")
        set_tone(self.answer, "primary")
        self.close_button = button("閉じる（Esc）", self.close_asked.emit)
        self.back_button = button("戻る（Alt+←）", self.back_asked.emit)
        self.primary = button(_VERBS[FILE], self.next_asked.emit, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.bar)
        column.addWidget(self.answer)
        column.addWidget(self.stack, 1)
        column.addLayout(row(self.close_button, 1, self.back_button, self.primary))
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.back_button.click)

    def step(self) -> int:
        """Which step is shown."""
        return self.stack.currentIndex()

    def show_step(self, step: int) -> None:
        """Show a step; nothing is said about it yet."""
        self.stack.setCurrentIndex(step)
        self.bar.show_step(step)
        self.primary.setText(_VERBS[step])
        self.primary.setAccessibleName(_VERBS[step])
        self.back_button.setVisible(step in (HEADINGS, REVIEW))
        self.answer.hide()

    def say(self, text: str, tone: str) -> None:
        """Say something about the step."""
        set_tone(self.answer, tone)
        self.answer.setText(text)
        self.answer.show()

    def enable(self, *, busy: bool, ready: bool) -> None:
        """Let nothing be pressed while a job runs, and nothing lead on before the step is ready."""
        self.primary.setEnabled(not busy and ready)
        self.stack.setEnabled(not busy)
        for each in (self.close_button, self.back_button):
            each.setEnabled(not busy)

    def hold_focus(self) -> None:
        """Keep the keys here: Qt would hand them on to the navigation, and Enter would lead away."""
        held = QApplication.focusWidget()
        if held is not None and self.isAncestorOf(held):
            self._held = held
            self._keeper.setFocus()

    def give_focus_back(self) -> None:
        """Give the keys back to what had them, unless they are elsewhere by now."""
        if self._keeper.hasFocus() and self._held is not None:
            self._held.setFocus()
