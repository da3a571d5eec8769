"""研修: the trainings of the year at the left, one of them at the right."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.pages.trainings.tab import (
    BY_UNIT,
    LECTURERS,
    NOT_COMPLETED,
    PEOPLE,
    RECOMMENDED,
    SESSIONS,
    TrainingTab,
)
from dxdesk.ui.pages.trainings.training_list import TrainingList
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, button, heading
from dxdesk.ui.workplace import Workplace

_EMPTY = (
    "計画に定めた研修ごとに、開催回と受講者、所属別の修了状況を、ここで確かめます。"
    "はじめに、この年度の計画を取り込みます。"
)
_FOLDER: Final = "dxdesk.ui.pages.trainings"
# Each is loaded when it is first seen.
_PARTS: Final = {
    SESSIONS: ("session_list", "SessionsTab"),
    PEOPLE: ("people", "PeopleTab"),
    LECTURERS: ("lecturers", "LecturersTab"),
    BY_UNIT: ("by_unit", "ByUnitTab"),
    NOT_COMPLETED: ("not_completed", "NotCompletedTab"),
    RECOMMENDED: ("recommended", "RecommendedTab"),
}


class TrainingsPage(Page):
    """The trainings of the fiscal year that is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.list = TrainingList(workplace)
        self.chosen: Chosen | None = None
        self.parts: dict[str, TrainingTab] = {}
        self.tabs = Tabs()
        for title in _PARTS:
            self.tabs.add_later(title, partial(self._make, title))
        self.tabs.show_tab(SESSIONS)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.tabs)
        self.splitter.setSizes([460, 600])
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.empty = Card(heading("この年度の計画がありません"), body(_EMPTY), spacing=12)
        self.empty.column.addLayout(row(button("計画を取り込む", self.take_plan_in, "primary"), 1))
        self.empty.hide()
        self.column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.splitter, 1)
        self.list.chosen.connect(self._show_training)
        self.list.filled.connect(self._show_whether_empty)

    def _make(self, title: str) -> TrainingTab:
        module, name = _PARTS[title]
        made: TrainingTab = getattr(import_module(f"{_FOLDER}.{module}"), name)(self.workplace)
        self.parts[title] = made
        made.leads_to.connect(self._go_on)
        if self.chosen is not None:
            made.show_training(self.chosen)
        return made

    def refresh(self) -> None:
        """Count anew; the training that is chosen is shown anew too."""
        self.list.refresh()

    def search_for(self, query: object) -> None:
        """Show a training by its code, or a tab by its name."""
        if query in self.tabs.buttons:
            self.tabs.show_tab(str(query))
        else:
            self.list.choose(str(query))

    def take_plan_in(self) -> None:
        """The first step: the plan."""
        self.workplace.news.go_to.emit(taking_in.KEY, taking_in.Asked("plan", "trainings"))

    def _show_training(self, chosen: Chosen) -> None:
        self.chosen = chosen
        for part in self.parts.values():
            part.show_training(chosen)

    def _show_whether_empty(self, trainings: int) -> None:
        self.empty.setVisible(not trainings)
        self.splitter.setVisible(bool(trainings))

    def _go_on(self, title: str, what: object) -> None:
        self.tabs.show_tab(title)
        self.parts[title].show_what(what)

    # --- pictures ---

    def views(self) -> Views:
        """Each tab, and the form of a session."""
        shown: Views = {
            name: partial(self._picture_of, title)
            for title, name in (
                (PEOPLE, "people"),
                (LECTURERS, "lecturers"),
                (BY_UNIT, "by_unit"),
                (NOT_COMPLETED, "not_completed"),
                (RECOMMENDED, "recommended"),
            )
        }
        return {**shown, "new_session": self._picture_of_form}

    def _picture_of(self, title: str) -> QWidget | None:
        self.tabs.show_tab(title)
        return None

    def _picture_of_form(self) -> QWidget | None:
        from dxdesk.ui.pages.trainings.session_list import SessionsTab

        self.tabs.show_tab(SESSIONS)
        held = self.parts[SESSIONS]
        assert isinstance(held, SessionsTab)
        held.open_new()
        return held.dialog
