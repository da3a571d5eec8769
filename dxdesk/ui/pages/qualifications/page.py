"""資格・業務経歴: everybody's evidence, what lapses, what waits for a check, and talent."""

from __future__ import annotations

from functools import partial
from typing import Final, TypeVar

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
TITLES: Final = (HELD, LAPSING, WORKED, WAITING, TALENT)

Tab = TypeVar("Tab", EvidenceTab, ExpiringTab, CheckingTab, TalentTab)


class QualificationsPage(Page):
    """Five faces of evidence."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._stale = set(TITLES)
        self.tabs = Tabs()
        self.tabs.add_later(HELD, lambda: EvidenceTab(workplace, HOLDINGS, Proof.HOLDING))
        self.tabs.add_later(LAPSING, lambda: ExpiringTab(workplace))
        self.tabs.add_later(WORKED, lambda: EvidenceTab(workplace, EXPERIENCE, Proof.EXPERIENCE))
        self.tabs.add_later(WAITING, lambda: CheckingTab(workplace))
        self.tabs.add_later(TALENT, lambda: TalentTab(workplace))
        self.tabs.add_right(button("ファイルを取り込む（Ctrl+I）", self.open_taking_in))
        self.column.addWidget(self.tabs, 1)
        self.tabs.shown.connect(lambda _title: self._freshen())

    @property
    def held(self) -> EvidenceTab:
        """資格; like every tab, made when it is first asked for."""
        return self._tab(HELD, EvidenceTab)

    @property
    def lapsing(self) -> ExpiringTab:
        """有効期限."""
        return self._tab(LAPSING, ExpiringTab)

    @property
    def worked(self) -> EvidenceTab:
        """業務経歴."""
        return self._tab(WORKED, EvidenceTab)

    @property
    def waiting(self) -> CheckingTab:
        """確認待ち."""
        return self._tab(WAITING, CheckingTab)

    @property
    def talent(self) -> TalentTab:
        """掘り起こし."""
        return self._tab(TALENT, TalentTab)

    def _tab(self, title: str, kind: type[Tab]) -> Tab:
        made = self.tabs.page(title)
        assert isinstance(made, kind)
        return made

    def refresh(self) -> None:
        """Show everything as the desk holds it now; a tab is made and looked up when it is seen."""
        self._stale = set(TITLES)
        self.workplace.jobs.in_steps(self, lambda: self.tabs.show_tab(self.tabs.chosen()))

    def _freshen(self) -> None:
        title = self.tabs.chosen()
        if title in self._stale:
            self._stale.discard(title)
            made = self.tabs.page(title)
            assert isinstance(made, EvidenceTab | TalentTab)
            made.refresh()

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
            "holding_form": lambda: self._picture_of_form(HELD, self.held),
            "experience_form": lambda: self._picture_of_form(WORKED, self.worked),
        }
        return shown

    def _picture_of_a_scan(self) -> None:
        self.tabs.show_tab(HELD)
        rows = self.held.list.table
        seen = (at for at in range(rows.rowCount()) if rows.values(at).get("scans"))
        self.held.list.view.choose(next(seen, 0))

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
