"""Both versions of a stale edit side by side: 相手の内容にする, or 自分の内容で登録."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from dxdesk.models import wareki
from dxdesk.models.conflicts import ChangedMeanwhile
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading, label, set_tone

Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class TwoVersions:
    """What is shown.

    Args:
        mine: field and what was typed.
        theirs: field and what stands there now.
    """

    refused: ChangedMeanwhile
    mine: Lines
    theirs: Lines


class ConflictDialog(QDialog):
    """Lets the officer decide; nothing is saved or lost before.

    Args:
        parent: what it lies over.
        versions: mine and theirs.
        take_theirs: forgets what was typed.
        register_mine: registers what was typed all the same.
    """

    def __init__(
        self,
        parent: QWidget,
        versions: TwoVersions,
        take_theirs: Callable[[], object],
        register_mine: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("ほかの利用者が変更しています")
        self.setMinimumWidth(620)
        refused = versions.refused
        when = f"{wareki.short(refused.at.date())} {refused.at:%H:%M}"
        self.who = body(refused.text)
        set_tone(self.who, "attention")
        self.mine = chosen_text(_written(versions.mine))
        self.theirs = chosen_text(_written(versions.theirs))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(heading("自分の内容"), 0, 0)
        grid.addWidget(heading("相手の内容"), 0, 1)
        grid.addWidget(label("まだ登録していません", "muted"), 1, 0)
        grid.addWidget(label(f"{refused.account}　{when} に登録", "muted"), 1, 1)
        for column, text in enumerate((self.mine, self.theirs)):
            grid.addWidget(text, 2, column, Qt.AlignmentFlag.AlignTop)
        self.take = button("相手の内容にする", lambda: self._decide(take_theirs))
        self.register = button("自分の内容で登録", lambda: self._decide(register_mine))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.who)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(row(1, button("入力に戻る", self.reject), self.take, self.register))

    def _decide(self, then: Callable[[], object]) -> None:
        self.accept()
        then()


def _written(lines: Lines) -> str:
    return "\n".join(f"{title}：{text or '（空欄）'}" for title, text in lines)
