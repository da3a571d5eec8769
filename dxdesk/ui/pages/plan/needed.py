"""必要人数: units × categories of the fiscal year shown, typed or pasted like in Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, names, wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import units
from dxdesk.models.people.units import Unit
from dxdesk.models.plan import targets
from dxdesk.models.plan.skill_map import Category
from dxdesk.models.plan.targets import NeededNumber
from dxdesk.models.plan.words import level_words
from dxdesk.models.store import Reads
from dxdesk.ui.forms.form import REGISTER
from dxdesk.ui.forms.keys import registers
from dxdesk.ui.pages.plan.shown import Shown
from dxdesk.ui.tables.grid import Grid, GridColumn, GridRow
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Answer, body, button, label
from dxdesk.ui.workplace import Workplace

TITLE = "必要人数"
MOST = 100_000
_HINT = "Excelの範囲をそのまま貼り付けられます（Ctrl+V）。空欄は「決めていない」で、0とは違います。"
_NO_UNITS = "この年度の所属がまだありません。組織一覧を取り込むと、ここで必要人数を入力できます。"
Place = tuple[int, str]


@dataclass(frozen=True)
class Needs:
    """What the grid shows."""

    fiscal_year: int
    units: tuple[Unit, ...]
    numbers: Mapping[Place, NeededNumber]

    def totals(self, edits: Mapping[int, Mapping[str, str]]) -> Counter[str]:
        """By code of the category, how many people all units need, with what was typed."""
        listed = {unit.unit_id for unit in self.units}
        numbers = {place: each.number for place, each in self.numbers.items() if place[0] in listed}
        for unit_id, cells in edits.items():
            numbers |= {(unit_id, code): int(text or 0) for code, text in cells.items()}
        totals: Counter[str] = Counter()
        for (_unit_id, code), number in numbers.items():
            totals[code] += number
        return totals


class NeededTab(QWidget):
    """The grid and 登録; what is typed and not registered yet stays."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.needs: Needs | None = None
        self.categories: tuple[Category, ...] = ()
        self.grid = Grid(_columns(()), TITLE, stretch="unit")
        self.year = label("", "heading")
        self.sums = label("", "muted")
        self.answer = Answer()
        self.none = body(_NO_UNITS, "muted")
        self.none.hide()
        self.save_button = button(REGISTER, self.save, "primary")
        self.card = Card()
        self.card.column.addLayout(row(self.year, 1, self.sums))
        self.card.column.addWidget(body(_HINT, "muted"))
        self.card.column.addWidget(self.none)
        self.card.column.addWidget(self.grid, 1)
        self.card.column.addWidget(self.answer)
        self.card.column.addLayout(row(1, self.save_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.grid.changed.connect(self._enable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        if registers(event):
            self.save()
            return
        super().keyPressEvent(event)

    def show_plan(self, shown: Shown) -> None:
        """Show the numbers of the fiscal year shown, for the categories of an edition."""
        if self.grid.is_changed():
            return
        categories = tuple(each for each in shown.plan.categories if each.from_level)
        if categories != self.categories:
            self.categories = categories
            self._make_grid()
        desk, year = self.workplace.desk, self.workplace.fiscal_year
        self.workplace.read(
            "必要人数を調べています", lambda: look_up(desk, year), self._show, quiet=True
        )

    def _make_grid(self) -> None:
        """The columns are those of the edition."""
        made = Grid(_columns(self.categories), TITLE, stretch="unit")
        self.card.column.replaceWidget(self.grid, made)
        self.grid.hide()
        self.grid.deleteLater()
        self.grid = made
        self.grid.changed.connect(self._enable)

    def _show(self, needs: Needs) -> None:
        if self.grid.is_changed():
            return
        self.needs = needs
        self.year.setText(f"{wareki.fiscal_year_name(needs.fiscal_year)}の必要人数")
        self.none.setVisible(not needs.units)
        self.grid.setVisible(bool(needs.units))
        self.grid.show_rows([self._row(unit, needs) for unit in needs.units])
        self._enable()

    def _row(self, unit: Unit, needs: Needs) -> GridRow:
        values = {"code": unit.code, "unit": f"{unit.bureau_name}　{unit.name}".strip("　")}
        for category in self.categories:
            number = needs.numbers.get((unit.unit_id, category.code))
            values[category.code] = "" if number is None else str(number.number)
        return GridRow(unit.unit_id, values)

    def _enable(self) -> None:
        may = self.workplace.desk.may(acts.CHANGE_NEEDED)
        self.save_button.setEnabled(may and bool(self.grid.edits()))
        needs = self.needs
        if needs is None:
            return
        totals = needs.totals(self.grid.edits())
        self.sums.setText(
            "　　".join(
                f"{level_words(each)}　計{totals[each.code]:,}人" for each in self.categories
            )
        )

    def save(self) -> None:
        """登録: every cell that was changed, as one action; what is refused stays in the grid."""
        edits, needs = self.grid.edits(), self.needs
        if not edits or needs is None or not self.save_button.isEnabled():
            return
        wanted = {
            (unit_id, code): int(text) if text else None
            for unit_id, cells in edits.items()
            for code, text in cells.items()
        }
        refused, year = len(self.grid.refused()), needs.fiscal_year
        self.save_button.setEnabled(False)
        self.workplace.write(
            acts.CHANGE_NEEDED,
            f"{wareki.fiscal_year_name(year)}の{TITLE}の変更（{len(wanted):,}件）",
            lambda action: register(action, needs, wanted),
            lambda _done: self._saved(len(wanted), refused), self._failed,
        )  # fmt: skip

    def _saved(self, count: int, refused: int) -> None:
        rest = f"直す必要のあるセルが{refused:,}つ残っています。" if refused else ""
        self.answer.say(
            f"{count:,}件の必要人数を登録しました。{rest}", "attention" if refused else "good"
        )
        if not refused and self.needs is not None:
            self.grid.show_rows([])
            desk, year = self.workplace.desk, self.workplace.fiscal_year
            self.workplace.read(
                "必要人数を調べています", lambda: look_up(desk, year), self._show, quiet=True
            )

    def _failed(self, error: UserError | StoreError) -> None:
        self.answer.say(error.text, "bad")
        self._enable()


def look_up(reads: Reads, fiscal_year: int) -> Needs:
    """The units of a fiscal year with what they need."""
    known = {unit.unit_id: unit for unit in units.units_on(reads, wareki.first_day(fiscal_year))}
    last = units.units_on(reads, wareki.last_day(fiscal_year))
    known |= {unit.unit_id: unit for unit in last}
    ordered = sorted(known.values(), key=lambda unit: (unit.display_order, unit.code))
    return Needs(fiscal_year, tuple(ordered), targets.needed_numbers(reads, fiscal_year))


def register(action: Action, seen: Needs, wanted: Mapping[Place, int | None]) -> None:
    """Write what was typed; an empty cell is a number that nobody has decided.

    Raises:
        UserError: somebody else has changed one of these numbers meanwhile.
    """
    now = targets.needed_numbers(action, seen.fiscal_year)
    stale = [place for place in wanted if _number(now, place) != _number(seen.numbers, place)]
    if stale:
        raise UserError(_both_versions(seen, stale, now, wanted))
    numbers = [
        NeededNumber(*place, number) for place, number in wanted.items() if number is not None
    ]
    targets.set_needed_numbers(action, seen.fiscal_year, numbers)
    emptied = [place for place, number in wanted.items() if number is None]
    targets.forget_needed_numbers(action, seen.fiscal_year, emptied)


def _number(numbers: Mapping[Place, NeededNumber], place: Place) -> int | None:
    found = numbers.get(place)
    return None if found is None else found.number


def _both_versions(
    seen: Needs,
    stale: Sequence[Place],
    now: Mapping[Place, NeededNumber],
    wanted: Mapping[Place, int | None],
) -> str:
    titles = {unit.unit_id: unit.name for unit in seen.units}
    lines = [
        f"{titles.get(place[0], '')} {place[1]}：自分 {_shown(wanted[place])}、"
        f"相手 {_shown(_number(now, place))}"
        for place in stale[:5]
    ]
    return "\n".join(
        ["入力している間に、ほかの利用者が変更しています。まだ登録していません。", *lines,
         "入力したセルを元の値に戻すと、相手の内容を表示します。"]
    )  # fmt: skip


def _shown(number: int | None) -> str:
    return "空欄" if number is None else f"{number:,}人"


def _columns(categories: Sequence[Category]) -> tuple[GridColumn, ...]:
    return (
        GridColumn("code", "所属コード", 10, editable=False),
        GridColumn("unit", "所属", 30, editable=False),
        *(GridColumn(each.code, level_words(each), 13, check=_whole) for each in categories),
    )


def _whole(text: str) -> str:
    found = names.digits(text.strip()).replace(",", "").removesuffix("人")
    if not found:
        return ""
    if not found.isdecimal() or int(found) > MOST:
        raise UserError(f"0から{MOST:,}までの数にしてください。")
    return str(int(found))
