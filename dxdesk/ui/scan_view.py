"""A scan as it was taken in, shown from memory: a PDF page by page, a picture fitted or enlarged."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QGraphicsScene,
    QGraphicsView,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dxdesk.errors import UserError
from dxdesk.models.evidence.scans import PDF, Scan
from dxdesk.ui.pdf_view import PdfView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, label

# A picture's longer side as it is kept for the screen: enough for 300 dpi of A4, little to draw.
_LONGEST_SIDE: Final = 3_600
_DECODED_MB: Final = 320  # what a picture of the most pixels takes, with 4 bytes each
_STEP: Final = 1.25
_NEAREST, _FARTHEST = 8.0, 0.05


def picture_of(scan: Scan) -> QImage | None:
    """The picture of a scan, no larger than a screen needs; nothing for a PDF. For use in a job.

    Raises:
        UserError: what was taken for a PDF or a picture cannot be shown.
    """
    if scan.media_type == PDF:
        _check_pdf(scan)
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(scan.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_DECODED_MB)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LONGEST_SIDE:
        fitting = QSize(_LONGEST_SIDE, _LONGEST_SIDE)
        reader.setScaledSize(size.scaled(fitting, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _cannot_be_shown(scan)
    return image


def _check_pdf(scan: Scan) -> None:
    buffer = QBuffer()
    buffer.setData(QByteArray(scan.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages, error = document.pageCount(), document.error()
    document.close()
    if error is not QPdfDocument.Error.None_ or not pages:
        raise _cannot_be_shown(scan)


def _cannot_be_shown(scan: Scan) -> UserError:
    return UserError(
        f"「{scan.name}」を開けません。壊れているおそれがあります。"
        "開けることを確かめ、保存し直したファイルを選んでください。"
    )


def size_words(size: int) -> str:
    """52KB, 3.4MB."""
    mega = size / 1024 / 1024
    return f"{mega:,.1f}MB" if mega >= 1 else f"{max(1, round(size / 1024)):,}KB"


class PictureView(QGraphicsView):
    """One picture, fitted into its room until it is enlarged; dragged with the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scan")
        self.setAccessibleName("写しの画像")
        self.setScene(QGraphicsScene(self))
        self.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self._fitted = True

    def show_picture(self, image: QImage) -> None:
        """Show a picture, all of it."""
        scene = self.scene()
        scene.clear()
        item = scene.addPixmap(QPixmap.fromImage(image))
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene.setSceneRect(item.boundingRect())
        self.fit()

    def fit(self) -> None:
        """Show all of it."""
        self._fitted = True
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller."""
        self._fitted = False
        scale = min(_NEAREST, max(_FARTHEST, self.scale_now() * factor))
        self.resetTransform()
        self.scale(scale, scale)

    def scale_now(self) -> float:
        """How large it is shown; 1 is pixel by pixel."""
        return self.transform().m11()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay fitted."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit into the room that there is now."""
        super().showEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel enlarge."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
            return
        super().wheelEvent(event)


class ScanView(QWidget):
    """A scan with what enlarges it; without one, a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = body("", "muted")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.picture = PictureView()
        self.pdf = PdfView()
        self.pdf.view.setAccessibleName("写しのPDF")
        self.stack = QStackedWidget()
        for widget in (self.sentence, self.pdf, self.picture):
            self.stack.addWidget(widget)
        self.about = label("", "muted")
        self.larger = button("拡大", lambda: self.zoom(_STEP))
        self.smaller = button("縮小", lambda: self.zoom(1 / _STEP))
        self.whole = button("全体", self.fit)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QWidget()
        line = row(self.about, self.smaller, self.whole, self.larger)
        line.setStretch(0, 1)
        self.bar.setLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.bar)
        self.say("")

    def say(self, text: str) -> None:
        """Show a sentence in place of a scan."""
        self.pdf.document.close()
        self.picture.scene().clear()
        self.sentence.setText(text)
        self.stack.setCurrentWidget(self.sentence)
        self.bar.hide()

    def show_scan(self, scan: Scan, image: QImage | None) -> None:
        """Show a scan.

        Args:
            image: what `picture_of` made of it.
        """
        size = size_words(len(scan.content))
        if image is None:
            self.pdf.show_pdf(scan.content)
            self.stack.setCurrentWidget(self.pdf)
            self.about.setText(f"{self.pdf.pages():,}ページ　{size}")
        else:
            self.picture.show_picture(image)
            self.stack.setCurrentWidget(self.picture)
            self.about.setText(size)
        self.bar.show()
        self.fit()

    def shows_pdf(self) -> bool:
        """Whether a PDF is shown."""
        return self.stack.currentWidget() is self.pdf

    def fit(self) -> None:
        """Show all of a page or picture."""
        if self.shows_pdf():
            self.pdf.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        else:
            self.picture.fit()

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller."""
        if not self.shows_pdf():
            self.picture.zoom(factor)
            return
        view = self.pdf.view
        if view.zoomMode() is not QPdfView.ZoomMode.Custom:
            view.setZoomFactor(self._fitted_factor())
            view.setZoomMode(QPdfView.ZoomMode.Custom)
        view.setZoomFactor(min(_NEAREST, max(_FARTHEST, view.zoomFactor() * factor)))

    def _fitted_factor(self) -> float:
        """How large a page is that fits into the room: what enlarging begins with."""
        view, page = self.pdf.view, self.pdf.document.pagePointSize(0)
        if page.isEmpty():
            return 1.0
        dots = view.logicalDpiX() / 72
        room = view.viewport().size()
        return min(room.width() / (page.width() * dots), room.height() / (page.height() * dots))
