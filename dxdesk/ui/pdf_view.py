"""A PDF as it will be printed, shown from memory: nothing personal is written to the disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models.files import replace_file
from dxdesk.ui.messages import Messages
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button, label

PDF_FILE = "PDF (*.pdf)"


class PdfView(QWidget):
    """Pages of a PDF, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView()
        self.view.setAccessibleName("印刷される内容")
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def show_pdf(self, content: bytes) -> None:
        """Show a PDF."""
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    def pages(self) -> int:
        """How many pages there are."""
        return self.document.pageCount()


class PdfWindow(QDialog):
    """A PDF with its title, its pages and 「PDFを保存」."""

    def __init__(
        self, parent: QWidget, title: str, content: bytes, file_name: str, messages: Messages
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(960, 620)
        self._content = content
        self._file_name = file_name
        self._messages = messages
        self.pdf = PdfView()
        self.pdf.show_pdf(content)
        self.count = label(f"{self.pdf.pages():,}ページ", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addLayout(
            row(
                label(title, "heading"), self.count, 1,
                button("閉じる", self.close), button("PDFを保存", self.choose_file, "primary"),
            )
        )  # fmt: skip
        layout.addWidget(self.pdf, 1)

    def choose_file(self) -> None:
        """Ask where to store it."""
        self._messages.ask_where("PDFを保存", self._file_name, PDF_FILE, self.save)

    def save(self, path: Path) -> None:
        """Store it."""
        try:
            replace_file(path, self._content)
        except (UserError, StoreError) as error:
            self._messages.tell("保存できませんでした", error.text)
