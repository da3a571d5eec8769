"""変更の影響: everybody whose judgement a change of the plan alters, with now and then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dxdesk.models import wareki
from dxdesk.models.assessment.judgement import Verdict
from dxdesk.models.assessment.plan_effects import CategoryEffect, PlanEffect
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.models.people import employees
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.words import category_words
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button, heading, label
from dxdesk.ui.workplace import Workplace

TITLE = "判定が変わる職員"
MET, NOT_MET = "○", "―"
_COLUMNS = (
    Column("number", "職員番号", Kind.CODE, 8),
    Column("name", "氏名", Kind.TEXT, 14),
    Column("unit", "所属", Kind.TEXT, 18),
    Column("category", "人材区分", Kind.TEXT, 26),
    Column("now", "今", Kind.TEXT, 10),
    Column("then", "変更後", Kind.TEXT, 10),
)


class EffectWindow(QDialog):
    """The list; the count at its head is the number of people, not of lines.

    Args:
        parent: the form that asked.
        place: the desk and everything that goes with it.
        effect: what the change does.
        plan: whose names the categories have.
    """

    def __init__(
        self, parent: QWidget, place: Workplace, effect: PlanEffect, plan: PlanFile
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.resize(860, 520)
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, TITLE, stretch="category", leave_out=("unit",), sortable=True, several=True
        )
        self.habits = ListHabits(self.view, place, "plan_effect", TITLE)
        self.count = label(f"{len(effect.people):,}人　{wareki.short(effect.as_of)}の判定", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(TITLE))
        layout.addLayout(row(self.count, 1, self.habits.views_button, self.habits.output_button))
        layout.addWidget(self.view, 1)
        layout.addLayout(row(1, button("閉じる", self.accept)))
        desk = place.desk
        place.read("職員を調べています", lambda: list(lines(desk, effect, plan)), self._show)

    def _show(self, found: list[dict[str, Any]]) -> None:
        self.table.show_rows(found)
        self.view.choose(0)


def lines(desk: Desk, effect: PlanEffect, plan: PlanFile) -> Iterator[dict[str, Any]]:
    """One line for each person and category, in the plan's order."""
    names = {category.code: category_words(category) for category in plan.categories}
    shown = employees.list_rows(desk, sorted(effect.people), effect.as_of)
    people = {each.employee_id: each for each in shown}
    for category in effect.categories:
        for verdict, now, then in _changes(category):
            person = people.get(verdict.employee_id)
            yield {
                "number": verdict.number,
                "name": person.name if person else "",
                "unit": person.unit if person else "",
                "category": names.get(category.code, category.code),
                "now": now,
                "then": then,
            }


def _changes(effect: CategoryEffect) -> Iterator[tuple[Verdict, str, str]]:
    found = [(verdict, NOT_MET, _met(verdict)) for verdict in effect.gained]
    found += [(verdict, _met(verdict), NOT_MET) for verdict in effect.lost]
    found += [(now, _met(now), _met(then)) for now, then in effect.relevelled]
    yield from sorted(found, key=lambda each: each[0].number)


def _met(verdict: Verdict) -> str:
    return MET if verdict.level is None else f"{MET} レベル{verdict.level}"
