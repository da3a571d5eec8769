"""The list of people: search, 部局 and 所属 as filters, any order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dxdesk.models.assessment import talent
from dxdesk.models.assessment.talent import Search
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people import officers, units
from dxdesk.models.people.index import PeopleIndex
from dxdesk.ui.finding import TalentWanted
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.employees import looking
from dxdesk.ui.pages.employees.looking import (
    EVERYBODY,
    MINE,
    ON_ROLL,
    Found,
    Organisation,
    Rows,
    Wanted,
)
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.tables.habits import Filters, ListHabits, ReadyView
from dxdesk.ui.tables.ids_table import IdsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, label
from dxdesk.ui.workplace import Workplace

COLUMNS = (
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 13),
    Column("kana", "フリガナ", Kind.TEXT, 18),
    Column("bureau", "部局", Kind.TEXT, 14),
    Column("unit", "所属", Kind.TEXT, 17),
    Column("title", "職名", Kind.TEXT, 10),
    Column("grade", "職級", Kind.TEXT, 10),
    Column("certified", "認定", Kind.TEXT, 11),
    Column("officer", "担当", Kind.TEXT, 9),
    Column("status", "状態", Kind.TEXT, 9),
)
ORDERS_AHEAD = ("number", "bureau", "unit", "title", "grade", "officer", "status")
_LEAVE_OUT = ("officer", "status", "grade", "kana", "bureau", "title", "certified")
SCOPES = {ON_ROLL: "在籍者", EVERYBODY: "退職者を含む", MINE: "自分の担当"}
_TALENT = "talent:"
_NOBODY = "条件に合う職員はいません。検索する言葉か、部局・所属の絞り込みを変えてください。"


class PeopleList(Card):
    """Search and list; ``person_chosen`` says who."""

    person_chosen = Signal(int)
    nobody_found = Signal(str)
    looked = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.workplace = workplace
        self.query = LineEdit("職員の検索", "氏名・カナ・職員番号")
        self.bureau = _choice("部局")
        self.unit = _choice("所属")
        self.scope = _choice("在職・退職")
        for key, title in SCOPES.items():
            self.scope.addItem(title, key)
        self.count = label("", "muted")
        self.nobody = body("", "muted")
        self.nobody.hide()
        self.table = IdsTable(COLUMNS, self._fetch)
        self.view = ListView(
            self.table, "職員の一覧", stretch="unit", sortable=True, several=True,
            leave_out=_LEAVE_OUT,
        )  # fmt: skip
        self._units: list[units.Unit] = []
        self._talents: dict[str, Search] = {}
        self._filters_kept: dict[str, Any] = {}
        self._found: Found | None = None
        self._asked: Wanted | None = None
        self._stay_on = 0
        self._fill_filters(Organisation([], [], {}))
        self.view.show_order("name")
        filters = Filters(self._filter_state, self._show_filters, self._filter_words)
        mine = ReadyView(SCOPES[MINE], {"scope": MINE}, self._why_nobody_is_mine)
        self.habits = ListHabits(
            self.view, workplace, "employees", "職員一覧", filters=filters, ready=(mine,)
        )
        take_in = button("取込", self._take_in, hint="名簿・異動のファイルを取り込む（Ctrl+I）")
        beside = (take_in, self.habits.views_button, self.habits.output_button)
        self.column.addLayout(row(self.query, *beside))
        choices = row(self.bureau, self.unit, self.scope, self.count)
        for at in range(3):
            choices.setStretch(at, 1)
        self.column.addLayout(choices)
        self.column.addWidget(self.nobody)
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)
        self.query.textChanged.connect(lambda _text: self.search())
        self.bureau.currentIndexChanged.connect(self._bureau_chosen)
        self.unit.currentIndexChanged.connect(lambda _at: self._filter_chosen())
        self.scope.currentIndexChanged.connect(lambda _at: self._filter_chosen())
        self.view.sort_asked.connect(lambda _key, _descending: self.search())
        self.view.row_chosen.connect(self._row_chosen)

    def _take_in(self) -> None:
        self.workplace.news.go_to.emit(taking_in.KEY, taking_in.asked_from("employees"))

    # --- filters ---

    def need_units(self) -> None:
        """Fill the filters now where they are empty: somebody wants to choose in them."""
        if not self._units:
            desk, day = self.workplace.desk, self.workplace.as_of()
            self._fill_filters(looking.organisation(desk, day))

    def _fill_filters(self, found: Organisation) -> None:
        """Fill the filters with the organisation of the day shown."""
        chosen = self.bureau.currentData()
        self._units = found.units
        self._offer_talents({f"{_TALENT}{name}": each for name, each in found.talents.items()})
        self.bureau.blockSignals(True)
        self.bureau.clear()
        self.bureau.addItem("全ての部局", 0)
        for bureau in found.bureaus:
            self.bureau.addItem(bureau.name, bureau.unit_id)
        self.bureau.setCurrentIndex(max(0, self.bureau.findData(chosen)))
        self.bureau.blockSignals(False)
        self._fill_units()
        if self._filters_kept:
            self._put_filters_on()

    def _offer_talents(self, saved: Mapping[str, Search]) -> None:
        """Offer the searches for talent that were saved; the one in use stays."""
        chosen = self.scope.currentData()
        kept = {chosen: self._talents[chosen]} if chosen in self._talents else {}
        self._talents = {**kept, **saved}
        self.scope.blockSignals(True)
        while self.scope.count() > len(SCOPES):
            self.scope.removeItem(len(SCOPES))
        for key in self._talents:
            self.scope.addItem(f"掘り起こし：{key.removeprefix(_TALENT)}", key)
        self.scope.setCurrentIndex(max(0, self.scope.findData(chosen)))
        self.scope.blockSignals(False)

    def show_talent(self, wanted: TalentWanted) -> None:
        """Show the people whom a search for talent finds."""
        self.need_units()
        key = f"{_TALENT}{wanted.name}"
        self.query.clear()
        self.bureau.setCurrentIndex(0)
        self._offer_talents({**self._talents, key: wanted.search})
        self.scope.setCurrentIndex(self.scope.findData(key))

    def _bureau_chosen(self) -> None:
        self._fill_units()
        self._filter_chosen()

    def _filter_chosen(self) -> None:
        self.habits.filters_changed()
        self.search()

    def _fill_units(self) -> None:
        chosen, bureau = self.unit.currentData(), self.bureau.currentData()
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItem("全ての所属", 0)
        for unit in self._units:
            if unit.bureau_id == bureau:
                self.unit.addItem(unit.name, unit.unit_id)
        self.unit.setCurrentIndex(max(0, self.unit.findData(chosen)))
        self.unit.setEnabled(bool(bureau))
        self.unit.blockSignals(False)

    def _chosen_units(self) -> frozenset[int] | None:
        if self.unit.currentData():
            return frozenset({self.unit.currentData()})
        if self.bureau.currentData():
            bureau = self.bureau.currentData()
            return frozenset(unit.unit_id for unit in self._units if unit.bureau_id == bureau)
        return None

    def _filter_state(self) -> dict[str, Any]:
        """What the filters hold; what is typed is looked for once, and not kept."""
        if not self._units:
            return dict(self._filters_kept)
        return {
            "bureau": self.bureau.currentData() or 0,
            "unit": self.unit.currentData() or 0,
            "scope": self.scope.currentData(),
            **self._talent_state(),
        }

    def _talent_state(self) -> dict[str, Any]:
        """The search for talent in use, as a view keeps it."""
        search = self._talents.get(self.scope.currentData())
        return {} if search is None else {"talent": talent.to_data(search)}

    def _show_filters(self, state: Mapping[str, Any]) -> None:
        self._filters_kept = dict(state)
        if self._units:
            self._put_filters_on()
            self.search()

    def _put_filters_on(self) -> None:
        state, self._filters_kept = self._filters_kept, {}
        if "talent" in state:
            search = talent.from_data(state["talent"])
            self._offer_talents({**self._talents, state["scope"]: search})
        for choice, key in ((self.bureau, "bureau"), (self.unit, "unit"), (self.scope, "scope")):
            choice.blockSignals(True)
            choice.setCurrentIndex(max(0, choice.findData(state.get(key))))
            choice.blockSignals(False)
            if choice is self.bureau:
                self._fill_units()

    def _filter_words(self) -> str:
        chosen = [self.scope.currentText()]
        chosen += [
            choice.currentText() for choice in (self.bureau, self.unit) if choice.currentData()
        ]
        if self.query.text().strip():
            chosen.append(f"検索：{self.query.text().strip()}")
        return "　".join(chosen)

    def _why_nobody_is_mine(self) -> str:
        desk = self.workplace.desk
        return officers.why_nobody(desk, desk.account_id)

    def show_unit(self, name: str) -> bool:
        """Show the people of a unit; says whether there is one of that name."""
        self.need_units()
        for unit in self._units:
            if name and name in unit.name:
                self.bureau.setCurrentIndex(max(0, self.bureau.findData(unit.bureau_id)))
                self.unit.setCurrentIndex(max(0, self.unit.findData(unit.unit_id)))
                return True
        return False

    # --- searching ---

    def look(self) -> None:
        """Show the people as the desk holds them now; the first time, the first rows come first.

        ``looked`` says when rows and filters are there. Whoever is told so has to call ``search``: in
        between, what is beside the list can be made.
        """
        desk, day = self.workplace.desk, self.workplace.as_of()
        if self._is_first(day):
            self._read(lambda: looking.first_rows(desk, day), partial(self._show_first, day))
        else:
            self._look_at_filters()

    def _show_first(self, day: date, rows: Rows) -> None:
        if self._is_first(day):
            self.table.show_ids(list(rows), rows)
        self._look_at_filters()

    def _is_first(self, day: date) -> bool:
        """Whether the first rows of a day are what the list should show, and nothing better is known."""
        kept = self._filters_kept
        filtered = kept.get("bureau") or kept.get("unit") or kept.get("scope", ON_ROLL) != ON_ROLL
        wanted = self._wanted()
        asked = self._asked is not None or wanted.day != day
        return not asked and not filtered and looking.is_first(wanted)

    def _look_at_filters(self) -> None:
        desk, day = self.workplace.desk, self.workplace.as_of()
        self._read(lambda: looking.organisation(desk, day), self._filters_looked_up)

    def _filters_looked_up(self, found: Organisation) -> None:
        self._fill_filters(found)
        self.looked.emit()

    def _read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.workplace.read("職員を探しています", work, done, quiet=True)

    def choose_first(self) -> None:
        """Choose the first of the rows, unless somebody is chosen or they are not known yet."""
        if self._asked is None:
            self.view.choose(0)

    def sort(self, key: str, descending: bool) -> None:
        """Show the list in the order of a heading."""
        self.view.sort_by(key, descending)

    def search(self) -> None:
        """Show who fits; the newest question wins."""
        place, wanted, known = self.workplace, self._wanted(), self._found
        self._asked = wanted

        def work() -> Found | None:
            if self._asked != wanted:
                return None
            return looking.find(place.desk, place.everybody, wanted, known)

        self._read(work, self._show)

    def _wanted(self) -> Wanted:
        order, descending = self.view.order()
        return Wanted(
            self.query.text(), self._chosen_units(), order or looking.FIRST_ORDER, descending,
            self.scope.currentData(), self.workplace.as_of(),
            self._talents.get(self.scope.currentData()),
        )  # fmt: skip

    def stay_on(self, employee_id: int) -> None:
        """Choose this person when the next search is done."""
        self._stay_on = employee_id

    def _show(self, found: Found | None) -> None:
        if found is None or found.wanted != self._asked:
            return
        chosen = self._stay_on or self.chosen()
        self._stay_on = 0
        news = self._found is None or self._found.index is not found.index
        self._found = found
        self.table.show_ids(found.ids, found.first)
        self.count.setText(f"{len(found.ids):,}人")
        self._say_nobody(found)
        if news:
            self.workplace.jobs.in_steps(self, lambda: self._learn_orders(found.index))
        if not found.ids:
            self.nobody_found.emit(found.wanted.query)
            self.person_chosen.emit(0)
            return
        self.view.choose(max(0, self.table.row_of(chosen)))

    def _say_nobody(self, found: Found) -> None:
        reason = self._why_nobody_is_mine() if found.wanted.scope == MINE else ""
        self.nobody.setText(reason or _NOBODY)
        self.nobody.setVisible(not found.ids)
        self.view.setVisible(bool(found.ids))

    def _learn_orders(self, index: PeopleIndex) -> None:
        """Ask for the orders of all columns while nobody waits: the first click sorts at once."""
        desk = self.workplace.desk

        def work() -> None:
            for key in ORDERS_AHEAD:
                index.learn_order(desk, key)

        self.workplace.read("", work, lambda _nothing: None, lambda _error: None, quiet=True)

    def choose_certified(self) -> None:
        """Choose the first person who is certified, of whom there is most to see."""
        certified = self._found.certified if self._found else {}
        rows = [at for at, each in enumerate(self.table.ids) if each in certified]
        self.view.choose(rows[0] if rows else 0)

    def chosen(self) -> int:
        """The id of the person chosen; 0 for nobody."""
        at = self.view.currentIndex().row()
        return self.table.id_at(at) if 0 <= at < len(self.table.ids) else 0

    def _row_chosen(self, at: int) -> None:
        if at >= 0:
            self.person_chosen.emit(self.table.id_at(at))

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        certified = self._found.certified if self._found else {}
        return looking.rows_of(self.workplace.desk, ids, self.workplace.as_of(), certified)


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(4)
    made.setMaxVisibleItems(20)
    return made
