"""What can be done with a person's evidence beside its list: 登録, 訂正, 写し."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dxdesk.models import acts
from dxdesk.models.evidence.attachments import Proof
from dxdesk.ui.forms.sheet import SheetDialog
from dxdesk.ui.pages.employees.person import Person
from dxdesk.ui.pages.qualifications.evidence_forms import TITLES, Asked
from dxdesk.ui.pages.qualifications.scans_card import ScansCard, Subject
from dxdesk.ui.pages.qualifications.sheets import open_form
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button
from dxdesk.ui.workplace import Workplace

PROOFS: Final = {title: proof for proof, title in TITLES.items()}


class ScanWindow(QDialog):
    """The scans of one piece of evidence, over the page."""

    def __init__(self, parent: QWidget, workplace: Workplace, subject: Subject) -> None:
        super().__init__(parent)
        self.setWindowTitle("写し")
        self.setModal(True)
        self.resize(760, 600)
        self.scans = ScansCard(workplace)
        self.scans.setObjectName("plain")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 12)
        layout.addWidget(self.scans, 1)
        closing = row(1, button("閉じる", self.close))
        closing.setContentsMargins(14, 0, 14, 0)
        layout.addLayout(closing)
        self.scans.show_subject(subject)


class EvidenceVerbs(QWidget):
    """The buttons above the list of one kind of evidence of one person.

    Args:
        title: of the tab: 研修, 資格 or 業務経歴.
        table, view: the list.
    """

    def __init__(self, workplace: Workplace, title: str, table: RowsTable, view: ListView) -> None:
        super().__init__()
        self.workplace = workplace
        self.dialog: SheetDialog | None = None
        self.scans: ScanWindow | None = None
        self._proof: Proof = PROOFS[title]
        self._table, self._view = table, view
        self._person: Person | None = None
        self.new_button = button("登録", self.open_new)
        self.new_button.setAccessibleName(f"{title}の登録")
        self.correct_button = button("訂正", self.open_correction)
        self.correct_button.setAccessibleName(f"{title}の訂正")
        self.scan_button = button("写し", self.open_scan)
        self.scan_button.setAccessibleName(f"{title}の写し")
        line = row(1, self.new_button, self.correct_button, self.scan_button)
        self.setLayout(line)
        view.offer(self.correct_button, self.scan_button)
        view.doubleClicked.connect(lambda _index: self.open_scan())

    def show_person(self, person: Person | None) -> None:
        """Say whose evidence the list holds."""
        self._person = person
        may, some = self.workplace.desk.may, self._table.rowCount() > 0
        self.new_button.setEnabled(person is not None and may(acts.ADD_EVIDENCE))
        self.correct_button.setEnabled(some and may(acts.CORRECT_EVIDENCE))
        self.scan_button.setEnabled(some)

    def _chosen(self) -> dict[str, Any] | None:
        at = max(0, self._view.currentIndex().row())
        return dict(self._table.row(at)) if at < self._table.rowCount() else None

    def _employee_id(self) -> int:
        return self._person.profile.employee.employee_id if self._person else 0

    def open_new(self) -> None:
        """登録: something that no file brings."""
        self.dialog = open_form(self, self.workplace, Asked(self._proof, 0, self._employee_id()))

    def open_correction(self) -> None:
        """訂正: what is chosen was registered wrongly."""
        chosen = self._chosen()
        if chosen is not None:
            self.dialog = open_form(
                self, self.workplace, Asked(self._proof, chosen["row_id"], self._employee_id())
            )

    def open_scan(self) -> None:
        """写し: show the scans of what is chosen."""
        chosen, person = self._chosen(), self._person
        if chosen is None or person is None:
            return
        number = person.profile.employee.number
        who = f"{person.profile.name}（{number}）"
        what = f"{chosen['name']}　{chosen['verification']}"
        subject = Subject(self._proof, chosen["row_id"], number, self._employee_id(), who, what)
        self.scans = ScanWindow(self, self.workplace, subject)
        self.scans.open()
