"""候補と決裁: who meets the rule and why, who nearly does, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import wareki
from dxdesk.models.certification.decision import Decision
from dxdesk.models.certification.rounds import REASONS_TO_HOLD_BACK
from dxdesk.models.columns import Column, Kind
from dxdesk.ui import appearance
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.draft_keeper import DraftKeeper, keep_draft
from dxdesk.ui.forms.form import Field, Form, FormDialog
from dxdesk.ui.jobs import Job, Line
from dxdesk.ui.pages.certification import looking
from dxdesk.ui.pages.certification.decision import DecisionCard
from dxdesk.ui.pages.certification.looking import Candidates, Choice
from dxdesk.ui.pages.certification.reason import ReasonCard
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import Answer, button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 13),
    Column("unit", "所属", Kind.TEXT, 16),
    Column("title", "職名", Kind.TEXT, 10),
    Column("state", "扱い", Kind.TEXT, 10),
)
_NEAR_COLUMNS = (*_COLUMNS[:3], Column("missing", "足りない項目", Kind.TEXT, 22))
MET, NEAR = "認定基準を満たす未認定者", "あと1項目の職員"


class CandidatesTab(QWidget):
    """Choose a day and a category, look, decide."""

    decided = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.found: Candidates | None = None
        self.held_back: dict[int, str] = {}
        self.dialog: FormDialog | None = None
        last = wareki.last_day(wareki.fiscal_year(workplace.desk.today()) - 1)
        self.as_of = DateField("判定基準日", last)
        self.category = QComboBox()
        self.category.setAccessibleName("人材区分")
        self.category.setMinimumWidth(240)
        self.look = button("候補を調べる", self.look_for_candidates, "primary")
        self.answer = Answer()
        self.met = RowsTable(_COLUMNS)
        self.near = RowsTable(_NEAR_COLUMNS)
        self.met_view = ListView(
            self.met, MET, stretch="unit", leave_out=("title",), sortable=True, several=True
        )
        self.near_view = ListView(self.near, NEAR, stretch="missing", sortable=True, several=True)
        self.met_habits = ListHabits(self.met_view, workplace, "candidates", MET)
        self.near_habits = ListHabits(self.near_view, workplace, "near_misses", NEAR)
        self.tabs = Tabs()
        self.tabs.add(MET, self.met_view)
        self.tabs.add(NEAR, self.near_view)
        self.reason = ReasonCard(self.open_hold_back)
        self.decision = DecisionCard()
        self.form = self.decision.form
        self.draft = DraftKeeper(workplace, self.form, "decision")
        self.draft.begin("certification")
        self.form.submitted.connect(self.register)
        self._lay_out()
        self.met_view.row_chosen.connect(lambda _row: self._show_reason())
        self.near_view.row_chosen.connect(lambda _row: self._show_reason())
        self.tabs.shown.connect(lambda _title: self._show_reason())
        self.as_of.changed.connect(self.load_categories)
        self._show_counts()

    def _lay_out(self) -> None:
        asked = Card(spacing=8)
        fields = row(spacing=8)
        for widget in (_beside("判定基準日"), self.as_of, _beside("人材区分"), self.category):
            fields.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        fields.addStretch(1)
        fields.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)
        appearance.keep_width(self.as_of, 210)
        asked.column.addLayout(fields)
        asked.column.addWidget(self.answer)
        left = Card(self.tabs)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.reason, 1)
        right.addWidget(self.decision)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(left, 6)
        below.addLayout(right, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(asked)
        layout.addLayout(below, 1)

    # --- looking ---

    def load_categories(self) -> None:
        """Offer the categories of the plan in force on the day."""
        try:
            day = self.as_of.required()
        except UserError:
            return
        chosen = self.category.currentData()
        self.category.clear()
        for each in looking.choices(self.workplace.desk, day):
            self.category.addItem(each.title, each.code)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))

    def look_for_candidates(self) -> None:
        """候補を調べる."""
        try:
            day = self.as_of.required()
        except UserError as error:
            self.answer.say(error.text, "bad")
            return
        if self.category.count() == 0:
            self.answer.say("この日に有効な計画がありません。計画を取り込んでください。", "bad")
            return
        category = Choice(self.category.currentData(), self.category.currentText())
        desk = self.workplace.desk
        self.look.setEnabled(False)
        self.workplace.jobs.run(
            Job(
                "候補を調べています",
                lambda progress: looking.look_for(desk, day, category, progress),
                self.show_found,
                self._refused,
                stopped=self._stopped,
            )
        )

    def show_found(self, found: Candidates) -> None:
        """Show who would be certified."""
        self.look.setEnabled(True)
        self.answer.hide()
        self.found = found
        self.held_back = {}
        self._fill()
        self.met_view.choose(0)
        self.near_view.choose(0)
        self._show_reason()
        if not found.met:
            self.answer.say(
                f"{wareki.long(found.as_of)}に{found.category.title}の認定基準を満たす未認定者はいません。",
                "primary",
            )

    def _stopped(self) -> None:
        self.look.setEnabled(True)

    def _refused(self, error: UserError | StoreError) -> None:
        self.look.setEnabled(True)
        self.answer.say(error.text, "bad")

    def _fill(self) -> None:
        if self.found is None:
            return
        found = self.found
        self.met.show_rows(
            [
                {**_person(found, each), "state": self._state(each)}
                for each in found.people
                if each in found.met
            ]
        )
        self.near.show_rows(
            [
                {**_person(found, each), "missing": found.near[each].enough_words}
                for each in found.people
                if each in found.near
            ]
        )
        self.tabs.buttons[MET].setText(f"{MET} {len(found.met):,}人")
        self.tabs.buttons[NEAR].setText(f"{NEAR} {len(found.near):,}人")
        self._show_counts()

    def _state(self, employee_id: int) -> str:
        return "保留" if employee_id in self.held_back else "認定"

    def _show_counts(self) -> None:
        number = len(self.found.met) - len(self.held_back) if self.found else None
        self.decision.show_number(number, len(self.held_back))

    # --- one person ---

    def chosen(self) -> int:
        """The id of the person chosen in the list that is shown; 0 for nobody."""
        if self.tabs.chosen() == MET:
            table, view = self.met, self.met_view
        else:
            table, view = self.near, self.near_view
        at = view.currentIndex().row()
        return int(table.row(at)["id"]) if 0 <= at < table.rowCount() else 0

    def _show_reason(self) -> None:
        chosen = self.chosen()
        met = self.tabs.chosen() == MET
        self.reason.allow_hold(bool(chosen) and met, chosen in self.held_back)
        if self.found is None or not chosen:
            return
        reason = (self.found.met if met else self.found.near)[chosen]
        name = self.found.people[chosen].name
        self.reason.show_reason(name, reason, self.held_back.get(chosen, ""))

    def open_hold_back(self) -> None:
        """Leave the chosen person out of the decision, with a reason; or take that back."""
        chosen = self.chosen()
        if chosen in self.held_back:
            del self.held_back[chosen]
            self._refill(chosen)
            return
        reason = QComboBox()
        reason.addItems(REASONS_TO_HOLD_BACK)
        form = Form([Field("reason", "理由", reason)])

        def register(close: Any) -> None:
            self.hold_back(chosen, reason.currentText())
            close()

        self.dialog = FormDialog(
            self, "保留", "この職員を今回の決裁から外します。理由は認定の回に残ります。", form, register,
            "保留にする",
        )  # fmt: skip
        keep_draft(self.dialog, self.workplace, "hold_back", f"employee/{chosen}")
        self.dialog.open()

    def hold_back(self, employee_id: int, reason: str) -> None:
        """Leave somebody out of the decision."""
        self.held_back[employee_id] = reason
        self._refill(employee_id)

    def _refill(self, employee_id: int) -> None:
        self._fill()
        people = [int(self.met.row(at)["id"]) for at in range(self.met.rowCount())]
        self.met_view.choose(people.index(employee_id))
        self._show_reason()

    # --- the decision ---

    def register(self) -> None:
        """認定を登録: numbers are taken and the certifications come into force."""
        found = self.found
        if found is None or not found.met:
            return
        try:
            terms = self.decision.terms()
        except UserError as error:
            self.form.show_error(error)
            return
        desk, held_back = self.workplace.desk, dict(self.held_back)
        self.decision.register_button.setEnabled(False)
        self.workplace.jobs.run(
            Job(
                "認定を登録しています",
                lambda _progress: looking.register_decision(
                    desk, found.as_of, found.category, held_back, terms
                ),
                self._registered,
                self._not_registered,
                Line.WRITE,
            )
        )

    def _registered(self, decision: Decision) -> None:
        numbers = "～".join(dict.fromkeys(decision.numbers))
        held = f"　保留{decision.held_back}人" if decision.held_back else ""
        self.found = None
        self.held_back = {}
        self.met.show_rows([])
        self.near.show_rows([])
        self._show_counts()
        self.draft.registered()
        self.answer.say(
            f"{decision.certified:,}人の認定を登録しました（{numbers}）。{held}", "good"
        )
        self.workplace.news.changed.emit()
        self.decided.emit(decision.round_id)

    def _not_registered(self, error: UserError | StoreError) -> None:
        self._show_counts()
        self.form.show_error(error)


def _person(found: Candidates, employee_id: int) -> Mapping[str, Any]:
    row_shown = found.people[employee_id]
    return {
        "id": employee_id,
        "number": row_shown.number,
        "name": row_shown.name,
        "unit": row_shown.unit,
        "title": row_shown.title,
    }


def _beside(text: str) -> QLabel:
    """A label whose text stands on the line of the field beside it."""
    made = label(text, "muted")
    made.setContentsMargins(0, 8, 0, 0)
    return made
