"""Keeps what is typed into a grid by itself, as forms do, so that no crash loses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from dxdesk.errors import StoreError, UserError
from dxdesk.models import drafts
from dxdesk.models.drafts import Draft
from dxdesk.ui.forms.draft_keeper import PAUSE_MS
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.tables.grid import Grid
from dxdesk.ui.workplace import Workplace

_APART: Final = ":"


class GridDraft(QObject):
    """The draft of one grid, record by record.

    ``restored`` comes when a draft is shown again.

    Args:
        workplace: the desk and everything that goes with it.
        grid: whose typing is kept.
        key: of the grid; drafts of one must not turn up in another.
    """

    restored = Signal()

    def __init__(self, workplace: Workplace, grid: Grid, key: str) -> None:
        super().__init__(grid)
        self._place, self._grid, self._key = workplace, grid, key
        self.record = ""
        self._kept: dict[str, dict[str, str]] = {}  # by record, also while it is being written
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        grid.changed.connect(self._pause.start)
        workplace.news.save_asked.connect(self.keep_now)

    def begin(self, record: str) -> None:
        """Begin with what the grid shows now, and bring a draft back."""
        self.record = record
        if record in self._kept:
            self._show(record)
            return
        desk, key = self._place.desk, self._key
        self._place.read(
            "", lambda: drafts.find(desk, key, record), lambda found: self._found(record, found),
            quiet=True,
        )  # fmt: skip

    def _found(self, record: str, found: list[Draft]) -> None:
        if isValid(self) and found and record not in self._kept:
            self._kept[record] = dict(found[0].values)
            self._show(record)

    def _show(self, record: str) -> None:
        if record != self.record or not self._kept[record] or self._grid.is_changed():
            return
        typed = {}
        for place, text in self._kept[record].items():
            row_id, _, key = place.partition(_APART)
            typed[int(row_id), key] = text
        self._grid.type_in(typed)
        self.restored.emit()

    def keep_now(self) -> None:
        """Keep what is typed, if that is news; where nothing is typed any more, forget it."""
        self._pause.stop()
        desk, key, record = self._place.desk, self._key, self.record
        typed = {f"{row}{_APART}{key}": text for (row, key), text in self._grid.typed().items()}
        if not record or desk.read_only or typed == self._kept.get(record, {}):
            return
        self._kept[record] = typed
        if typed:
            self._note(lambda: drafts.keep(desk, key, record, typed))
        else:
            self._note(lambda: drafts.drop(desk, key, record))

    def _note(self, work: Callable[[], None]) -> None:
        def run(_progress: Progress) -> None:
            work()

        self._place.jobs.run(
            Job(
                "", run, lambda _nothing: None, self._failed, Line.WRITE, quiet=True,
                to_the_end=True,
            )
        )  # fmt: skip

    def _failed(self, error: UserError | StoreError) -> None:
        self._place.news.said.emit(error.text)
