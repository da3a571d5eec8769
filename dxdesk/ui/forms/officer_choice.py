"""The choice of an account that looks after people."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from dxdesk.models.people import officers
from dxdesk.models.store import Reads


class OfficerChoice(QComboBox):
    """All accounts that can look after people, and what it means to choose none of them.

    Args:
        reads: the desk.
        otherwise: said where none is chosen.
    """

    def __init__(self, reads: Reads, otherwise: str) -> None:
        super().__init__()
        self.addItem(otherwise, 0)
        for account in officers.candidates(reads):
            self.addItem(account.name, account.id)

    def account_id(self) -> int:
        """The account that is chosen; 0 for none."""
        return int(self.currentData())

    def choose(self, account_id: int) -> None:
        """Choose an account; none where it cannot look after people any more."""
        self.setCurrentIndex(max(0, self.findData(account_id)))
