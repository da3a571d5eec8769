"""One person beside the list: a head, and a tab for each kind of knowledge."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.ui.pages.assessment.reasons_view import ReasonsView
from dxdesk.ui.pages.employees.basics import Basics
from dxdesk.ui.pages.employees.evidence_verbs import PROOFS, EvidenceVerbs
from dxdesk.ui.pages.employees.person import (
    LEFT_OUT_FIRST,
    STRETCHED,
    TABS,
    Person,
    look_up,
    name_words,
    summary,
)
from dxdesk.ui.pages.employees.postings import Postings
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, chosen_text, label
from dxdesk.ui.workplace import Workplace

_SHEET = "シート"
_ORDER = ("研修", "資格", "業務経歴", _SHEET, "認定", "表彰", "変更履歴")
_NOTHING = {
    "研修": "研修の記録がありません。",
    "資格": "資格の記録がありません。",
    "業務経歴": "業務経歴の記録がありません。",
    "認定": "認定されていません。",
    "変更履歴": "変更の記録がありません。",
}
_LATER = {
    "表彰": "受けた表彰を表示します。今後の版で使えるようになります。",
}


class Detail(Card):
    """Everything about one person."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.person: Person | None = None
        self._asked = 0
        self.name = label("", "person")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kana = label("", "muted")
        self.summary = chosen_text("", "muted")
        self.tabs = Tabs()
        self.tabs.add_later("基本", lambda: Basics(workplace))
        self.tabs.add_later("異動歴", lambda: self.postings)
        self.tables = {title: RowsTable(columns) for title, columns in TABS.items()}
        self._nothing: dict[str, QWidget] = {}
        self._views: dict[str, ListView] = {}
        self.verbs: dict[str, EvidenceVerbs] = {}
        for title in _ORDER:
            make = {_SHEET: lambda: self.reasons}.get(title, partial(self._tab, title))
            self.tabs.add_later(title, make)
        self.empty = body("左の一覧から職員を選んでください。", "muted")
        self.column.addWidget(self.empty)
        self.head = QWidget()
        head = QVBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(3)
        head.addLayout(row(self.name, self.kana, 1))
        head.addWidget(self.summary)
        self.column.addWidget(self.head)
        self.column.addWidget(self.tabs, 1)
        self._show_parts(False)

    @property
    def basics(self) -> Basics:
        """基本, made when it is first asked for."""
        made = self.tabs.page("基本")
        assert isinstance(made, Basics)
        return made

    @cached_property
    def postings(self) -> Postings:
        """異動歴, made when it is first asked for."""
        made = Postings(self.workplace)
        if self.person is not None:
            made.show_person(self.person)
        return made

    @cached_property
    def reasons(self) -> ReasonsView:
        """シート: how the person stands before every category; made when it is first asked for."""
        made = ReasonsView(self.workplace, lambda: name_words(self.person))
        made.show_person(self._asked, self.workplace.as_of())
        return made

    def _tab(self, title: str) -> QWidget:
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 0, 0, 0)
        if title in _LATER:
            layout.addWidget(body(_LATER[title], "muted"))
            layout.addStretch(1)
            return tab
        view = ListView(
            self.tables[title], title, stretch=STRETCHED[title], sortable=True,
            leave_out=LEFT_OUT_FIRST[title],
        )  # fmt: skip
        filters = Filters(words=lambda: name_words(self.person))
        ListHabits(view, self.workplace, f"person.{title}", title, filters=filters)
        self._views[title] = view
        self._nothing[title] = body(_NOTHING[title], "muted")
        if title in PROOFS:
            self.verbs[title] = EvidenceVerbs(self.workplace, title, self.tables[title], view)
            layout.addWidget(self.verbs[title])
        layout.addWidget(self._nothing[title])
        layout.addWidget(view, 1)
        layout.addStretch(0)
        self._show_or_say(title)
        return tab

    def _show_or_say(self, title: str) -> None:
        """Show the list of a tab, or the sentence that there is nothing in it."""
        empty = self.tables[title].rowCount() == 0
        self._nothing[title].setVisible(empty)
        if title in self.verbs:
            self.verbs[title].show_person(self.person)
        self._views[title].setVisible(not empty)

    def show_person(self, employee_id: int) -> None:
        """Look one person up and show what is known; 0 shows nobody."""
        self._asked = employee_id
        if not employee_id:
            self._show_parts(False)
            return
        place = self.workplace
        day = place.as_of()
        place.read(
            "職員の記録を開いています",
            lambda: look_up(place.desk, employee_id, day),
            lambda person: self._show(employee_id, person),
            self._gone,
            quiet=True,
        )

    def _show(self, employee_id: int, person: Person) -> None:
        if employee_id != self._asked:
            return
        self.person = person
        employee = person.profile.employee
        self.name.setText(person.profile.name)
        self.kana.setText(f"{employee.kana}　{employee.number}")
        self.summary.setText(summary(person))
        self.basics.show_person(person)
        if "postings" in self.__dict__:
            self.postings.show_person(person)
        if "reasons" in self.__dict__:
            self.reasons.show_person(employee_id, self.workplace.as_of())
        for title, table in self.tables.items():
            table.show_rows(person.rows[title])
            if title in self._views:
                self._show_or_say(title)
        self._show_parts(True)

    def _gone(self, _error: UserError | StoreError) -> None:
        self._show_parts(False)

    def _show_parts(self, shown: bool) -> None:
        self.empty.setVisible(not shown)
        self.head.setVisible(shown)
        self.tabs.setVisible(shown)
