"""The page before a desk is open: who are you."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.ui import icons, theme
from dxdesk.ui.forms.line_edit import LineEdit, password_edit
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading, label

SUFFIX = ".dxdesk"


class SignInPage(QWidget):
    """Asks for the password of one desk. It needs nothing of the store, so that it is there at once."""

    submitted = Signal(object, str, object)
    other_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.path = Path()
        self._name = label("", "heading")
        self._place = body("", "muted")
        self.account = LineEdit("利用者名")
        self._account_title = label("利用者名", "muted")
        self.password = password_edit("パスワード")
        self.error = body("", "error")
        self.open_button = button("開く", self.submit, "primary")
        self.other = button("別の業務データを選ぶ", self.other_asked.emit, "link")
        self.account.entered.connect(self.password.setFocus)
        self.password.entered.connect(self.submit)
        self.password.textChanged.connect(lambda: self.show_error(None))
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(spacing=10)
        card.setFixedWidth(420)
        card.column.setContentsMargins(32, 28, 32, 24)
        brand = label("")
        brand.setPixmap(icons.picture("app", theme.present().primary, 34))
        card.column.addWidget(brand)
        for widget in (
            heading("DX人材デスク"),
            self._name,
            self._place,
            self._account_title,
            self.account,
            label("パスワード", "muted"),
            self.password,
            self.error,
        ):
            card.column.addWidget(widget)
        card.column.addSpacing(6)
        card.column.addLayout(row(self.other, 1, self.open_button))
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.error.hide()

    def show_desk(self, path: Path) -> None:
        """Ask for the password of this desk."""
        self.path = path
        self._name.setText(f"{path.name.removesuffix(SUFFIX)} を開きます")
        self._place.setText(str(path.parent))
        several = _accounts_in(path / "keys.json") > 1
        self.account.setVisible(several)
        self._account_title.setVisible(several)
        self.password.clear()
        self.show_error(None)
        self.set_busy(False)
        (self.account if several else self.password).setFocus()

    def show_place(self, text: str) -> None:
        """Show another text for where the desk lies."""
        self._place.setText(text)

    def submit(self) -> None:
        """Try the password."""
        if not self.password.text():
            self.show_error(UserError("パスワードを入力してください。", "password"))
            return
        account = self.account.text().strip() or None
        self.set_busy(True)
        self.submitted.emit(self.path, self.password.text(), account)

    def set_busy(self, busy: bool) -> None:
        """While the password is tried nothing else can be pressed."""
        self.open_button.setEnabled(not busy)
        self.open_button.setText("確かめています" if busy else "開く")
        self.password.setReadOnly(busy)

    def show_error(self, error: UserError | StoreError | None) -> None:
        """Say at the field what is wrong."""
        self.error.setText(error.text if error else "")
        self.error.setVisible(error is not None)
        at_password = isinstance(error, UserError) and error.field in ("password", "account")
        self.password.set_wrong(at_password)
        if error is not None:
            self.set_busy(False)
            self.password.setFocus()
            self.password.selectAll()


def _accounts_in(path: Path) -> int:
    """How many accounts a desk has; what is wrong with the file is said when it is opened."""
    try:
        slots = json.loads(path.read_text(encoding="utf-8"))["slots"]
        return sum(slot["kind"] == "account" for slot in slots)
    except (OSError, ValueError, KeyError, TypeError):
        return 1
