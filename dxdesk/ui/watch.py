"""Keeps an eye on the desk: what others write is seen within two seconds, and they see that we are here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from dxdesk.errors import StoreError, UserError
from dxdesk.models.desk import Desk
from dxdesk.models.presence import Presence
from dxdesk.ui import undo
from dxdesk.ui.jobs import Job, Jobs, Progress
from dxdesk.ui.undo import UndoState

LOOK_MS = 1_000
TOUCH_MS = 30_000


@dataclass(frozen=True)
class Situation:
    """What the status line shows.

    Args:
        undo: the last action and what can be put back.
        others: the other processes that have the desk open.
        account: who is signed in here.
    """

    undo: UndoState
    others: tuple[Presence, ...]
    account: str


class Watch(QObject):
    """Looks at the desk every second, in the line for reading: the window never waits for a share.

    Args:
        desk: open.
        jobs: where the looking is done.
    """

    changed = Signal()
    situation = Signal(object)
    trouble = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self.began_after = self._known = desk.last_action()
        self._versions = threading.local()
        self._looking = self._look_again = False
        self._timers = (
            _timer(self, LOOK_MS, self._tick),
            _timer(self, TOUCH_MS, self.touch),
        )

    def stop(self) -> None:
        """Look no more: the desk is about to be closed."""
        for timer in self._timers:
            timer.stop()

    def look(self) -> None:
        """Look now; an answer that is on its way may be from before."""
        if self._looking:
            self._look_again = True
            return
        self._looking = True
        self._jobs.run(Job("", self._newest, self._looked, self._failed, quiet=True))

    def _tick(self) -> None:
        if not self._looking:
            self.look()

    def _newest(self, _progress: Progress) -> int:
        """The newest action; each reading thread knows which version of the store it saw last."""
        version, newest = getattr(self._versions, "seen", (0, 0))
        now = self._desk.data_version()
        if version != now:
            newest = self._desk.last_action()
            self._versions.seen = (now, newest)
        return int(newest)

    def _looked(self, newest: int) -> None:
        self._looking = False
        if newest != self._known:
            self._known = newest
            self.changed.emit()
        if self._look_again:
            self._look_again = False
            self.look()

    def _failed(self, error: UserError | StoreError) -> None:
        self._looking = False  # a share that is gone for a moment is asked again
        self.trouble.emit(error.text)

    def ask_situation(self) -> None:
        """Look up what the status line shows."""
        desk, since = self._desk, self.began_after

        def work(_progress: Progress) -> Situation:
            return Situation(undo.state_of(desk, since), tuple(desk.others()), desk.account_name)

        self._jobs.run(Job("", work, self.situation.emit, self._failed, quiet=True))

    def touch(self) -> None:
        """Say that this window still has the desk open, and see who else has."""

        def work(_progress: Progress) -> None:
            self._desk.touch()

        self._jobs.run(
            Job("", work, lambda _nothing: self.ask_situation(), self._failed, quiet=True)
        )


def _timer(parent: QObject, every: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(every)
    timer.timeout.connect(call)
    timer.start()
    return timer
