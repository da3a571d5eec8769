"""The lines of a proposal as a list in which each can be ticked or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from dxdesk.models.columns import Column, Kind
from dxdesk.ui.pages.taking_in.lines import Shown, can_tick
from dxdesk.ui.tables.ids_table import IdsTable

TICK = "tick"
_TICKED = "○"
COLUMNS = (
    Column(TICK, "取込", Kind.TEXT, 4),
    Column("row", "行", Kind.NUMBER, 6),
    Column("state", "区分", Kind.TEXT, 9),
    Column("key", "番号・コード", Kind.CODE, 11),
    Column("name", "氏名・名称", Kind.TEXT, 15),
    Column("what", "内容", Kind.TEXT, 30),
)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)


class LinesTable(IdsTable):
    """Lines by their place in the proposal; the first column holds the ticks."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__(COLUMNS, self._rows_of)
        self._shown: Shown | None = None
        self.ticked: set[int] = set()

    def show_lines(self, shown: Shown, ticked: Iterable[int]) -> None:
        """Show another proposal."""
        self._shown = shown
        self.ticked = set(ticked)
        self.show_ids([])

    def _rows_of(self, ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        shown = self._shown
        return {} if shown is None else {at: shown.row(at) for at in ids}

    def rows_of(
        self, ids: Sequence[int], progress: Callable[[int, int], object]
    ) -> Iterator[Mapping[str, Any]]:
        """The rows with their ticks in words, for a workbook or a paper."""
        for at, row in zip(ids, super().rows_of(ids, progress), strict=True):
            yield {**row, TICK: _TICKED if at in self.ticked else ""}

    def _can_tick(self, at: int) -> bool:
        return self._shown is not None and can_tick(self._shown.proposal, at)

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick these rows; where all of them are ticked already, untick them."""
        places = {at for at in (self.ids[row] for row in rows) if self._can_tick(at)}
        if places <= self.ticked:
            self.ticked -= places
        else:
            self.ticked |= places
        if rows:
            last = self.index(max(rows), 0)
            self.dataChanged.emit(self.index(min(rows), 0), last)
        self.ticks_changed.emit()

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """The first column can be ticked with the mouse."""
        found = super().flags(index)
        if self.columns[index.column()].key == TICK and self._can_tick(self.ids[index.row()]):
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """What one cell shows; its tick in the first column."""
        if role == _CHECK:
            at = self.ids[index.row()]
            if self.columns[index.column()].key != TICK or not self._can_tick(at):
                return None
            return Qt.CheckState.Checked if at in self.ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        _value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """A tick was set or taken away."""
        if role != _CHECK:
            return False
        self.toggle([index.row()])
        return True
