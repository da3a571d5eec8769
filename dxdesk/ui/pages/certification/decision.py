"""決裁の登録: what the decision says, and the button that registers it."""

from __future__ import annotations

from dxdesk.errors import UserError
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import Field, Form
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.certification.looking import Terms
from dxdesk.ui.widgets.card import Card, row, rule
from dxdesk.ui.widgets.texts import button, heading, label


class DecisionCard(Card):
    """The four things that a decision needs."""

    def __init__(self) -> None:
        self.form = Form(
            [
                Field("decided_on", "決裁日", DateField("決裁日")),
                Field("certified_on", "認定年月日", DateField("認定年月日")),
                Field("document", "文書番号", LineEdit("文書番号", "例：人事第123号")),
                Field("reason", "理由", LineEdit("理由", "認定年月日が決裁日より前のとき")),
            ],
            label_width=76,
        )
        super().__init__(heading("決裁の登録"), self.form, rule())
        self.count = label("", "muted")
        self.register_button = button("認定を登録（Ctrl+Enter）", self.form.submit, "primary")
        self.column.addLayout(row(self.count, 1, self.register_button))

    def show_number(self, number: int | None, held_back: int) -> None:
        """Show how many would be certified; nothing before anybody was looked for."""
        held = f"（保留{held_back}人）" if held_back else ""
        self.count.setText("" if number is None else f"認定する職員 {number:,}人{held}")
        self.register_button.setEnabled(bool(number))

    def terms(self) -> Terms:
        """What was typed in.

        Raises:
            UserError: a day or the document is missing, at its field.
        """
        days = {}
        for key in ("decided_on", "certified_on"):
            field = self.form.fields[key].widget
            assert isinstance(field, DateField)
            try:
                days[key] = field.required()
            except UserError as error:
                raise UserError(error.text, key) from error
        if not self.form.read("document").strip():
            raise UserError("文書番号を入力してください。", "document")
        return Terms(**days, document=self.form.read("document"), reason=self.form.read("reason"))
