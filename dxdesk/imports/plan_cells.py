"""One cell of a plan's workbook → what it means there, or the reason why it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from dxdesk.imports.cells import CellError, Cells
from dxdesk.imports.plan_values import LONGEST_CODE, LONGEST_LINES, LONGEST_TEXT, is_code
from dxdesk.imports.reading import Row
from dxdesk.models import names
from dxdesk.models.plan.fields import WAY_WORDS, YES_NO, Kind, PlanField
from dxdesk.models.plan.skill_map import WayKind

_BETWEEN_CODES = re.compile(r"[、，,；;\s]+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WAYS = {word: WayKind(kind) for kind, word in WAY_WORDS.items()}
_Meant = TypeVar("_Meant")
NARROWED = "全角の英数字を半角として読みました"


@dataclass
class PlanCells:
    """Reads the cells of one sheet by the fields of its kind of thing.

    Args:
        cells: of the sheet.
        narrowed: where a code was written in full-width letters.
    """

    cells: Cells
    narrowed: list[str] = field(default_factory=list)

    def read(self, row: Row, what: PlanField) -> Any:
        """The value of a field; what says nothing is empty text, an empty list, いいえ, or none.

        Raises:
            CellError: it cannot be taken in.
        """
        raw = self.cells.raw(row, what.attribute)
        empty = raw is None or (isinstance(raw, str) and not raw.strip())
        if empty and what.required:
            raise CellError(what.attribute, f"{what.label}が入っていません。")
        if empty:
            return nothing(what)
        return _READ[what.kind](self, row, what)

    def text(self, row: Row, what: PlanField) -> str:
        """Text; a list of words of the plan is checked with the whole plan."""
        self._no_day(row, what)
        return self.cells.text(row, what.attribute, LONGEST_TEXT)

    def lines(self, row: Row, what: PlanField) -> str:
        """Text that may have several lines."""
        self._no_day(row, what)
        return self.cells.text(row, what.attribute, LONGEST_LINES, lines=True).replace("\r", "")

    def code(self, row: Row, what: PlanField) -> str:
        """A code, full-width letters and digits read as half-width ones."""
        self._no_day(row, what)
        return self._code(self.cells.text(row, what.attribute), row, what)

    def codes(self, row: Row, what: PlanField) -> tuple[str, ...]:
        """Codes with a mark between them."""
        self._no_day(row, what)
        text = self.cells.text(row, what.attribute, LONGEST_LINES, lines=True)
        parts = [part for part in _BETWEEN_CODES.split(text) if part]
        return tuple(self._code(part, row, what) for part in parts)

    def whole(self, row: Row, what: PlanField) -> int | None:
        """A whole number within its bounds."""
        number = self.cells.whole(row, what.attribute, what.label)
        return None if number is None else int(_within(number, what))

    def number(self, row: Row, what: PlanField) -> float:
        """A number within its bounds."""
        text = names.digits(self.cells.text(row, what.attribute)).replace(",", "")
        if not _NUMBER.fullmatch(text):
            raise CellError(
                what.attribute,
                f"{what.label}「{text[:20]}」は数ではありません。数字で書いてください。",
            )
        return _within(float(text), what)

    def flag(self, row: Row, what: PlanField) -> bool:
        """はい or いいえ."""
        raw = self.cells.raw(row, what.attribute)
        if isinstance(raw, bool):
            return raw
        return self._one_of(row, what, dict(zip(YES_NO, (True, False), strict=True)))

    def way(self, row: Row, what: PlanField) -> WayKind:
        """By which kind of evidence."""
        return self._one_of(row, what, _WAYS)

    def day(self, row: Row, what: PlanField) -> date | None:
        """A day in any written form."""
        return self.cells.day(row, what.attribute)

    def _one_of(self, row: Row, what: PlanField, words: Mapping[str, _Meant]) -> _Meant:
        text = names.without_spaces(self.cells.text(row, what.attribute))
        if text not in words:
            listed = "、".join(f"「{word}」" for word in words)
            raise CellError(
                what.attribute,
                f"{what.label}は{listed}のどれかにしてください（「{text[:20]}」と入っています）。",
            )
        return words[text]

    def _code(self, text: str, row: Row, what: PlanField) -> str:
        code = names.digits(text)
        if not is_code(code):
            raise CellError(
                what.attribute,
                f"「{text[:20]}」はコードとして読めません。空白や記号（/:など）のない、"
                f"{LONGEST_CODE}文字までの文字にしてください。",
            )
        if code != text.strip():
            self.narrowed.append(self.cells.address(row, what.attribute))
        return code

    def _no_day(self, row: Row, what: PlanField) -> None:
        """A spreadsheet makes the first of January of 1-1 where the cell is no text."""
        if isinstance(self.cells.raw(row, what.attribute), date):
            raise CellError(
                what.attribute,
                f"{what.label}が日付になっています。セルの表示形式を「文字列」にして入れ直してください。",
            )


def _within(number: float, what: PlanField) -> float:
    if not what.low <= number <= what.high:
        raise CellError(
            what.attribute,
            f"{what.label}が{number:g}です。{what.low:g}から{what.high:g}までの数にしてください。",
        )
    return number


def nothing(what: PlanField) -> Any:
    """What a field holds that says nothing."""
    return _EMPTY.get(what.kind)


_EMPTY: dict[Kind, Any] = {
    Kind.TEXT: "", Kind.LINES: "", Kind.CODE: "", Kind.CODES: (), Kind.FLAG: False,
}  # fmt: skip
_READ: dict[Kind, Callable[[PlanCells, Row, PlanField], Any]] = {
    Kind.TEXT: PlanCells.text,
    Kind.LINES: PlanCells.lines,
    Kind.CODE: PlanCells.code,
    Kind.CODES: PlanCells.codes,
    Kind.WHOLE: PlanCells.whole,
    Kind.NUMBER: PlanCells.number,
    Kind.FLAG: PlanCells.flag,
    Kind.DAY: PlanCells.day,
    Kind.WAY: PlanCells.way,
}
