"""Why one person meets the rule, or what is missing, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from dxdesk.models.assessment.reasons import CategoryReason
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, chosen_text, label


class ReasonCard(Card):
    """Name, reasons, and 「保留にする」.

    Args:
        hold: leaves the person out of the decision, or takes that back.
    """

    def __init__(self, hold: Callable[[], object]) -> None:
        super().__init__()
        self.title = label("理由", "heading")
        self.hold = button("保留にする", hold)
        self.words = chosen_text("候補を調べると、選んだ職員の理由をここに表示します。", "muted")
        self.column.addLayout(row(self.title, 1, self.hold))
        self.column.addWidget(_scrolling(self.words), 1)
        self.hold.setEnabled(False)

    def show_reason(self, name: str, reason: CategoryReason, held_back: str) -> None:
        """Show one person's reasons."""
        lines = [f"保留：{held_back}"] if held_back else []
        lines += [reason.summary, *(f"・{item.words}" for item in reason.items)]
        lines += [f"足りないもの：{each}" for each in reason.missing]
        if reason.enough:
            lines.append(f"あと1項目：{reason.enough_words}")
        self.title.setText(name)
        self.words.setText("\n".join(lines))

    def allow_hold(self, allowed: bool, held_back: bool) -> None:
        """Offer to hold the person back, or to take that back."""
        self.hold.setEnabled(allowed)
        self.hold.setText("保留をやめる" if held_back else "保留にする")


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    holder = QWidget()
    holder.setObjectName("clear")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(holder)
    return area
