"""職員: the list at the left, the person beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models.people import employees
from dxdesk.models.register import certifications
from dxdesk.ui.finding import TalentWanted, UnitWanted
from dxdesk.ui.pages.employees.detail import Detail
from dxdesk.ui.pages.employees.people_list import PeopleList
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.theme import GAP
from dxdesk.ui.workplace import Workplace


class EmployeesPage(Page):
    """Everybody, and everything about one of them."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._detail: Detail | None = None
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self.column.addWidget(splitter)
        self.people = PeopleList(workplace, splitter)
        self.people.look()  # the rows are looked up while the page is still being made
        self._begun = True
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        self._beside = QWidget()
        room = QVBoxLayout(self._beside)
        room.setContentsMargins(0, 0, 0, 0)
        splitter.addWidget(self._beside)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([500, 540])
        self.people.person_chosen.connect(self._show_person)
        self.people.looked.connect(self._go_on)

    @property
    def detail(self) -> Detail:
        """Everything about one person; made when somebody is shown, so that the list comes first."""
        if self._detail is None:
            self._detail = Detail(self.workplace)
            room = self._beside.layout()
            assert room is not None
            room.addWidget(self._detail)
        return self._detail

    def _show_person(self, employee_id: int) -> None:
        self.detail.show_person(employee_id)

    def refresh(self) -> None:
        """Show the people as the desk holds them now; who was chosen stays chosen."""
        if self._begun:
            self._begun = False
            return
        self.people.look()
        if self._detail is not None:
            self._detail.show_person(self.people.chosen())

    def _go_on(self) -> None:
        """The first rows are there: make what stands beside them, then gather everybody."""
        people = self.people
        if self._detail is not None:
            people.search()
            return
        self.workplace.jobs.in_steps(
            self, lambda: self.detail, lambda: self.detail.basics, people.choose_first,
            people.search,
        )  # fmt: skip

    def views(self) -> Views:
        """Each tab of the detail."""
        tabs = self.detail.tabs
        names = {"異動歴": "postings", "研修": "trainings", "資格": "qualifications", "シート": "sheet", "認定": "certifications",
                 "変更履歴": "changes"}  # fmt: skip
        self.people.choose_certified()
        shown: Views = {name: partial(tabs.show_tab, title) for title, name in names.items()}
        basics, postings = self.detail.basics, self.detail.postings
        forms: Views = {
            "name_change": basics.open_name_change,
            "service_change": basics.open_service_change,
            "posting_change": postings.open_change,
            "officer_change": basics.open_officer_change,
        }
        return {**shown, **forms}

    def search_for(self, query: object) -> None:
        """Search for a person, a unit, or a 認定番号.

        Args:
            query: what was typed into the search field at the top, a unit found there, or a search for talent.
        """
        if isinstance(query, UnitWanted):
            self._show_unit(query)
            return
        if isinstance(query, TalentWanted):
            self.people.show_talent(query)
            return
        text = str(query).strip()
        desk = self.workplace.desk
        try:
            held = certifications.find(desk, text) if text else None
        except UserError:
            held = None
        if held is not None:
            employee = employees.get(desk, held.employee_id)
            self.people.stay_on(employee.employee_id)
            text = employee.number
        elif self.people.show_unit(text):
            text = ""
        if self.people.query.text() == text:
            self.people.search()
        self.people.query.setText(text)

    def _show_unit(self, wanted: UnitWanted) -> None:
        people = self.people
        people.need_units()
        people.query.clear()
        people.bureau.setCurrentIndex(max(0, people.bureau.findData(wanted.bureau_id)))
        people.unit.setCurrentIndex(max(0, people.unit.findData(wanted.unit_id)))
