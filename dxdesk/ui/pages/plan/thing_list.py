"""One kind of thing of the plan: the list, the detail beside it, and what can be done with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts
from dxdesk.models.conflicts import Part as Rows
from dxdesk.models.plan import edits, revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.rows import rows_of
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.words import category_words
from dxdesk.ui import appearance
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.keys import ENTER
from dxdesk.ui.pages.plan.editing import PlanDialog, Wanted, open_change
from dxdesk.ui.pages.plan.kinds import FILL_IN, Kind
from dxdesk.ui.pages.plan.shown import Shown
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading, label
from dxdesk.ui.workplace import Workplace

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_DETAIL_WIDTH = 330


class ThingView(ListView):
    """The list; Enter opens the form, Alt+↑ and Alt+↓ move a thing."""

    opened = Signal()
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Alt with an arrow moves."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.opened.emit()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class ThingTab(QWidget):
    """The tab of one kind of thing.

    Args:
        workplace: the desk and everything that goes with it.
        kind: which things, and how they are shown.
    """

    def __init__(self, workplace: Workplace, kind: Kind) -> None:
        super().__init__()
        self.workplace = workplace
        self.kind = kind
        self.shown: Shown | None = None
        self.things: list[Any] = []
        self.dialog: PlanDialog | None = None
        self._wanted = ""
        self.table = RowsTable(kind.columns)
        self.view = ThingView(
            self.table, f"{kind.title}の一覧", stretch=kind.stretch, leave_out=kind.leave_out
        )
        self.habits = ListHabits(self.view, workplace, kind.key, kind.title, personal=False)
        self.count = label("", "muted")
        self.answer = body("", "error")
        self.answer.hide()
        self.name = heading("")
        self.name.setWordWrap(True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(10)
        self.used = body("", "muted")
        self._make_buttons()
        self._lay_out()
        self.view.row_chosen.connect(lambda _row: self._show_chosen())
        self.view.opened.connect(self.open_sheet)
        self.view.doubleClicked.connect(lambda _index: self.open_sheet())
        self.view.moved.connect(self.shift)

    def _make_buttons(self) -> None:
        title = self.kind.title
        self.add_button = button("追加…", self.open_new)
        self.add_button.setAccessibleName(f"{title}の追加")
        self.change_button = button("直す…", self.open_sheet, "primary")
        self.change_button.setAccessibleName(f"{title}を直す")
        self.up_button = button("上へ", lambda: self.shift(-1), hint="上へ（Alt+↑）")
        self.down_button = button("下へ", lambda: self.shift(1), hint="下へ（Alt+↓）")
        self.remove_button = button("削除…", self.open_removal)
        self.remove_button.setAccessibleName(f"{title}の削除")
        self.view.offer(
            self.change_button,
            self.add_button,
            self.up_button,
            self.down_button,
            self.remove_button,
        )

    def _lay_out(self) -> None:
        top = row(self.count, 1, self.habits.views_button, self.habits.output_button)
        left = Card()
        left.column.addLayout(top)
        left.column.addWidget(self.view, 1)
        left.column.addWidget(self.answer)
        left.column.addLayout(row(self.add_button, 1, self.up_button, self.down_button))
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(self.name)
        column.addLayout(self.lines)
        column.addWidget(self.used)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(f"{self.kind.title}の内容")
        right = Card()
        appearance.keep_width(right, _DETAIL_WIDTH)
        right.column.addWidget(area, 1)
        right.column.addLayout(row(self.remove_button, 1, self.change_button))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(left, 1)
        layout.addWidget(right)

    # --- showing ---

    def show_plan(self, shown: Shown) -> None:
        """Show the things of an edition; the one that was chosen stays chosen."""
        key = self._wanted or self._key_of(self.chosen())
        self._wanted = ""
        self.shown = shown
        self.things = list(self.kind.things(shown.plan))
        self.table.show_rows([self.kind.row(each, shown.plan) for each in self.things])
        self.count.setText(f"{len(self.things):,}件")
        self.answer.hide()
        self.view.choose(0)
        self.choose(key)
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Choose a thing by its key, where it is in the list."""
        keys = [self._key_of(each) for each in self.things]
        if key in keys:
            self.view.choose_id(keys.index(key))

    def chosen(self) -> Any:
        """The thing that is chosen; nothing where there is none."""
        at = self.view.chosen_id()
        return self.things[at] if 0 <= at < len(self.things) else None

    def _key_of(self, thing: Any) -> str:
        return "" if thing is None else self.kind.part.key_of(thing)

    def _show_chosen(self) -> None:
        thing, shown = self.chosen(), self.shown
        while self.lines.count():
            gone = self.lines.takeAt(0)
            widget = gone.widget() if gone is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.name.setText("")
        self.used.setText("")
        if thing is not None and shown is not None:
            self.name.setText(_title_of(thing, self._key_of(thing), shown.plan))
            for title, text in self.kind.lines(thing, shown.plan):
                self.lines.addWidget(_line(title, text))
            used = self._used(thing)
            self.used.setText(f"{used}で使われています。" if used else "")
        self._enable()

    def _used(self, thing: Any) -> str:
        return self.shown.uses.of(self.kind.part, self._key_of(thing)) if self.shown else ""

    def _enable(self) -> None:
        shown, thing = self.shown, self.chosen()
        may = shown is not None and shown.is_last and self.workplace.desk.may(acts.CHANGE_PLAN)
        at, last = self.view.currentIndex().row(), len(self.things) - 1
        sorted_by_hand = not self.view.order()[0]
        self.add_button.setVisible(self.kind.addable)
        self.add_button.setEnabled(may)
        self.change_button.setEnabled(may and thing is not None)
        self.remove_button.setEnabled(may and self._is_there(thing))
        for each, possible in ((self.up_button, at > 0), (self.down_button, 0 <= at < last)):
            each.setVisible(self.kind.ordered)
            each.setEnabled(may and possible and sorted_by_hand)

    def _is_there(self, thing: Any) -> bool:
        """Whether the plan has it: a category without a rule has none to remove."""
        shown = self.shown
        return shown is not None and thing in self.kind.part.of(shown.plan)

    # --- changing ---

    def open_new(self) -> None:
        """追加: the form of a new thing."""
        if self.add_button.isEnabled() and self.kind.addable:
            self._open(None)

    def open_sheet(self) -> None:
        """直す: the form of the thing that is chosen."""
        thing = self.chosen()
        if thing is not None and self.change_button.isEnabled():
            self._open(thing)

    def _open(self, thing: Any) -> None:
        shown, kind = self.shown, self.kind
        if shown is None:
            return
        key = self._key_of(thing)
        entry = kind.entry(shown.plan, thing, self._used(thing))
        stands = thing is not None and self._is_there(thing)

        def read() -> Edit:
            made = entry.read()
            self._wanted = kind.part.key_of(made)
            return edits.put(kind.part, made, key if stands else "")

        def again(plan: PlanFile) -> list[Field]:
            now = next((each for each in kind.things(plan) if self._key_of(each) == key), None)
            return [] if now is None else kind.entry(plan, now, "").fields

        verb = "変更" if thing is not None else "追加"
        self._ask(
            Wanted(
                kind.key, f"{kind.title}の{verb}", key or "新規", "", entry.fields, read,
                self._watched(thing), again, kind.judged,
            )
        )  # fmt: skip

    def open_removal(self) -> None:
        """削除: what it means is said first."""
        thing, shown = self.chosen(), self.shown
        if thing is None or shown is None or not self.remove_button.isEnabled():
            return
        key, title = self._key_of(thing), self.kind.title
        used = self._used(thing)
        text = f"{title}「{_title_of(thing, key, shown.plan)}」をこの版から削除します。"
        if used:
            text += (
                f"\n{used}で使われています。記録は残りますが、この版では判定・集計に使いません。"
            )
        self._ask(
            Wanted(
                f"{self.kind.key}_removal", f"{title}の削除", key, text, [],
                lambda: edits.remove(self.kind.part, key), self._watched(thing),
                judged=self.kind.judged,
            )
        )  # fmt: skip

    def shift(self, by: int) -> None:
        """上へ, 下へ: at once, unless the edition is sealed."""
        thing, shown = self.chosen(), self.shown
        wanted = self.up_button if by < 0 else self.down_button
        if thing is None or shown is None or not wanted.isEnabled() or not self.kind.ordered:
            return
        key, part = self._key_of(thing), self.kind.part
        edit, title = edits.move(part, key, by), f"{part.title}の並び順の変更"
        if shown.sealed:
            text = f"「{_title_of(thing, key, shown.plan)}」を一つ{'上' if by < 0 else '下'}へ移します。"
            self._ask(
                Wanted(f"{self.kind.key}_order", title, key, text, [], lambda: edit, judged=False)
            )
            return
        edition_id = shown.edition.id
        wanted.setEnabled(False)
        self.workplace.write(
            acts.CHANGE_PLAN, f"{title}（{key}）",
            lambda action: revising.change(action, edition_id, edit),
            lambda _done: None, self._refused,
        )  # fmt: skip

    def _watched(self, thing: Any) -> tuple[Rows, ...]:
        shown = self.shown
        assert shown is not None
        desk, part = self.workplace.desk, self.kind.part
        return rows_of(desk, shown.edition.id, shown.plan, part, thing)

    def _ask(self, wanted: Wanted) -> None:
        assert self.shown is not None
        self.dialog = open_change(self, self.workplace, self.shown, wanted)

    def _refused(self, error: UserError | StoreError) -> None:
        self.answer.setText(error.text)
        self.answer.show()
        self._enable()


def _title_of(thing: Any, key: str, plan: PlanFile) -> str:
    if isinstance(thing, Rule):
        names = {category.code: category_words(category) for category in plan.categories}
        return names.get(thing.category, thing.category)
    name = getattr(thing, "name", "") or getattr(thing, "text", "")
    return name if key.startswith(name) and name else f"{key}　{name}".strip("　")


def _line(title: str, text: str) -> QWidget:
    """A title with its text; what has to be filled in stands out."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(label(title, "muted"))
    column.addWidget(chosen_text(text, "fill_in" if text == FILL_IN else ""))
    return made
