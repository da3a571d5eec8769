"""The one family of icons, drawn in whatever colour is asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dxdesk import paths
from dxdesk.ui import theme

_SHARPNESS = 3


@lru_cache(maxsize=256)
def picture(name: str, colour: str, size: int = 18) -> QPixmap:
    """An icon as a picture, sharp also on screens of high resolution."""
    text = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    pixmap = QPixmap(size * _SHARPNESS, size * _SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(_SHARPNESS)
    return pixmap


def icon(name: str) -> QIcon:
    """An icon for a button: muted, and in the primary colour where it is switched on."""
    palette = theme.present()
    found = QIcon(picture(name, palette.muted))
    found.addPixmap(picture(name, palette.primary), QIcon.Mode.Normal, QIcon.State.On)
    return found
