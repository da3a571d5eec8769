"""資格・業務経歴: everybody's evidence, what lapses, what waits for a check, and talent."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from dxdesk.models.evidence.attachments import Proof
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.pages.qualifications.checking import CheckingTab
from dxdesk.ui.pages.qualifications.evidence_tab import EvidenceTab
from dxdesk.ui.pages.qualifications.expiring import ExpiringTab
from dxdesk.ui.pages.qualifications.lists import EXPERIENCE, HOLDINGS
from dxdesk.ui.pages.qualifications.talent_tab import TalentTab
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import button
from dxdesk.ui.workplace import Workplace

HELD: Final = "資格"
LAPSING: Final = "有効期限"
WORKED: Final = "業務経歴"
WAITING: Final = "確認待ち"
TALENT: Final = "掘り起こし"


class QualificationsPage(Page):
    """Five faces of evidence."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.held = EvidenceTab(workplace, HOLDINGS, Proof.HOLDING)
        self.lapsing = ExpiringTab(workplace)
        self.worked = EvidenceTab(workplace, EXPERIENCE, Proof.EXPERIENCE)
        self.waiting = CheckingTab(workplace)
        self.talent = TalentTab(workplace)
        self._of_title: dict[str, EvidenceTab | TalentTab] = {
            HELD: self.held,
            LAPSING: self.lapsing,
            WORKED: self.worked,
            WAITING: self.waiting,
            TALENT: self.talent,
        }
        self._stale = set(self._of_title)
        self.tabs = Tabs()
        for title, tab in self._of_title.items():
            self.tabs.add(title, tab)
        self.tabs.add_right(button("ファイルを取り込む（Ctrl+I）", self.open_taking_in))
        self.column.addWidget(self.tabs, 1)
        self.tabs.shown.connect(lambda _title: self._freshen())

    def refresh(self) -> None:
        """Show everything as the desk holds it now; a tab is looked up when it is seen."""
        self._stale = set(self._of_title)
        self._freshen()

    def _freshen(self) -> None:
        title = self.tabs.chosen()
        if title in self._stale:
            self._stale.discard(title)
            self._of_title[title].refresh()

    def search_for(self, query: object) -> None:
        """Show a tab by its name, or somebody's qualifications."""
        if query in self.tabs.buttons:
            self.tabs.show_tab(str(query))
        else:
            self.tabs.show_tab(HELD)
            self.held.list.query.setText(str(query))

    def open_taking_in(self) -> None:
        """Take in a file of qualifications, or of work."""
        kind = "experience" if self.tabs.chosen() == WORKED else "qualifications"
        self.workplace.news.go_to.emit(taking_in.KEY, taking_in.Asked(kind, "qualifications"))

    # --- pictures ---

    def views(self) -> Views:
        """Each tab, and both forms."""
        shown: Views = {
            "scan": self._picture_of_a_scan,
            "expiring": partial(self.tabs.show_tab, LAPSING),
            "experience": partial(self.tabs.show_tab, WORKED),
            "unchecked": partial(self.tabs.show_tab, WAITING),
            "talent": self._picture_of_talent,
            "holding_form": partial(self._picture_of_form, HELD, self.held),
            "experience_form": partial(self._picture_of_form, WORKED, self.worked),
        }
        return shown

    def _picture_of_a_scan(self) -> None:
        self.tabs.show_tab(HELD)
        self.held.list.view.sort_by("has_scan", descending=True)

    def _picture_of_talent(self) -> None:
        self.tabs.show_tab(TALENT)
        self.talent.show_example()

    def _picture_of_form(self, title: str, tab: EvidenceTab) -> QWidget | None:
        self.tabs.show_tab(title)
        if tab.list.chosen() is None:
            tab.open_new()
        else:
            tab.open_correction()
        return tab.dialog
