"""Clocks: the best of several runs, ours and the bound by turns, and how fast this PC is."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

LOOP_STEPS = 2_000_000
SYNCS = 50
BLOCK = b"\0" * 4096

Once = Callable[[], float]
"""Does something once and returns the seconds that count."""


class Stopwatch:
    """Measures a with-block. What earlier measures left in memory does not slow it down.

    Args:
        clock: what tells the time; ``thread_time`` counts only what this thread computes.
    """

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self.seconds = 0.0
        self._clock = clock
        self._start = 0.0

    def __enter__(self) -> Self:
        gc.collect()
        gc.freeze()
        self._start = self._clock()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.seconds = self._clock() - self._start
        gc.unfreeze()


@dataclass(frozen=True)
class Calibration:
    """How fast this PC is, so that seconds of two PCs can be compared.

    Args:
        loop: seconds for a fixed loop of plain Python.
        sync: seconds for writing 4 KB and waiting until the disk has them.
    """

    loop: float
    sync: float


def best_of(runs: int, once: Once) -> float:
    """The best of several runs: what disturbs a run only ever makes it slower."""
    return min(once() for _ in range(runs))


def race(runs: int, ours: Once, bound: Once) -> tuple[float, float]:
    """The best of ours and of the bound, run by turns so that both meet the same disturbances."""
    pairs = [(ours(), bound()) for _ in range(runs)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def calibrate(folder: Path) -> Calibration:
    """Time a fixed loop, and the disk that the folder lies on."""
    return Calibration(best_of(3, _loop), _sync(folder))


def _loop() -> float:
    with Stopwatch() as watch:
        total = 0
        for step in range(LOOP_STEPS):
            total += step & 7
    return watch.seconds


def _sync(folder: Path) -> float:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file, Stopwatch() as watch:
        for _ in range(SYNCS):
            file.write(BLOCK)
            file.flush()
            os.fsync(file.fileno())
    return watch.seconds / SYNCS
