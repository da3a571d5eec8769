"""庁内の取り決め: what papers say of the office, set by an administrator."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, settings
from dxdesk.models.journal import Action
from dxdesk.models.settings import Setting
from dxdesk.ui import appearance
from dxdesk.ui.forms.form import REGISTER, Field, Form
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, heading, label
from dxdesk.ui.workplace import Workplace

OFFICE = (
    settings.OFFICE_NAME,
    settings.CONTACT,
    settings.GIVER,
    settings.RULE_NAME,
    settings.EXPIRY_MONTHS,
)
LETTERS = (settings.LETTER_SENDER, settings.SENDING_TEXT, settings.REMINDING_TEXT)
_LABELS = {OFFICE: 150, LETTERS: 110}
_LONG = 78


class OfficeCard(Card):
    """Words of the office, one field each; what is registered can be undone.

    Args:
        workplace: the desk and what works on it.
        title: over the fields.
        asked: what can be set here.
    """

    def __init__(self, workplace: Workplace, title: str, asked: tuple[Setting, ...]) -> None:
        super().__init__(heading(title), spacing=10)
        self._workplace = workplace
        self._asked = asked
        self._stored: dict[str, str] = {}
        self.form = Form([_field(one) for one in asked], label_width=_LABELS[asked])
        self.form.submitted.connect(self.register)
        self.form.typed.connect(self._offer)
        self.button = button(REGISTER, self.form.submit, "primary")
        self.said = label("", "muted")
        self.column.addWidget(self.form)
        self.column.addLayout(row(self.said, 1, self.button))

    def refresh(self) -> None:
        """Show what is in force; what is being typed stays."""
        typed = self._stored and self.form.texts() != self._stored
        desk = self._workplace.desk
        self._stored = {one.key: str(settings.get(desk, one)) for one in self._asked}
        if not typed:
            self.form.show_texts(self._stored)
        may = desk.may(acts.CHANGE_SETTING)
        self.form.setEnabled(may)
        self.said.setText("" if may else "変えられるのは管理者だけです。")
        self._offer()

    def register(self) -> None:
        """Set what was typed, as one action."""
        texts = {key: text.strip() for key, text in self.form.texts().items()}
        changed = [one for one in self._asked if texts[one.key] != self._stored[one.key]]
        if not changed:
            return
        try:
            values = {one.key: settings.read_text(one, texts[one.key]) for one in changed}
        except UserError as error:
            self._failed(error)
            return

        def change(action: Action) -> None:
            for one in changed:
                settings.set_value(action, one, values[one.key])

        title = f"設定の変更（{'・'.join(one.title for one in changed)}）"
        self._workplace.write(
            acts.CHANGE_SETTING, title, change, lambda _none: self._done(), self._failed
        )

    def _done(self) -> None:
        self._stored = {}
        self.refresh()

    def _failed(self, error: UserError | StoreError) -> None:
        self.form.show_error(error)

    def _offer(self) -> None:
        changed = self.form.texts() != self._stored
        self.button.setEnabled(changed and self._workplace.desk.may(acts.CHANGE_SETTING))


def _field(setting: Setting) -> Field:
    if not setting.long:
        return Field(setting.key, setting.title, LineEdit(setting.title, setting.meaning))
    text = QPlainTextEdit()
    text.setAccessibleName(setting.title)
    text.setTabChangesFocus(True)
    appearance.keep_height(text, _LONG)
    return Field(setting.key, setting.title, text, setting.meaning)
