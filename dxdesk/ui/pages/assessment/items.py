"""The items of one category with cells for ratings and remarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt

from dxdesk.models.assessment.sheet_answers import Grades
from dxdesk.models.columns import NO, Column, Kind
from dxdesk.ui.pages.assessment.reasons_view import COLUMNS, LIST_NAME
from dxdesk.ui.pages.assessment.typed import HEAD, OWN, RATED, REMARK, TYPED, Typed
from dxdesk.ui.tables.ids_table import ANY_INDEX
from dxdesk.ui.tables.typed_list import TypedList, TypedTable

_WIDTHS: Final = {"code": 4, "last_year": 5}
SHEET_COLUMNS: Final = (
    *(
        replace(each, width=_WIDTHS.get(each.key, each.width))
        for each in COLUMNS
        if each.key != "ratings"
    ),
    Column(OWN, "自己", Kind.TEXT, 4),
    Column(HEAD, "長", Kind.TEXT, 3),
    Column(REMARK, "所見・備考", Kind.TEXT, 10),
)

Before = Callable[[], Mapping[str, Grades]]


class ItemsTable(TypedTable):
    """Items; under 前年 stand last year's ratings too."""

    def __init__(self, typed: Typed, before: Before) -> None:
        super().__init__(SHEET_COLUMNS, TYPED, typed)
        self._before = before
        typed.changed.connect(self.repaint_typed)

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What one cell shows."""
        shown = super().data(index, role)
        if role != Qt.ItemDataRole.DisplayRole or self.columns[index.column()].key != "last_year":
            return shown
        grades = self._before().get(self.values(index.row())["code"])
        return f"{shown}\n{grades_words(grades)}" if grades else shown


def grades_words(grades: Grades) -> str:
    """4／3, ― for what was not rated."""
    return "／".join(NO if step is None else str(step) for step in grades)


def sheet_list(typed: Typed, before: Before) -> TypedList:
    """The items of one category, to be rated and remarked on."""
    return TypedList(
        ItemsTable(typed, before), LIST_NAME, stretch=("text", "evidence"),
        leave_out=("verification", "last_year"), at_once=RATED,
    )  # fmt: skip
