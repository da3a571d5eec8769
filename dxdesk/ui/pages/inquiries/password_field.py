"""The password of answer files: typed unseen, and kept in no draft."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from dxdesk.ui.forms.composed_field import ComposedField
from dxdesk.ui.forms.line_edit import LineEdit


class PasswordField(ComposedField):
    """A password; as a text it is empty, so that neither drafts nor comparisons ever hold it."""

    def __init__(self, name: str, example: str) -> None:
        super().__init__()
        self.edit = LineEdit(name, example)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def password(self) -> str:
        """What was typed."""
        return self.edit.text()

    def text(self) -> str:
        """Nothing: a password is no text to be kept."""
        return ""

    def set_text(self, text: str) -> None:
        """A draft never knows it; what is typed stays."""
