"""What every tab of a training is: told which training is shown, it looks up when it is seen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox

from dxdesk.models import wareki
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.widgets.card import Card
from dxdesk.ui.workplace import Workplace

SESSIONS: Final = "開催回"
PEOPLE: Final = "受講者"
LECTURERS: Final = "講師"
BY_UNIT: Final = "所属別の修了状況"
NOT_COMPLETED: Final = "未受講者"
RECOMMENDED: Final = "受講推薦"


def narrow(choice: QComboBox, letters: int) -> None:
    """Let a choice be as narrow as so many letters: names of 所属 are long, a page is not wide."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(letters)


class TrainingTab(Card):
    """A tab beside the list of trainings; one that is not seen looks nothing up.

    ``leads_to`` says which other tab is wanted, and what is to be shown there.
    """

    leads_to = Signal(str, object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.chosen: Chosen | None = None
        self._stale = False

    def show_training(self, chosen: Chosen) -> None:
        """Show another training, or the same anew."""
        self.chosen = chosen
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what was chosen while this tab was not seen."""
        super().showEvent(event)
        self._freshen()

    def whose(self) -> str:
        """Which training of which year is shown, for the head of a paper."""
        if self.chosen is None:
            return ""
        return f"{self.chosen.training.name}　{wareki.fiscal_year_name(self.chosen.fiscal_year)}"

    def show_what(self, what: Any) -> None:
        """Show one thing of the training, to which another tab led."""

    def look_up(self, chosen: Chosen) -> None:
        """Read what is shown of a training, as a job."""
        raise NotImplementedError

    def _freshen(self) -> None:
        if self._stale and self.chosen is not None:
            self._stale = False
            self.look_up(self.chosen)
