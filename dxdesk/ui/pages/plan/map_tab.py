"""スキルマップ: the picture, what the chosen place means, and the picture on paper and in Excel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts, settings, wareki
from dxdesk.models.files import replace_file
from dxdesk.models.plan.contents import ITEMS, Part
from dxdesk.models.plan.overview import PARTS_OF_KINDS, SkillMap, skill_map
from dxdesk.models.plan.skill_map import WayKind
from dxdesk.models.plan.words import category_words, ways_words
from dxdesk.ui import appearance
from dxdesk.ui.jobs import Progress
from dxdesk.ui.outputs import Outputs
from dxdesk.ui.pages.plan.map_model import MANDATORY, Place
from dxdesk.ui.pages.plan.map_view import MapView
from dxdesk.ui.pages.plan.shown import Shown, years_words
from dxdesk.ui.tables.habits import EXCEL, PRINT
from dxdesk.ui.tables.menus import opens
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.status_line import CutLabel
from dxdesk.ui.widgets.texts import body, button, label
from dxdesk.ui.workplace import Workplace

TITLE = "スキルマップ"
_HINT = (
    "数字は、満たせる評価指標項目の番号です。見出しを押すと、その区分につながるものだけを表示します。"
    "Enterで項目を開きます。"
)
_NOTHING_BUILDS = "この区分につながる研修・資格・業務経歴はありません。"
_BUILDS_NOTHING = "この区分の項目を満たすものではありません。"


class MapTab(QWidget):
    """The picture with the sentence of what is chosen under it."""

    thing_asked = Signal(object, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.shown: Shown | None = None
        self.filter = ""
        self.outputs = Outputs(self, workplace)
        self.view = MapView()
        self.hint = CutLabel("muted")
        self.hint.show_text(_HINT)
        self.filter_words = label("", "")
        self.show_all_button = button("全て表示", lambda: self.filter_by(""), "link")
        self.output_menu = QMenu("出力", self)
        self.output_menu.addAction(f"{EXCEL}…", self.ask_where)
        self.output_menu.addAction(f"{PRINT}…", self.print_map)
        self.output_button = opens(self.output_menu)
        self.place_title = label("", "heading")
        self.place_text = body("")
        card = Card(spacing=6)
        card.column.addLayout(
            row(self.filter_words, self.show_all_button, self.hint, 1, self.output_button)
        )
        card.column.addWidget(self.view, 1)
        # As high as two items need: the picture must not jump while the mouse goes over it.
        appearance.keep_height(self.place_text, 40)
        self.place_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout()
        below.setContentsMargins(0, 6, 0, 0)
        below.setSpacing(2)
        below.addWidget(self.place_title)
        below.addWidget(self.place_text)
        card.column.addLayout(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.view.place_shown.connect(self._say)
        self.view.place_opened.connect(self._open)
        self.view.category_clicked.connect(self._toggle)
        self._show_filter()

    def show_plan(self, shown: Shown) -> None:
        """Show the map of an edition."""
        self.shown = shown
        if self.filter not in {each.code for each in shown.plan.categories}:
            self.filter = ""
        self._fill()

    def filter_by(self, code: str) -> None:
        """Show only what builds a category; an empty code shows everything."""
        self.filter = code
        self._fill()
        self.view.setFocus()

    def _toggle(self, code: str) -> None:
        self.filter_by("" if self.filter == code else code)

    def map(self, written: Callable[[date], str] = wareki.short) -> SkillMap:
        """The map as it is seen; on paper days are written long."""
        assert self.shown is not None
        whole = skill_map(self.shown.plan, written)
        return whole.building(self.filter) if self.filter else whole

    def _fill(self) -> None:
        if self.shown is not None:
            self.view.show_map(self.map(), self.filter)
            self._show_filter()
            if not self.view.map_model.lines:
                self.place_title.setText("")
                self.place_text.setText(_NOTHING_BUILDS)
            self._say(self.view.chosen())

    def _show_filter(self) -> None:
        names = {each.code: each.name for each in self.shown.plan.categories} if self.shown else {}
        self.filter_words.setText(f"「{names[self.filter]}」につながるもの" if self.filter else "")
        for widget in (self.filter_words, self.show_all_button):
            widget.setVisible(bool(self.filter))
        self.hint.setVisible(not self.filter)

    def _say(self, place: Place) -> None:
        """Say what a place means."""
        if place.row is None or self.shown is None:
            return
        title = place.row.title
        if place.category is None:
            self.place_title.setText(title)
            notes = (MANDATORY if place.row.mandatory else "", place.row.note)
            built = "・".join(item.code for cell in place.row.cells for item in cell)
            words = f"満たせる項目：{built or 'ありません'}"
            self.place_text.setText("　".join(filter(None, (*notes, words))))
            return
        self.place_title.setText(f"{title} → {category_words(place.category)}")
        plan = self.shown.plan
        self.place_text.setText(
            "\n".join(
                f"{item.code}　{item.text}（{ways_words(item.ways, plan)}）" for item in place.items
            )
            or _BUILDS_NOTHING
        )

    def _open(self, place: Place) -> None:
        """Open the first item of a cell, or the thing of a row."""
        if place.row is None:
            return
        if place.items:
            self.thing_asked.emit(ITEMS, place.items[0].code)
        elif place.category is None and place.row.kind is not WayKind.RATING:
            part: Part = PARTS_OF_KINDS[place.row.kind]
            self.thing_asked.emit(part, place.row.code)

    # --- paper and Excel ---

    def words(self) -> str:
        """Which edition is shown, and by what it is filtered."""
        assert self.shown is not None
        edition = self.shown.edition
        filtered = self.filter_words.text() if self.filter else ""
        note = edition.note
        return "　".join(filter(None, (edition.title, years_words(edition), filtered, note)))

    def ask_where(self) -> None:
        """Excel出力: ask for the place, then write."""
        day = self.workplace.desk.today()
        self.workplace.messages.ask_where(
            EXCEL, f"{TITLE}_{day:%Y%m%d}.xlsx", "Excelブック (*.xlsx)", self.export
        )

    def export(self, path: Path) -> None:
        """Write the map as it is seen into a workbook, and enter that into the record."""
        desk, shown, words = self.workplace.desk, self.map(), self.words()

        def work(progress: Progress) -> None:
            from dxdesk.exports.workbooks.skill_map import write_skill_map

            if not desk.may(acts.EXPORT):
                raise UserError("一覧を出力する権限がありません。管理者に確かめてください。")
            content = write_skill_map(shown, words, progress)
            with desk.action(acts.EXPORT, f"{TITLE}のExcel出力"):
                replace_file(path, content)

        self.outputs.save_file(TITLE, path, work)

    def print_map(self) -> None:
        """印刷: show the paper, and enter that into the record."""
        desk, shown, words = self.workplace.desk, self.map(wareki.long), self.words()
        plan = self.shown.plan if self.shown else None

        def work(_progress: Progress) -> bytes:
            from dxdesk.exports.documents.skill_map import draw_skill_map
            from dxdesk.exports.paper import ReportHead

            assert plan is not None
            if not desk.may(acts.PRINT):
                raise UserError("一覧を印刷する権限がありません。管理者に確かめてください。")
            office = settings.get(desk, settings.OFFICE_NAME)
            head = ReportHead(TITLE, office, desk.today(), desk.account_name, subject=words)
            content, _report = draw_skill_map(shown, plan, head)
            desk.record(acts.PRINT, f"{TITLE}の印刷")
            return content

        self.outputs.show_paper(TITLE, work)
