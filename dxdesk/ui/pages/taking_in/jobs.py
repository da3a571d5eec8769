"""One piece of work at a time, and what the assistant says about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from dxdesk.errors import StoreError, UserError
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.workplace import Workplace

STOPPED = "中止しました。何も変わっていません。"


class OneJob(QObject):
    """Runs one job; while it runs ``busy`` is true."""

    changed = Signal()
    failed = Signal(str)
    stopped = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.busy = False

    def run(
        self,
        title: str,
        do: Callable[[Progress], Any],
        done: Callable[[Any], None],
        line: Line = Line.READ,
    ) -> None:
        """Begin a job.

        Args:
            title: what the officer reads while it runs.
            do: the work itself, in another thread.
            done: called with its result.
            line: where it queues.
        """
        self._set(True)

        def finished(result: Any) -> None:
            self._set(False)
            done(result)

        job = Job(title, do, finished, self._failed, line, stopped=self._stopped)
        self._workplace.jobs.run(job)

    def _set(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()

    def _failed(self, error: UserError | StoreError) -> None:
        self._set(False)
        self.failed.emit(error.text)

    def _stopped(self) -> None:
        self._set(False)
        self.stopped.emit(STOPPED)
