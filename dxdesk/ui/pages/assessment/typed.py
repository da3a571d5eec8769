"""What is typed into the items of one sheet: ratings and remarks, the same in every category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from dxdesk.models.assessment import filling_in
from dxdesk.models.assessment.sheet_answers import Grades

OWN, HEAD, REMARK = "own", "head", "remark"
RATED: Final = (OWN, HEAD)
TYPED: Final = (*RATED, REMARK)
TITLES: Final = {OWN: "自己評価", HEAD: "所属長評価", REMARK: "所見・備考"}
_APART: Final = ":"


class Typed(QObject):
    """Ratings and remarks by item, as they stand on the screen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.free = False
        self._texts: dict[str, str] = {}
        self._registered: dict[str, str] = {}

    def begin(self, rated: Mapping[str, Grades], remarks: Mapping[str, str], *, free: bool) -> None:
        """Begin with what is registered.

        Args:
            free: whether anything may be typed.
        """
        self.free = free
        found = {f"{REMARK}{_APART}{code}": text for code, text in remarks.items()}
        for code, grades in rated.items():
            for key, step in zip(RATED, grades, strict=True):
                found[f"{key}{_APART}{code}"] = "" if step is None else str(step)
        self._registered = {place: text for place, text in found.items() if text}
        self._texts = dict(self._registered)
        self.changed.emit()

    def can_type(self, row: Mapping[str, Any], key: str) -> bool:
        """Remarks at every item, ratings where the item asks for them."""
        return self.free and (key == REMARK or bool(row.get("is_rated")))

    def text(self, row: Mapping[str, Any], key: str) -> str:
        """What stands in a cell."""
        return self._texts.get(f"{key}{_APART}{row['code']}", "")

    def is_changed(self, row: Mapping[str, Any], key: str) -> bool:
        """Whether a cell holds something else than what is registered."""
        place = f"{key}{_APART}{row['code']}"
        return self._texts.get(place) != self._registered.get(place)

    def type_in(self, row: Mapping[str, Any], key: str, text: str) -> None:
        """Take what was typed into a cell.

        Raises:
            UserError: it is no rating.
        """
        if key in RATED:
            step = filling_in.grade(text)
            text = "" if step is None else str(step)
        place = f"{key}{_APART}{row['code']}"
        if text:
            self._texts[place] = text
        else:
            self._texts.pop(place, None)
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """Everything that stands in the cells, by column and item."""
        return dict(self._texts)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Let the cells hold these texts, and the others nothing."""
        self._texts = {place: text for place, text in texts.items() if _APART in place and text}
        self.changed.emit()

    def changed_codes(self) -> list[str]:
        """The items at which something else stands than what is registered."""
        places = self._texts.keys() | self._registered.keys()
        return sorted(
            {
                place.split(_APART)[1]
                for place in places
                if self._texts.get(place) != self._registered.get(place)
            }
        )

    def grades(self, code: str) -> Grades:
        """The ratings of an item as they stand there."""
        own, head = (filling_in.grade(self._texts.get(f"{key}{_APART}{code}", "")) for key in RATED)
        return own, head

    def remark(self, code: str) -> str:
        """The remark at an item as it stands there."""
        return self._texts.get(f"{REMARK}{_APART}{code}", "")

    def words(self) -> list[tuple[str, str]]:
        """What was changed, in words."""
        return [
            (f"{code} {TITLES[key]}", self._texts.get(f"{key}{_APART}{code}", ""))
            for code in self.changed_codes()
            for key in TYPED
            if self.is_changed({"code": code}, key)
        ]
