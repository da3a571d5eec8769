"""ホーム: what the desk holds, and the first step on an empty one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel

from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.models.history import Entry
from dxdesk.models.people import advance_notices, units
from dxdesk.models.people.search import number_on_roll
from dxdesk.models.register import certifications
from dxdesk.ui import appearance
from dxdesk.ui.pages.page import Page
from dxdesk.ui.pages.taking_in import asked as taking_in
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading, label
from dxdesk.ui.workplace import Workplace

_RECENT = 50
_IMPORTS = "import_"
_NOTHING = "―"
NOTICES = "内示"
_COLUMNS = (
    Column("at", "日時", Kind.CODE, 16),
    Column("title", "操作", Kind.TEXT, 40),
    Column("account", "利用者", Kind.TEXT, 12),
)
_FIRST_STEPS = (
    "はじめに、計画・組織・職員名簿の3つのファイルを、この順に取り込みます。"
    "取り込む前に変わる内容を確かめることができ、取り込んだ後も元に戻せます。"
)


@dataclass(frozen=True)
class Counts:
    """What the desk holds on a day."""

    people: int
    units: int
    certified: int
    recent: tuple[Entry, ...]
    imported: Entry | None
    due: int


def count(desk: Desk, day: date) -> Counts:
    """Count what the home page shows."""
    recent = desk.history(_RECENT)
    return Counts(
        number_on_roll(desk, day),
        len(units.units_on(desk, day)),
        certifications.number_in_force(desk, day),
        tuple(recent),
        next((each for each in recent if each.act.startswith(_IMPORTS) and not each.undone), None),
        len(advance_notices.due(desk, desk.today())),
    )


class HomePage(Page):
    """Counts of today, and where to go from here."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.figures: dict[str, QLabel] = {}
        self.notes: dict[str, QLabel] = {}
        self.strip = QHBoxLayout()
        self.strip.setSpacing(GAP)
        for title in ("在籍職員", "所属", "有効な認定", "最後の取込"):
            self.strip.addWidget(self._figure_card(title), 1)
        self.table = RowsTable(_COLUMNS)
        recent = ListView(self.table, "最近の操作", stretch="title", sortable=True)
        self.recent = Card(heading("最近の操作"), recent)
        self.habits = ListHabits(recent, workplace, "recent", "最近の操作", personal=False)
        go = workplace.news.go_to.emit
        self.next = Card(
            heading("次にできること"),
            button("ファイルを取り込む", self.open_taking_in, "choice"),
            button("職員を探す", lambda: go("employees", None), "choice"),
            button("認定の候補を調べる", lambda: go("certification", None), "choice"),
            button("操作の記録を確かめる", lambda: go("record", None), "choice"),
            body(
                "8つの仕事の進み具合・要対応の一覧・部局別の充足率は、今後の版でここに表示します。",
                "muted",
            ),
        )
        self.next.column.addStretch(1)
        appearance.keep_width(self.next, 340)
        self.first_step = Card(heading("この業務データは空です"), body(_FIRST_STEPS), spacing=12)
        self.first_step.column.addLayout(
            row(button("ファイルを取り込む", self.open_taking_in, "primary"), 1)
        )
        self.first_step.hide()
        self.due = Card(spacing=0)
        self.due_words = label("")
        self.due.column.addLayout(
            row(self.due_words, 1, button("内示を確かめて適用", lambda: go("units", NOTICES)))
        )
        self.due.hide()
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.recent, 1)
        below.addWidget(self.next)
        self.column.addWidget(self.first_step)
        self.column.addWidget(self.due)
        self.column.addLayout(self.strip)
        self.column.addLayout(below, 1)

    def _figure_card(self, title: str) -> Card:
        figure, note = label(_NOTHING, "figure"), label("", "muted")
        self.figures[title], self.notes[title] = figure, note
        return Card(heading(title), figure, note, spacing=6)

    def open_taking_in(self) -> None:
        """Take a file in: what the desk lacks, else a roster."""
        self.workplace.news.go_to.emit(taking_in.KEY, taking_in.Asked())

    def refresh(self) -> None:
        """Count anew."""
        place = self.workplace
        day = place.as_of()
        place.read("集計しています", lambda: count(place.desk, day), self._show, quiet=True)

    def _show(self, counts: Counts) -> None:
        day = wareki.short(self.workplace.as_of())
        texts = {
            "在籍職員": (f"{counts.people:,}人", f"{day}現在"),
            "所属": (f"{counts.units:,}所属", f"{day}現在"),
            "有効な認定": (f"{counts.certified:,}件", f"{day}現在"),
        }
        imported = counts.imported
        texts["最後の取込"] = (
            (wareki.short(imported.at.date()), imported.title)
            if imported
            else (_NOTHING, "まだありません")
        )
        for title, (figure, note) in texts.items():
            self.figures[title].setText(figure)
            self.notes[title].setText(note)
        self.table.show_rows(
            [
                {
                    "at": f"{wareki.short(each.at.date())} {each.at:%H:%M}",
                    "title": each.title,
                    "account": each.account,
                }
                for each in counts.recent
            ]
        )
        self.due_words.setText(f"発令日になった内示が{counts.due:,}件あります。")
        self.due.setVisible(bool(counts.due))
        self.first_step.setVisible(not counts.people)
