"""有効期限: registrations that lapse within some months or have lapsed, on the screen and on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox

from dxdesk.models import settings
from dxdesk.models.evidence import expiries
from dxdesk.models.evidence.listing import Wanted
from dxdesk.ui.jobs import Progress
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.pages.qualifications.evidence_tab import EvidenceTab
from dxdesk.ui.pages.qualifications.fields import choice
from dxdesk.ui.pages.qualifications.lists import EXPIRING
from dxdesk.ui.widgets.texts import button
from dxdesk.ui.workplace import Workplace

PAPER: Final = "部局別に印刷"
_OFFERED: Final = (1, 3, 6, 12, 24, 36)


class ExpiringTab(EvidenceTab):
    """The list of what lapses, and its paper by bureau."""

    def __init__(self, workplace: Workplace) -> None:
        self.months: QComboBox = choice("何か月以内に期限が来るか", [])
        usual = int(settings.get(workplace.desk, settings.EXPIRY_MONTHS))
        for number in sorted({*_OFFERED, usual}):
            self.months.addItem(f"{number}か月以内", number)
        self.months.setCurrentIndex(self.months.findData(usual))
        self.paper_button = button(PAPER, self.print_by_bureau)
        super().__init__(workplace, EXPIRING, beside=(self.paper_button,))
        self.outputs = Outputs(self, workplace)
        self.list.adjust = self._within
        self.list.filters.insertWidget(0, self.months, 1)
        self.months.activated.connect(lambda _at: self.list.search())

    def chosen_months(self) -> int:
        """Within how many months."""
        return int(self.months.currentData())

    def _within(self, wanted: Wanted) -> Wanted:
        return replace(wanted, lapsing=expiries.months_later(wanted.day, self.chosen_months()))

    def print_by_bureau(self) -> None:
        """部局別に印刷: show the paper, and enter that into the record."""
        desk, months, day = self.workplace.desk, self.chosen_months(), self.workplace.as_of()

        def work(_progress: Progress) -> bytes:
            from dxdesk.exports.documents import expiring_qualifications as paper

            return paper.print_expiring(desk, day, months)

        self.outputs.show_paper(EXPIRING.title, work)
