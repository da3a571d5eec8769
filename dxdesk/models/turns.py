"""Whose turn it is to write: one action at a time on a desk, over all threads, processes and PCs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dxdesk.errors import StoreError, Trouble
from dxdesk.models.files import speaking_of_files

WAIT_SECONDS = 120.0
UNNOTICED_SECONDS = 0.2


def _say_nothing(_waits: bool) -> None:
    """Nobody asked to be told."""


def _go_on() -> bool:
    return False


class Turns:
    """The lock of one open desk.

    ``told`` may be set to be told, in the thread that saves, when a save begins to wait for another
    officer's action (True) and when it waits no more (False).

    Args:
        path: of the lock file.
    """

    def __init__(self, path: Path) -> None:
        self.told: Callable[[bool], None] = _say_nothing
        self._stopped = threading.Event()
        self._one_at_a_time = threading.RLock()
        self._lock = FileLock(path, thread_local=False)

    @contextmanager
    def mine(self, wait: float) -> Iterator[None]:
        """Have the desk to oneself: no other thread, process or PC writes meanwhile.

        Args:
            wait: seconds to wait for another officer's action.

        Raises:
            StoreError: that did not end in time, or the waiting was stopped.
        """
        with self._one_at_a_time:
            if self._lock.is_locked:
                raise RuntimeError("an action inside an action")
            with self._waiting() as is_stopped, lock_desk(self._lock, wait, is_stopped):
                is_stopped(over=True)
                yield

    def stop_waiting(self) -> None:
        """End every wait for a turn; whoever waited saves nothing."""
        self._stopped.set()

    @contextmanager
    def _waiting(self) -> Iterator[Callable[..., bool]]:
        self._stopped.clear()
        began = time.perf_counter()
        told = False

        def is_stopped(*, over: bool = False) -> bool:
            nonlocal told
            noticed = time.perf_counter() - began > UNNOTICED_SECONDS
            if told is over and (over or noticed):
                told = not over
                self.told(told)
            return self._stopped.is_set()

        try:
            yield is_stopped
        finally:
            is_stopped(over=True)


@contextmanager
def lock_desk(
    lock: FileLock, wait: float, is_stopped: Callable[[], bool] = _go_on
) -> Iterator[None]:
    """Hold the lock file, or say who it is waiting for.

    Args:
        lock: the desk's.
        wait: seconds.
        is_stopped: asked again and again meanwhile; True ends the waiting.

    Raises:
        StoreError: another officer's action did not end in time.
    """
    with speaking_of_files(Path(lock.lock_file)):
        try:
            lock.acquire(timeout=wait, cancel_check=is_stopped)
        except Timeout as error:
            raise StoreError(
                Trouble.LOCKED,
                "ほかの利用者の操作が終わらないため、保存できませんでした。変更は行われていません。"
                "しばらく待ってから、もう一度行ってください。",
            ) from error
    try:
        yield
    finally:
        lock.release()
