"""認定の回: every round with its certificates as they are printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, wareki
from dxdesk.models.certification import issue as issuing
from dxdesk.models.certification import rounds
from dxdesk.models.certification.rounds import Round
from dxdesk.models.columns import Column, Kind
from dxdesk.models.files import replace_file
from dxdesk.models.journal import Action
from dxdesk.ui.pages.certification import looking
from dxdesk.ui.pages.certification.looking import Paper
from dxdesk.ui.pdf_view import PDF_FILE, PdfView
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading, label, set_tone
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("title", "認定の回", Kind.TEXT, 18),
    Column("categories", "人材区分", Kind.TEXT, 10),
    Column("certified_on", "認定年月日", Kind.DAY, 10),
    Column("state", "状態", Kind.TEXT, 7),
)


class RoundsTab(QWidget):
    """Rounds at the left, the papers of one of them at the right."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.rounds: list[Round] = []
        self.paper: Paper | None = None
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "認定の回の一覧", stretch="title", leave_out=("categories",), sortable=True
        )
        self.title = label("認定の回を選んでください", "heading")
        self.words = chosen_text("", "muted")
        self.remarks = body("")
        self.remarks.hide()
        self.count = label("", "muted")
        self.pdf = PdfView()
        self.pdf.hide()
        self.issue_button = button("交付を登録", self.issue)
        self.save_button = button("PDFを保存", self.choose_file, "primary")
        self.habits = ListHabits(self.view, workplace, "rounds", "認定の回の一覧", personal=False)
        self.view.offer(self.issue_button, self.save_button)
        left = Card()
        buttons = (self.habits.views_button, self.habits.output_button)
        left.column.addLayout(row(heading("認定の回"), 1, *buttons))
        left.column.addWidget(self.view, 1)
        right = Card()
        right.column.addLayout(row(self.title, self.count, 1, self.issue_button, self.save_button))
        for widget in (self.words, self.remarks):
            right.column.addWidget(widget)
        right.column.addWidget(self.pdf, 1)
        right.column.addStretch(0)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(left, 4)
        line.addWidget(right, 6)
        self.view.row_chosen.connect(lambda _row: self.show_round())
        self._enable()

    def refresh(self) -> None:
        """Show the rounds as they are now."""
        chosen = self._chosen()
        self.rounds = rounds.rounds(self.workplace.desk)
        self.table.show_rows(
            [
                {
                    "title": each.title,
                    "categories": "・".join(
                        code.replace("L", "レベル", 1) for code in each.category_codes
                    ),
                    "certified_on": each.certified_on,
                    "state": each.state,
                }
                for each in self.rounds
            ]
        )
        ids = [each.id for each in self.rounds]
        self.view.choose_id(ids.index(chosen.id) if chosen and chosen.id in ids else -1)
        self._enable()

    def choose(self, round_id: int) -> None:
        """Choose one round."""
        self.refresh()
        self.view.choose_id([each.id for each in self.rounds].index(round_id))

    def show_round(self) -> None:
        """Show the certificates of the chosen round."""
        chosen = self._chosen()
        self.paper = None
        self._enable()
        if chosen is None:
            return
        self.title.setText(chosen.title)
        self.words.setText(_words(chosen))
        self.count.setText("")
        if chosen.open:
            self._refused(UserError("まだ決裁されていません。決裁を登録すると認定証を作れます。"))
            return
        place, round_id = self.workplace, chosen.id
        place.read(
            "認定証を作っています",
            lambda: looking.certificates(place.desk, round_id),
            lambda paper: self._show_paper(round_id, paper),
            self._refused,
        )

    def _show_paper(self, round_id: int, paper: Paper) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.id != round_id:
            return
        self.paper = paper
        self.count.setText(f"{paper.pages:,}枚")
        self.pdf.show_pdf(paper.content)
        self.pdf.show()
        self.remarks.setText("\n".join(paper.remarks))
        set_tone(self.remarks, "attention")
        self.remarks.setVisible(bool(paper.remarks))
        self._enable()

    def _refused(self, error: UserError | StoreError) -> None:
        self.pdf.hide()
        self.remarks.setText(error.text)
        set_tone(self.remarks, "attention")
        self.remarks.show()

    def _enable(self) -> None:
        chosen = self._chosen()
        self.save_button.setEnabled(self.paper is not None)
        self.issue_button.setEnabled(chosen is not None and chosen.state == rounds.DECIDED)

    def _chosen(self) -> Round | None:
        at = self.view.chosen_id()
        return self.rounds[at] if 0 <= at < len(self.rounds) else None

    def issue(self) -> None:
        """交付を登録: the certificates are handed over today."""
        chosen = self._chosen()
        if chosen is None:
            return
        round_id = chosen.id

        def change(action: Action) -> int:
            return issuing.issue(action, round_id, action.today)

        self.workplace.write(
            acts.ISSUE_CERTIFICATES,
            f"認定証の交付（{chosen.title}）",
            change,
            lambda _count: self.refresh(),
            self._refused,
        )

    def choose_file(self) -> None:
        """Ask where to store the certificates."""
        if self.paper is not None:
            name = f"{self.paper.title}.pdf"
            self.workplace.messages.ask_where("PDFを保存", name, PDF_FILE, self.save)

    def save(self, path: Path) -> None:
        """Store the certificates, and enter that into the record."""
        paper = self.paper
        if paper is None:
            return

        def change(_action: Action) -> None:
            replace_file(path, paper.content)

        self.workplace.write(
            acts.PRINT,
            f"{paper.title}（{paper.pages:,}ページ）の印刷",
            change,
            lambda _result: self.workplace.news.said.emit("PDFを保存しました"),
            self._refused,
        )


def _words(shown: Round) -> str:
    parts = [f"判定基準日 {wareki.short(shown.as_of)}"]
    for title, day in (
        ("決裁日", shown.decided_on),
        ("認定年月日", shown.certified_on),
        ("交付日", shown.issued_on),
    ):
        if day is not None:
            parts.append(f"{title} {wareki.short(day)}")
    if shown.document:
        parts.append(shown.document)
    return "　".join(parts)
