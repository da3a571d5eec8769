"""One sheet beside the list: whose, how it stands before every category, and what can be typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dxdesk.models.assessment import sheets
from dxdesk.models.assessment.sheet_answers import Grades
from dxdesk.ui.pages.assessment.claims_card import ClaimsCard
from dxdesk.ui.pages.assessment.items import sheet_list
from dxdesk.ui.pages.assessment.looking import TONES, Visit
from dxdesk.ui.pages.assessment.reasons_view import ReasonsView
from dxdesk.ui.pages.assessment.sheet_form import SheetForm
from dxdesk.ui.pages.assessment.sheet_words import head_words, state_words
from dxdesk.ui.pages.assessment.typed import Typed
from dxdesk.ui.tables.typed_list import TypedList, TypedTable
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Answer, body, chosen_text, label, set_tone
from dxdesk.ui.workplace import Workplace

_EMPTY: Final = "左の一覧から職員を選んでください。"


class SheetCard(Card):
    """Head, reasons with cells to type into, wish and note; the verbs are put under it.

    Args:
        parent: where it will stand.
    """

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.workplace = workplace
        self.visit: Visit | None = None
        self.name = label("", "person")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kana = label("", "muted")
        self.state = label("")
        self.position = label("", "muted")
        self.summary = chosen_text("", "muted")
        self.typed = Typed()
        self.typed.setParent(self)
        self.form = SheetForm(self.typed)
        self.reasons = ReasonsView(
            workplace, self._name_words, key="sheet_items", make_list=self._make_list
        )
        self.claims = ClaimsCard(workplace)
        self.head_said = chosen_text("")
        self.answer = Answer()
        self.empty = body(_EMPTY, "muted")
        self.content = QWidget()
        self.below = QHBoxLayout()
        self.verbs = QHBoxLayout()
        self.column.addWidget(self.empty)
        self.column.addWidget(self.content, 1)
        self.column.addStretch(0)
        self._lay_out()
        self.show_visit(None)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self.name, self.kana, self.state, 1, self.position))
        layout.addWidget(self.summary)
        layout.addWidget(self.form.draft_row)
        layout.addWidget(self.reasons, 1)
        notes = QVBoxLayout()
        notes.setSpacing(6)
        notes.addWidget(self.head_said)
        notes.addWidget(self.form)
        self.below.setSpacing(GAP + GAP)
        self.below.addWidget(self.claims, 3)
        self.below.addLayout(notes, 2)
        layout.addLayout(self.below)
        layout.addWidget(self.answer)
        layout.addLayout(self.verbs)

    def _make_list(self) -> TypedList:
        made = sheet_list(self.typed, self._rated_before)
        assert isinstance(made.table, TypedTable)
        made.table.refused.connect(lambda text: self.answer.say(text, "bad"))
        return made

    def _rated_before(self) -> Mapping[str, Grades]:
        return self.visit.rated_before if self.visit else {}

    def _name_words(self) -> str:
        return f"{self.visit.number}　{self.visit.name}" if self.visit else ""

    def show_visit(self, visit: Visit | None, *, may: bool = True) -> None:
        """Show a sheet, or nobody's.

        Args:
            may: whether the account may change sheets.
        """
        self.visit = visit
        self.empty.setVisible(visit is None)
        self.content.setVisible(visit is not None)
        if visit is None:
            return
        self.name.setText(visit.name)
        self.kana.setText(f"{visit.kana}　{visit.number}")
        self.state.setText(state_words(visit.sheet))
        tone = TONES[visit.sheet.state]
        set_tone(self.state, "" if tone == "muted" else tone)
        self.summary.setText(visit.summary)
        self.head_said.setText(head_words(visit.sheet.head))
        set_tone(self.head_said, "" if visit.sheet.head.day else "attention")
        self.answer.hide()
        self.form.show_visit(visit, free=may and visit.sheet.state != sheets.CONFIRMED)
        self.claims.show_visit(visit)
        self.reasons.show_reasons(visit.reasons)
