"""利用者・操作記録: who can sign in, what was done, and putting it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dxdesk.errors import StoreError, UserError
from dxdesk.models import accounts, wareki
from dxdesk.models.columns import Column
from dxdesk.models.columns import Kind as Holds
from dxdesk.models.history import Entry
from dxdesk.models.journal import Kind
from dxdesk.ui import appearance
from dxdesk.ui.jobs import Job, Line
from dxdesk.ui.pages.page import Page
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Answer, button, chosen_text, heading, label
from dxdesk.ui.workplace import Workplace

SHOWN = 2_000
_KINDS = {Kind.CHANGE: "変更", Kind.READ: "閲覧", Kind.PRINT: "印刷", Kind.EXPORT: "出力"}
_HISTORY = (
    Column("id", "番号", Holds.NUMBER, 5),
    Column("at", "日時", Holds.CODE, 15),
    Column("kind", "種類", Holds.TEXT, 6),
    Column("title", "操作", Holds.TEXT, 40),
    Column("account", "利用者", Holds.TEXT, 8),
    Column("state", "状態", Holds.TEXT, 9),
)
_ACCOUNTS = (
    Column("name", "利用者名", Holds.TEXT, 9),
    Column("roles", "役割", Holds.TEXT, 20),
    Column("active", "状態", Holds.TEXT, 5),
)


class RecordPage(Page):
    """Accounts, and the history with 元に戻す."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.entries: list[Entry] = []
        self.history = RowsTable(_HISTORY)
        self.history_view = ListView(
            self.history, "操作の一覧", stretch="title", sortable=True,
            leave_out=("id", "kind", "account", "state"),
        )  # fmt: skip
        self.accounts = RowsTable(_ACCOUNTS)
        self.accounts_view = ListView(self.accounts, "利用者の一覧", stretch="roles", sortable=True)
        self.chosen_title = chosen_text("")
        self.chosen_words = chosen_text("", "muted")
        self.answer = Answer()
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.undo_button = button("元に戻す", self.undo)
        self.undo_from_button = button("この操作以降をまとめて元に戻す", self.ask_undo_from)
        self.habits = ListHabits(
            self.history_view, workplace, "record", "操作の一覧", personal=False
        )
        self.account_habits = ListHabits(
            self.accounts_view, workplace, "accounts", "利用者の一覧", personal=False
        )
        self.history_view.offer(self.undo_button, self.undo_from_button)
        self._lay_out()
        self.history_view.row_chosen.connect(self._show_entry)

    def _lay_out(self) -> None:
        left = Card()
        buttons = (self.habits.views_button, self.habits.output_button)
        left.column.addLayout(row(heading("操作の一覧"), 1, *buttons))
        left.column.addWidget(self.history_view, 1)
        detail = Card(heading("選んだ操作"), self.chosen_title, self.chosen_words)
        detail.column.addLayout(row(self.undo_button, self.undo_from_button, 1))
        detail.column.addWidget(self.answer)
        detail.column.addStretch(1)
        people = Card(
            heading("利用者"),
            self.accounts_view,
            label("利用者の追加・変更は、今後の版で使えるようになります。", "muted", wrap=True),
        )
        appearance.keep_width(people, 364)
        appearance.keep_width(detail, 364)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(detail, 1)
        right.addWidget(people, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(left, 1)
        line.addLayout(right)
        self.column.addLayout(line)

    def refresh(self) -> None:
        """Show the record and the accounts as they are now."""
        desk = self.workplace.desk
        chosen = self._chosen()
        self.entries = desk.history(SHOWN)
        self.history.show_rows([_line(entry) for entry in self.entries])
        self.accounts.show_rows(
            [
                {
                    "name": account.name,
                    "roles": "・".join(role.title for role in account.roles),
                    "active": "有効" if account.active else "停止",
                }
                for account in accounts.list_accounts(desk)
            ]
        )
        ids = [entry.id for entry in self.entries]
        self.history_view.choose_id(ids.index(chosen.id) if chosen and chosen.id in ids else -1)

    def choose(self, action_id: int) -> None:
        """Choose one entry of the record."""
        self.history_view.choose_id([entry.id for entry in self.entries].index(action_id))

    def undo(self) -> None:
        """Put back the chosen action."""
        entry = self._chosen()
        if entry is not None:
            self._put_back(lambda: self.workplace.desk.undo(entry.id))

    def ask_undo_from(self) -> None:
        """Put back the chosen action and all later ones, after asking."""
        entry = self._chosen()
        if entry is None:
            return
        self.workplace.messages.ask(
            "まとめて元に戻す",
            f"操作{entry.id}「{entry.title}」以降の変更を全て元に戻します。"
            "元に戻したことも記録に残り、やり直すことができます。",
            "元に戻す",
            self.undo_from,
        )

    def undo_from(self) -> None:
        """Put back the chosen action and all later ones, as one step."""
        entry = self._chosen()
        if entry is not None:
            self._put_back(lambda: self.workplace.desk.undo_from(entry.id))

    def _put_back(self, work: Callable[[], int]) -> None:
        self.workplace.jobs.run(
            Job("元に戻しています", lambda _progress: work(), self._done, self._refused, Line.WRITE)
        )

    def _done(self, _action_id: int) -> None:
        self.workplace.news.changed.emit()
        self.answer.say("元に戻しました。", "good")

    def _refused(self, error: UserError | StoreError) -> None:
        self.answer.say(error.text, "attention")

    def _chosen(self) -> Entry | None:
        at = self.history_view.chosen_id()
        return self.entries[at] if 0 <= at < len(self.entries) else None

    def _show_entry(self, _row: int) -> None:
        entry = self._chosen()
        self.answer.hide()
        for each in (self.undo_button, self.undo_from_button):
            each.setEnabled(entry is not None and not entry.why_not)
        if entry is None:
            self.chosen_title.setText("操作を選んでください")
            self.chosen_words.setText("")
            return
        self.chosen_title.setText(entry.title)
        when = f"{wareki.both(entry.at.date())} {entry.at:%H:%M}　{entry.account}"
        self.chosen_words.setText(f"{when}\n{entry.why_not}".strip())


def _line(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "at_order": entry.id,
        "at": f"{wareki.short(entry.at.date())} {entry.at:%H:%M}",
        "kind": _KINDS[entry.kind],
        "title": entry.title,
        "account": entry.account,
        "state": "元に戻した" if entry.undone else "",
    }
