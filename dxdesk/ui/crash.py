"""When the program itself is wrong: a report that can be sent, without personal data."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk import __version__
from dxdesk.log import LOG
from dxdesk.ui.widgets.texts import body, heading


def report_of(error: BaseException) -> str:
    """What happened and where, but neither values nor messages: these may hold names of people."""
    lines = [
        f"DX人材デスク {__version__}",
        f"{platform.system()} {platform.release()}　Python {platform.python_version()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"種類：{type(seen).__name__}")
        lines += [
            f"　{Path(frame.filename).name} {frame.lineno}行目　{frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


class CrashWindow(QDialog):
    """Says that the program failed, that the stored data are safe, and offers the report."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("問題が起きました")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 380)
        self.report = QPlainTextEdit(report_of(error))
        self.report.setReadOnly(True)
        self.report.setAccessibleName("報告の内容")
        copy, close = QPushButton("報告をコピー"), QPushButton("閉じる")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(heading("ソフトの不具合で、今の操作を続けられませんでした"))
        layout.addWidget(
            body(
                "行いかけた変更は保存されていません。保存済みの業務データには影響ありません。"
                "下の報告には氏名などの個人情報は含まれません。システムの担当に渡してください。"
            )
        )
        layout.addWidget(self.report, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def catch_everything(show: Callable[[BaseException], None]) -> None:
    """Let every error that nobody caught be shown, and logged without values."""

    def hook(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        LOG.error("crash\n%s", report_of(error))
        show(error)

    sys.excepthook = hook
