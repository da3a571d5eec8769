"""Keeps Python 3.11 and older from losing None under Qt.

PySide6 6.12 is built for newer versions of Python, in which None, True and False can never be
deleted, and so it gives back references to them that it never took: every call of a method without
a result takes one away. On Python 3.11 the program would die after some ten thousand calls with
「none_dealloc: deallocating None」. Here each of them is given more references than any session uses up.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = sys.maxsize // 8
_IMMORTAL_SINCE = (3, 12)


def make_undying() -> None:
    """Give None, True, False and a few others references in plenty, where Python does not itself."""
    if sys.version_info >= _IMMORTAL_SINCE:
        return
    for value in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(value))
        if count.value < _PLENTY:
            count.value += _PLENTY
