"""計画・スキルマップ: the edition in force and the others, the map, and everything they say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.exports.output import Request
from dxdesk.imports import proposal
from dxdesk.imports.kinds import KINDS as IMPORTS
from dxdesk.models import acts
from dxdesk.models.plan import revising
from dxdesk.models.plan.contents import ITEMS, Part
from dxdesk.paths import resource
from dxdesk.ui.forms.form import FormDialog
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.pages.plan import edition_sheets, words_tab
from dxdesk.ui.pages.plan.edition_bar import EditionBar
from dxdesk.ui.pages.plan.kinds import KINDS, Kind
from dxdesk.ui.pages.plan.map_tab import TITLE as MAP
from dxdesk.ui.pages.plan.map_tab import MapTab
from dxdesk.ui.pages.plan.needed import TITLE as NEEDED
from dxdesk.ui.pages.plan.needed import NeededTab
from dxdesk.ui.pages.plan.shown import Shown, look_at
from dxdesk.ui.pages.plan.thing_list import ThingTab
from dxdesk.ui.pages.plan.words_tab import WordsTab
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.tables.habits import EXCEL
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, button, heading
from dxdesk.ui.workplace import Workplace

WORDS = words_tab.TITLE
EXAMPLE = "例（別冊資料の内容ではありません）"
_EMPTY = (
    "人材区分、研修・資格・業務経歴、評価指標項目、認定基準、目標値を、計画の版ごとにここで確かめ、"
    f"直します。「例から始める」は、書き方を示す{EXAMPLE}を取り込みます。"
)


class PlanPage(Page):
    """One edition at a time; every tab shows the same one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.shown: Shown | None = None
        self.dialog: FormDialog | None = None
        self.outputs = Outputs(self, workplace)
        self._edition_id = 0
        self.bar = EditionBar(workplace)
        self.map = MapTab(workplace)
        self.things: dict[Part, ThingTab] = {}
        self.needed, self.words = NeededTab(workplace), WordsTab(workplace)
        self.tabs = Tabs()
        self.tabs.add(MAP, self.map)
        for kind in KINDS:
            self.tabs.add_later(kind.title, partial(self._make_things, kind))
        self.tabs.add(NEEDED, self.needed)
        self.tabs.add(WORDS, self.words)
        self.empty = self._empty_card()
        self.column.addWidget(self.empty)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.tabs, 1)
        self.column.addStretch(0)
        for widget in (self.empty, self.bar, self.tabs):
            widget.hide()
        self._connect()

    def _make_things(self, kind: Kind) -> ThingTab:
        """The tab of one kind of thing, made when it is first shown."""
        made = self.things[kind.part] = ThingTab(self.workplace, kind)
        if self.shown is not None:
            made.show_plan(self.shown)
        return made

    def _empty_card(self) -> Card:
        self.answer = body("", "error")
        self.answer.hide()
        self.example_button = button("例から始める", self.start_with_example, "primary")
        self.file_button = button("ファイルから取り込む", self.open_taking_in)
        made = Card(heading("計画がまだありません"), body(_EMPTY), self.answer, spacing=12)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        made.column.addLayout(row(self.example_button, self.file_button, 1))
        return made

    def _connect(self) -> None:
        self.bar.chosen.connect(self.show_edition)
        self.bar.head_asked.connect(self.open_head)
        self.bar.copy_asked.connect(self.open_copy)
        self.bar.take_in_asked.connect(self.open_taking_in)
        self.bar.export_asked.connect(self.ask_where)
        self.bar.discard_asked.connect(self.ask_to_discard)
        self.map.thing_asked.connect(self.show_thing)

    # --- showing ---

    def refresh(self) -> None:
        """Show everything as the desk holds it now."""
        desk, day, edition_id = self.workplace.desk, self.workplace.as_of(), self._edition_id
        self.workplace.read(
            "計画を調べています", lambda: look_at(desk, day, edition_id), self._show, quiet=True
        )

    def show_edition(self, edition_id: int) -> None:
        """Show another edition."""
        self._edition_id = edition_id
        self.refresh()

    def _show(self, shown: Shown | None) -> None:
        before, self.shown = self.shown, shown
        self.empty.setVisible(shown is None)
        for widget in (self.bar, self.tabs):
            widget.setVisible(shown is not None)
        if shown is None:
            may = self.workplace.desk.may(acts.IMPORT_PLAN)
            for each in (self.example_button, self.file_button):
                each.setEnabled(may)
            return
        if before is not None and _was_revised(before, shown):
            self.show_edition(shown.last.id)  # what was registered stands in the revision
            return
        self._edition_id = shown.edition.id
        self.bar.show_plan(shown)
        for tab in self.things.values():
            tab.show_plan(shown)
        self.map.show_plan(shown)
        self.needed.show_plan(shown)
        self.words.show_plan(shown)

    def show_thing(self, part: Part, key: str) -> None:
        """Show one thing in its list."""
        self.tabs.show_tab(part.title)
        self.things[part].choose(key)
        self.things[part].view.setFocus()

    def search_for(self, query: object) -> None:
        """Show a tab by its title."""
        if query in self.tabs.buttons:
            self.tabs.show_tab(str(query))

    # --- editions ---

    def open_head(self) -> None:
        """名称・年度: the form about the edition itself."""
        if self.shown is not None:
            self.dialog = edition_sheets.open_head(self, self.workplace, self.shown)

    def open_copy(self) -> None:
        """次の年度の版を作る."""
        if self.shown is not None:
            edition = self.shown.edition
            self.dialog = edition_sheets.open_copy(self, self.workplace, edition, self.show_edition)

    def ask_to_discard(self) -> None:
        """版の削除: ask first."""
        if self.shown is None:
            return
        edition = self.shown.edition
        self.workplace.messages.ask(
            acts.DISCARD_PLAN.title,
            f"{edition.title}を、その人材区分・項目・認定基準・目標値とともに削除します。"
            "研修・資格などの記録は残ります。1件の操作として、後から元に戻せます。",
            "削除",
            lambda: self.discard(edition.id, edition.title),
        )

    def discard(self, edition_id: int, title: str) -> None:
        """Remove an edition that nothing was made with."""
        self.workplace.write(
            acts.DISCARD_PLAN, f"{acts.DISCARD_PLAN.title}（{title}）",
            lambda action: revising.discard(action, edition_id),
            lambda _none: None, self.workplace.tell,
        )  # fmt: skip

    def ask_where(self) -> None:
        """Excel出力: the whole edition as a workbook that can be edited and taken in again."""
        if self.shown is not None:
            edition = self.shown.edition
            self.workplace.messages.ask_where(
                EXCEL, f"計画_{edition.title}.xlsx", "Excelブック (*.xlsx)",
                lambda path: self.export(path, edition.id),
            )  # fmt: skip

    def export(self, path: Path, edition_id: int) -> None:
        """Write an edition, and enter that into the record."""
        year = self.workplace.fiscal_year
        request = Request(".xlsx", fiscal_year=year, edition=edition_id)
        self.outputs.save_output("plan", request, path)

    def open_taking_in(self) -> None:
        """取込: the assistant, for a plan."""
        kind = "targets" if self.tabs.chosen() == NEEDED else "plan"
        self.workplace.news.go_to.emit(taking_in.KEY, taking_in.Asked(kind, "plan"))

    def start_with_example(self) -> None:
        """例から始める: take in the plan that is shipped."""
        desk = self.workplace.desk
        self.example_button.setEnabled(False)

        def work(_progress: Progress) -> None:
            found = proposal.propose(
                desk, IMPORTS["plan"], resource("plans", "example.toml"), proposal.Options()
            )
            proposal.apply(desk, found)

        self.workplace.jobs.run(
            Job(
                "例を取り込んでいます", work, lambda _none: self.workplace.news.changed.emit(),
                self._refused, Line.WRITE,
            )
        )  # fmt: skip

    def _refused(self, error: UserError | StoreError) -> None:
        self.example_button.setEnabled(True)
        self.answer.setText(error.text)
        self.answer.show()

    # --- pictures ---

    def views(self) -> Views:
        """Each tab, the map by one category, and the forms."""
        tabs: Views = {
            f"tab{at}": partial(self.tabs.show_tab, title)
            for at, title in enumerate(self.tabs.buttons)
            if title != MAP
        }
        forms: Views = {kind.key: partial(self._picture_of_form, kind.part) for kind in KINDS}
        return {
            "map_of_a_category": self._picture_of_filter,
            **tabs,
            **forms,
            "effect": self._picture_of_effect,
            "head": partial(self._picture_of_dialog, self.open_head),
            "copy": partial(self._picture_of_dialog, self.open_copy),
        }

    def _picture_of_filter(self) -> QWidget | None:
        self.tabs.show_tab(MAP)
        if self.shown is not None:
            self.map.filter_by(self.shown.plan.categories[2].code)
        return None

    def _picture_of_dialog(self, call: Callable[[], None]) -> QWidget | None:
        self.map.filter_by("")
        call()
        return self.dialog

    def _picture_of_form(self, part: Part) -> QWidget | None:
        self.tabs.show_tab(part.title)
        tab = self.things[part]
        tab.view.choose(1)
        tab.open_sheet()
        return tab.dialog

    def _picture_of_effect(self) -> QDialog | None:
        """The form of an item whose ways have become fewer, and what that does."""
        self.tabs.show_tab(ITEMS.title)
        tab = self.things[ITEMS]
        tab.view.choose(3)
        tab.open_sheet()
        if tab.dialog is not None:
            tab.dialog.form.show_texts(
                {"ways": "所属長評価 5", "in_force_from": "R8.3.1", "as_of": "R8.3.31"}
            )
            tab.dialog.form.submit()
        return tab.dialog


def _was_revised(before: Shown, now: Shown) -> bool:
    """Whether a revision has just been made of the edition that is shown."""
    known = {each.id for each in before.known}
    return now.edition.id == before.edition.id and not now.is_last and now.last.id not in known
