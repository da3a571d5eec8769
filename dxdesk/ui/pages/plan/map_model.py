"""The skill map as a table: a band for each kind, a row for each thing, a column for each category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from dxdesk.models.plan.overview import MapRow, SkillMap
from dxdesk.models.plan.skill_map import Category, Item
from dxdesk.models.plan.words import category_words, level_words

MANDATORY = "必須"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Place:
    """What a cell is about.

    Args:
        row: the thing; nothing in the band over a group.
        category: of its column; nothing in the column of names.
        items: by which the thing builds the category.
    """

    row: MapRow | None
    category: Category | None
    items: tuple[Item, ...] = ()


class MapModel(QAbstractTableModel):
    """Rows and bands; the first column holds the names."""

    def __init__(self) -> None:
        super().__init__()
        self.map = SkillMap((), ())
        self.lines: list[MapRow | str] = []

    def show_map(self, shown: SkillMap) -> None:
        """Show a map."""
        self.beginResetModel()
        self.map = shown
        self.lines = list(_lines(shown.rows))
        self.endResetModel()

    def place(self, index: _Index) -> Place:
        """What a cell is about."""
        if not index.isValid():
            return Place(None, None)
        line, at = self.lines[index.row()], index.column() - 1
        category = self.map.categories[at] if at >= 0 else None
        if isinstance(line, str):
            return Place(None, category)
        return Place(line, category, line.cells[at] if at >= 0 else ())

    def band_rows(self) -> list[int]:
        """The lines that are bands."""
        return [at for at, line in enumerate(self.lines) if isinstance(line, str)]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The names, and the categories."""
        return 0 if parent is not None and parent.isValid() else 1 + len(self.map.categories)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A band cannot be chosen."""
        if index.isValid() and isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The numbers of the items; in words for the hint and for who hears it."""
        line = self.lines[index.row()]
        if isinstance(line, str):
            named = index.column() == 0 and role == Qt.ItemDataRole.DisplayRole
            return line if named else None
        place = self.place(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return name_words(line) if place.category is None else codes(place.items)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(f"{item.code}　{item.text}" for item in place.items)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Code and name of each category."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        category = self.map.categories[section - 1] if section else None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading_words(category) if category else "研修・資格・業務経歴"
        if role == Qt.ItemDataRole.ToolTipRole and category:
            return category_words(category)
        return None


def _lines(rows: Sequence[MapRow]) -> list[MapRow | str]:
    found: list[MapRow | str] = []
    group = ""
    for each in rows:
        if each.group != group:
            group = each.group
            found.append(group)
        found.append(each)
    return found


def codes(items: Sequence[Item]) -> str:
    """1-2・1-5."""
    return "・".join(item.code for item in items)


def name_words(row: MapRow) -> str:
    """Name, 必須, and what else has to be known, as one text."""
    return "　".join(filter(None, (row.name, MANDATORY if row.mandatory else "", row.note)))


def heading_words(category: Category) -> str:
    """レベル1 over the name; without a level the name alone."""
    return "\n".join(filter(None, (level_words(category), category.name)))


def spoken(place: Place) -> str:
    """What a cell says to somebody who cannot see it."""
    if place.row is None:
        return ""
    if place.category is None:
        return f"{place.row.title} {MANDATORY if place.row.mandatory else ''}".strip()
    built = codes(place.items) or "なし"
    return f"{place.row.title}、{category_words(place.category)}：{built}"
