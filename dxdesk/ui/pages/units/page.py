"""組織・所属: tree, reorganisations, 人事担当, 担当 and 内示."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.people import units
from dxdesk.models.people.units import Branch
from dxdesk.ui import theme
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.sheet import SheetDialog
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.pages.units import sheets
from dxdesk.ui.pages.units.changes import ChangesCard
from dxdesk.ui.pages.units.contact_grid import ContactsCard
from dxdesk.ui.pages.units.detail import Told, UnitDetail, tell
from dxdesk.ui.pages.units.notice_list import NoticesCard
from dxdesk.ui.pages.units.officers import OfficersCard
from dxdesk.ui.pages.units.tree import TreeCard
from dxdesk.ui.pages.units.tree_model import Node
from dxdesk.ui.pages.units.verbs import VERBS, Asked, Verb
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, button, heading, label
from dxdesk.ui.workplace import Workplace

TREE, CHANGES, CONTACTS, OFFICERS = "組織図", "組織改正", "人事担当", "担当"
NOTICES = "内示"
_EMPTY = (
    "部局・振興局と所属の一覧を、名称の移り変わりとともにここで確かめます。"
    "はじめに組織一覧のファイルを取り込みます。"
)


class UnitsPage(Page):
    """The organisation at any day."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.dialog: SheetDialog | None = None
        self._wanted = 0
        self._menu_place: QPoint | None = None
        self.day = DateField("いつの組織か", workplace.as_of())
        self.day.setFixedWidth(theme.px(210))
        self.tree, self.detail = TreeCard(workplace), UnitDetail(workplace)
        self.changes, self.contacts = ChangesCard(workplace), ContactsCard(workplace)
        self.officers, self.notices = OfficersCard(workplace), NoticesCard(workplace)
        self.tabs = Tabs()
        self.tabs.add(TREE, self._tree_tab())
        self.tabs.add(CHANGES, self.changes)
        self.tabs.add(CONTACTS, self.contacts)
        self.tabs.add(OFFICERS, self.officers)
        if workplace.desk.may(acts.KEEP_NOTICE):
            self.tabs.add(NOTICES, self.notices)
        take_in = button("ファイルを取り込む（Ctrl+I）", self.open_taking_in)
        self.tabs.add_right(take_in)
        self.empty = Card(heading("組織がまだ登録されていません"), body(_EMPTY), spacing=12)
        self.empty.column.addLayout(
            row(button("組織一覧を取り込む", self.open_taking_in, "primary"), 1)
        )
        self.empty.hide()
        self.column.addWidget(self.empty)
        self.column.addWidget(self.tabs, 1)
        self._connect()

    def _tree_tab(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        self.tree.column.insertLayout(
            0,
            row(
                label("いつの組織か", "muted"), self.day, button("今日", self.show_today), 1,
                self.tree.habits.output_button,
            ),
        )  # fmt: skip
        splitter.addWidget(self.tree)
        splitter.addWidget(self.detail)
        splitter.setSizes([580, 480])
        tab = QWidget()
        line = QHBoxLayout(tab)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)
        return tab

    def _connect(self) -> None:
        self.day.changed.connect(self._look_up)
        self.tree.chosen.connect(self._chosen)
        self.changes.take_in_asked.connect(self.open_taking_in)
        self.detail.verb_asked.connect(self.open_verb)
        self.tree.menu_asked.connect(self._ask_for_menu)
        self.detail.correct_asked.connect(self.open_correction)
        go = self.workplace.news.go_to
        self.detail.people_asked.connect(lambda name: go.emit("employees", name))

    # --- the day ---

    def shown_day(self) -> date | None:
        """The day whose organisation is shown; none while it cannot be read."""
        try:
            return self.day.day()
        except UserError:
            return None

    def show_today(self) -> None:
        """Show the organisation of today."""
        self.day.set_day(self.workplace.desk.today())

    def refresh(self) -> None:
        """Show everything as the desk holds it now."""
        self._look_up()
        self.changes.refresh()
        self.contacts.refresh()
        self.officers.refresh()
        if NOTICES in self.tabs.buttons:
            self.notices.refresh()

    def _look_up(self) -> None:
        day, desk = self.shown_day(), self.workplace.desk
        if day is not None:
            self.workplace.read(
                "組織を調べています",
                lambda: (day, units.tree_on(desk, day)),
                self._show,
                quiet=True,
            )

    def _show(self, found: tuple[date, list[Branch]]) -> None:
        day, branches = found
        if day != self.shown_day():
            return
        none = not branches and not self.changes.day.count()
        self.empty.setVisible(none)
        self.tabs.setVisible(not none)
        self.tree.show_branches(branches, day)
        if self._wanted:
            self.tree.choose(self._wanted)
            self._wanted = 0

    # --- one unit ---

    def search_for(self, query: object) -> None:
        """Show a unit: by its id, or by what was typed. A tab's name shows the tab."""
        if query in self.tabs.buttons:
            self.tabs.show_tab(str(query))
            return
        self.tabs.show_tab(TREE)
        if isinstance(query, int):
            self._wanted = query
            self.tree.query.clear()
            self._look_up()
        else:
            self.tree.query.setText(str(query))

    def _chosen(self, node: Node | None) -> None:
        day, desk = self.shown_day(), self.workplace.desk
        if node is None or day is None or not node.unit_id:
            self.detail.show_nothing()
            return
        self.workplace.read(
            "所属を調べています", lambda: tell(desk, node, day), self._show_told, quiet=True
        )

    def _show_told(self, told: Told) -> None:
        if told.node == self.tree.chosen_node():
            self.detail.show_told(told, may_change=self.workplace.desk.may(acts.CHANGE_UNIT))
            self._show_menu()

    def _ask_for_menu(self, place: QPoint) -> None:
        """Show the menu of what is chosen, as soon as that is known."""
        self._menu_place = place
        told = self.detail.told
        if told is not None and told.node == self.tree.chosen_node():
            self._show_menu()

    def _show_menu(self) -> None:
        place, self._menu_place = self._menu_place, None
        if place is not None and self.detail.menu.isEnabled():
            self.detail.menu.popup(place)

    def open_verb(self, verb: Verb) -> None:
        """組織の変更: the form of a verb about what is chosen."""
        told = self.detail.told
        if told is not None and told.version is not None:
            asked = Asked(self.workplace.desk, told.version, told.day)
            self.dialog = sheets.open_verb(self, self.workplace, verb, asked)
            self.dialog.accepted.connect(lambda: self._show_change_of(asked.day))

    def _show_change_of(self, day: date) -> None:
        """Show the organisation as of a change that was registered, where that is yet to come."""
        shown = self.shown_day()
        if shown is not None and shown < day:
            self.day.set_day(day)

    def open_correction(self) -> None:
        """登録内容の訂正: what was wrong from the start."""
        version = self.detail.told.version if self.detail.told else None
        if version is not None:
            self.dialog = sheets.open_correction(self, self.workplace, version)

    def open_taking_in(self) -> None:
        """Take in a list of units, or what fits the tab."""
        kinds = {CHANGES: "reorganisation", CONTACTS: "contacts", NOTICES: "transfers"}
        kind = kinds.get(self.tabs.chosen(), "units")
        self.workplace.news.go_to.emit(taking_in.KEY, taking_in.Asked(kind, "units"))

    # --- pictures ---

    def views(self) -> Views:
        """Each tab, and the form of a change."""
        shown: Views = {
            name: partial(self.tabs.show_tab, title)
            for title, name in (
                (CHANGES, "changes"),
                (CONTACTS, "contacts"),
                (OFFICERS, "officers"),
                (NOTICES, "notices"),
            )
        }
        of_bureau, of_unit = (
            {
                verb.key: partial(self._picture_of_verb, verb)
                for verb in VERBS
                if verb.of_units is way
            }
            for way in (False, True)
        )
        return {**of_bureau, "one_unit": self._picture_of_a_unit, **shown, **of_unit}

    def _picture_of_a_unit(self) -> QWidget | None:
        first = self.tree.model.index(0, 0, self.tree.model.index(0, 0))
        self.tree.tree.setCurrentIndex(first)
        return None

    def _picture_of_verb(self, verb: Verb) -> QWidget | None:
        self.tabs.show_tab(TREE)
        self.open_verb(verb)
        return self.dialog
