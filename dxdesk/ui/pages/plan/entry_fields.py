"""The fields that forms of the plan are made of, and what is read from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.words import category_words
from dxdesk.ui import appearance
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit

LEVELS = (0, 1, 2, 3, 4)
NO_LEVEL = "なし"


def code_field(code: str, used: str, title: str = "コード") -> tuple[LineEdit, Field]:
    """A code that records use stands fast: they would lose what it means."""
    edit = LineEdit(title, text=code)
    edit.setReadOnly(bool(used))
    hint = f"{used}で使われているため、変えられません。" if used else ""
    return edit, Field("code", title, edit, hint)


def paragraph(title: str, text: str, lines: int = 2) -> QPlainTextEdit:
    """A field for some lines of text."""
    made = QPlainTextEdit(text)
    made.setAccessibleName(title)
    made.setTabChangesFocus(True)
    appearance.keep_height(made, 12 + 18 * lines)
    return made


def choice(title: str, offered: Sequence[str], chosen: str) -> QComboBox:
    """A choice of words."""
    made = QComboBox()
    made.setAccessibleName(title)
    made.addItems(list(offered))
    made.setCurrentText(chosen)
    return made


def data_choice(title: str, offered: Sequence[tuple[str, Any]], chosen: Any) -> QComboBox:
    """A choice of words that stand for values."""
    made = QComboBox()
    made.setAccessibleName(title)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for text, value in offered:
        made.addItem(text, value)
    values = [value for _text, value in offered]
    made.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    return made


def category_choices(plan: PlanFile) -> list[tuple[str, str]]:
    """The categories of a plan, in words, with their codes."""
    return [(f"{category_words(each)}（{each.code}）", each.code) for each in plan.categories]


def level_titles() -> list[str]:
    """What can be chosen as a level."""
    return [NO_LEVEL, *map(level_title, LEVELS)]


def level_title(level: int | None) -> str:
    """A level in words."""
    return NO_LEVEL if level is None else f"レベル{level}"


def chosen_level(choice: QComboBox) -> int | None:
    """The level that is chosen; nothing for none."""
    return None if choice.currentIndex() == 0 else LEVELS[choice.currentIndex() - 1]


def needed(edit: LineEdit, key: str, title: str) -> str:
    """What was typed, which has to be there."""
    text = edit.text().strip()
    if not text:
        raise UserError(f"{title}を入力してください。", key)
    return text


def read_code(edit: LineEdit) -> str:
    """A code, without spaces."""
    title = edit.accessibleName()
    text = needed(edit, "code", title)
    if any(letter.isspace() for letter in text):
        raise UserError(f"{title}に空白は使えません。", "code")
    return text


def read_number(
    edit: LineEdit, key: str, title: str, most: float, *, whole: bool = False
) -> float | None:
    """A number above 0; nothing where the field is empty."""
    text = names.digits(edit.text().strip()).replace("．", ".").removesuffix("％")
    if not text:
        return None
    is_number = text.isdecimal() or (not whole and text.replace(".", "", 1).isdecimal())
    if not is_number or not 0 < float(text) <= most:
        raise UserError(f"{title}は、0より大きく{most:,g}までの数にしてください。", key)
    return float(text)


def number_text(value: float | None) -> str:
    """A number as it is typed."""
    return "" if value is None else f"{value:g}"


def read_day(field: DateField, key: str) -> date | None:
    """A day; nothing where the field is empty."""
    try:
        return field.day()
    except UserError as error:
        raise UserError(error.text, key) from error


def as_before(codes: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """The same codes in the order in which they were written, new ones behind."""
    kept = tuple(code for code in before if code in codes)
    return (*kept, *(code for code in codes if code not in kept))
