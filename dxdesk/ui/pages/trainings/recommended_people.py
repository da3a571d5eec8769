"""受講推薦: the people whom one training alone would bring to a category."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from dxdesk.exports.output import Request
from dxdesk.models import wareki
from dxdesk.models.assessment.recommendations import Recommendation, day_words
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people.search import ListRow
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.pages.trainings.looking import NO_BUREAU, Chosen
from dxdesk.ui.pages.trainings.recommending import Found
from dxdesk.ui.pages.trainings.tab import narrow
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button, chosen_text, label
from dxdesk.ui.workplace import Workplace

KEY: Final = "recommended"
ALL_CATEGORIES, ALL_BUREAUS = "全ての人材区分", "全ての部局"
NOBODY: Final = "この研修だけで新たに認定基準を満たす職員はいません。"
_LETTERS: Final = 12  # room for 全ての人材区分
_PEOPLE_COLUMNS: Final = (
    Column("bureau", "部局", Kind.TEXT, 14),
    Column("unit", "所属", Kind.TEXT, 18),
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 14),
    Column("title", "職名", Kind.TEXT, 10),
    Column("reaches", "届く人材区分", Kind.TEXT, 14),
    Column("leader", "リーダー", Kind.TEXT, 9),
)


class RecommendedPeople(QWidget):
    """The people whom one training would bring to a category, with filters and papers."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.outputs = Outputs(self, workplace)
        self._chosen: Chosen | None = None
        self._found: Found | None = None
        self._own: Recommendation | None = None
        self.sentences = chosen_text()
        self.category, self.bureau = QComboBox(), QComboBox()
        for each, name in ((self.category, "人材区分"), (self.bureau, "部局")):
            each.setAccessibleName(name)
            narrow(each, _LETTERS)
            each.activated.connect(lambda _at: self._fill())
        self.leaders_only = QCheckBox("リーダーだけ")
        self.units_only = QCheckBox("対象者のいない所属だけ")
        for box in (self.leaders_only, self.units_only):
            box.setAccessibleName(box.text())
            box.toggled.connect(lambda _on: self._fill())
        self.count = label("", "muted")
        self.table = RowsTable(_PEOPLE_COLUMNS)
        self.view = ListView(
            self.table, "受講推薦の一覧", stretch="unit", sortable=True, several=True,
            leave_out=("title", "bureau", "leader"),
        )  # fmt: skip
        self.habits = ListHabits(
            self.view, workplace, KEY, "受講推薦名簿", filters=Filters(words=self._words)
        )
        self.person_button = button("職員の画面で見る", self.open_person)
        self.paper_button = button("部局別の紙面", self.print_by_bureau)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sentences)
        layout.addLayout(row(self.category, self.bureau, 1))
        layout.addLayout(row(self.leaders_only, self.units_only, 1))
        layout.addLayout(row(self.count, 1, self.habits.views_button, self.habits.output_button))
        layout.addWidget(self.view, 1)
        layout.addLayout(row(self.person_button, 1, self.paper_button))
        self.view.offer(self.person_button, self.paper_button)
        self.view.activated.connect(lambda _index: self.open_person())

    def show_found(self, chosen: Chosen, found: Found) -> None:
        """Show the people of a training; the filters stay where they still fit."""
        self._chosen, self._found = chosen, found
        self._own = own = found.recommendations.find(chosen.training.code)
        reached = own.reached if own else ()
        said = found.recommendations.sentences(own) if own and reached else [NOBODY]
        why = day_words(chosen.as_of, found.recommendations.as_of)
        self.sentences.setText("\n".join([*said, why] if why else said))
        names = found.recommendations.names
        codes = [(names([each.category_code]), each.category_code) for each in reached]
        bureaus = dict.fromkeys(found.rows[each].bureau for each in self._ids())
        _offer(self.category, ALL_CATEGORIES, codes)
        _offer(self.bureau, ALL_BUREAUS, [(each or NO_BUREAU, each) for each in bureaus])
        self._fill()

    def _ids(self) -> list[int]:
        """Everybody whom the training would bring anywhere, in the official order."""
        people = self._own.people if self._own else {}
        return [each for each in (self._found.rows if self._found else ()) if each in people]

    def _shown(self) -> dict[int, tuple[str, ...]]:
        """Those who pass the filters, each with the categories that count for them."""
        if self._found is None or self._own is None:
            return {}
        shown: dict[int, tuple[str, ...]] = {}
        wanted = self.category.currentData()
        bureau = self.bureau.currentData()
        known = self._found.recommendations
        people = self._own.people
        without = {each.category_code: each.units for each in self._own.reached}
        for employee_id in self._ids():
            codes = [code for code in people[employee_id] if wanted in (None, code)]
            if self.units_only.isChecked():
                unit = known.unit_of.get(employee_id, 0)
                codes = [code for code in codes if unit in without[code]]
            if self.leaders_only.isChecked() and employee_id not in known.leaders:
                continue
            if codes and bureau in (None, self._found.rows[employee_id].bureau):
                shown[employee_id] = tuple(codes)
        return shown

    def _fill(self) -> None:
        if self._found is None:
            return
        known, rows = self._found.recommendations, self._found.rows
        shown = self._shown()
        self.table.show_rows(
            [
                _line(rows[each], known.names(codes), known.leaders.get(each, ""))
                for each, codes in shown.items()
            ]
        )
        self.count.setText(f"{len(shown):,}人")
        self.view.choose(0)
        self.person_button.setEnabled(bool(shown))
        self.paper_button.setEnabled(bool(self._own and self._own.reached))

    def _words(self) -> str:
        if self._chosen is None or self._found is None:
            return ""
        boxes = (self.leaders_only, self.units_only)
        filters = [
            each.currentText() for each in (self.category, self.bureau) if each.currentData()
        ]
        filters += [box.text() for box in boxes if box.isChecked()]
        day = wareki.short(self._found.recommendations.as_of)
        return "　".join([f"{self._chosen.training.name}（{day}現在）", *filters])

    def open_person(self) -> None:
        """Show the person on the page of employees."""
        at = self.view.chosen_id()
        if at >= 0:
            number = self.table.row(self.table.row_of(at))["number"]
            self.workplace.news.go_to.emit("employees", number)

    def print_by_bureau(self) -> None:
        """部局別の紙面: the whole list of the training, whatever is filtered here."""
        chosen = self._chosen
        if chosen is not None:
            code, year = chosen.training.code, chosen.fiscal_year
            self.outputs.print_output(KEY, Request(".pdf", fiscal_year=year, training=code))


def _offer(box: QComboBox, everything: str, offered: list[tuple[str, str]]) -> None:
    """Offer other values of a filter; what was chosen stays chosen where it is still there."""
    kept = box.currentData()
    box.clear()
    box.addItem(everything, None)
    for text, value in offered:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(kept) if kept is not None else 0))


def _line(person: ListRow, reaches: str, leader: str) -> dict[str, Any]:
    return {
        "bureau": person.bureau or NO_BUREAU,
        "unit": person.unit,
        "number": person.number,
        "name": person.name,
        "name_order": person.kana,
        "title": person.title,
        "reaches": reaches,
        "leader": leader,
    }
