"""掘り起こし: who has what is looked for, with why each of them fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import list_views
from dxdesk.models.assessment import talent
from dxdesk.models.assessment.talent import Asked, Criterion, Search
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.models.people.index import Everybody
from dxdesk.ui.finding import TalentWanted
from dxdesk.ui.pages.qualifications.criteria import Criteria, Offered
from dxdesk.ui.pages.qualifications.fields import choice
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import PAGE, IdsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading, label
from dxdesk.ui.workplace import Workplace

KEY: Final = "talent"
_COLUMNS: Final = (
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 12),
    Column("bureau", "部局", Kind.TEXT, 13),
    Column("unit", "所属", Kind.TEXT, 17),
    Column("grade", "職級", Kind.TEXT, 10),
    Column("why", "当てはまる内容", Kind.TEXT, 44),
)
_LEAVE_OUT: Final = ("bureau", "grade")
_HINT: Final = "条件を加えると、当てはまる職員をここに表示します。名前を付けて保存すると、職員の一覧でも使えます。"
_NOBODY: Final = "条件に当てはまる職員はいません。条件を減らすか、「いずれか」に変えてください。"
_ORDERS: Final = {"number": "number", "name": "kana", "bureau": "bureau", "unit": "bureau",
                  "grade": "grade", "why": "kana"}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is looked for, and in which order."""

    search: Search
    order: str
    descending: bool
    day: date
    version: int


@dataclass(frozen=True)
class Answer:
    """Who fits."""

    question: Question
    ids: list[int]
    first: Mapping[int, Mapping[str, Any]]


class TalentTab(QWidget):
    """Criteria above, who fits below."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self._kept: Search | None = None
        self._asked: Question | None = None
        self._shown: Answer | None = None
        self.criteria = Criteria()
        self.every = choice(
            "条件の組合せ", [("全てに当てはまる", True), ("いずれかに当てはまる", False)]
        )
        self.self_reported = QCheckBox("本人申告も数える")
        self.add_button = button("条件を加える", self._add)
        self.person_button = button("職員を開く", self.go_to_person)
        self.list_button = button("職員の一覧で開く", self.open_in_list)
        self.count = label("", "muted")
        self.said = body(_HINT, "muted")
        self.table = IdsTable(_COLUMNS, self._fetch)
        self.view = ListView(
            self.table, "掘り起こしの結果", stretch="why", sortable=True, several=True,
            leave_out=_LEAVE_OUT,
        )  # fmt: skip
        self.view.show_order("name")
        self.view.hide()
        self.habits = ListHabits(
            self.view, workplace, KEY, "掘り起こし",
            filters=Filters(self._filter_state, self._show_filters, self._filter_words),
        )  # fmt: skip
        self.view.offer(self.person_button)
        self._lay_out()
        self.criteria.changed.connect(self._changed)
        self.every.activated.connect(lambda _at: self._changed())
        self.self_reported.toggled.connect(lambda _on: self._changed())
        self.view.sort_asked.connect(lambda _key, _descending: self.look())
        self.view.doubleClicked.connect(lambda _index: self.go_to_person())

    def _lay_out(self) -> None:
        asked = Card(spacing=8)
        asked.column.addLayout(
            row(
                heading("条件"), self.every, self.self_reported, 1, self.add_button,
                self.habits.views_button,
            )
        )  # fmt: skip
        asked.column.addWidget(self.criteria)
        found = Card(spacing=8)
        found.column.addLayout(
            row(
                heading("当てはまる職員"), self.count, 1, self.person_button, self.list_button,
                self.habits.output_button,
            )
        )  # fmt: skip
        found.column.addWidget(self.said)
        found.column.addWidget(self.view, 1)
        found.column.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(asked)
        layout.addWidget(found, 1)

    # --- what is looked for ---

    def refresh(self) -> None:
        """Offer what the plan of the day lists, and look again."""
        desk, day = self.workplace.desk, self.workplace.as_of()
        self.workplace.read(
            "選べる条件を調べています", lambda: talent.choices(desk, day), self._offer, self._say,
            quiet=True,
        )  # fmt: skip

    def _offer(self, offered: Offered) -> None:
        search = self.search() if self._kept is None else self._kept
        self._kept = None
        self.criteria.offered = offered
        self._put_on(search)
        if not self.criteria.rows:
            self.criteria.add()
        self.look()

    def search(self) -> Search:
        """What is looked for."""
        if self._kept is not None:
            return self._kept
        every = bool(self.every.currentData())
        return Search(self.criteria.criteria(), every, self.self_reported.isChecked())

    def _put_on(self, search: Search) -> None:
        for widget in (self.every, self.self_reported):
            widget.blockSignals(True)
        self.every.setCurrentIndex(self.every.findData(search.every))
        self.self_reported.setChecked(search.self_reported)
        for widget in (self.every, self.self_reported):
            widget.blockSignals(False)
        self.criteria.show_criteria(search.criteria)

    def _add(self) -> None:
        self.criteria.add().asked.setFocus()

    def _filter_state(self) -> dict[str, Any]:
        return talent.to_data(self.search())

    def _show_filters(self, state: Mapping[str, Any]) -> None:
        search = talent.from_data(state)
        if self.criteria.offered:
            self._put_on(search)
            if not self.criteria.rows:
                self.criteria.add()
            self.look()
        else:
            self._kept = search

    def _filter_words(self) -> str:
        told = "（本人申告を含む）" if self.self_reported.isChecked() else ""
        return f"{self.every.currentText()}　{self.criteria.words()}{told}"

    def _changed(self) -> None:
        self.habits.filters_changed()
        self.look()

    # --- who fits ---

    def look(self) -> None:
        """Show who fits; the newest question wins."""
        place, search = self.workplace, self.search()
        if not search.criteria:
            self._asked = None
            self._show_nobody(_HINT)
            return
        order, descending = self.view.order()
        version = place.desk.last_action()
        question = Question(search, order or "name", descending, place.as_of(), version)
        self._asked = question

        def work() -> Answer | None:
            if self._asked != question:
                return None
            return answer(place.desk, place.everybody, question)

        place.read("掘り起こしています", work, self._show, self._say, quiet=True)

    def _show(self, found: Answer | None) -> None:
        if found is None or found.question != self._asked:
            return
        if not found.ids:
            self._show_nobody(_NOBODY)
            return
        chosen = self.view.chosen_id()
        self._shown = found
        self.table.show_ids(found.ids, found.first)
        self.count.setText(f"{len(found.ids):,}人")
        self.said.hide()
        self.view.show()
        self.view.choose_id(chosen)
        self._enable()

    def _show_nobody(self, sentence: str) -> None:
        self._shown = None
        self.table.show_ids([])
        self.count.setText("")
        self.said.setText(sentence)
        self.said.show()
        self.view.hide()
        self._enable()

    def _say(self, error: UserError | StoreError) -> None:
        self._show_nobody(error.text)

    def _enable(self) -> None:
        for each in (self.person_button, self.list_button, self.habits.output_button):
            each.setEnabled(self._shown is not None)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        if self._shown is None:
            return {}
        question = self._shown.question
        return rows_of(self.workplace.desk, ids, question)

    # --- going on ---

    def go_to_person(self) -> None:
        """職員を開く: show the person who is chosen."""
        chosen = self.view.chosen_id()
        if chosen > 0:
            number = employees.get(self.workplace.desk, chosen).number
            self.workplace.news.go_to.emit("employees", number)

    def open_in_list(self) -> None:
        """職員の一覧で開く: the same people in the list of people."""
        name = self.habits.name if self.habits.name != list_views.LAST else "掘り起こしの結果"
        self.workplace.news.go_to.emit("employees", TalentWanted(name, self.search()))

    def show_example(self) -> None:
        """Look for something that most desks have, for a picture."""
        offered = self.criteria.offered
        if not offered:
            self._kept = Search(_EXAMPLE, every=False)
        else:
            self._put_on(Search(_EXAMPLE, every=False))
            self.look()


_EXAMPLE: Final = (
    Criterion(Asked.QUALIFICATION, ("FE", "AP", "SC", "DB")),
    Criterion(Asked.EXPERIENCE, ("system", "data", "dx"), 12),
)


def answer(desk: Desk, everybody: Everybody, question: Question) -> Answer:
    """Look up who fits, in the order wanted."""
    ids = talent.find(desk, question.search, question.day)
    order = _ORDERS[question.order]
    if order != "kana" or question.descending:
        index = everybody.now(desk, question.day)
        index.learn_order(desk, order)
        ids = index.search("", among=ids, order_by=order, descending=question.descending)
    return Answer(question, ids, rows_of(desk, ids[:PAGE], question))


def rows_of(desk: Desk, ids: Sequence[int], question: Question) -> dict[int, Mapping[str, Any]]:
    """Some people with why they fit."""
    why = talent.why(desk, question.search, question.day, ids)
    return {
        one.employee_id: {**asdict(one), "why": "、".join(why.get(one.employee_id, ()))}
        for one in employees.list_rows(desk, ids, question.day)
    }
