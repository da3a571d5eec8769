"""講師: who teaches in which session, staff or from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox

from dxdesk.models import acts, conflicts
from dxdesk.models.columns import Column, Kind
from dxdesk.models.conflicts import Difference, Part
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import lecturers, sessions
from dxdesk.models.evidence.lecturers import Lecturer, Teaching
from dxdesk.models.evidence.sessions import Session
from dxdesk.models.journal import Action
from dxdesk.models.people import employees
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.pages.trainings.session_list import days_text
from dxdesk.ui.pages.trainings.tab import TrainingTab
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("session", "回", Kind.TEXT, 6),
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 14),
    Column("place", "所属", Kind.TEXT, 20),
    Column("topic", "担当する内容", Kind.TEXT, 20),
)
_NONE = "講師はまだ登録されていません。職員も庁外の講師も登録できます。"
_NO_SESSION = "講師は開催回ごとに登録します。先に「開催回」のタブで開催回を登録してください。"
_EXPLANATION = "職員のときは職員番号だけを、庁外の講師のときは氏名と所属を入力します。"
_WORDS = {"name": "氏名", "organisation": "所属", "topic": "担当する内容"}


class LecturersTab(TrainingTab):
    """The lecturers of all sessions of the year."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.found: list[Teaching] = []
        self.sessions: list[Session] = []
        self.dialog: SheetDialog | None = None
        self.count = label("", "muted")
        self.none = body(_NONE, "muted")
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "講師の一覧", stretch="topic", sortable=True, leave_out=("number",)
        )
        self.habits = ListHabits(
            self.view, workplace, "lecturers", "講師一覧", filters=Filters(words=self.whose)
        )
        self.add_button = button("講師を加える", self.open_new, "primary")
        self.change_button = button("変更", self.open_change)
        self.column.addLayout(
            row(self.count, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.none)
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)
        self.column.addLayout(row(self.change_button, 1, self.add_button))
        self.view.offer(self.change_button, self.add_button)
        self.view.activated.connect(lambda _index: self.open_change())

    def look_up(self, chosen: Chosen) -> None:
        """Read the lecturers of the year."""
        desk = self.workplace.desk
        self.workplace.read(
            "講師を調べています", lambda: _look_at(desk, chosen),
            lambda found: self._show(chosen, *found), quiet=True,
        )  # fmt: skip

    def _show(self, chosen: Chosen, held: list[Session], found: list[Teaching]) -> None:
        if chosen is not self.chosen:
            return
        self.sessions, self.found = held, found
        self.table.show_rows(
            [
                {
                    "session": f"第{each.ordinal}回",
                    "session_order": each.ordinal,
                    "number": each.number,
                    "name": each.name,
                    "place": each.place,
                    "topic": each.lecturer.topic,
                }
                for each in found
            ]
        )
        self.count.setText(f"講師 {len(found):,}人")
        self.none.setText(_NONE if held else _NO_SESSION)
        self.none.setVisible(not found)
        self.view.setVisible(bool(found))
        self.view.choose(0)
        may = self.workplace.desk.may(acts.CHANGE_LECTURERS)
        self.add_button.setEnabled(may and bool(held))
        self.change_button.setEnabled(may and bool(found))

    def open_new(self) -> None:
        """講師を加える."""
        if self.sessions and self.add_button.isEnabled():
            self._open(Teaching(Lecturer(self.sessions[-1].id, None), 0, "", "", ""))

    def open_change(self) -> None:
        """変更, also 削除."""
        at = self.view.chosen_id()
        if 0 <= at < len(self.found) and self.change_button.isEnabled():
            self._open(self.found[at])

    def _open(self, held: Teaching) -> None:
        if self.chosen is None:
            return
        row_id, desk = held.lecturer.id, self.workplace.desk
        parts = [Part("lecturer", "id", row_id)] if row_id else []
        about = About(
            f"lecturer/{row_id}" if row_id else f"training/{self.chosen.training.id}",
            self.chosen.training.name,
            conflicts.look(desk, *parts),
            _words,
            lambda _act, _change: [],
        )
        self.dialog = SheetDialog(self, self.workplace, sheet(self.sessions, held), about)
        self.dialog.open()


def _look_at(desk: Desk, chosen: Chosen) -> tuple[list[Session], list[Teaching]]:
    held = sessions.sessions(desk, chosen.training.id, chosen.fiscal_year)
    found = lecturers.of_training(desk, chosen.training.id, chosen.fiscal_year, chosen.as_of)
    return [each.session for each in held], found


def sheet(held: Sequence[Session], shown: Teaching) -> Sheet:
    """The form of a lecturer."""
    lecturer, new = shown.lecturer, not shown.lecturer.id
    of = QComboBox()
    for each in held:
        of.addItem(f"{each.title}　{days_text(each)}", each.id)
    of.setCurrentIndex(max(0, of.findData(lecturer.session_id)))
    number = LineEdit("職員番号", "例：000123", shown.number)
    name = LineEdit("氏名", "庁外の講師のとき", lecturer.name)
    organisation = LineEdit("所属", "庁外の講師のとき", lecturer.organisation)
    topic = LineEdit("担当する内容", text=lecturer.topic)

    def read() -> Change:
        written = number.text().strip()
        wanted = replace(
            lecturer, session_id=int(of.currentData()), name=name.text(),
            organisation=organisation.text(), topic=topic.text(),
        )  # fmt: skip

        def change(action: Action) -> None:
            staff = employees.find(action, written).employee_id if written else None
            write = lecturers.add if new else lecturers.change
            write(action, replace(wanted, employee_id=staff))

        return change

    return Sheet(
        "lecturer", "講師の追加" if new else "講師の変更", _EXPLANATION,
        [
            Field("session", "開催回", of),
            Field("number", "職員番号", number),
            Field("name", "氏名", name),
            Field("organisation", "所属", organisation),
            Field("topic", "担当する内容", topic),
        ],
        acts.CHANGE_LECTURERS, read,
        None if new else lambda action: lecturers.remove(action, lecturer.id),
    )  # fmt: skip


def _words(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    return [
        (_WORDS[name], str(each.now[name]))
        for each in differences
        if each.now is not None
        for name in each.changed
        if name in _WORDS
    ]
