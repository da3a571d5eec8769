"""What every tab of an inquiry is: told how far the inquiry is, it shows its part of that."""

from __future__ import annotations

from typing import Final

from dxdesk.ui.pages.inquiries.looking import Standing
from dxdesk.ui.widgets.card import Card
from dxdesk.ui.workplace import Workplace

PROGRESS: Final = "進み具合"
ANSWERS: Final = "回答"
REMINDERS: Final = "督促"


class InquiryTab(Card):
    """A tab beside the list of inquiries."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.standing: Standing | None = None

    def show_inquiry(self, standing: Standing) -> None:
        """Show another inquiry, or the same anew."""
        self.standing = standing
        self.fill()

    def fill(self) -> None:
        """Show what is known of the inquiry."""
        raise NotImplementedError

    def whose(self) -> str:
        """Which inquiry is shown, for the head of a paper."""
        return self.standing.inquiry.title if self.standing else ""
