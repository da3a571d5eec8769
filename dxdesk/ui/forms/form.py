"""A form: labelled fields one under the other, a sentence at the field that is wrong, 登録."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, heading, label

REGISTER = "登録（Ctrl+Enter）"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Field:
    """One labelled field.

    Args:
        key: by which errors name it.
        title: what stands before it.
        widget: what is typed into.
        hint: a sentence under it.
    """

    key: str
    title: str
    widget: QWidget
    hint: str = ""


class Form(QWidget):
    """Fields with their labels; ``submitted`` comes with Ctrl+Enter or the button."""

    submitted = Signal()

    def __init__(self, fields: list[Field], *, label_width: int = 96) -> None:
        super().__init__()
        self.fields = {field.key: field for field in fields}
        self.error = body("", "error")
        self.error.hide()
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setVerticalSpacing(8)
        self._layout.setHorizontalSpacing(10)
        self._layout.setFormAlignment(Qt.AlignmentFlag.AlignTop)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for field in fields:
            self._add(field, label_width)
        self._layout.addRow(self.error)

    def _add(self, field: Field, label_width: int) -> None:
        title = label(field.title, "muted")
        title.setFixedWidth(label_width)
        title.setContentsMargins(0, 7, 0, 0)
        title.setBuddy(field.widget)
        if not field.widget.accessibleName():
            field.widget.setAccessibleName(field.title)
        self._layout.addRow(title, field.widget)
        edit = field.widget.edit if isinstance(field.widget, DateField) else field.widget
        if isinstance(edit, LineEdit):
            edit.entered.connect(self.focusNextChild)
        if field.hint:
            self._layout.addRow(QLabel(), body(field.hint, "echo"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers, unless an IME is composing."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.submit()
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        """登録: say so, unless something is still being composed."""
        if not any(edit.composing for edit in self.findChildren(LineEdit)):
            self.show_error(None)
            self.submitted.emit()

    def show_error(self, error: UserError | StoreError | None) -> None:
        """Say what is wrong, and go to the field that it concerns."""
        self.error.setText("" if error is None else error.text)
        self.error.setVisible(error is not None)
        wrong = error.field if isinstance(error, UserError) else None
        for key, field in self.fields.items():
            edit = field.widget.edit if isinstance(field.widget, DateField) else field.widget
            if isinstance(edit, LineEdit):
                edit.set_wrong(key == wrong)
            if key == wrong:
                field.widget.setFocus()

    def read(self, key: str) -> str:
        """What was typed into a line."""
        widget = self.fields[key].widget
        return widget.text() if isinstance(widget, LineEdit) else ""


class FormDialog(QDialog):
    """A form over the page, for what takes effect only by 登録.

    Args:
        title: what is done.
        explanation: what it will do, in a sentence.
        form: the fields.
        register: does it; an error that the user can mend is shown at its field.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        explanation: str,
        form: Form,
        register: Callable[[Callable[[], None]], None],
        verb: str = REGISTER,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self.form = form
        self._register = register
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(title))
        if explanation:
            layout.addWidget(body(explanation, "muted"))
        layout.addWidget(form)
        layout.addStretch(1)
        self.yes = button(verb, form.submit, "primary")
        layout.addLayout(row(1, button("キャンセル", self.reject), self.yes))
        form.submitted.connect(self._submit)

    def _submit(self) -> None:
        try:
            self._register(self.accept)
        except (UserError, StoreError) as error:
            self.form.show_error(error)
