"""Draws what certificates of nobody look like when they are scanned: a picture and a PDF.

``python resources/samples/draw_scan.py`` from the project's folder, with the project's environment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random  # noqa: TID251

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

HERE = Path(__file__).parent
FONT = HERE.parent / "fonts" / "BIZUDMincho-Regular.ttf"
WIDTH, HEIGHT = 840, 1188
Lines = tuple[tuple[int, int, str], ...]
REGISTRATION: Lines = (
    (150, 44, "登　録　証"),
    (300, 24, "（見　本）"),
    (430, 26, "登録番号　第012345号"),
    (520, 26, "情報処理安全確保支援士"),
    (650, 22, "情報処理の促進に関する法律の規定により"),
    (695, 22, "登録したことを証する"),
    (840, 22, "令和5年10月1日"),
    (930, 24, "試験・登録機関（架空）"),
)
PASS: Lines = (
    (150, 44, "合　格　証　書"),
    (300, 24, "（見　本）"),
    (430, 26, "合格証書番号　第2025－00001号"),
    (620, 24, "上記の試験に合格したことを証する"),
    (840, 22, "令和7年12月1日"),
    (930, 24, "試験機関（架空）"),
)


def main() -> None:
    """Draw both."""
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(QColor("#e9e7e0"))
    painter = QPainter(picture)
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.rotate(-0.6)  # a little askew, as a scanner gives it
    painter.translate(-WIDTH / 2, -HEIGHT / 2)
    draw(painter, REGISTRATION)
    painter.end()
    dust = Random(8)
    for _ in range(220):
        grey = dust.randrange(150, 225)
        place = dust.randrange(WIDTH), dust.randrange(HEIGHT)
        picture.setPixelColor(*place, QColor(grey, grey, grey - 8))
    picture.save(str(HERE / "tourokusho.jpg"), "JPEG", 62)

    writer = QPdfWriter(str(HERE / "goukakusho.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setCreator("")
    writer.setTitle("合格証書（見本）")
    painter = QPainter(writer)
    scale = writer.width() / WIDTH
    painter.scale(scale, scale)
    draw(painter, PASS)
    painter.end()


def draw(painter: QPainter, lines: Lines) -> None:
    """A sheet of paper with a frame and lines in its middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(20, 20, WIDTH - 40, HEIGHT - 40), QColor("#fbfaf4"))
    for inset, thick in ((48, 5), (60, 1)):
        painter.setPen(QPen(QColor("#7a6a45"), thick))
        painter.drawRect(QRectF(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset))
    painter.setPen(QColor("#2a2a2a"))
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(FONT)))[0]
    for top, size, text in lines:
        font = QFont(family)
        font.setPixelSize(size)
        painter.setFont(font)
        painter.drawText(QRectF(0, top, WIDTH, size * 2), Qt.AlignmentFlag.AlignHCenter, text)


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    main()
