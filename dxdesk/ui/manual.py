"""F1: the manual, offline in a window of its own, at the chapter of the page that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from dxdesk import paths


@dataclass(frozen=True)
class Chapter:
    """One chapter.

    Args:
        key: name of its file.
        title: its heading.
        pages: keys of the pages that it explains.
    """

    key: str
    title: str
    pages: tuple[str, ...] = ()


CHAPTERS: Final = (
    Chapter("introduction", "はじめに", ("home",)),
    Chapter("employees", "職員", ("employees",)),
    Chapter("plan", "計画・スキルマップ", ("plan",)),
    Chapter("units", "組織・所属", ("units",)),
    Chapter("taking_in", "ファイルの取込", ("taking_in",)),
    Chapter("learning", "学習機会の情報", ("learning",)),
    Chapter("qualifications", "資格・業務経歴", ("qualifications",)),
    Chapter("trainings", "研修", ("trainings",)),
    Chapter("assessment", "アセスメント", ("assessment",)),
    Chapter("inquiries", "照会・回収", ("inquiries",)),
    Chapter("certification", "認定", ("certification",)),
    Chapter("record", "操作の記録と元に戻す", ("record",)),
    Chapter("settings", "設定", ("settings",)),
    Chapter("trouble", "困ったとき"),
)
# What the manual names beside the commands of the window.
KEYS_IN_FORMS: Final = ("Ctrl+Enter", "Ctrl+C", "Alt+↓", "Alt+↑", "Ctrl+↓", "Ctrl+↑")
_LINE_HEIGHT: Final = 140.0
_GAP: Final = 6.0


def chapter_of(page: str) -> Chapter:
    """The chapter that explains a page; the first one says which pages are not there yet."""
    return next((chapter for chapter in CHAPTERS if page in chapter.pages), CHAPTERS[0])


def text_of(chapter: Chapter) -> str:
    """A chapter as it was written."""
    return paths.resource("manual", f"{chapter.key}.md").read_text(encoding="utf-8")


class ManualWindow(QWidget):
    """Chapters at the left, the chosen one beside them. It stays open beside the work.

    Args:
        parent: the window that it belongs to.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("手引")
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(860, 600)
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("手引の章")
        self.chapters.addItems([chapter.title for chapter in CHAPTERS])
        self.chapters.setFixedWidth(210)
        self.chapters.setStyleSheet("QListWidget::item { min-height: 32px; padding: 0 10px; }")
        self.text = QTextBrowser()
        self.text.setAccessibleName("手引の本文")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(18)
        layout = QHBoxLayout(self)
        layout.addWidget(self.chapters)
        layout.addWidget(self.text, 1)
        self.chapters.currentRowChanged.connect(self._show)

    def show_page(self, page: str) -> None:
        """Show the chapter of a page."""
        self.chapters.setCurrentRow(CHAPTERS.index(chapter_of(page)))
        self.show()
        self.raise_()
        self.activateWindow()
        self.chapters.setFocus()

    def _show(self, at: int) -> None:
        self.text.setMarkdown(text_of(CHAPTERS[at]))
        self._space_out()
        self.text.verticalScrollBar().setValue(0)

    def _space_out(self) -> None:
        """Give lines and paragraphs the room that Japanese text needs."""
        block = self.text.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            look = block.blockFormat()
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            look.setLineHeight(_LINE_HEIGHT, kind.value)
            look.setBottomMargin(_GAP)
            cursor.setBlockFormat(look)
            block = block.next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.close()
            return
        super().keyPressEvent(event)
