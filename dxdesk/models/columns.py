"""One declaration of a field for lists, forms, headings of files and exports."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from dxdesk.models import wareki


class Kind(StrEnum):
    """What a field holds; it decides how it is shown, typed in and aligned."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"


class Align(StrEnum):
    """The side of a cell at which its text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


YES: Final = "○"
NO: Final = "―"
_ALIGN: Final = {
    Kind.NUMBER: Align.RIGHT,
    Kind.PERCENT: Align.RIGHT,
    Kind.DAY: Align.RIGHT,
    Kind.FLAG: Align.CENTER,
}


@dataclass(frozen=True)
class Column:
    """A field: what it is called, what it holds, how wide it is, who may see it.

    Args:
        key: its name in rows of the store and in code.
        label: its Japanese heading.
        kind: what it holds. A CODE is text such as 職員番号, whose leading zeros count.
        width: room for its text, counted in half-width characters.
        right: the right that an account needs to see it; None for everybody.
        synonyms: other headings under which it comes in files.
        choices: for a CHOICE, each stored value and the word for it.
    """

    key: str
    label: str
    kind: Kind
    width: int
    right: str | None = None
    synonyms: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def align(self) -> Align:
        """Numbers and days stand right, flags in the middle, words left."""
        return _ALIGN.get(self.kind, Align.LEFT)


def show(column: Column, value: object) -> str:
    """The text of a value as lists show it: R8.4.1, 12,689, 80.1％, ○; nothing for no value.

    Args:
        column: the field; for a CHOICE its words.
        value: a value of the store or of code: a day as date or ISO text, a flag as bool or 0/1.
    """
    if value is None or value == "":
        return ""
    match column.kind:
        case Kind.DAY:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
            return wareki.short(day)
        case Kind.FLAG:
            return YES if value else NO
        case Kind.CHOICE:
            return dict(column.choices).get(str(value), str(value))
        case Kind.NUMBER:
            return _number(value)
        case Kind.PERCENT:
            return f"{one_decimal(value)}％"
        case Kind.TEXT | Kind.CODE:
            return str(value)


def one_decimal(value: object) -> Decimal:
    """A figure with one decimal, 四捨五入: 80.14 is 80.1 and 80.25 is 80.3."""
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _number(value: object) -> str:
    """Thousands separated; a fraction with one decimal."""
    number = Decimal(str(value))
    return f"{int(number):,}" if number == number.to_integral_value() else f"{one_decimal(value):,}"


def visible(columns: Iterable[Column], rights: Collection[str]) -> tuple[Column, ...]:
    """The columns that an account with these rights may see, in their order."""
    return tuple(column for column in columns if column.right is None or column.right in rights)
