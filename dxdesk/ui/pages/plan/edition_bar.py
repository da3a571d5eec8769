"""The editions of the plan: which one is shown, which one is in force, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QMenu

from dxdesk.models import acts, wareki
from dxdesk.models.plan.editions import Edition
from dxdesk.ui.pages.plan.shown import Shown, years_words
from dxdesk.ui.tables.habits import EXCEL
from dxdesk.ui.tables.menus import opens
from dxdesk.ui.widgets.card import Card
from dxdesk.ui.widgets.flow import Flow
from dxdesk.ui.widgets.texts import button, label, set_tone
from dxdesk.ui.workplace import Workplace

IN_FORCE = "有効"


class EditionBar(Card):
    """One line: the edition, its state in words, and the verbs.

    ``chosen`` says which edition shall be shown.
    """

    chosen = Signal(int)
    head_asked = Signal()
    copy_asked = Signal()
    take_in_asked = Signal()
    export_asked = Signal()
    discard_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.choice = QComboBox()
        self.choice.setAccessibleName("計画の版")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.in_force = _chip("good")
        self.sealed = _chip("primary")
        self.revised = _chip("attention")
        self.note = _chip("attention")
        self.copy_button = button("次の年度の版を作る…", self.copy_asked.emit)
        self.menu = QMenu("この版", self)
        self.head = self.menu.addAction("名称・年度・本人申告の扱い…", self.head_asked.emit)
        self.take_in = self.menu.addAction("取込（Ctrl+I）…", self.take_in_asked.emit)
        self.export = self.menu.addAction(f"{EXCEL}…", self.export_asked.emit)
        self.discard = self.menu.addAction("版の削除…", self.discard_asked.emit)
        self.menu_button = opens(self.menu)
        line = Flow(spacing=8)
        for widget in (
            self.choice, self.in_force, self.sealed, self.revised, self.note, self.copy_button,
            self.menu_button,
        ):  # fmt: skip
            line.addWidget(widget)
        self.column.addLayout(line)
        self.choice.activated.connect(lambda at: self.chosen.emit(int(self.choice.itemData(at))))

    def show_plan(self, shown: Shown) -> None:
        """Show the editions, and the state of the one that is shown."""
        self.choice.blockSignals(True)
        self.choice.clear()
        for edition in shown.known:
            self.choice.addItem(_title(edition, shown.in_force_id), edition.id)
        self.choice.setCurrentIndex(self.choice.findData(shown.edition.id))
        self.choice.blockSignals(False)
        self._show_state(shown)
        may = self.workplace.desk.may
        self.head.setEnabled(shown.is_last and may(acts.CHANGE_PLAN))
        self.copy_button.setEnabled(shown.is_last and may(acts.COPY_PLAN))
        self.export.setEnabled(may(acts.EXPORT))
        self.take_in.setEnabled(may(acts.IMPORT_PLAN))
        free = not shown.sealed and not _is_revised(shown.known, shown.edition)
        self.discard.setEnabled(free and may(acts.DISCARD_PLAN))

    def _show_state(self, shown: Shown) -> None:
        edition = shown.edition
        _say(self.in_force, IN_FORCE if edition.id == shown.in_force_id else "")
        self.in_force.setToolTip(f"{wareki.long(self.workplace.as_of())}に有効な版です。")
        open_to_change = shown.sealed and shown.is_last
        _say(self.sealed, f"確定（変更すると{shown.next_version}）" if open_to_change else "")
        self.sealed.setToolTip(f"{shown.sealed_by}に使われています。" if shown.sealed_by else "")
        last = shown.last
        _say(self.revised, "" if shown.is_last else f"版{last.version}に改められています")
        _say(self.note, edition.note)


def _title(edition: Edition, in_force_id: int) -> str:
    since = f"　{wareki.short(edition.in_force_from)}から" if edition.in_force_from else ""
    in_force = f"　{IN_FORCE}" if edition.id == in_force_id else ""
    return f"{edition.title}　{years_words(edition)}{since}{in_force}"


def _is_revised(known: Sequence[Edition], edition: Edition) -> bool:
    return any(each.revises_id == edition.id for each in known)


def _chip(tone: str) -> QLabel:
    made = label("", "chip")
    set_tone(made, tone)
    made.hide()
    return made


def _say(chip: QLabel, text: str) -> None:
    chip.setText(text)
    chip.setVisible(bool(text))
