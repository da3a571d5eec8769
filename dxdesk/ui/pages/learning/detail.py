"""Everything about one learning opportunity, and what can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QScrollArea, QWidget

from dxdesk.models.plan import learning_dates
from dxdesk.models.plan.learning import Opportunity
from dxdesk.ui import appearance
from dxdesk.ui.pages.learning.shown import Shown, state_of
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Body, body, button, chosen_text, label, set_tone

_CHOOSE: Final = "左の一覧から選ぶと、ここに詳しい内容が表示されます。"
_LABEL_WIDTH: Final = 96


class OpportunityDetail(Card):
    """What stands beside the list."""

    change_asked = Signal()
    similar_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = chosen_text("", "person")
        self.state = label("")
        self.change_button = button("変更…", self.change_asked.emit, "primary")
        self.similar_button = button("同じ内容で新しく登録…", self.similar_asked.emit)
        self.values: dict[str, Body] = {}
        facts = QWidget()
        facts.setObjectName("clear")
        self._facts = QFormLayout(facts)
        self._facts.setContentsMargins(0, 0, 4, 0)
        self._facts.setVerticalSpacing(8)
        self._facts.setHorizontalSpacing(10)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidget(facts)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.title)
        self.column.addLayout(row(self.state, 1))
        self.column.addWidget(scroll, 1)
        self.column.addLayout(row(self.change_button, self.similar_button, 1))

    def show_opportunity(self, each: Opportunity | None, shown: Shown, *, may_change: bool) -> None:
        """Show one; none says what would be here."""
        self.title.setText(each.title if each else _CHOOSE)
        state = state_of(each, shown) if each else {"state": "", "state_tone": ""}
        self.state.setText(state["state"])
        self.state.setVisible(bool(state["state"]))
        set_tone(self.state, "attention" if state["state_tone"] == "attention" else "primary")
        told = facts_of(each, shown) if each else {}
        for title in (*self.values.keys(), *told.keys()):
            self._say(title, told.get(title, ""))
        for each_button in (self.change_button, self.similar_button):
            each_button.setEnabled(each is not None and may_change)

    def _say(self, title: str, text: str) -> None:
        if title not in self.values:
            name = body(title, "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            appearance.keep_width(name, _LABEL_WIDTH)
            self.values[title] = chosen_text()
            self._facts.addRow(name, self.values[title])
        self.values[title].setText(text)
        self._facts.setRowVisible(self.values[title], bool(text))


def facts_of(each: Opportunity, shown: Shown) -> dict[str, str]:
    """What is said of an opportunity, by its titles."""
    return {
        "種類": each.kind + ("（推奨講座）" if each.recommended else ""),
        "実施機関": each.provider,
        "日程": learning_dates.days_words(each),
        "申込期間": learning_dates.applying_words(each),
        "会場・方法": each.place,
        "費用": each.fee,
        "主な対象": "\n".join(
            category.name
            for category in shown.offer.categories
            if category.code in each.category_codes
        )
        or learning_dates.FOR_EVERYBODY,
        "関係する資格": _qualification(each, shown),
        "関係する研修": next(
            (own.name for own in shown.offer.trainings if own.id == each.training_id), ""
        ),
        "案内の所在": each.url,
        "説明": each.text,
    }


def _qualification(each: Opportunity, shown: Shown) -> str:
    """The name, and until when its exam is held."""
    every = shown.offer.qualifications
    for own in every:
        if own.id == each.qualification_id:
            return "\n".join(filter(None, (own.name, learning_dates.exam_words(own, every))))
    return ""
