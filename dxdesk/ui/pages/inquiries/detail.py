"""One inquiry: what it is, how far it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.models import acts, conflicts, wareki
from dxdesk.models.conflicts import Part
from dxdesk.models.inquiries import inquiries
from dxdesk.models.inquiries.inquiries import CLOSED, PREPARED, SENT
from dxdesk.ui.forms.date_field import DateField, maybe
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog, open_dialog
from dxdesk.ui.pages.inquiries import looking, sending
from dxdesk.ui.pages.inquiries.looking import Standing
from dxdesk.ui.pages.inquiries.progress_tab import ProgressTab
from dxdesk.ui.pages.inquiries.reminders_tab import RemindersTab
from dxdesk.ui.pages.inquiries.tab import PROGRESS, REMINDERS, InquiryTab
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.flow import Flow
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, button, heading, label, set_tone
from dxdesk.ui.workplace import Workplace


class Detail(QWidget):
    """The inquiry that is chosen."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.standing: Standing | None = None
        self.dialog: SheetDialog | None = None
        self.title, self.left, self.facts = heading(""), label("", ""), body("", "muted")
        self.send_button = button("配布（フォルダーに書き出す）", self.ask_to_send, "primary")
        self.deadline_button = button("期限の変更", self.open_deadline)
        self.close_button = button("締切", self.ask_to_close)
        self.head = Card(spacing=6)
        self.head.column.addLayout(row(self.title, 1, self.left))
        self.head.column.addWidget(self.facts)
        verbs = Flow(8)
        for each in (self.send_button, self.deadline_button, self.close_button):
            verbs.addWidget(each)
        self.head.column.addLayout(verbs)
        self.parts: dict[str, InquiryTab] = {
            PROGRESS: ProgressTab(workplace),
            REMINDERS: RemindersTab(workplace),
        }
        self.tabs = Tabs()
        for title, part in self.parts.items():
            self.tabs.add(title, part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)

    def show_inquiry(self, standing: Standing) -> None:
        """Show another inquiry, or the same anew."""
        self.standing = standing
        inquiry, today = standing.inquiry, self.workplace.desk.today()
        self.title.setText(inquiry.title)
        text, tone = looking.days_left(standing, today)
        self.left.setText(text or inquiry.state)
        set_tone(self.left, tone or ("good" if inquiry.state == CLOSED else ""))
        self.facts.setText(_facts(standing))
        self._enable(inquiry.state)
        for part in self.parts.values():
            part.show_inquiry(standing)

    def _enable(self, state: str) -> None:
        desk = self.workplace.desk
        self.send_button.setEnabled(desk.may(acts.SEND_INQUIRY))
        self.deadline_button.setEnabled(desk.may(acts.CHANGE_INQUIRY))
        self.close_button.setEnabled(desk.may(acts.CHANGE_INQUIRY) and state == SENT)

    def ask_to_send(self) -> None:
        """配布; a second time makes another folder, which is said before."""
        if self.standing is None:
            return
        inquiry = self.standing.inquiry
        if inquiry.state == PREPARED:
            sending.ask_and_send(self.workplace, inquiry)
            return
        self.workplace.messages.ask(
            "もう一度の配布",
            f"「{inquiry.title}」は配布してあります。もう一度、別のフォルダーに全て書き出します。",
            "書き出す", lambda: sending.ask_and_send(self.workplace, inquiry),
        )  # fmt: skip

    def ask_to_close(self) -> None:
        """締切: nothing more is expected."""
        if self.standing is None:
            return
        inquiry, left = self.standing.inquiry, self.standing.units - self.standing.returned
        waiting = f"未回収の{left:,}所属は、督促しません。" if left else ""
        self.workplace.messages.ask(
            "照会の締切",
            f"「{inquiry.title}」を締め切ります。{waiting}後から届いた回答も取り込めます。",
            "締め切る",
            lambda: self.workplace.write(
                acts.CHANGE_INQUIRY, f"照会の締切（{inquiry.title}）",
                lambda action: inquiries.close(action, inquiry.id), lambda _result: None,
                self.workplace.tell, subject=f"inquiry/{inquiry.id}",
            ),
        )  # fmt: skip

    def open_deadline(self) -> None:
        """期限の変更; a closed inquiry is open again."""
        if self.standing is None:
            return
        inquiry = self.standing.inquiry
        deadline = DateField("回答の期限", inquiry.said.deadline, may_be_empty=True)

        def read() -> Change:
            day = maybe(deadline, "deadline")
            return lambda action: inquiries.change_deadline(action, inquiry.id, day)

        closed = "締め切った照会は、配布済に戻ります。" if inquiry.state == CLOSED else ""
        sheet = Sheet(
            "inquiry_deadline", "期限の変更",
            f"送ったファイルと送付文の期限は変わりません。{closed}",
            [Field("deadline", "回答の期限", deadline)], acts.CHANGE_INQUIRY, read,
        )  # fmt: skip
        about = About(
            f"inquiry/{inquiry.id}", inquiry.title,
            conflicts.look(self.workplace.desk, Part("inquiry", "id", inquiry.id)),
            lambda _changed: [("照会", "ほかの利用者が変更しました")], lambda _act, _change: [],
        )  # fmt: skip
        self.dialog = open_dialog(self, self.workplace, sheet, about)


def _facts(standing: Standing) -> str:
    """状態, 対象, 期限 and how it is filled in, in one line."""
    inquiry, said = standing.inquiry, standing.inquiry.said
    sent = (
        f"{inquiry.state}（{wareki.short(inquiry.sent_on)}）" if inquiry.sent_on else inquiry.state
    )
    parts = [
        sent,
        f"{said.whom}{standing.people:,}人",
        said.mode,
        f"基準日 {wareki.short(said.as_of)}",
        f"期限 {wareki.short(said.deadline)}" if said.deadline else "期限なし",
    ]
    return "　".join(parts)
