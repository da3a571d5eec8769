"""Step 4: what was done, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dxdesk.imports.proposal import Proposal, State
from dxdesk.models import wareki
from dxdesk.models.people.advance_notices import AdvanceNotice
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading, set_tone

_DONE = {State.NEW: "新規", State.CHANGED: "変更", State.MISSING: "退職・廃止"}


class ResultStep(Card):
    """What was taken in, 元に戻す, the next file."""

    undo_asked = Signal()
    next_asked = Signal()
    corrected_asked = Signal()

    def __init__(self) -> None:
        super().__init__(heading("結果"), spacing=12)
        self.answer = body("")
        set_tone(self.answer, "primary")
        self.counts = chosen_text("")
        self.undo_button = button("元に戻す", self.undo_asked.emit)
        self.corrected_button = button("直したファイルを取り込む", self.corrected_asked.emit)
        self.next_button = button("次のファイルを取り込む", self.next_asked.emit)
        self.column.addWidget(self.answer)
        self.column.addWidget(self.counts)
        self.column.addLayout(row(self.next_button, self.corrected_button, self.undo_button, 1))
        self.column.addStretch(1)

    def show_done(self, proposal: Proposal, ticked: Sequence[int], *, saved: bool) -> None:
        """Say what was taken in.

        Args:
            proposal: what was proposed.
            ticked: places of the lines that were taken in.
            saved: whether the refused rows were saved as a workbook.
        """
        states = [proposal.lines[at].state for at in ticked]
        parts = [
            f"{word} {states.count(state):,}件" for state, word in _DONE.items() if state in states
        ]
        left = len(proposal.lines) - proposal.same - len(ticked)
        if left:
            parts.append(f"取り込まなかった行 {left:,}件")
        if proposal.refused:
            parts.append(f"取り込めない行 {len(proposal.refused):,}件（除きました）")
        self._say(f"{proposal.of.title}「{proposal.file}」を取り込みました。", "good")
        self.counts.setText("　".join(parts))
        self.undo_button.show()
        self.undo_button.setEnabled(True)
        self.corrected_button.setVisible(saved)

    def show_kept(self, notice: AdvanceNotice) -> None:
        """Say that a file of 内示 is kept."""
        self._say(
            f"「{notice.file_name}」を内示として保管しました（{wareki.long(notice.effective_on)}発令）。",
            "good",
        )
        self.counts.setText("組織・所属の「内示」で、発令日に適用できます。")
        self.undo_button.hide()
        self.corrected_button.hide()

    def show_undone(self) -> None:
        """Say that it was put back."""
        self._say("元に戻しました。取り込む前の内容です。", "primary")
        self.undo_button.setEnabled(False)
        self.next_button.setFocus()

    def show_trouble(self, text: str) -> None:
        """Say why it could not be put back."""
        self._say(text, "bad")
        self.undo_button.setEnabled(True)

    def _say(self, text: str, tone: str) -> None:
        self.answer.setText(text)
        set_tone(self.answer, tone)
