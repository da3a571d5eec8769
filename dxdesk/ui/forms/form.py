"""A form: labelled fields one under the other, a sentence at the field that is wrong, 登録."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.ui import appearance, theme
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.fields import show_text, text_of, when_typed
from dxdesk.ui.forms.keys import registers
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, heading, label, set_tone

REGISTER = "登録（Ctrl+Enter）"
_NARROW, _WIDE, _BETWEEN_COLUMNS = 520, 900, 28


@dataclass(frozen=True)
class Field:
    """One labelled field.

    Args:
        key: by which errors name it.
        title: what stands before it.
        widget: what is typed into.
        hint: a sentence under it.
        beside: whether it stands in a second column, beside the others.
    """

    key: str
    title: str
    widget: QWidget
    hint: str = ""
    beside: bool = False


class Form(QWidget):
    """Fields with their labels; ``submitted`` comes with Ctrl+Enter or the button.

    Args:
        fields: in their order.
        label_width: of the column of labels.
        draft_elsewhere: whether the owner places ``draft_row``, which says that this is a draft.
    """

    submitted = Signal()
    typed = Signal()
    left = Signal()
    thrown_away = Signal()

    def __init__(
        self, fields: list[Field], *, label_width: int = 96, draft_elsewhere: bool = False
    ) -> None:
        super().__init__()
        self.fields = {field.key: field for field in fields}
        self.error = body("", "error")
        self.error.hide()
        self._layout = _column()
        self.setLayout(self._layout)
        self.draft = label("", "")
        set_tone(self.draft, "attention")
        self.draft_row = QWidget()
        line = row(self.draft, button("破棄", self.thrown_away.emit, "link"), 1)
        self.draft_row.setLayout(line)
        self.draft_row.hide()
        if not draft_elsewhere:
            self._layout.addRow(self.draft_row)
        self.wide = any(field.beside for field in fields)
        columns = self._two_columns() if self.wide else (self._layout, self._layout)
        for field in fields:
            self._add(field, label_width, columns[field.beside])
            when_typed(field.widget, self.typed.emit)
        self._layout.addRow(self.error)

    def _two_columns(self) -> tuple[QFormLayout, QFormLayout]:
        first, second = _column(), _column()
        both = QHBoxLayout()
        both.setSpacing(_BETWEEN_COLUMNS)
        both.addLayout(first, 1)
        both.addLayout(second, 1)
        self._layout.addRow(both)
        return first, second

    def _add(self, field: Field, label_width: int, column: QFormLayout) -> None:
        title = label(field.title, "muted")
        appearance.keep_width(title, label_width)
        title.setContentsMargins(0, 7, 0, 0)
        title.setBuddy(field.widget)
        if not field.widget.accessibleName():
            field.widget.setAccessibleName(field.title)
        column.addRow(title, field.widget)
        edit = field.widget.edit if isinstance(field.widget, DateField) else field.widget
        if isinstance(edit, LineEdit):
            edit.entered.connect(self.focusNextChild)
        if field.hint:
            column.addRow(QLabel(), body(field.hint, "echo"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers, unless an IME is composing."""
        if registers(event):
            event.accept()
            self.submit()
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        """登録: say so, unless something is still being composed."""
        if not any(edit.composing for edit in self.findChildren(LineEdit)):
            self.show_error(None)
            self.submitted.emit()

    def show_field(self, key: str, shown: bool) -> None:
        """Show a field with its label, or leave it out while it says nothing."""
        self._layout.setRowVisible(self.fields[key].widget, shown)

    def texts(self) -> dict[str, str]:
        """What stands in each field."""
        return {key: text_of(field.widget) for key, field in self.fields.items()}

    def words(self) -> list[tuple[str, str]]:
        """What stands in each field, by the field's title."""
        return [(field.title, text_of(field.widget)) for field in self.fields.values()]

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Let the fields hold these texts; fields that are not named stay as they are."""
        for key in self.fields.keys() & texts.keys():
            show_text(self.fields[key].widget, texts[key])

    def show_draft(self, text: str) -> None:
        """Say that what is shown is a draft; an empty text says that it is not."""
        self.draft.setText(text)
        self.draft_row.setVisible(bool(text))

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever keeps drafts is told that the form is left."""
        self.left.emit()
        super().hideEvent(event)

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


def _column() -> QFormLayout:
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setVerticalSpacing(8)
    made.setHorizontalSpacing(10)
    made.setFormAlignment(Qt.AlignmentFlag.AlignTop)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return made


class FormDialog(QDialog):
    """A form over the page, for what takes effect only by 登録.

    ``save_asked`` comes with Ctrl+S: what is typed is to be kept, though it is not registered.

    Args:
        title: what is done.
        explanation: what it will do, in a sentence.
        form: the fields.
        register: does it; an error that the user can mend is shown at its field.
    """

    save_asked = Signal()

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
        self.setMinimumWidth(theme.px(_WIDE if form.wide else _NARROW))
        self.form = form
        self._register = register
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(title))
        if explanation:
            layout.addWidget(body(explanation, "muted"))
        layout.addWidget(form)
        self.effect = body("")
        set_tone(self.effect, "attention")
        self.effect.hide()
        layout.addWidget(self.effect)
        layout.addStretch(1)
        self.answer = label("", "muted")
        self.yes = button(verb, form.submit, "primary")
        self.buttons = row(self.answer, 1, button("キャンセル", self.reject), self.yes)
        layout.addLayout(self.buttons)
        form.submitted.connect(self._submit)

    def show_effect(self, text: str) -> None:
        """Say before 登録 what it does to figures of the past; an empty text says nothing."""
        self.effect.setText(text)
        self.effect.setVisible(bool(text))

    def _submit(self) -> None:
        try:
            self._register(self.accept)
        except (UserError, StoreError) as error:
            self.form.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S keeps what is typed."""
        if event.matches(QKeySequence.StandardKey.Save):
            self.save_asked.emit()
            return
        super().keyPressEvent(event)
