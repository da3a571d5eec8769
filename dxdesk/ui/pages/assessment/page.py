"""アセスメント: the sheets of a fiscal year at the left, one of them beside it, from person to person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts
from dxdesk.models.assessment import confirming
from dxdesk.models.assessment.exceptions import CLAIMED, NO_PROBLEM
from dxdesk.models.people import employees
from dxdesk.models.store import newest_action
from dxdesk.ui.pages.assessment import looking
from dxdesk.ui.pages.assessment.confirming_all import DistributionDialog
from dxdesk.ui.pages.assessment.looking import Visit
from dxdesk.ui.pages.assessment.sheet_card import SheetCard
from dxdesk.ui.pages.assessment.sheet_list import SheetList
from dxdesk.ui.pages.assessment.verbs import SheetVerbs
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading
from dxdesk.ui.workplace import Workplace

KEPT: Final = 4
_EMPTY: Final = (
    "アセスメントシートは、照会・回収の画面から配布します。回収した回答を取り込むと、"
    "職員ごとの判定と評価がここに並びます。"
)


class AssessmentPage(Page):
    """The list, the sheet, and everything that goes from one person to the next."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.dialog: DistributionDialog | None = None
        self._shown_id = 0
        self._ahead: dict[int, tuple[int, Visit]] = {}
        self.first_button = button("照会・回収でシートを配布…", self._go_to_inquiries, "primary")
        self.empty = Card(heading("この年度のシートがまだありません"), body(_EMPTY), spacing=12)
        self.empty.column.addLayout(row(self.first_button, 1))
        self.empty.hide()
        self.column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(GAP)
        self.splitter.setChildrenCollapsible(False)
        self.column.addWidget(self.splitter, 1)
        self.list = SheetList(workplace)
        self.splitter.addWidget(self.list)
        self.card = SheetCard(workplace, self.splitter)
        self.verbs = SheetVerbs(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([352, 720])
        self.list.person_chosen.connect(self.show_person)
        self.list.shown.connect(self._list_shown)
        self.list.all_asked.connect(self.open_confirming_all)
        self.list.spread_asked.connect(self.open_distribution)
        self.verbs.written.connect(self._written)
        self.card.claims.decided.connect(self._claim_decided)
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.list.step, by))

    def refresh(self) -> None:
        """Show the sheets as the desk holds them now; whose was chosen stays chosen."""
        self.list.look(afresh=True)

    def search_for(self, query: object) -> None:
        """Show somebody's sheet, by id or 職員番号."""
        try:
            desk = self.workplace.desk
            found = (
                query if isinstance(query, int) else employees.find(desk, str(query)).employee_id
            )
        except UserError as error:
            self.workplace.tell(error)
            return
        self.list.stay_on(found)
        self.list.query.clear()
        self.list.show_all()

    def _go_to_inquiries(self) -> None:
        self.workplace.news.go_to.emit("inquiries", None)

    def _list_shown(self) -> None:
        found = self.list.found
        none = found is None or not found.overview.sheets
        self.empty.setVisible(none)
        self.splitter.setVisible(not none)

    # --- from person to person ---

    def show_person(self, employee_id: int) -> None:
        """Show somebody's sheet: at once where it was looked up ahead, and as it is now in any case."""
        moved = employee_id != self._shown_id
        self._shown_id = employee_id
        if not employee_id:
            self.verbs.show_visit(None)
            return
        stamp, kept = self._ahead.pop(employee_id, (0, None))
        if kept is not None and moved:
            self._show(kept)
            if stamp == newest_action(self.workplace.desk):
                self._look_ahead()
                return
        self._look_up(employee_id, partial(self._looked_up, employee_id))

    def _look_up(self, employee_id: int, done: Callable[[tuple[int, Visit | None]], None]) -> None:
        desk, year, day = self.workplace.desk, self.workplace.fiscal_year, self.workplace.as_of()

        def work() -> tuple[int, Visit | None]:
            stamp = newest_action(desk)
            return stamp, looking.visit(desk, employee_id, year, day)

        self.workplace.read("シートを開いています", work, done, self._gone, quiet=True)

    def _looked_up(self, employee_id: int, found: tuple[int, Visit | None]) -> None:
        if employee_id != self._shown_id:
            return
        _stamp, visit = found
        if visit is None or visit != self.card.visit:
            self._show(visit)
        self._look_ahead()

    def _show(self, visit: Visit | None) -> None:
        self.verbs.show_visit(visit)
        self.card.position.setText(f"{self.list.position()}　Ctrl+↑↓")

    def _look_ahead(self) -> None:
        """Look up who comes next while this sheet is read."""
        for employee_id in (self.list.neighbour(1), self.list.neighbour(-1)):
            if employee_id and employee_id not in self._ahead:
                self._look_up(employee_id, partial(self._keep, employee_id))

    def _keep(self, employee_id: int, found: tuple[int, Visit | None]) -> None:
        stamp, visit = found
        if visit is not None:
            self._ahead[employee_id] = (stamp, visit)
        while len(self._ahead) > KEPT:
            del self._ahead[next(iter(self._ahead))]

    def _gone(self, error: UserError | StoreError) -> None:
        self.verbs.show_visit(None)
        self.card.empty.setText(error.text)

    # --- all at once ---

    def open_distribution(self) -> None:
        """評価の分布."""
        self.dialog = DistributionDialog(self, self.workplace)
        self.dialog.open()

    def open_confirming_all(self) -> None:
        """まとめて確定: show how heads rated before."""
        found = self.list.found
        if found is None:
            return
        overview = found.overview
        sheet_ids = [overview.sheets[each].id for each in sorted(overview.views[NO_PROBLEM])]
        confirm = partial(self._confirm_all, sheet_ids, overview.as_of)
        self.dialog = DistributionDialog(self, self.workplace, len(sheet_ids), confirm)
        self.dialog.open()

    def _confirm_all(self, sheet_ids: Sequence[int], day: date) -> None:
        self.workplace.write(
            acts.CONFIRM_SHEETS, f"{NO_PROBLEM}のシートの確定（{len(sheet_ids):,}人）",
            lambda action: confirming.confirm(action, sheet_ids, day),
            lambda _none: self._all_confirmed(len(sheet_ids)), self.workplace.tell,
        )  # fmt: skip

    def _all_confirmed(self, count: int) -> None:
        self.workplace.news.said.emit(f"{count:,}人のシートを確定しました")
        self.show_person(self.list.chosen())
        self.list.look(afresh=True)

    # --- what was written ---

    def _claim_decided(self) -> None:
        self.show_person(self.list.chosen())
        self.list.look(afresh=True)

    def _written(self, employee_id: int, state: str, go_on: bool) -> None:
        """Show the new state at once, go on, and look over all sheets again meanwhile."""
        self.list.mark(employee_id, state)
        if not (go_on and self.list.chosen() == employee_id and self.list.step(1)):
            self.show_person(self.list.chosen())
        self.list.look(afresh=True)

    # --- pictures ---

    def views(self) -> Views:
        """A sheet with a claim, one with two answers, and the forms."""
        return {
            "claim": partial(self.list.chips.choose, CLAIMED),
            "claim_accepted": self._picture_of_accepting,
            "sent_back": self._picture_of_sending_back,
            "confirming_all": self._picture_of_confirming_all,
        }

    def _picture_of_accepting(self) -> QWidget | None:
        next(iter(self.card.claims.lines.values())).accept_button.click()
        return self.card.claims.dialog

    def _picture_of_confirming_all(self) -> QWidget | None:
        self.open_confirming_all()
        return self.dialog

    def _picture_of_sending_back(self) -> QWidget | None:
        self.verbs.back_button.click()
        return self.verbs.dialog
