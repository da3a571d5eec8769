"""内示 for administrators: the files that are kept until their day."""

from __future__ import annotations

from typing import Any

from dxdesk.errors import StoreError, UserError
from dxdesk.imports import advance_notices as files
from dxdesk.imports.advance_notices import Applied
from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people import advance_notices
from dxdesk.models.people.advance_notices import KEPT, AdvanceNotice
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Answer, body, button, heading
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("day", "発令日", Kind.CODE, 12),
    Column("file", "ファイル", Kind.TEXT, 30),
    Column("state", "状態", Kind.TEXT, 12),
    Column("due", "時期", Kind.TEXT, 22),
)
_HINT = (
    "発令日より前の異動のファイルを保管します。中身は発令日まで管理者だけが見ることができ、"
    "職員の画面・集計・出力には現れません。"
)
_NONE = "保管している内示はありません。ファイルの取込で異動のファイルを選び、「内示として保管」を押してください。"


class NoticesCard(Card):
    """Kept files with their days; 適用 and 取りやめ."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.notices: list[AdvanceNotice] = []
        self.none = body(_NONE, "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(self.table, "内示の一覧", stretch="file")
        self.habits = ListHabits(self.view, workplace, "notices", "内示の一覧")
        self.answer = Answer()
        self.apply_button = button("適用", self.apply, "primary")
        self.cancel_button = button("取りやめ", self.ask_to_cancel)
        buttons = self.habits.views_button, self.habits.output_button
        self.column.addLayout(row(heading("内示"), 1, *buttons))
        self.column.addWidget(body(_HINT, "muted"))
        for widget in (self.none, self.view, self.answer):
            self.column.addWidget(widget, 1 if widget is self.view else 0)
        self.column.addLayout(row(self.apply_button, self.cancel_button, 1))
        self.view.offer(self.apply_button, self.cancel_button)
        self.view.row_chosen.connect(lambda _row: self._enable())
        self.column.addStretch(0)

    def refresh(self) -> None:
        """Show what is kept."""
        desk = self.workplace.desk
        self.workplace.read(
            "内示を調べています", lambda: advance_notices.notices(desk), self._show, quiet=True
        )

    def _show(self, notices: list[AdvanceNotice]) -> None:
        self.notices = notices
        self.table.show_rows([self._line(each) for each in notices])
        self.none.setVisible(not notices)
        habits = self.habits.views_button, self.habits.output_button
        for each in (self.view, self.apply_button, self.cancel_button, *habits):
            each.setVisible(bool(notices))
        self.view.choose(0)
        self._enable()

    def _line(self, notice: AdvanceNotice) -> dict[str, Any]:
        days = (notice.effective_on - self.workplace.desk.today()).days
        due = f"あと{days:,}日" if days > 0 else "発令日になりました"
        return {
            "day": wareki.short(notice.effective_on),
            "file": notice.file_name,
            "state": notice.state,
            "due": due if notice.state == KEPT else "",
        }

    def chosen(self) -> AdvanceNotice | None:
        """The notice that is chosen."""
        at = self.view.chosen_id()
        return self.notices[at] if 0 <= at < len(self.notices) else None

    def _enable(self) -> None:
        notice, today = self.chosen(), self.workplace.desk.today()
        kept = notice is not None and notice.state == KEPT
        self.cancel_button.setEnabled(kept)
        self.apply_button.setEnabled(kept and notice is not None and notice.effective_on <= today)

    def apply(self) -> None:
        """適用: write the orders whose day has come."""
        notice, desk = self.chosen(), self.workplace.desk
        if notice is None:
            return

        def work(_progress: Progress) -> Applied:
            return files.apply(desk, notice, skip_refused=True)

        self._run("内示を適用しています", work, lambda done: self.answer.say(_words(done), "good"))

    def ask_to_cancel(self) -> None:
        """取りやめ: ask, then let the file never become effective."""
        notice = self.chosen()
        if notice is None:
            return
        self.workplace.messages.ask(
            "内示の取りやめ",
            f"「{notice.file_name}」（{wareki.short(notice.effective_on)}発令）を取りやめます。"
            "内容は職員に反映されません。",
            "取りやめる",
            lambda: self.cancel(notice),
        )

    def cancel(self, notice: AdvanceNotice) -> None:
        """Let a kept file never become effective."""
        desk = self.workplace.desk
        self._run(
            "内示を取りやめています", lambda _told: files.cancel(desk, notice),
            lambda _done: self.answer.say("取りやめました。", "primary"),
        )  # fmt: skip

    def _run(self, title: str, work: Any, said: Any) -> None:
        def done(result: object) -> None:
            said(result)
            self.workplace.news.changed.emit()

        self.workplace.jobs.run(Job(title, work, done, self._failed, Line.WRITE))

    def _failed(self, error: UserError | StoreError) -> None:
        self.answer.say(error.text, "bad")


def _words(done: Applied) -> str:
    left = f"まだ発令日にならないものが{done.left:,}件残っています。" if done.left else ""
    if done.action is None:
        return f"業務データは既にこの内容のため、変えていません。{left}"
    return f"{done.lines:,}件を適用しました。{left}"
