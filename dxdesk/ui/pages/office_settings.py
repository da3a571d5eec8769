"""庁内の取り決め: what papers say of the office, set by an administrator."""

from __future__ import annotations

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, settings
from dxdesk.models.journal import Action
from dxdesk.ui.forms.form import REGISTER, Field, Form
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, heading, label
from dxdesk.ui.workplace import Workplace

ASKED = (
    settings.OFFICE_NAME,
    settings.CONTACT,
    settings.GIVER,
    settings.RULE_NAME,
    settings.EXPIRY_MONTHS,
)


class OfficeCard(Card):
    """The words of the office, one field each; what is registered can be undone."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(heading("庁内の取り決め"), spacing=10)
        self._workplace = workplace
        self._stored: dict[str, str] = {}
        self.form = Form(
            [Field(one.key, one.title, LineEdit(one.title, one.meaning)) for one in ASKED],
            label_width=150,
        )
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
        self._stored = {one.key: str(settings.get(desk, one)) for one in ASKED}
        if not typed:
            self.form.show_texts(self._stored)
        may = desk.may(acts.CHANGE_SETTING)
        self.form.setEnabled(may)
        self.said.setText("" if may else "変えられるのは管理者だけです。")
        self._offer()

    def register(self) -> None:
        """Set what was typed, as one action."""
        texts = {key: text.strip() for key, text in self.form.texts().items()}
        changed = [one for one in ASKED if texts[one.key] != self._stored[one.key]]
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
