"""Step 2: what each column of the file is read as."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from dxdesk.imports.headings import Field
from dxdesk.imports.kinds import fitting
from dxdesk.imports.proposal import ImportKind
from dxdesk.imports.remembered_headings import Heading, Look
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, heading, label, set_tone

UNREAD = "（読み込まない）"
_ALL = "全ての必要な項目に列が決まっています。Enterで次へ進みます。違う項目は選び直せます。"
_MISSING = "必須の項目{}の列を選んでください。見出しの行が違うときは、先に行を選び直してください。"
_SHOWN = 24
_AT_ONCE = 4
_IN_TITLE = 7


class HeadingsStep(Card):
    """One line per heading: its first values, and the field as which it is read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(heading("見出しと項目"), spacing=8)
        self.row = QComboBox()
        self.row.setAccessibleName("見出しの行")
        self.row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.row.currentIndexChanged.connect(self._row_chosen)
        self.state = body("")
        set_tone(self.state, "good")  # a ground that comes later would leave no room around
        self._built: list[QComboBox] = []
        self._looks: list[Look] = []
        self._taken: dict[int, tuple[int, str]] = {}
        self._keys: list[str] = []
        self._fields: tuple[Field, ...] = ()
        self._headings: tuple[Heading, ...] = ()
        self._offered = _offered(())
        self._grid = QGridLayout()
        self._builder = QTimer(self)
        self._builder.timeout.connect(lambda: self._build(_AT_ONCE))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a place in the order of Tab
        line = row(label("見出しの行", "muted"), self.row, spacing=14)
        line.setStretch(1, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.state)
        self.column.addWidget(self._area, 1)

    def show_look(self, look: Look, fields: Sequence[Field]) -> None:
        """Show the headings of a file and what they would be read as."""
        self._fields = tuple(fields)
        self._offered = _offered(fields)  # one for all columns: making it takes as long as a choice
        self._looks = sorted((look, *look.others), key=lambda each: each.row)
        with QSignalBlocker(self.row):
            self.row.clear()
            self.row.addItems([_row_title(each) for each in self._looks])
            self.row.setCurrentIndex(self._looks.index(look))
        self._show(look)

    def _row_chosen(self, at: int) -> None:
        """The officer says in which row the headings stand."""
        self._show(self._looks[at])

    def _show(self, look: Look) -> None:
        self._headings = tuple(each for each in look.headings if each.text)
        self._keys = [each.key for each in self._headings]
        self._taken = {}
        self._built = []
        self._lay_out_grid()
        self._build(_AT_ONCE)
        self._builder.start()
        self._judge()

    def _lay_out_grid(self) -> None:
        inside = QWidget()
        inside.setObjectName("clear")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        for at, title in enumerate(("列", "ファイルの見出し", "はじめの値", "読み込む項目")):
            self._grid.addWidget(label(title, "muted"), 0, at)
        self._grid.setRowStretch(len(self._headings) + 1, 1)
        self._area.setWidget(inside)

    @property
    def choices(self) -> list[QComboBox]:
        """The choice of each heading."""
        self._build(len(self._headings))
        return self._built

    def _build(self, count: int) -> None:
        """Make the lines of some more headings: all at once would stop the window for 50 ms."""
        start = len(self._built)
        for at in range(start, min(start + count, len(self._headings))):
            self._add(at)
        if len(self._built) == len(self._headings):
            self._builder.stop()

    def _add(self, at: int) -> None:
        shown, line = self._headings[at], at + 1
        choice = QComboBox()
        choice.setAccessibleName(f"「{shown.text}」を読み込む項目")
        choice.setMinimumWidth(200)
        choice.setMaxVisibleItems(20)
        choice.setModel(self._offered)
        choice.setCurrentIndex(max(0, choice.findData(self._keys[at])))
        choice.currentIndexChanged.connect(lambda _index, at=at: self._chosen(at))
        before = self._built[-1] if self._built else self._area
        self._built.append(choice)
        values = " ／ ".join(_short(value) for value in shown.samples)
        self._grid.addWidget(label(f"{line}列目", "muted"), line, 0)
        self._grid.addWidget(_cut(shown.text), line, 1)
        self._grid.addWidget(_cut(values, _SHOWN * 3), line, 2)
        self._grid.addWidget(choice, line, 3)
        choice.show()  # the layout would do so later, and until then it takes no focus
        QWidget.setTabOrder(before, choice)  # what is made later would come after the buttons

    def _chosen(self, changed: int) -> None:
        """A field is read from one column: where it was read from before, nothing is read."""
        key = str(self._built[changed].currentData())
        self._keys[changed] = key
        self._give_back(changed)
        for at, held in enumerate(self._keys):
            if at != changed and key and held == key:
                self._set(at, "")
                self._taken[changed] = at, key
        self._judge()

    def _give_back(self, changed: int) -> None:
        """On the way through the list with the arrow keys a choice takes every field for a moment."""
        at, key = self._taken.pop(changed, (0, ""))
        if key and not self._keys[at] and key not in self._keys:
            self._set(at, key)

    def _set(self, at: int, key: str) -> None:
        self._keys[at] = key
        if at < len(self._built):
            choice = self._built[at]
            with QSignalBlocker(choice):
                choice.setCurrentIndex(max(0, choice.findData(key)))

    def _judge(self) -> None:
        missing = "".join(f"「{field.label}」" for field in self.missing())
        text = _MISSING.format(missing) if missing else _ALL
        set_tone(self.state, "attention" if missing else "good")
        self.state.setText(text)
        self.changed.emit()

    def missing(self) -> list[Field]:
        """The fields that need a column and have none."""
        return [field for field in self._fields if field.required and field.key not in self._keys]

    def by_hand(self) -> dict[str, str]:
        """Heading → field, where the officer has chosen otherwise than the names say."""
        pairs = zip(self._headings, self._keys, strict=True)
        return {each.text: key for each, key in pairs if key != each.key}

    def mapping(self) -> dict[str, str]:
        """Heading → field for every heading; empty for what is not read."""
        found: dict[str, str] = {}
        for each, key in zip(self._headings, self._keys, strict=True):
            found[each.text] = found.get(each.text) or key
        return found

    def other_kind(self, chosen: ImportKind) -> str:
        """A sentence that the file looks like one of another kind, where it does."""
        if not self.missing():
            return ""
        titles = [kind.title for kind in fitting([each.text for each in self._headings])]
        names = "または".join(f"「{title}」" for title in titles if title != chosen.title)
        return (
            f"{names}のファイルのようです。種類が違うときは、戻って選び直してください。"
            if names
            else ""
        )

    def focus_first(self) -> bool:
        """Go to the first column that is not read while a field is missing; says whether there is one."""
        if not self.missing():
            return False
        if "" not in self._keys:
            return False
        at = self._keys.index("")
        self._build(at + 1 - len(self._built))
        choice = self._built[at]
        choice.setFocus()
        self._area.ensureWidgetVisible(choice)
        return True


def _offered(fields: Sequence[Field]) -> QStandardItemModel:
    made = QStandardItemModel()
    for title, key in [(UNREAD, ""), *((_titled(field), field.key) for field in fields)]:
        item = QStandardItem(title)
        item.setData(key, Qt.ItemDataRole.UserRole)
        made.appendRow(item)
    return made


def _row_title(look: Look) -> str:
    texts = [_short(each.text) for each in look.headings if each.text]
    more = " ／ …" if len(texts) > _IN_TITLE else ""
    titles = " ／ ".join(texts[:_IN_TITLE]) + more
    return f"{look.row}行目　{titles}" if look.row else "見出しがありません"


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
