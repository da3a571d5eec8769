"""学習機会の情報: the list, the calendar of exams, 推奨講座, and the page for the intranet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.output import Request
from dxdesk.models import acts, wareki
from dxdesk.models.journal import Action
from dxdesk.models.plan import learning
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.pages.learning.faces import CalendarFace, QualificationsFace, RecommendedFace
from dxdesk.ui.pages.learning.grid_tab import GridTab
from dxdesk.ui.pages.learning.list_tab import ListTab
from dxdesk.ui.pages.learning.shown import Shown, look
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, button, heading
from dxdesk.ui.workplace import Workplace

LIST, CALENDAR, RECOMMENDED = "一覧", "試験カレンダー", "推奨講座"
QUALIFICATIONS, GRID = "対象の資格", "まとめて入力"
KEY: Final = "learning_information"
_EMPTY: Final = (
    "試験の日程やお勧めの講座をここに登録すると、月ごとの試験カレンダーと、"
    "庁内ポータルに載せるページができます。"
)


class LearningPage(Page):
    """What is told in the fiscal year that is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.shown: Shown | None = None
        self.outputs = Outputs(self, workplace)
        self.list = ListTab(workplace)
        self.calendar = CalendarFace(workplace)
        self.recommended = RecommendedFace(workplace)
        self.qualifications = QualificationsFace(workplace)
        self.grid = GridTab(workplace)
        self.tabs = Tabs()
        for title, tab in (
            (LIST, self.list),
            (CALENDAR, self.calendar),
            (RECOMMENDED, self.recommended),
            (QUALIFICATIONS, self.qualifications),
            (GRID, self.grid),
        ):
            self.tabs.add(title, tab)
        self.print_button = button("印刷", self.print_all)
        self.page_button = button("庁内用のページを保存…", self.ask_where)
        for made in (self.print_button, self.page_button):
            self.tabs.add_right(made)
        self.copy_button = button("前年度の内容を写す", self.copy_last_year)
        self.paste_button = button("Excelから貼り付けて登録", self.show_grid)
        self.first_button = button("最初の学習機会を登録…", self.list.open_new, "primary")
        self.empty = Card(heading("この年度の学習機会がまだありません"), body(_EMPTY), spacing=12)
        self.empty.column.addLayout(row(self.first_button, self.paste_button, self.copy_button, 1))
        self.empty.hide()
        self.column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.tabs, 1)
        self.grid.registered.connect(self.refresh)
        self.list.copy_asked.connect(self.copy_last_year)
        for face in (self.calendar, self.recommended):
            face.chosen.connect(self.show_opportunity)

    def refresh(self) -> None:
        """Show the fiscal year as the desk holds it now."""
        desk, year = self.workplace.desk, self.workplace.fiscal_year
        self.workplace.read(
            "学習機会の情報を調べています",
            lambda: look(desk, year, desk.today()),
            self._show,
            quiet=True,
        )

    def _show(self, shown: Shown) -> None:
        if shown.fiscal_year != self.workplace.fiscal_year:
            return
        self.shown = shown
        typing = self.tabs.chosen() == GRID and self.grid.is_changed()
        none = not shown.opportunities and not typing
        may = self.workplace.desk.may(acts.CHANGE_LEARNING)
        self.empty.setVisible(none)
        self.tabs.setVisible(not none)
        self.first_button.setEnabled(may)
        self.copy_button.setVisible(bool(shown.last_year))
        self.copy_button.setEnabled(may)
        for tab in (self.list, self.calendar, self.recommended, self.qualifications, self.grid):
            tab.show_year(shown)

    def show_grid(self) -> None:
        """まとめて入力, also where nothing is there yet."""
        self.empty.hide()
        self.tabs.show()
        self.tabs.show_tab(GRID)

    def search_for(self, query: object) -> None:
        """Show a tab by its name, or one opportunity by its id."""
        if query in self.tabs.buttons:
            self.tabs.show_tab(str(query))
        elif isinstance(query, int):
            self.show_opportunity(query)

    def show_opportunity(self, opportunity_id: int) -> None:
        """Show one in the list."""
        self.tabs.show_tab(LIST)
        self.list.choose(opportunity_id)

    # --- last year ---

    def copy_last_year(self) -> None:
        """Bring what was told last year into this one, without its days."""
        year = self.workplace.fiscal_year

        def change(action: Action) -> int:
            return learning.copy_year(action, year - 1, year)

        title = f"{wareki.fiscal_year_name(year - 1)}の学習機会の写し"
        self.workplace.write(acts.CHANGE_LEARNING, title, change, self._copied, self.workplace.tell)

    def _copied(self, count: int) -> None:
        self.workplace.news.said.emit(
            f"{count:,}件を写しました。日程は空欄です。今年度の日を入れてください"
        )
        self.refresh()

    # --- paper and page ---

    def print_all(self) -> None:
        """印刷: show the paper, and enter that into the record."""
        year = self.workplace.fiscal_year
        request = Request(".pdf", fiscal_year=year)
        self.outputs.print_output(KEY, request, title_of(year))

    def ask_where(self) -> None:
        """庁内用のページを保存: ask for the place, then write."""
        name = f"{title_of(self.workplace.fiscal_year)}.html"
        self.workplace.messages.ask_where(
            "庁内用のページ", name, "ウェブページ (*.html)", self.save_page
        )

    def save_page(self, path: Path) -> None:
        """Write the page for the intranet."""
        year = self.workplace.fiscal_year
        self.outputs.save_output(KEY, Request(".html", fiscal_year=year), path)

    # --- pictures ---

    def views(self) -> Views:
        """Each tab, and the form."""
        shown: Views = {
            name: partial(self._picture_of, title)
            for title, name in (
                (CALENDAR, "calendar"),
                (RECOMMENDED, "recommended"),
                (QUALIFICATIONS, "qualifications"),
                (GRID, "grid"),
            )
        }
        return {**shown, "form": self._picture_of_form}

    def _picture_of(self, title: str) -> QWidget | None:
        self.tabs.show_tab(title)
        return None

    def _picture_of_form(self) -> QWidget | None:
        self.tabs.show_tab(LIST)
        if self.list.chosen() is None:
            self.list.open_new()
        else:
            self.list.open_change()
        return self.list.dialog


def title_of(fiscal_year: int) -> str:
    """学習機会の情報_令和8年度: the name of the file."""
    return f"{CATALOGUE[KEY].title}_{wareki.fiscal_year_name(fiscal_year)}"
