"""督促: the 所属 that something is waited for from, and the letters that remind them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from dxdesk.exports import reminders
from dxdesk.exports.letters.letter import letter_text
from dxdesk.exports.reminders import Reminded
from dxdesk.models import acts
from dxdesk.models.columns import Column, Kind
from dxdesk.models.inquiries import packets
from dxdesk.models.inquiries.packets import BureauProgress
from dxdesk.ui.jobs import Job
from dxdesk.ui.pages.inquiries import looking
from dxdesk.ui.pages.inquiries.tab import InquiryTab
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button
from dxdesk.ui.workplace import Workplace

FOLDER_TITLE: Final = "督促文を書き出すフォルダーを選ぶ"
_COLUMNS: Final = (
    Column("bureau", "部局", Kind.TEXT, 12),
    Column("name", "所属", Kind.TEXT, 16),
    Column("code", "所属コード", Kind.CODE, 10),
    Column("missing", "未提出", Kind.NUMBER, 6),
    Column("asked", "対象者", Kind.NUMBER, 6),
    Column("contact", "人事担当", Kind.TEXT, 10),
    Column("extension", "内線", Kind.TEXT, 6),
    Column("reminded", "督促した日", Kind.DAY, 9),
)
_NOT_SENT: Final = "まだ配布していません。配布すると、回答が戻っていない所属がここに並びます。"
_ALL_BACK: Final = "全ての所属から回答が戻っています。"


class RemindersTab(InquiryTab):
    """督促先一覧."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.bureaus: list[BureauProgress] = []
        self.said = body("", "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "督促先一覧", stretch="name", sortable=True,
            leave_out=("code", "asked", "extension", "contact"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, "inquiry_reminders", "督促先一覧", personal=False,
            filters=Filters(words=self.whose),
        )  # fmt: skip
        self.write_button = button("督促文を書き出す…", self.ask_where)
        self.copy_button = button("この部局の督促文をコピー", self.copy)
        top = row(self.said, self.habits.views_button, self.habits.output_button)
        top.setStretch(0, 1)
        self.column.addLayout(top)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(row(1, self.copy_button, self.write_button))
        self.view.offer(self.copy_button, self.write_button)

    def fill(self) -> None:
        """List what has not come back."""
        sent = self.standing is not None and self.standing.inquiry.sent_on is not None
        known = self.standing.bureaus if self.standing is not None and sent else ()
        self.bureaus = packets.overdue(known)
        rows = [looking.reminder_line(each, unit) for each in self.bureaus for unit in each.units]
        self.table.show_rows(rows)
        self.view.choose(0)
        self.said.setText(_words(self.bureaus) if rows else _ALL_BACK if sent else _NOT_SENT)
        may = bool(rows) and self.workplace.desk.may(acts.REMIND)
        self.write_button.setEnabled(may)
        self.copy_button.setEnabled(may)

    def ask_where(self) -> None:
        """督促文 to every bureau of the list, as Word files in one folder."""
        if self.write_button.isEnabled():
            self.workplace.messages.ask_folder(FOLDER_TITLE, self.write)

    def write(self, folder: Path) -> None:
        """Write the letters, and note the day."""
        if self.standing is None:
            return
        place, inquiry, bureaus = self.workplace, self.standing.inquiry, list(self.bureaus)

        def done(made: Reminded) -> None:
            place.news.changed.emit()
            place.messages.tell(
                "督促文",
                f"督促文{made.letters:,}件を書き出し、督促した日を記録しました。\n「{made.folder}」",
            )

        place.jobs.run(
            Job(
                f"「{inquiry.title}」の督促文を書き出しています",
                lambda _progress: reminders.write_letters(place.desk, inquiry, bureaus, folder),
                done, place.tell,
            )
        )  # fmt: skip

    def copy(self) -> None:
        """督促文 to the bureau of the row that is chosen, for a message; the day is noted."""
        bureau = self._chosen()
        if self.standing is None or bureau is None or not self.copy_button.isEnabled():
            return
        desk, inquiry = self.workplace.desk, self.standing.inquiry
        QGuiApplication.clipboard().setText(letter_text(reminders.letter_to(desk, inquiry, bureau)))
        self.workplace.write(
            acts.REMIND, reminders.title(inquiry, [bureau]),
            lambda action: reminders.note(action, inquiry, [bureau]),
            lambda _count: self.workplace.news.said.emit(
                f"{bureau.name}への督促文をコピーし、督促した日を記録しました"
            ),
            self.workplace.tell, subject=f"inquiry/{inquiry.id}",
        )  # fmt: skip

    def _chosen(self) -> BureauProgress | None:
        at = self.view.currentIndex().row()
        if at < 0:
            return None
        bureau_id = self.table.row(at)["bureau_id"]
        return next((each for each in self.bureaus if each.bureau_id == bureau_id), None)


def _words(bureaus: list[BureauProgress]) -> str:
    units = sum(len(each.units) for each in bureaus)
    return f"回答が戻っていない所属　{units:,}所属（{len(bureaus):,}部局）"
