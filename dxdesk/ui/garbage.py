"""Python's search for unreachable objects happens in the window's thread only.

It may begin in any thread; in a working one it would delete widgets that nobody refers to any more,
and Qt dies when a widget is deleted outside the window's thread.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500

_undisturbed: set[object] = set()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a job that makes very many objects go on without a search among them.

    Every other thread waits during a search: with a roster in memory 50–150 ms at a time. What the
    job leaves behind is set aside, so that later searches are short; it goes all the same once
    nobody refers to it.
    """
    token = object()
    _undisturbed.add(token)
    try:
        yield
    finally:
        gc.freeze()
        _undisturbed.discard(token)


class GarbageCollector(QObject):
    """Looks now and then whether Python would have searched by itself, and does it here.

    Args:
        parent: lives in the window's thread.
    """

    _at_work = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False
        GarbageCollector._at_work += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start(EVERY_MS)

    def collect_due(self) -> None:
        """Collect the oldest generation whose time has come, unless a job must not be disturbed."""
        if _undisturbed:
            return
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """No thread works any more: Python may search by itself again."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        GarbageCollector._at_work -= 1
        if not GarbageCollector._at_work:
            gc.unfreeze()
            gc.enable()
