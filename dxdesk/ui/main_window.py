"""The frame around every page: navigation, title, search, fiscal year, status line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import wareki
from dxdesk.ui import appearance, commands, icons, undo
from dxdesk.ui.finding import COMMAND, Hit
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.manual import ManualWindow
from dxdesk.ui.pages.catalogue import make_page
from dxdesk.ui.pages.entries import BY_KEY, ENTRIES
from dxdesk.ui.pages.page import Page
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.palette import Palette
from dxdesk.ui.watch import Situation, Watch
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.navigation import Navigation
from dxdesk.ui.widgets.status_line import StatusLine
from dxdesk.ui.widgets.texts import button, label
from dxdesk.ui.workplace import Workplace

YEARS_SHOWN = 6


class MainWindow(QWidget):
    """The window once a desk is open.

    Args:
        workplace: the open desk and everything that goes with it.
    """

    page_shown = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.workplace = workplace
        self.key = ""
        self.pages: dict[str, Page] = {}
        self.manual: ManualWindow | None = None
        self._stale: set[str] = set()
        self.navigation = Navigation()
        self.title = label("", "title")
        self.search = LineEdit("職員・所属・認定番号を検索", "職員・所属・認定番号を検索（Ctrl+K）")
        self.search.setObjectName("search")
        appearance.keep_width(self.search, 300)
        self.search.setClearButtonEnabled(False)
        glass = self.search.addAction(icons.icon("search"), LineEdit.ActionPosition.LeadingPosition)
        appearance.keep_icon(glass, "search")
        self.year = _year_choice(workplace)
        self.band = QFrame()
        self.band_text = label("")
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self.watch = Watch(workplace.desk, workplace.jobs, self)
        self._lay_out()
        self.palette_list = Palette(self, self.search, workplace)
        self._connect()
        self.refresh_status()

    def stop(self) -> None:
        """Look at the desk no more: it is about to be closed."""
        self.watch.stop()

    # --- layout ---

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("top")
        top.setFixedHeight(52)
        line = row(self.title, 1, self.search, self.year, spacing=8)
        line.setContentsMargins(20, 0, 16, 0)
        top.setLayout(line)
        self.band.setObjectName("top")
        back = button("今年度に戻る", self._back_to_this_year, "link")
        band_line = row(self.band_text, back, 1)
        band_line.setContentsMargins(20, 3, 16, 3)
        self.band.setLayout(band_line)
        self.band.hide()
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (top, self.band):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.navigation, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        place, status = self.workplace, self.status
        self.navigation.chosen.connect(self.show_page)
        self.palette_list.searched.connect(lambda text: self.go_to("employees", text))
        self.palette_list.chosen.connect(self._go_to_hit)
        self.year.currentIndexChanged.connect(self._year_chosen)
        status.undo_asked.connect(self.undo)
        status.redo_asked.connect(self.redo)
        status.stop_asked.connect(place.jobs.stop)
        place.jobs.began.connect(status.show_busy)
        place.jobs.progressed.connect(status.show_progress)
        place.jobs.ended.connect(status.show_idle)
        place.jobs.trouble.connect(self._tell_trouble)
        place.news.changed.connect(self._saved)
        place.news.waiting.connect(status.show_waiting, Qt.ConnectionType.QueuedConnection)
        place.desk.turns.told = place.news.waiting.emit
        place.news.look_again.connect(self.refresh)
        self.watch.changed.connect(self.refresh)
        self.watch.changed.connect(self.palette_list.renew)
        self.watch.situation.connect(self._show_situation)
        self.watch.trouble.connect(status.show_saved)
        place.news.said.connect(status.show_saved)
        place.news.go_to.connect(self.go_to)
        handlers: dict[str, Callable[[], object]] = {
            "search": self._focus_search,
            "take_in": lambda: self.go_to(taking_in.KEY, taking_in.asked_from(self.key)),
            "save": self._save_asked,
            "undo": self.undo,
            "redo": self.redo,
            "refresh": self.refresh,
            "stop": place.jobs.stop,
            "manual": self.open_manual,
            "next_page": lambda: self._step(1),
            "previous_page": lambda: self._step(-1),
        }
        self.actions_by_key = commands.bind(self, handlers)

    # --- pages ---

    def show_page(self, key: str) -> None:
        """Show the page of a navigation entry; it is made when it is first seen."""
        entry = BY_KEY[key]
        if key not in self.pages:
            self.pages[key] = make_page(entry, self.workplace)
            self.stack.addWidget(self.pages[key])
            self._stale.add(key)
        self.key = key
        self.title.setText(entry.title)
        self.stack.setCurrentWidget(self.pages[key])
        self.navigation.show_chosen(key)
        self._freshen()
        self.page_shown.emit(key)

    def go_to(self, key: str, what: object) -> None:
        """Show a page, and there one person, unit or thing."""
        self.show_page(key)
        if what is not None:
            self.pages[key].search_for(what)

    def _freshen(self) -> None:
        if self.key in self._stale:
            self._stale.discard(self.key)
            self.pages[self.key].refresh()

    def open_manual(self) -> None:
        """Open the manual at the chapter of the page shown."""
        if self.manual is None:
            self.manual = ManualWindow(self)
        self.manual.show_page(self.key)

    def _step(self, by: int) -> None:
        keys = [entry.key for entry in ENTRIES]
        here = keys.index(self.key) if self.key in keys else 0
        self.show_page(keys[(here + by) % len(keys)])

    def refresh(self) -> None:
        """Show everything as the desk holds it now."""
        self._stale = set(self.pages)
        self._freshen()
        self.refresh_status()

    def look(self) -> None:
        """Notice that somebody has written, here or on another PC."""
        self.watch.look()

    # --- status, undo ---

    def refresh_status(self) -> None:
        """Show the last action and who is here."""
        self.watch.ask_situation()

    def _show_situation(self, situation: Situation) -> None:
        self.status.show_state(situation.undo)
        self.status.show_people(self.workplace.desk.name, situation.others, situation.account)

    def _saved(self) -> None:
        self._say_saved()
        self.look()

    def undo(self) -> None:
        """元に戻す: the newest action of this account in this window."""
        state = undo.state_of(self.workplace.desk, self.watch.began_after)
        if state.undo is None:
            self.status.show_saved("元に戻す操作はありません")
        else:
            self._undo(state.undo.id)

    def redo(self) -> None:
        """やり直し: undo the undo that was done last."""
        state = undo.state_of(self.workplace.desk, self.watch.began_after)
        if state.redo is None:
            self.status.show_saved("やり直す操作はありません")
        else:
            self._undo(state.redo.id)

    def _undo(self, action_id: int) -> None:
        desk = self.workplace.desk

        def work(_progress: Progress) -> int:
            return desk.undo(action_id)

        def done(_result: int) -> None:
            self.look()
            self._say_saved()

        self.workplace.jobs.run(Job("元に戻しています", work, done, self._tell_trouble, Line.WRITE))

    def _save_asked(self) -> None:
        self.workplace.news.save_asked.emit()
        self._say_saved()

    def _say_saved(self) -> None:
        self.status.show_saved(f"保存済み {self.workplace.desk.now():%H:%M}")

    def _tell_trouble(self, error: UserError | StoreError) -> None:
        self.workplace.messages.tell("お知らせ", error.text)

    # --- top ---

    def _focus_search(self) -> None:
        self.palette_list.prepare()
        self.search.setFocus()
        self.search.selectAll()

    def _go_to_hit(self, hit: Hit) -> None:
        if hit.does == COMMAND:
            self.actions_by_key[hit.key].trigger()
        else:
            self.go_to(hit.key, hit.what)
            self.pages[hit.key].setFocus()

    def _year_chosen(self) -> None:
        place = self.workplace
        place.fiscal_year = int(self.year.currentData())
        past = place.fiscal_year != wareki.fiscal_year(place.desk.today())
        self.band_text.setText(f"{self.year.currentText()}を表示中")
        self.band.setVisible(past)
        self.refresh()

    def _back_to_this_year(self) -> None:
        self.year.setCurrentIndex(0)


def _year_choice(workplace: Workplace) -> QComboBox:
    this_year = wareki.fiscal_year(workplace.desk.today())
    choice = QComboBox()
    choice.setAccessibleName("年度")
    appearance.keep_width(choice, 124)
    for year in range(this_year, this_year - YEARS_SHOWN, -1):
        choice.addItem(wareki.fiscal_year_name(year), year)
    return choice
