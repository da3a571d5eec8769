"""差戻し, 保留: the reason is asked for, and stays with the sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from dxdesk.errors import UserError
from dxdesk.models.assessment import sheets
from dxdesk.ui.forms.draft_keeper import keep_draft
from dxdesk.ui.forms.form import Field, Form, FormDialog
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.workplace import Workplace

_SAYS: Final = {
    sheets.SENT_BACK: "所属で直してもらうシートです。理由は、次に配布するときまでシートに残ります。",
    sheets.ON_HOLD: "今は確定しないシートです。理由は、確認に戻すまでシートに残ります。",
}
_EXAMPLES: Final = {
    sheets.SENT_BACK: "例：所属長評価の記入漏れ",
    sheets.ON_HOLD: "例：証明書の写しを待っている",
}


def ask_reason(
    parent: QWidget, workplace: Workplace, sheet_id: int, state: str, then: Callable[[str], None]
) -> FormDialog:
    """Ask why a sheet is sent back or put on hold."""
    field = LineEdit("理由", _EXAMPLES[state])
    form = Form([Field("reason", "理由", field)])

    def register(close: Callable[[], None]) -> None:
        if not field.text().strip():
            raise UserError(f"{state}の理由を入れてください。", "reason")
        then(field.text().strip())
        close()

    dialog = FormDialog(parent, state, _SAYS[state], form, register, f"{state}にする（Ctrl+Enter）")
    keep_draft(dialog, workplace, "move_sheet", f"sheet/{sheet_id}/{state}")
    dialog.open()
    return dialog
