"""Every kind of field as text: what a draft keeps, and what two versions are compared by."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from dxdesk.ui.forms.composed_field import ComposedField
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.lines_field import LinesField

_TICKED, _NOT_TICKED = "はい", "いいえ"


def text_of(widget: QWidget) -> str:
    """What stands in a field."""
    if isinstance(widget, DateField):
        return widget.edit.text()
    if isinstance(widget, QLineEdit | LinesField | ComposedField):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QCheckBox):
        return _TICKED if widget.isChecked() else _NOT_TICKED
    return ""


def show_text(widget: QWidget, text: str) -> None:
    """Let a field hold a text; a choice that is not offered any more stays as it is."""
    if isinstance(widget, DateField):
        widget.edit.setText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QComboBox):
        if widget.isEditable():
            widget.setEditText(text)
        elif widget.findText(text) >= 0:
            widget.setCurrentIndex(widget.findText(text))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, LinesField | ComposedField):
        widget.set_text(text)
    elif isinstance(widget, QCheckBox):
        widget.setChecked(text == _TICKED)


def when_typed(widget: QWidget, call: Callable[[], None]) -> None:
    """Call something whenever what stands in a field changes."""
    if isinstance(widget, DateField | LinesField | ComposedField):
        widget.changed.connect(call)
    elif isinstance(widget, QLineEdit):
        widget.textChanged.connect(lambda _text: call())
    elif isinstance(widget, QComboBox):
        widget.currentTextChanged.connect(lambda _text: call())
    elif isinstance(widget, QPlainTextEdit):
        widget.textChanged.connect(call)
    elif isinstance(widget, QCheckBox):
        widget.toggled.connect(lambda _on: call())
