"""A few lines of cells within a form, to be typed or pasted from Excel; as one text it can be a draft."""

from __future__ import annotations

from collections.abc import Sequence

from dxdesk.ui import theme
from dxdesk.ui.tables.grid import Grid, GridColumn, GridRow

_EDGES = 6


class LinesField(Grid):
    """A small grid of empty lines.

    Args:
        columns: what stands in a line.
        name: its accessible name.
        stretch: the key of the column that takes the room that is left.
        lines: how many there are.
    """

    def __init__(
        self, columns: Sequence[GridColumn], name: str, *, stretch: str, lines: int
    ) -> None:
        super().__init__(columns, name, stretch=stretch)
        self._keys = [column.key for column in columns]
        self._lines = lines
        self.set_text("")
        self.setFixedHeight((lines + 1) * theme.row_height() + _EDGES)

    def lines(self) -> list[list[str]]:
        """The cells of each line in which something stands, without spaces around them."""
        found = [[self.cell(at, key).strip() for key in self._keys] for at in range(self._lines)]
        return [cells for cells in found if any(cells)]

    def text(self) -> str:
        """All lines, cells apart by tabs."""
        return "\n".join("\t".join(cells) for cells in self.lines())

    def set_text(self, text: str) -> None:
        """Show lines whose cells are apart by tabs."""
        given = [line.split("\t") for line in text.split("\n")]
        filled = [dict(zip(self._keys, cells, strict=False)) for cells in given[: self._lines]]
        empty: list[dict[str, str]] = [{}] * (self._lines - len(filled))
        blank = dict.fromkeys(self._keys, "")
        self.show_rows([GridRow(at, blank | one) for at, one in enumerate([*filled, *empty])])
        self.changed.emit()
