"""A list of evidence at the left, what is chosen with its scan at the right."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QWidget

from dxdesk.models import acts, wareki
from dxdesk.models.evidence import listing
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.listing import EvidenceRow
from dxdesk.ui.forms.sheet import SheetDialog
from dxdesk.ui.pages.qualifications.evidence_list import EvidenceList, ListKind
from dxdesk.ui.pages.qualifications.scans_card import ScansCard, Subject
from dxdesk.ui.pages.qualifications.sheets import Asked, open_form
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.texts import button
from dxdesk.ui.workplace import Workplace

CORRECT = "訂正"
PERSON = "職員を開く"
_NEW = {Proof.HOLDING: "資格を登録", Proof.EXPERIENCE: "業務経歴を登録"}


class EvidenceTab(QWidget):
    """One tab of the page.

    Args:
        kind: its list.
        new: what can be registered here, 資格 or 業務経歴; none where nothing can.
        beside: further widgets at the right end of the search field.
        verbs: further buttons above the scan.
    """

    def __init__(
        self, workplace: Workplace, kind: ListKind, new: Proof | None = None,
        beside: tuple[QWidget, ...] = (), verbs: tuple[QPushButton, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self.workplace = workplace
        self.dialog: SheetDialog | None = None
        self._new = new
        self._verbs = verbs
        self.correct_button = button(CORRECT, self.open_correction)
        self.person_button = button(PERSON, self.go_to_person)
        if new is not None:
            self.new_button = button(_NEW[new], self.open_new)
            beside = (self.new_button, *beside)
        self.list = EvidenceList(workplace, kind, *beside)
        self.list.view.offer(*verbs, self.correct_button, self.person_button)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        self._beside = QWidget()
        room = QHBoxLayout(self._beside)
        room.setContentsMargins(0, 0, 0, 0)
        splitter.addWidget(self._beside)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([640, 420])
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)
        self.list.row_chosen.connect(self._show_row)
        self.list.view.doubleClicked.connect(lambda _index: self.open_correction())
        if new is not None:
            self.new_button.setEnabled(workplace.desk.may(acts.ADD_EVIDENCE))

    @cached_property
    def scans(self) -> ScansCard:
        """What is chosen with its scan; made when the list is there, so that the list comes first."""
        return self._make_scans()

    def _make_scans(self) -> ScansCard:
        made = ScansCard(self.workplace, *self._verbs, self.correct_button, self.person_button)
        room = self._beside.layout()
        assert room is not None
        room.addWidget(made)
        return made

    def refresh(self) -> None:
        """Show the list as the desk holds it now."""
        self.list.search()

    def _show_row(self, row: EvidenceRow | None) -> None:
        may = self.workplace.desk.may
        self.correct_button.setEnabled(row is not None and may(acts.CORRECT_EVIDENCE))
        self.person_button.setEnabled(row is not None)
        self.scans.show_subject(subject_of(row) if row is not None else None)

    # --- verbs ---

    def open_new(self) -> None:
        """登録: something that no file brings."""
        if self._new is not None:
            self.dialog = open_form(self, self.workplace, Asked(self._new))

    def open_correction(self) -> None:
        """訂正: what is chosen was registered wrongly."""
        row = self.list.chosen()
        if row is None or not self.correct_button.isEnabled():
            return
        proof, row_id = listing.of_key(row.key)
        self.dialog = open_form(self, self.workplace, Asked(proof, row_id, row.employee_id))

    def go_to_person(self) -> None:
        """Show the person on the page 職員."""
        row = self.list.chosen()
        if row is not None:
            self.workplace.news.go_to.emit("employees", row.number)


def subject_of(row: EvidenceRow) -> Subject:
    """What stands above the scan of a line."""
    proof, row_id = listing.of_key(row.key)
    place = " ".join(filter(None, (row.bureau, row.unit)))
    said = (place, _what(row, proof), _checked(row), row.note)
    return Subject(
        proof, row_id, row.number, row.employee_id, f"{row.name}（{row.number}）",
        "\n".join(filter(None, said)), row.scans,
    )  # fmt: skip


def _what(row: EvidenceRow, proof: Proof) -> str:
    days = wareki.short(row.since)
    if proof is Proof.HOLDING:
        days += "取得" + (f"（{wareki.short(row.until)}まで有効）" if row.until else "")
    elif proof is Proof.EXPERIENCE:
        days += f"～{wareki.short(row.until) if row.until else '継続中'}"
    return "　".join(filter(None, (row.kind, days, row.detail)))


def _checked(row: EvidenceRow) -> str:
    when = wareki.short(row.checked_on) if row.checked_on else ""
    who = "　".join(filter(None, (row.checked_by, when)))
    return f"{row.verification}（{who}）" if who else row.verification
