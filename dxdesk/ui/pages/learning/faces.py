"""Other faces of the same opportunities: the calendar of exams, 推奨講座, the plan's qualifications."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.plan import learning_dates
from dxdesk.models.plan.learning import EXAM
from dxdesk.models.plan.learning_dates import APPLY_UNTIL
from dxdesk.ui.pages.learning.shown import Shown, row_of, state_of
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body
from dxdesk.ui.workplace import Workplace

_EVENTS: Final = (
    Column("month", "月", Kind.TEXT, 14),
    Column("day", "日", Kind.CODE, 12),
    Column("what", "内容", Kind.TEXT, 10),
    Column("title", "名称", Kind.TEXT, 30),
    Column("state", "申込", Kind.TEXT, 18),
    Column("provider", "実施機関", Kind.TEXT, 26),
    Column("whom", "主な対象", Kind.TEXT, 18),
)
_COURSES: Final = (
    Column("category", "人材区分", Kind.TEXT, 28),
    Column("kind", "種類", Kind.TEXT, 10),
    Column("title", "推奨講座", Kind.TEXT, 30),
    Column("days", "日程", Kind.CODE, 20),
    Column("state", "申込", Kind.TEXT, 18),
    Column("provider", "実施機関", Kind.TEXT, 24),
    Column("place", "会場・方法", Kind.TEXT, 24),
    Column("fee", "費用", Kind.TEXT, 14),
)
_OF_PLAN: Final = (
    Column("name", "資格", Kind.TEXT, 36),
    Column("issuer", "実施機関", Kind.TEXT, 26),
    Column("words", "試験の始まり・終わり", Kind.TEXT, 56),
    Column("told", "登録済みの試験", Kind.NUMBER, 16),
)
_NO_EXAM: Final = (
    "日程の入った試験がまだありません。「一覧」で、種類が「試験」のものを登録してください。"
)
_NO_COURSE: Final = "推奨講座がまだありません。「一覧」で「推奨講座として載せる」を選んでください。"
_NO_PLAN: Final = "この年度の計画がないため、対象の資格はありません。"


class Face(Card):
    """One list over the whole width; ``chosen`` says which opportunity was opened in it."""

    chosen = Signal(int)

    def __init__(
        self,
        workplace: Workplace,
        columns: tuple[Column, ...],
        key: str,
        name: str,
        nothing: str,
        *,
        stretch: str,
        leave_out: tuple[str, ...] = (),
        filters: Filters | None = None,
    ) -> None:
        super().__init__()
        self.workplace = workplace
        self.shown: Shown | None = None
        self._ids: list[int] = []
        self.table = RowsTable(columns)
        self.view = ListView(self.table, name, stretch=stretch, leave_out=leave_out, sortable=True)
        self.habits = ListHabits(self.view, workplace, key, name, filters=filters, personal=False)
        self.nothing = body(nothing, "muted")
        self.top = row(1, self.habits.views_button, self.habits.output_button)
        self.column.addLayout(self.top)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.view, 1)
        self.column.addStretch(0)
        self.view.doubleClicked.connect(lambda index: self._opened(index.row()))

    def show_lines(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        """Show lines, each with the id of its opportunity; 0 for none."""
        self._ids = [of for of, _values in lines]
        self.table.show_rows([values for _of, values in lines])
        self.nothing.setVisible(not lines)
        self.view.setVisible(bool(lines))

    def _opened(self, at: int) -> None:
        opportunity_id = self._ids[self.table.id_at(at)]
        if opportunity_id:
            self.chosen.emit(opportunity_id)


class CalendarFace(Face):
    """試験カレンダー: every day of the exams, month by month."""

    def __init__(self, workplace: Workplace) -> None:
        self.others = QCheckBox("試験のほかも表示")
        super().__init__(
            workplace, _EVENTS, "learning.calendar", "試験カレンダー", _NO_EXAM,
            stretch="title", leave_out=("whom", "provider"),
            filters=Filters(self._state, self._take, self._words),
        )  # fmt: skip
        self.top.insertWidget(0, self.others)
        self.others.toggled.connect(lambda _on: self._show())
        self.others.toggled.connect(lambda _on: self.habits.filters_changed())

    def _state(self) -> dict[str, Any]:
        return {"others": self.others.isChecked()}

    def _take(self, state: Any) -> None:
        self.others.setChecked(bool(state.get("others")))

    def _words(self) -> str:
        return "" if self.others.isChecked() else "試験"

    def show_year(self, shown: Shown) -> None:
        """Show the days of a fiscal year."""
        self.shown = shown
        self._show()

    def _show(self) -> None:
        shown = self.shown
        if shown is None:
            return
        every = self.others.isChecked()
        told = [each for each in shown.opportunities if every or each.kind == EXAM]
        self.show_lines(
            [
                (
                    event.of.id,
                    {
                        "month": month.name,
                        "month_order": month.first_day.isoformat(),
                        "day": learning_dates.day_of_month(event.day),
                        "day_order": event.day.isoformat(),
                        "what": event.what,
                        "title": event.of.title,
                        **(state_of(event.of, shown) if event.what == APPLY_UNTIL else {}),
                        "provider": event.of.provider,
                        "whom": shown.whom(event.of.category_codes),
                    },
                )
                for month in learning_dates.calendar(told)
                for event in month.events
            ]
        )


class RecommendedFace(Face):
    """推奨講座: what is recommended to each category."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(
            workplace, _COURSES, "learning.recommended", "推奨講座", _NO_COURSE,
            stretch="title", leave_out=("fee", "place", "provider"),
        )  # fmt: skip

    def show_year(self, shown: Shown) -> None:
        """Show the recommended courses of a fiscal year."""
        told = learning_dates.recommended(shown.opportunities, shown.offer.categories)
        self.show_lines(
            [
                (each.id, {**row_of(each, shown), "category": name, "category_order": at})
                for at, (name, group) in enumerate(told)
                for each in group
            ]
        )


class QualificationsFace(Face):
    """対象の資格: the plan's qualifications, those that end with their successors."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(
            workplace, _OF_PLAN, "learning.qualifications", "対象の資格", _NO_PLAN, stretch="name"
        )

    def show_year(self, shown: Shown) -> None:
        """Show the qualifications of a fiscal year's plan."""
        every = shown.offer.qualifications
        told = [each.qualification_id for each in shown.opportunities if each.kind == EXAM]
        ends = wareki.last_day(shown.fiscal_year)
        self.show_lines(
            [
                (
                    0,
                    {
                        "name": own.name,
                        "issuer": own.issuer,
                        "words": learning_dates.exam_words(own, every),
                        "words_tone": "attention"
                        if own.last_exam_on is not None and own.last_exam_on <= ends
                        else "",
                        "told": told.count(own.id) or None,
                    },
                )
                for own in every
            ]
        )
