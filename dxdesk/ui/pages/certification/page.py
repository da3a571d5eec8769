"""認定: candidates and decision, rounds and their certificates, the register."""

from __future__ import annotations

from dxdesk.ui.pages.certification.candidates import CandidatesTab
from dxdesk.ui.pages.certification.register import RegisterTab
from dxdesk.ui.pages.certification.round_list import RoundsTab
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.workplace import Workplace

CANDIDATES, ROUNDS, REGISTER = "候補と決裁", "認定の回・認定証", "台帳"


class CertificationPage(Page):
    """Three faces of certification."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.candidates = CandidatesTab(workplace)
        self.rounds = RoundsTab(workplace)
        self.register = RegisterTab(workplace)
        self.tabs = Tabs()
        self.tabs.add(CANDIDATES, self.candidates)
        self.tabs.add(ROUNDS, self.rounds)
        self.tabs.add(REGISTER, self.register)
        self.column.addWidget(self.tabs)
        self.tabs.shown.connect(lambda _title: self._freshen())
        self.candidates.decided.connect(self._show_round)

    def refresh(self) -> None:
        """Show rounds and register as they are now; what is being prepared stays."""
        self.candidates.load_categories()
        self._freshen()

    def _freshen(self) -> None:
        if self.tabs.chosen() == ROUNDS:
            self.rounds.refresh()
        elif self.tabs.chosen() == REGISTER:
            self.register.refresh()

    def _show_round(self, round_id: int) -> None:
        self.tabs.show_tab(ROUNDS)
        self.rounds.choose(round_id)

    def views(self) -> Views:
        """Candidates found, rounds, register."""
        return {
            "found": self._look,
            "rounds": lambda: self.tabs.show_tab(ROUNDS),
            "register": lambda: self.tabs.show_tab(REGISTER),
        }

    def _look(self) -> None:
        self.tabs.show_tab(CANDIDATES)
        self.candidates.category.setCurrentIndex(self.candidates.category.count() - 1)
        self.candidates.look_for_candidates()
