"""One person before every category: a tab for each, what is met and why, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models.assessment.reasons import CategoryReason, ItemReason, Stand, reasons_for_all
from dxdesk.models.columns import Column, Kind
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.wrapped_list import WrappedList
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, chosen_text, set_tone
from dxdesk.ui.workplace import Workplace

Reasons = Mapping[str, CategoryReason]

COLUMNS: Final = (
    Column("code", "番号", Kind.CODE, 5),
    Column("text", "評価指標項目", Kind.TEXT, 15),
    Column("evidence", "根拠", Kind.TEXT, 15),
    Column("verification", "確認", Kind.TEXT, 4),
    Column("last_year", "前年", Kind.TEXT, 4),
    Column("met", "判定", Kind.TEXT, 4),
    Column("ratings", "自己／長", Kind.TEXT, 8),
)
LIST_NAME: Final = "評価指標項目と根拠"
_TONES: Final = {
    Stand.MET: "good",
    Stand.NEAR: "attention",
    Stand.LACKING: "primary",
    Stand.OUTSIDE: "",
}


class ReasonsView(QWidget):
    """The reasons of the person that it is given, as of the day that it is given.

    Args:
        name_words: whose they are, for the head of a paper.
        key: by which the look of the lists is kept.
        make_list: the list of items of one category.
    """

    def __init__(
        self,
        workplace: Workplace,
        name_words: Callable[[], str],
        *,
        key: str = "reasons",
        make_list: Callable[[], WrappedList] | None = None,
    ) -> None:
        super().__init__()
        self.workplace = workplace
        self._name_words = name_words
        self._key = key
        self._make_list = make_list or plain_list
        self.reasons: Reasons = {}
        self.tabs = Tabs()
        self.said = body("", "muted")
        self._asked: tuple[int, date] | None = None
        self._panes: dict[str, CategoryPane] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.said)
        self._column.addWidget(self.tabs, 1)
        self._say("")

    def show_person(self, employee_id: int, day: date) -> None:
        """Look up how somebody stands on a day, and show it; 0 shows nobody."""
        asked = (employee_id, day) if employee_id else None
        self._asked = asked
        if not employee_id:
            self._say("")
            return
        desk = self.workplace.desk
        self.workplace.read(
            "判定の理由を調べています",
            lambda: reasons_for_all(desk, employee_id, day),
            lambda found: self._show_answer(asked, found),
            lambda error: self._refused(asked, error),
            quiet=True,
        )

    def _show_answer(self, asked: tuple[int, date] | None, found: Reasons) -> None:
        if asked == self._asked:
            self.show_reasons(found)

    def _refused(self, asked: tuple[int, date] | None, error: UserError | StoreError) -> None:
        if asked == self._asked:
            self._say(error.text)

    def _say(self, text: str) -> None:
        """Say something in place of the reasons."""
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.tabs.hide()

    def show_reasons(self, found: Reasons) -> None:
        """Show reasons; the category that was chosen stays chosen."""
        if list(found) != list(self.reasons):
            self._make_tabs(found)
        self.reasons = found
        for code, reason in found.items():
            words = tab_words(reason)
            self.tabs.buttons[code].setText(words)
            self.tabs.buttons[code].setAccessibleName(words)
        for code, pane in self._panes.items():
            pane.show_reason(found[code])
        self.said.hide()
        self.tabs.show()

    def _make_tabs(self, found: Reasons) -> None:
        """A tab for each category; their panes are made when they are first shown."""
        self._column.removeWidget(self.tabs)
        self.tabs.deleteLater()
        self.tabs, self._panes, self.reasons = Tabs(), {}, found
        for code in found:
            self.tabs.add_later(code, partial(self._pane, code))
        self._column.addWidget(self.tabs, 1)
        if found:
            self.tabs.show_tab(_first(found))

    def _pane(self, code: str) -> CategoryPane:
        self._panes[code] = pane = CategoryPane(self._make_list())
        short_name = self.reasons[code].short_name
        filters = Filters(words=self._name_words)
        ListHabits(pane.items, self.workplace, self._key, f"{short_name}の判定", filters=filters)
        pane.show_reason(self.reasons[code])
        return pane

    def pane(self) -> CategoryPane:
        """What is shown of the category that is chosen."""
        return self._panes[self.tabs.chosen()]


def plain_list() -> WrappedList:
    """The items of one category, to be read."""
    return WrappedList(
        COLUMNS, LIST_NAME, stretch=("text", "evidence"),
        leave_out=("last_year", "verification", "ratings"),
    )  # fmt: skip


class CategoryPane(QWidget):
    """One category: a line that says how the person stands, and the items with their evidence."""

    def __init__(self, items: WrappedList) -> None:
        super().__init__()
        self.line = chosen_text()
        self.items = items
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self.items, 1)

    def show_reason(self, reason: CategoryReason) -> None:
        """Show one category."""
        self.line.setText(line_words(reason))
        set_tone(self.line, _TONES[reason.stand])
        self.items.table.show_rows([item_row(item) for item in reason.items])


def _first(found: Reasons) -> str:
    """The category to begin with: the first with a level of its own, not what everybody must meet."""
    return next(
        (code for code, each in found.items() if "レベル" in each.short_name), next(iter(found))
    )


def tab_words(reason: CategoryReason) -> str:
    """レベル1 ○, レベル2 あと1項目, レベル3 ―, マネジメント 対象外."""
    return f"{reason.short_name} {reason.stand}"


def line_words(reason: CategoryReason) -> str:
    """How somebody stands before a category, in one or two lines."""
    match reason.stand:
        case Stand.MET:
            return f"{reason.short_name}の認定基準を満たしています　{reason.summary}"
        case Stand.NEAR:
            said = f"{reason.short_name}の認定基準まで、あと1項目です：{reason.enough_words}"
        case Stand.LACKING:
            said = f"{reason.short_name}の認定基準を満たしていません　不足：{reason.lacking}"
        case Stand.OUTSIDE:
            said = f"{reason.short_name}の判定の対象外です：{reason.lacking}"
    return f"{said}\n{reason.summary}"


def item_row(item: ItemReason) -> dict[str, Any]:
    """One item as a row of the list."""
    return {
        "code": item.code,
        "text": item.text,
        "evidence": item.grounds,
        "evidence_tone": "" if item.met else "muted",
        "verification": item.checked,
        "last_year": item.before,
        "last_year_tone": "good" if item.last_year else "",
        "met": item.mark,
        "met_tone": "good" if item.met else "",
        "ratings": item.rated,
        "is_rated": item.ratings is not None,
    }
