"""残り時間: how long work on many things still takes, by how long it has taken so far."""

from __future__ import annotations

from time import perf_counter
from typing import Final

SOONEST: Final = 2.0  # seconds; a guess before that would only jump about


class Pace:
    """The pace of some work from now on."""

    def __init__(self) -> None:
        self._began = perf_counter()

    def left(self, done: int, total: int) -> str:
        """残り約3分; nothing while too little is known."""
        spent = perf_counter() - self._began
        if not done or spent < SOONEST:
            return ""
        return in_words(spent / done * (total - done))


def in_words(seconds: float) -> str:
    """How long it still takes, as coarse as it is known."""
    if seconds < 5:
        return "まもなく終わります"
    if seconds < 55:
        return f"残り約{-(-int(seconds) // 10) * 10}秒"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"残り約{max(minutes, 1)}分"
    return f"残り約{minutes // 60}時間{minutes % 60}分"
