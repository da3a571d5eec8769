"""確認待ち: what people have only said themselves, checked one after the other from the keyboard."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts
from dxdesk.models.evidence import confirmation, listing
from dxdesk.models.evidence.confirmation import COPY_SEEN, ORIGINAL_SEEN, Confirmation
from dxdesk.models.evidence.listing import EvidenceRow
from dxdesk.ui.pages.qualifications.evidence_tab import EvidenceTab
from dxdesk.ui.pages.qualifications.lists import UNCHECKED
from dxdesk.ui.pages.qualifications.scans_card import ScansCard
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, set_tone
from dxdesk.ui.workplace import Workplace

COPY: Final = "確認した（写し）"
ORIGINAL: Final = "確認した（原本）"
LATER: Final = "あとで"
KEY: Final = "Ctrl+Enter"


class CheckingTab(EvidenceTab):
    """The list, the scan beside it, and 「確認した」 that goes on to the next one."""

    def __init__(self, workplace: Workplace) -> None:
        self.copy_button = button(f"{COPY}（{KEY}）", lambda: self.confirm(COPY_SEEN), "primary")
        self.original_button = button(ORIGINAL, lambda: self.confirm(ORIGINAL_SEEN))
        self.later_button = button(LATER, self._later)
        super().__init__(workplace, UNCHECKED, verbs=(self.later_button,))
        self.said = body("")
        set_tone(self.said, "bad")
        self.said.hide()
        self.list.view.offer(self.copy_button, self.original_button)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.copy_button.click)

    @cached_property
    def scans(self) -> ScansCard:
        """The scan, and under it what says that it was seen."""
        made = self._make_scans()
        made.column.addWidget(self.said)
        made.column.addLayout(row(1, self.original_button, self.copy_button))
        return made

    def _show_row(self, row: EvidenceRow | None) -> None:
        super()._show_row(row)
        may = row is not None and self.workplace.desk.may(acts.CHECK_EVIDENCE)
        for each in (self.copy_button, self.original_button, self.later_button):
            each.setEnabled(may)

    def _later(self) -> None:
        self.list.choose_next()
        self.list.view.setFocus()

    def confirm(self, verification: str) -> None:
        """Say that the paper was seen; the list goes on to the next line."""
        row = self.list.chosen()
        if row is None or not self.copy_button.isEnabled():
            return
        proof, row_id = listing.of_key(row.key)
        self.said.hide()
        self._enable(False)
        self.workplace.write(
            acts.CHECK_EVIDENCE, f"根拠の確認（{row.number}　{verification}）",
            lambda action: confirmation.confirm(
                action, proof.value, row_id, Confirmation(verification)
            ),
            lambda _none: self._confirmed(), self._refused, subject=f"employee/{row.employee_id}",
        )  # fmt: skip

    def _confirmed(self) -> None:
        self.list.search()
        self.list.view.setFocus()

    def _refused(self, error: UserError | StoreError) -> None:
        self._enable(True)
        self.said.setText(error.text)
        self.said.show()

    def _enable(self, enabled: bool) -> None:
        for each in (self.copy_button, self.original_button):
            each.setEnabled(enabled)
