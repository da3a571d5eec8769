"""Changes the look while the window is open: what stylesheets do not reach is set anew here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import ReferenceType, ref

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shiboken6 import isValid

from dxdesk.ui import icons, theme
from dxdesk.ui.theme import Look

Iconic = QAbstractButton | QAction
_Again = Callable[[], None]
T = TypeVar("T")
_kept: list[tuple[ReferenceType[QWidget | QAction], _Again]] = []


def change(look: Look) -> None:
    """Put another look on everything that is open."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, look)
    _kept[:] = [(target, again) for target, again in _kept if _lives(target)]
    for _, again in _kept:
        again()


def keep_icon(target: Iconic, name: str) -> None:
    """Give a button or action an icon in the colours of the look, whichever that is."""
    target_ref: ReferenceType[Iconic] = ref(target)
    _keep(target, lambda: _with(target_ref, lambda one: one.setIcon(icons.icon(name))))


def keep_picture(target: QLabel, name: str, size: int) -> None:
    """Give a label an icon in the primary colour of the look."""
    target_ref: ReferenceType[QLabel] = ref(target)

    def show(one: QLabel) -> None:
        one.setPixmap(icons.picture(name, theme.present().primary, theme.px(size)))

    _keep(target, lambda: _with(target_ref, show))


def keep_width(target: QWidget, length: int) -> None:
    """Fix the width of something that holds text, in every text size."""
    target_ref: ReferenceType[QWidget] = ref(target)
    _keep(target, lambda: _with(target_ref, lambda one: one.setFixedWidth(theme.px(length))))


def keep_height(target: QWidget, length: int) -> None:
    """Fix the height of something that holds text, in every text size."""
    target_ref: ReferenceType[QWidget] = ref(target)
    _keep(target, lambda: _with(target_ref, lambda one: one.setFixedHeight(theme.px(length))))


def _keep(target: QWidget | QAction, again: _Again) -> None:
    again()
    _kept.append((ref(target), again))


def _with(target: ReferenceType[T], call: Callable[[T], object]) -> None:
    found = target()
    if found is not None:
        call(found)


def _lives(target: ReferenceType[QWidget | QAction]) -> bool:
    found = target()
    return found is not None and isValid(found)
