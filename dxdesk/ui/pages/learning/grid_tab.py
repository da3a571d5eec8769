"""まとめて入力: the whole fiscal year as a grid, to be typed and pasted into as into Excel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, conflicts, wareki
from dxdesk.models.conflicts import Part, Seen
from dxdesk.models.journal import Action
from dxdesk.models.plan import learning
from dxdesk.models.plan.learning import Opportunity
from dxdesk.ui.forms.form import REGISTER
from dxdesk.ui.forms.keys import registers
from dxdesk.ui.pages.learning.lines import cells_of, columns, read_line
from dxdesk.ui.pages.learning.shown import Shown
from dxdesk.ui.tables.grid import Grid, GridRow
from dxdesk.ui.tables.grid_draft import GridDraft
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Answer, body, button
from dxdesk.ui.workplace import Workplace

_TABLE: Final = "learning_opportunity"
_HINT: Final = (
    "Excelの範囲を、種類・名称・実施機関・初日・末日・申込初日・申込締切・会場・費用・主な対象・推奨の順に"
    "貼り付けられます（Ctrl+V）。画面の幅で隠れる列の内容も登録されます。赤いセルの行は、直すまで登録されません。"
)


class LineRefused(UserError):
    """One line cannot be so; nothing was saved.

    Args:
        row_id: of the line.
        error: why, with the column.
    """

    def __init__(self, row_id: int, error: UserError) -> None:
        super().__init__(error.text, error.field)
        self.row_id = row_id


class GridTab(Card):
    """The grid and 登録."""

    registered = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.shown: Shown | None = None
        self._seen = Seen((), {})
        self._left: dict[tuple[int, str], str] = {}
        listed = columns(self._check_whom)
        self._keys = tuple(column.key for column in listed)
        self.grid = Grid(
            listed, "学習機会", stretch="title", grows=True, leave_out=("place", "fee", "provider")
        )
        self.draft = GridDraft(workplace, self.grid, "learning_grid")
        self.answer = Answer()
        self.drop_button = button("入力を破棄", self.drop_typing, "link")
        self.save_button = button(REGISTER, self.save, "primary")
        self.column.addWidget(body(_HINT, "muted"))
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.answer)
        self.column.addLayout(row(1, self.drop_button, self.save_button))
        self.grid.changed.connect(self._enable)
        self.draft.restored.connect(lambda: self.answer.say("書きかけの内容です。", "attention"))
        self._enable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        if registers(event):
            self.save()
            return
        super().keyPressEvent(event)

    def show_year(self, shown: Shown) -> None:
        """Show a fiscal year; what is typed and not registered yet stays."""
        same = self.shown is not None and self.shown.fiscal_year == shown.fiscal_year
        if same and self.grid.is_changed():
            return
        self.draft.keep_now()  # what was typed about another year comes back with it
        if not same:
            self.answer.hide()
        self.shown = shown
        self._seen = shown.seen
        self._show_rows()
        self.draft.begin(f"learning_year/{shown.fiscal_year}")

    def _show_rows(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self.grid.show_rows(
            [
                GridRow(each.id, cells_of(each, shown.whom(each.category_codes)))
                for each in shown.opportunities
            ]
        )
        left, self._left = self._left, {}
        self.grid.type_in(left)
        self._enable()

    def is_changed(self) -> bool:
        """Whether something typed in is not registered yet."""
        return self.grid.is_changed()

    def drop_typing(self) -> None:
        """入力を破棄: show what is registered."""
        self._show_rows()
        self.draft.keep_now()
        self.answer.hide()

    def _check_whom(self, text: str) -> str:
        return self.shown.whom(self._codes(text)) if self.shown and text.strip() else ""

    def _codes(self, text: str) -> tuple[str, ...]:
        return learning.codes_of(text, self.shown.offer.categories) if self.shown else ()

    def _enable(self) -> None:
        may = self.workplace.desk.may(acts.CHANGE_LEARNING)
        self.save_button.setEnabled(may and bool(self._wanted()))
        self.drop_button.setEnabled(self.grid.is_changed())

    # --- 登録 ---

    def _wanted(self) -> list[int]:
        """The lines that can be registered: typed into, and without a cell that is refused."""
        refused = {cell.row_id for cell in self.grid.refused()}
        return [row_id for row_id in self.grid.edits() if row_id not in refused]

    def save(self) -> None:
        """登録: every line that was typed into, as one action; refused ones stay in the grid."""
        shown, wanted = self.shown, self._wanted()
        if shown is None or not wanted:
            return
        lines = {row_id: self._line(shown, row_id) for row_id in sorted(wanted, key=_new_last)}
        watched = _of_rows(self._seen, wanted)

        def change(action: Action) -> None:
            conflicts.check(action, watched)
            register(action, lines)

        self.save_button.setEnabled(False)
        year = wareki.fiscal_year_name(shown.fiscal_year)
        self.workplace.write(
            acts.CHANGE_LEARNING, f"{year}の学習機会の登録（{len(lines):,}件）", change,
            lambda _none: self._saved(wanted), self._failed,
        )  # fmt: skip

    def _line(self, shown: Shown, row_id: int) -> Opportunity:
        known = {each.id: each for each in shown.opportunities}
        cells = {key: self.grid.cell(row_id, key) for key in self._keys}
        blank = Opportunity(shown.fiscal_year, "", "")
        codes = self._codes(cells["category_codes"])
        return read_line(cells, codes, known.get(row_id, blank))

    def _saved(self, taken: list[int]) -> None:
        self._left = {
            place: text for place, text in self.grid.typed().items() if place[0] not in taken
        }
        rest = len({row_id for row_id, _ in self._left})
        self.grid.show_rows([])
        self.draft.keep_now()
        said = f"{len(taken):,}件を登録しました。"
        if rest:
            said += f"直す必要のある行が{rest:,}行残っています。"
        self.answer.say(said, "attention" if rest else "good")
        self.registered.emit()

    def _failed(self, error: UserError | StoreError) -> None:
        if isinstance(error, LineRefused) and error.field in self._keys:
            self.grid.refuse(error.row_id, error.field or "", error.text)
        self.answer.say(f"まだ登録していません。{error.text}", "bad")
        self._enable()


def register(action: Action, lines: Mapping[int, Opportunity]) -> None:
    """Write lines: those with an id are changed, the new ones are added in their order.

    Raises:
        LineRefused: the first one that cannot be so.
    """
    for row_id, told in lines.items():
        try:
            if row_id > 0:
                learning.change(action, row_id, told)
            else:
                learning.add(action, told)
        except UserError as error:
            raise LineRefused(row_id, error) from error


def _new_last(row_id: int) -> tuple[bool, int]:
    """New lines have the ids -1, -2, … from top to bottom."""
    return row_id < 0, abs(row_id)


def _of_rows(seen: Seen, ids: list[int]) -> Seen:
    """Only these rows: what somebody else does to other lines is no conflict."""
    parts = tuple(Part(_TABLE, "id", row_id) for row_id in ids if row_id > 0)
    return Seen(parts, {key: values for key, values in seen.rows.items() if key[1] in ids})
