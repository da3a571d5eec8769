"""A choice above a list that narrows it: all, or one of some things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox


class FilterChoice(QComboBox):
    """All, or one of some things; ``narrowed`` comes when the officer chooses.

    Args:
        name: what is chosen, e.g. 部局.
        everything: the words for all.
        nothing: what stands for all in `chosen`.
    """

    narrowed = Signal()

    def __init__(self, name: str, everything: str, nothing: Any = 0) -> None:
        super().__init__()
        self._nothing = nothing
        self._kept: Any = None
        self.setAccessibleName(name)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(20)
        self.addItem(everything, nothing)
        self.activated.connect(lambda _at: self.narrowed.emit())

    def offer(self, things: Iterable[tuple[Any, str]]) -> None:
        """Offer these things beside all; what is chosen, or shall be, stays chosen."""
        wanted = self.currentData() if self._kept is None else self._kept
        while self.count() > 1:
            self.removeItem(1)
        for data, title in things:
            self.addItem(title, data)
        self.setCurrentIndex(max(0, self.findData(wanted)))
        self._kept = None

    def chosen(self) -> Any:
        """What is chosen."""
        return self.currentData() if self._kept is None else self._kept

    def choose(self, data: Any) -> None:
        """Choose something, as soon as it is offered."""
        at = self.findData(self._nothing if data is None else data)
        self._kept = data if at < 0 else None
        self.setCurrentIndex(max(0, at))

    def words(self) -> str:
        """What is chosen, for the head of a paper; empty for all."""
        return self.currentText() if self.currentIndex() > 0 else ""
