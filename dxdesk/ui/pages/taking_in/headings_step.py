"""Step 2: what each column of the file is read as."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from dxdesk.imports.headings import Field
from dxdesk.imports.remembered_headings import Heading, Look
from dxdesk.ui.widgets.card import Card
from dxdesk.ui.widgets.texts import body, heading, label, set_tone

UNREAD = "（読み込まない）"
_ALL = "全ての必要な項目に列が決まっています。Enterで次へ進みます。"
_SHOWN = 24


class HeadingsStep(Card):
    """One line per heading: its first values, and the field as which it is read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(heading("見出しと項目"), spacing=8)
        self.where = label("", "muted")
        self.state = body("")
        set_tone(self.state, "good")  # a ground that comes later would leave no room around
        self.choices: list[QComboBox] = []
        self._fields: tuple[Field, ...] = ()
        self._headings: tuple[Heading, ...] = ()
        self._offered = _offered(())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (self.where, self.state):
            self.column.addWidget(widget)
        self.column.addWidget(self._area, 1)

    def show_look(self, look: Look, fields: Sequence[Field]) -> None:
        """Show the headings of a file and what they would be read as."""
        self._fields = tuple(fields)
        self._headings = tuple(each for each in look.headings if each.text)
        self.where.setText(f"{look.row}行目を見出しとして読みます。違う項目は選び直してください。")
        self._offered = _offered(fields)  # one for all: 14 columns of 14 fields take 20 ms
        inside = QWidget()
        inside.setObjectName("clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for at, title in enumerate(("列", "ファイルの見出し", "はじめの値", "読み込む項目")):
            grid.addWidget(label(title, "muted"), 0, at)
        self.choices = []
        for at, each in enumerate(self._headings, start=1):
            self._add(grid, at, each)
        grid.setRowStretch(len(self._headings) + 1, 1)
        self._area.setWidget(inside)
        self._judge()

    def _add(self, grid: QGridLayout, at: int, shown: Heading) -> None:
        choice = QComboBox()
        choice.setAccessibleName(f"「{shown.text}」を読み込む項目")
        choice.setMinimumWidth(200)
        choice.setMaxVisibleItems(20)
        choice.setModel(self._offered)
        choice.setCurrentIndex(max(0, choice.findData(shown.key)))
        choice.currentIndexChanged.connect(lambda _at, choice=choice: self._chosen(choice))
        self.choices.append(choice)
        values = " ／ ".join(_short(value) for value in shown.samples)
        grid.addWidget(label(f"{at}列目", "muted"), at, 0)
        grid.addWidget(_cut(shown.text), at, 1)
        grid.addWidget(_cut(values, _SHOWN * 3), at, 2)
        grid.addWidget(choice, at, 3)

    def _chosen(self, changed: QComboBox) -> None:
        """A field is read from one column: where it was read from before, nothing is read."""
        key = changed.currentData()
        for choice in self.choices:
            if choice is not changed and key and choice.currentData() == key:
                choice.setCurrentIndex(0)
        self._judge()

    def _judge(self) -> None:
        missing = "".join(f"「{field.label}」" for field in self.missing())
        text = f"必須の項目{missing}の列を選んでください。" if missing else _ALL
        set_tone(self.state, "attention" if missing else "good")
        self.state.setText(text)
        self.changed.emit()

    def missing(self) -> list[Field]:
        """The fields that need a column and have none."""
        read = {choice.currentData() for choice in self.choices}
        return [field for field in self._fields if field.required and field.key not in read]

    def by_hand(self) -> dict[str, str]:
        """Heading → field, where the officer has chosen otherwise than the names say."""
        pairs = zip(self._headings, self.choices, strict=True)
        return {
            each.text: str(choice.currentData())
            for each, choice in pairs
            if choice.currentData() != each.key
        }

    def mapping(self) -> dict[str, str]:
        """Heading → field for every heading; empty for what is not read."""
        found: dict[str, str] = {}
        for each, choice in zip(self._headings, self.choices, strict=True):
            found[each.text] = found.get(each.text) or str(choice.currentData())
        return found

    def focus_first(self) -> bool:
        """Go to the first column that is not read while a field is missing; says whether there is one."""
        if not self.missing():
            return False
        unread = [choice for choice in self.choices if not choice.currentData()]
        for choice in unread[:1]:
            choice.setFocus()
            self._area.ensureWidgetVisible(choice)
        return bool(unread)


def _offered(fields: Sequence[Field]) -> QStandardItemModel:
    made = QStandardItemModel()
    for title, key in [(UNREAD, ""), *((_titled(field), field.key) for field in fields)]:
        item = QStandardItem(title)
        item.setData(key, Qt.ItemDataRole.UserRole)
        made.appendRow(item)
    return made


def _titled(field: Field) -> str:
    return f"{field.label}（必須）" if field.required else field.label


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _cut(text: str, longest: int = _SHOWN) -> QLabel:
    line = " ".join(text.split())
    made = label(line if len(line) <= longest else line[:longest] + "…")
    made.setToolTip(text)
    return made
