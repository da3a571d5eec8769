"""Work that takes longer than a moment: one line for what writes, two for what reads."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from dxdesk.errors import StoreError, UserError
from dxdesk.ui.garbage import GarbageCollector

BETWEEN_STEPS_MS = 8  # Qt paints 5 ms after it was asked to
# How long a job goes on after the window's thread asks for its turn. The window asks several times to
# paint one picture; Python's own 5 ms each would add up to a standstill.
TURN_SECONDS = 0.0002
Failed = Callable[[UserError | StoreError], None]


class Line(StrEnum):
    """Where a job queues."""

    READ = "read"
    WRITE = "write"


class Stopped(BaseException):
    """The user pressed 中止. Not an error: nothing in between may swallow it."""


class Progress:
    """How a job says how far it is, and learns that it should stop.

    Args:
        tell: told the number done, the number of all (0: not known) and what is being done.
    """

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self.cancelled = False

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is.

        Raises:
            Stopped: the user pressed 中止; the open action is rolled back.
        """
        if self.cancelled:
            raise Stopped
        self._tell(done, total, text)


Work = Callable[[Progress], Any]


@dataclass(eq=False)
class Job:
    """One piece of work.

    Args:
        title: what the user reads while it runs.
        work: plain function, run in another thread; knows nothing of the window.
        done: called with its result in the window's thread.
        failed: called with an error that the user can read.
        quiet: whether no progress line is shown (a search, a page of a list).
        stopped: called when the user has stopped it.
        to_the_end: whether it is done even when the window is being closed (a draft).
    """

    title: str
    work: Work
    done: Callable[[Any], None]
    failed: Failed | None = None
    line: Line = Line.READ
    quiet: bool = False
    stopped: Callable[[], None] | None = None
    to_the_end: bool = False
    future: Future[Any] | None = field(init=False, default=None)
    disturbed: bool = field(init=False, default=False)
    progress: Progress = field(init=False, default_factory=lambda: Progress(lambda *_: None))


class Jobs(QObject):
    """Runs jobs, and brings their results back to the window's thread."""

    began = Signal(str)
    progressed = Signal(int, int, str)
    ended = Signal()
    trouble = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object, object)
    _said = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN_SECONDS)
        self._garbage = GarbageCollector(self)
        self._executors = {
            Line.READ: ThreadPoolExecutor(2, "read"),
            Line.WRITE: ThreadPoolExecutor(1, "write"),
        }
        self._running: list[Job] = []
        self._steps: deque[tuple[QObject, Callable[[], object]]] = deque()
        self._stepping = QTimer(self)
        self._stepping.setInterval(BETWEEN_STEPS_MS)
        self._stepping.timeout.connect(self._step)
        self._closed = False
        self._interrupt: Callable[[], None] = lambda: None
        # Emitted by the working threads; queued, so that the window's thread receives them.
        self._arrived.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._said.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is running or waiting."""
        return not self._running and not self._steps

    def interrupt_with(self, interrupt: Callable[[], None]) -> None:
        """Say how running queries are stopped."""
        self._interrupt = interrupt

    def run(self, job: Job) -> Job:
        """Begin a job as soon as its line is free; none begins while the window is being closed."""
        if self._closed:
            return job
        job.progress = Progress(lambda *how_far: self._said.emit(job, how_far))
        self._running.append(job)
        if not job.quiet:
            self.began.emit(job.title)
        future = self._executors[job.line].submit(job.work, job.progress)
        job.future = future
        future.add_done_callback(lambda finished: self._arrived.emit(job, finished))
        return job

    def in_steps(self, owner: QObject, *steps: Callable[[], object]) -> None:
        """Do what only the window's thread can do piece by piece: in between it paints and answers.

        Args:
            owner: once it is gone, its steps are not done any more.
            steps: each shorter than 50 ms.
        """
        if not self._closed:
            self._steps += [(owner, step) for step in steps]
            self._stepping.start()

    def _step(self) -> None:
        owner, step = self._steps.popleft()
        if not self._steps:
            self._stepping.stop()
        if isValid(owner):
            step()

    def stop(self) -> None:
        """中止: what runs ends at the next step, what has been written in it is rolled back."""
        for job in self._running:
            job.disturbed = job.quiet
            job.progress.cancelled = not job.quiet
        self._interrupt()

    def close(self) -> None:
        """Wait for what runs, and take no more; nobody is told any result."""
        self._closed = True
        self._stepping.stop()
        self._steps.clear()
        for job in self._running:
            job.progress.cancelled = True
            if job.future is not None and not job.to_the_end:
                job.future.cancel()
        for executor in self._executors.values():
            executor.shutdown(wait=True)
        self._garbage.stop()

    def _show(self, job: Job, how_far: tuple[int, int, str]) -> None:
        if job in self._running and not job.quiet:
            self.progressed.emit(*how_far)

    def _finish(self, job: Job, future: Future[Any]) -> None:
        self._running.remove(job)
        if not any(not other.quiet for other in self._running):
            self.ended.emit()
        if self._closed or future.cancelled():
            return
        error = future.exception()
        if error is None:
            job.done(future.result())
        elif isinstance(error, Stopped) or job.progress.cancelled:
            if job.stopped is not None:
                job.stopped()
        elif job.disturbed and isinstance(error, StoreError):
            job.disturbed = False  # a search that ran beside what was stopped is asked again
            self.run(job)
        elif isinstance(error, UserError | StoreError):
            (job.failed or self.trouble.emit)(error)
        else:
            self.crashed.emit(error)
