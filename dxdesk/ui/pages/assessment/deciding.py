"""認める, 認めない: the forms in which an officer decides on a claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget

from dxdesk.errors import UserError
from dxdesk.models import schema
from dxdesk.models.assessment import claims
from dxdesk.models.assessment.claims import Claim
from dxdesk.models.evidence.confirmation import COPY_SEEN
from dxdesk.ui.forms.draft_keeper import keep_draft
from dxdesk.ui.forms.form import Field, Form, FormDialog
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.assessment.claim_words import claim_words
from dxdesk.ui.workplace import Workplace

_CHOOSE = "選んでください"


@dataclass(frozen=True)
class Accepted:
    """How a claim is accepted.

    Args:
        verification: 確認区分.
        code: what it is in the plan.
    """

    verification: str
    code: str


def ask_to_accept(
    parent: QWidget,
    workplace: Workplace,
    claim: Claim,
    named: Sequence[tuple[str, str]],
    then: Callable[[Accepted], None],
) -> FormDialog:
    """Ask how the evidence was checked, and what it is where the claim does not say.

    Args:
        named: code and name of everything of its kind in the plan.
    """
    kind = claim.said.kind
    offered = QComboBox()
    offered.setMaxVisibleItems(20)
    offered.addItem(_CHOOSE, "")
    for code, name in named:
        offered.addItem(f"{code}　{name}", code)
    offered.setCurrentIndex(max(0, offered.findData(claim.said.code)))
    checked = QComboBox()
    checked.addItems(list(schema.VERIFICATIONS))
    checked.setCurrentText(COPY_SEEN)
    form = Form([Field("code", kind, offered), Field("verification", "確認区分", checked)])

    def register(close: Callable[[], None]) -> None:
        if not offered.currentData():
            raise UserError(f"申告がどの{kind}に当たるかを選んでください。", "code")
        then(Accepted(checked.currentText(), offered.currentData()))
        close()

    return _opened(
        workplace,
        FormDialog(
            parent, "申告を認める", f"{claim_words(claim)}\n{kind}の記録に加えます。", form, register,
            f"{claims.ACCEPTED}（Ctrl+Enter）",
        ),
        "accept_claim", claim,
    )  # fmt: skip


def ask_to_refuse(
    parent: QWidget, workplace: Workplace, claim: Claim, then: Callable[[str], None]
) -> FormDialog:
    """Ask why a claim is refused."""
    reason = LineEdit("理由", "例：証明書の写しがない")
    form = Form([Field("reason", "理由", reason)])

    def register(close: Callable[[], None]) -> None:
        if not reason.text().strip():
            raise UserError("認めない理由を入れてください。", "reason")
        then(reason.text().strip())
        close()

    return _opened(
        workplace,
        FormDialog(
            parent, "申告を認めない", f"{claim_words(claim)}\n理由はシートに残ります。", form, register,
            f"{claims.REFUSED}（Ctrl+Enter）",
        ),
        "refuse_claim", claim,
    )  # fmt: skip


def _opened(workplace: Workplace, dialog: FormDialog, key: str, claim: Claim) -> FormDialog:
    keep_draft(dialog, workplace, key, f"sheet_claim/{claim.id}")
    dialog.open()
    return dialog
