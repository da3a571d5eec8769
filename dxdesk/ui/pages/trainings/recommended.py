"""受講推薦: whom the training alone would bring to a category, and the places of the year to come."""

from __future__ import annotations

from datetime import date

from dxdesk.errors import StoreError, UserError
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.pages.trainings.needed_places import NeededPlaces
from dxdesk.ui.pages.trainings.recommended_people import RecommendedPeople
from dxdesk.ui.pages.trainings.recommending import Found, look_up
from dxdesk.ui.pages.trainings.tab import TrainingTab
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body
from dxdesk.ui.workplace import Workplace

PEOPLE, PLACES = "推薦する職員", "次年度の必要定員"


class RecommendedTab(TrainingTab):
    """Two faces: the people of the training, and the places of every training."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.found: Found | None = None
        self._state: tuple[date, int] | None = None
        self.people, self.places = RecommendedPeople(workplace), NeededPlaces(workplace)
        self.tabs = Tabs()
        self.tabs.add(PEOPLE, self.people)
        self.tabs.add(PLACES, self.places)
        self.said = body("", "muted")
        self.said.hide()
        self.column.addWidget(self.said)
        self.column.addWidget(self.tabs, 1)

    def look_up(self, chosen: Chosen) -> None:
        """Judge with every training; another training of the same day is there at once."""
        desk = self.workplace.desk
        state = (chosen.as_of, desk.last_action())
        if self.found is not None and state == self._state:
            self._show(chosen, self.found, state)
            return
        self.workplace.read(
            "受講推薦を調べています",
            lambda: look_up(desk, chosen.fiscal_year, chosen.as_of),
            lambda found: self._show(chosen, found, state),
            lambda error: self._refused(chosen, error),
        )

    def _show(self, chosen: Chosen, found: Found, state: tuple[date, int]) -> None:
        if chosen is not self.chosen:
            return
        self.found, self._state = found, state
        self.said.hide()
        self.tabs.show()
        self.people.show_found(chosen, found)
        self.places.show_found(chosen, found)

    def _refused(self, chosen: Chosen, error: UserError | StoreError) -> None:
        if chosen is self.chosen:
            self.said.setText(error.text)
            self.said.show()
            self.tabs.hide()
