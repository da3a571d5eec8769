"""開催回: the sessions of a training in the fiscal year, with the places taken."""

from __future__ import annotations

from dxdesk.models import acts, wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.evidence import enrolments, sessions
from dxdesk.models.evidence.sessions import CANCELLED, Attending, Session
from dxdesk.ui.forms.sheet import Change, SheetDialog
from dxdesk.ui.pages.trainings import session_sheet
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.pages.trainings.tab import PEOPLE, TrainingTab
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("title", "回", Kind.TEXT, 6),
    Column("days", "期日", Kind.TEXT, 18),
    Column("apply_until", "申込締切", Kind.DAY, 9),
    Column("place", "会場", Kind.TEXT, 16),
    Column("seats", "決定／定員", Kind.TEXT, 10),
    Column("applied", "申込", Kind.NUMBER, 4),
    Column("completed", "修了", Kind.NUMBER, 4),
    Column("state", "状態", Kind.TEXT, 6),
)
_NONE = "この年度の開催回はまだありません。日と定員を登録すると、受講者の申込・決定・結果をここから登録できます。"


class SessionsTab(TrainingTab):
    """The list, and what can be done with a session."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.found: list[Attending] = []
        self.dialog: SheetDialog | None = None
        self.count = label("", "muted")
        self.none = body(_NONE, "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "開催回の一覧", stretch="place", sortable=True,
            leave_out=("apply_until", "completed", "applied"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, "training_sessions", "開催回一覧", personal=False,
            filters=Filters(words=self.whose),
        )  # fmt: skip
        self.new_button = button("新しい開催回", self.open_new, "primary")
        self.change_button = button("変更", self.open_change)
        self.cancel_button = button("中止にする", self.ask_to_cancel)
        self.remove_button = button("削除", self.ask_to_remove)
        self.people_button = button("受講者を見る", self._ask_for_people)
        self.column.addLayout(
            row(self.count, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.none)
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)
        self.column.addLayout(
            row(
                self.people_button, self.change_button, self.cancel_button, self.remove_button, 1,
                self.new_button,
            )
        )  # fmt: skip
        self.view.offer(
            self.people_button, self.change_button, self.cancel_button, self.remove_button,
            self.new_button,
        )  # fmt: skip
        self.view.row_chosen.connect(lambda _row: self._enable())
        self.view.activated.connect(lambda _index: self._ask_for_people())

    def look_up(self, chosen: Chosen) -> None:
        """Read the sessions of the year."""
        desk = self.workplace.desk
        self.workplace.read(
            "開催回を調べています",
            lambda: sessions.sessions(desk, chosen.training.id, chosen.fiscal_year),
            lambda found: self._show(chosen, found),
            quiet=True,
        )

    def _show(self, chosen: Chosen, found: list[Attending]) -> None:
        if chosen is not self.chosen:
            return
        before = self.session()
        self.found = found
        self.table.show_rows([_line(each) for each in found])
        held = [each for each in found if each.session.state != CANCELLED]
        done = sum(each.completed for each in held)
        self.count.setText(f"{len(held):,}回　修了 {done:,}人")
        self.none.setVisible(not found)
        self.view.setVisible(bool(found))
        ids = [each.session.id for each in found]
        self.view.choose_id(ids.index(before.id) if before and before.id in ids else 0)
        self._enable()

    def session(self) -> Session | None:
        """The session that is chosen."""
        at = self.view.chosen_id()
        return self.found[at].session if 0 <= at < len(self.found) else None

    def _enable(self) -> None:
        may, session = self.workplace.desk.may(acts.PLAN_SESSION), self.session()
        self.new_button.setEnabled(may)
        self.people_button.setEnabled(session is not None)
        self.change_button.setEnabled(may and session is not None)
        self.remove_button.setEnabled(may and session is not None)
        self.cancel_button.setEnabled(
            may and session is not None and session.state == sessions.PLANNED
        )

    def open_new(self) -> None:
        """新しい開催回."""
        if self.chosen is not None and self.new_button.isEnabled():
            self.dialog = session_sheet.open_new(self, self.workplace, self.chosen)

    def open_change(self) -> None:
        """変更."""
        session = self.session()
        if self.chosen is not None and session is not None:
            self.dialog = session_sheet.open_change(self, self.workplace, self.chosen, session)

    def ask_to_cancel(self) -> None:
        """中止にする: who applied stays listed, so that they can be told."""
        session = self.session()
        if session is not None:
            people = self.found[self.view.chosen_id()].number("申込", "決定")
            told = f"申込・決定の{people:,}人は、連絡のため一覧に残ります。" if people else ""
            self.workplace.messages.ask(
                "開催回の中止", f"{session.title}を中止にします。{told}", "中止にする",
                lambda: self._cancel(session),
            )  # fmt: skip

    def _cancel(self, session: Session) -> None:
        self._write(
            "開催回の中止", session,
            lambda action: enrolments.cancel_session(action, session.id),
        )  # fmt: skip

    def ask_to_remove(self) -> None:
        """削除: an entry that was a mistake."""
        session = self.session()
        if session is not None:
            self.workplace.messages.ask(
                "開催回の削除", f"誤って登録した{session.title}を削除します。元に戻せます。", "削除",
                lambda: self._write(
                    "開催回の削除", session,
                    lambda action: sessions.remove(action, session.id),
                ),
            )  # fmt: skip

    def _write(self, title: str, session: Session, change: Change) -> None:
        if self.chosen is not None:
            name = f"{title}（{self.chosen.training.name}　{session.title}）"
            messages = self.workplace.messages
            self.workplace.write(
                acts.PLAN_SESSION, name, change, lambda _done: None,
                lambda error: messages.tell(title, error.text),
                subject=f"training_session/{session.id}",
            )  # fmt: skip

    def _ask_for_people(self) -> None:
        session = self.session()
        if session is not None:
            self.leads_to.emit(PEOPLE, session.id)


def seats_text(found: Attending) -> str:
    """28／30; without 定員 only the number of people."""
    capacity = found.session.capacity
    return f"{found.seated:,}" if capacity is None else f"{found.seated:,}／{capacity:,}"


def days_text(session: Session) -> str:
    """R8.9.1～R8.9.2, or the one day."""
    return "～".join(dict.fromkeys((wareki.short(session.since), wareki.short(session.until))))


def _line(found: Attending) -> dict[str, object]:
    session = found.session
    return {
        "title": session.title,
        "title_order": session.ordinal,
        "days": days_text(session),
        "days_order": session.since,
        "apply_until": session.apply_until,
        "place": session.place,
        "seats": seats_text(found),
        "seats_order": found.seated,
        "applied": found.applied or "",
        "completed": found.completed or "",
        "state": session.state,
    }
