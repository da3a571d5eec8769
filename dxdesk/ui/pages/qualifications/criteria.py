"""The criteria of a search for talent as rows: what is looked for, which of it, from how many months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIntValidator, QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from dxdesk.models.assessment.talent import Asked, Criterion
from dxdesk.ui import appearance, theme
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.tables.menus import StayingMenu, opens
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button, label

TITLES: Final = {
    Asked.QUALIFICATION: "資格を保有",
    Asked.EXPERIENCE: "業務経歴",
    Asked.TRAINING: "研修を修了",
    Asked.ITEM: "項目を達成",
    Asked.GRADE: "職級",
    Asked.BUREAU: "部局",
    Asked.UNCERTIFIED: "まだ認定されていない",
}
_UNCHOSEN: Final = "選んでください"
_LONGEST_WORDS: Final = 38
_ROOM_BESIDE: Final = 48
_USUAL_MONTHS: Final = 12
_MOST_MONTHS: Final = 600

Offered = Mapping[Asked, Sequence[tuple[str, str]]]


class CriterionRow(QWidget):
    """One criterion; ``changed`` comes with each change, ``removed`` when it is taken away.

    Args:
        offered: what can be chosen for each kind.
        criterion: what it shows first.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, offered: Offered, criterion: Criterion) -> None:
        super().__init__()
        self._offered = offered
        self.asked = QComboBox()
        self.asked.setAccessibleName("条件の種類")
        for asked, title in TITLES.items():
            self.asked.addItem(title, asked)
        self.asked.setCurrentIndex(list(TITLES).index(criterion.asked))
        appearance.keep_width(self.asked, 190)
        self.menu = StayingMenu(_UNCHOSEN, self)
        self.codes = opens(self.menu)
        self.codes.setObjectName("picked")
        self.codes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.codes.setAccessibleName("条件の内容（いずれか）")
        self.months = LineEdit("月数", text=str(criterion.months or _USUAL_MONTHS))
        self.months.setValidator(QIntValidator(1, _MOST_MONTHS, self.months))
        self.months.setAlignment(Qt.AlignmentFlag.AlignRight)
        appearance.keep_width(self.months, 64)
        self.months_title = label("か月以上", "muted")
        self.remove_button = button("外す", self.removed.emit, "link")
        held = (self.months, self.months_title, self.remove_button)
        line = row(self.asked, self.codes, *held)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._layout, self._words = line, ""
        self.codes.setMinimumWidth(120)
        self._fill(criterion.codes)
        self.asked.activated.connect(self._asked_chosen)
        self.months.textChanged.connect(lambda _text: self.changed.emit())

    def _asked_chosen(self, _at: int) -> None:
        self._fill(())
        self.changed.emit()

    def _fill(self, chosen: Sequence[str]) -> None:
        asked = self._asked()
        self.menu.clear()
        for code, title in self._offered.get(asked, ()):
            action = QAction(title.replace("&", "&&"), self.menu)
            action.setData((code, title))
            action.setCheckable(True)
            action.setChecked(code in chosen)
            action.toggled.connect(lambda _on: self._chosen())
            self.menu.addAction(action)
        counted = asked is Asked.EXPERIENCE
        self.months.setVisible(counted)
        self.months_title.setVisible(counted)
        self._show_words()

    def _asked(self) -> Asked:
        return Asked(self.asked.currentData())

    def _chosen(self) -> None:
        self._show_words()
        self.changed.emit()

    def _show_words(self) -> None:
        titles = [title for _code, title in self._checked()]
        words = "、".join(titles)
        if len(words) > _LONGEST_WORDS and len(titles) > 1:
            words = f"{titles[0]}など{len(titles):,}件"
        self._words = f"{words}のいずれか" if len(titles) > 1 else words
        self.codes.setToolTip("、".join(titles))
        self._fit_words()

    def _fit_words(self) -> None:
        """Show as much of the words as there is room for."""
        room = self.codes.width() - theme.px(_ROOM_BESIDE)
        side = Qt.TextElideMode.ElideRight
        text = self.codes.fontMetrics().elidedText(self._words or _UNCHOSEN, side, room)
        # Qt leaves no room before a text that stands left in a button with a menu.
        self.codes.setText(f"  {text.replace('&', '&&')}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of the words."""
        super().resizeEvent(event)
        self._layout.activate()
        self._fit_words()

    def _checked(self) -> list[tuple[str, str]]:
        return [action.data() for action in self.menu.actions() if action.isChecked()]

    def choose(self, *codes: str) -> None:
        """Choose some of what is offered."""
        for action in self.menu.actions():
            action.setChecked(action.data()[0] in codes)

    def criterion(self) -> Criterion | None:
        """What is looked for; nothing as long as nothing is chosen."""
        codes = tuple(code for code, _title in self._checked())
        asked = self._asked()
        if not codes:
            return None
        return Criterion(asked, codes, self._months() if asked is Asked.EXPERIENCE else 0)

    def _months(self) -> int:
        return int(self.months.text()) if self.months.hasAcceptableInput() else 1

    def words(self) -> str:
        """The criterion in words, for the head of a paper."""
        months = f"{self._months()}か月以上" if self._asked() is Asked.EXPERIENCE else ""
        return f"{self.asked.currentText()}：{self._words}{months}"


class Criteria(QWidget):
    """All criteria, one under the other."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CriterionRow] = []
        self.offered: Offered = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_criteria(self, criteria: Sequence[Criterion]) -> None:
        """Show these criteria in place of those that are shown."""
        for each in self.rows:
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.rows = []
        for criterion in criteria:
            self.add(criterion)

    def add(self, criterion: Criterion | None = None) -> CriterionRow:
        """Add a row."""
        made = CriterionRow(self.offered, criterion or Criterion(Asked.QUALIFICATION, ()))
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._column.addWidget(made)
        return made

    def _remove(self, gone: CriterionRow) -> None:
        self.rows.remove(gone)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self.changed.emit()

    def criteria(self) -> tuple[Criterion, ...]:
        """What is looked for; rows in which nothing is chosen look for nothing."""
        found = (each.criterion() for each in self.rows)
        return tuple(each for each in found if each is not None)

    def words(self) -> str:
        """All of them in words."""
        return "、".join(each.words() for each in self.rows if each.criterion() is not None)
