"""What a measure is, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from bench.ground import Ground

REACHED, MISSED, TOLD = "達成", "未達", "―"


@dataclass(frozen=True)
class Taken:
    """What was measured, and what the bound took; no bound where the limit is absolute only."""

    measured: float
    bound: float | None = None


@dataclass(frozen=True)
class Measure:
    """One thing to measure, as data.

    Args:
        name: its word on the command line.
        what: what is done.
        take: does it.
        bound: what the lower bound does; empty where there is none.
        times: at most so many times the bound.
        limit: at most so much, in the unit.
        unit: s, ms, MB or ×.
    """

    name: str
    what: str
    take: Callable[[Ground], Taken]
    bound: str = ""
    times: float | None = None
    limit: float | None = None
    unit: str = "s"

    def judge(self, taken: Taken) -> Outcome:
        """Compare what was taken with the limits."""
        ratio = taken.measured / taken.bound if taken.bound else None
        held = [
            value <= limit
            for value, limit in ((ratio, self.times), (taken.measured, self.limit))
            if limit is not None and value is not None
        ]
        verdict = TOLD if not held else REACHED if all(held) else MISSED
        return Outcome(
            self.name, self.what, taken.measured, taken.bound, ratio, self.times, self.limit,
            self.unit, verdict,
        )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """One line of the table."""

    name: str
    what: str
    measured: float
    bound: float | None
    ratio: float | None
    times: float | None
    limit: float | None
    unit: str
    verdict: str

    @property
    def limits(self) -> str:
        """Both limits in words."""
        parts = []
        if self.times is not None:
            parts.append(f"≤ {self.times:g} ×")
        if self.limit is not None:
            parts.append(f"≤ {self.limit:g} {self.unit}")
        return ", ".join(parts)

    def as_row(self) -> tuple[str, ...]:
        """The cells of its line, as text."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        bound = "" if self.bound is None else _figure(self.bound, self.unit)
        return (
            self.name, self.what, _figure(self.measured, self.unit), bound, ratio, self.limits,
            self.verdict,
        )  # fmt: skip

    def as_data(self) -> dict[str, object]:
        """For a JSON file."""
        return asdict(self)


def _figure(value: float, unit: str) -> str:
    digits = {"s": 3, "ms": 1, "MB": 0, "×": 2}[unit]
    return f"{value:,.{digits}f} {unit}"
