"""ファイルの取込: choose a file, see what it would change and what it refuses, take it in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from dxdesk.errors import StoreError, UserError
from dxdesk.imports import proposal as proposals
from dxdesk.imports.kinds import KINDS
from dxdesk.imports.proposal import ImportKind, Line, Options, Proposal, State
from dxdesk.models import wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.jobs import Job, Progress
from dxdesk.ui.jobs import Line as Queue
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.tabs import Tabs
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading, label, set_tone
from dxdesk.ui.workplace import Workplace

# In the order in which an empty desk needs them.
ORDER = (
    "plan", "units", "reorganisation", "roster", "transfers", "attendance", "qualifications", "experience",
    "ratings", "targets",
)  # fmt: skip
CHANGES, REFUSED, REMARKS = "変わる内容", "取り込めない行", "読み方の注意"
_FILES = "取り込めるファイル (*.xlsx *.xls *.ods *.csv *.tsv *.toml)"
_YEARS = 6
_CHANGES = (
    Column("row", "行", Kind.NUMBER, 7),
    Column("state", "区分", Kind.TEXT, 7),
    Column("key", "番号・コード", Kind.CODE, 12),
    Column("name", "氏名・名称", Kind.TEXT, 20),
    Column("what", "内容", Kind.TEXT, 40),
)
_REFUSED = (
    Column("cell", "セル", Kind.CODE, 9),
    Column("value", "値", Kind.TEXT, 20),
    Column("reason", "理由と直し方", Kind.TEXT, 50),
)


class TakingIn(QDialog):
    """From a file to one action that can be undone."""

    def __init__(self, parent: QWidget, workplace: Workplace) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("ファイルの取込")
        self.resize(940, 600)
        self.workplace = workplace
        self.proposal: Proposal | None = None
        self.kind = QComboBox()
        self.kind.setAccessibleName("ファイルの種類")
        for key in ORDER:
            self.kind.addItem(KINDS[key].title, key)
        self.path = LineEdit("ファイル", "取り込むファイル")
        self.choose_button = button("ファイルを選ぶ", self.choose_file)
        self.as_of = DateField("基準日")
        self.year = _year_choice(wareki.fiscal_year(workplace.desk.today()))
        self.as_of_title, self.year_title = label("基準日", "muted"), label("年度", "muted")
        self.compare_button = button("内容を確認", self.compare, "primary")
        self.answer = body("")
        self.answer.hide()
        self.summary = chosen_text(
            "ファイルを選ぶと、取り込む前に変わる内容を確かめられます。", "muted"
        )
        self.changes, self.refused = RowsTable(_CHANGES), RowsTable(_REFUSED)
        self.remarks = chosen_text("")
        self.tabs = Tabs()
        self.skip = QCheckBox("取り込めない行を除いて取り込む")
        self.apply_button = button("取り込む", self.apply, "primary")
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_chosen())
        self.path.textChanged.connect(lambda _text: self._forget())
        self.as_of.changed.connect(self._forget)
        self.year.currentIndexChanged.connect(lambda _at: self._forget())
        self.skip.toggled.connect(lambda _on: self._enable())
        self._kind_chosen()

    def _lay_out(self) -> None:
        self.kind.setMinimumWidth(170)
        self.as_of.setFixedWidth(210)
        what = row(label("種類", "muted"), self.kind, self.path, self.choose_button)
        when = row(self.as_of_title, self.as_of, self.year_title, self.year, 1, self.compare_button)
        self.tabs.add(CHANGES, ListView(self.changes, CHANGES, stretch="what"))
        self.tabs.add(REFUSED, ListView(self.refused, REFUSED, stretch="reason"))
        notes = QWidget()
        column = QVBoxLayout(notes)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.remarks)
        column.addStretch(1)
        self.tabs.add(REMARKS, notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(heading("ファイルの取込"))
        layout.addLayout(what)
        layout.addLayout(when)
        layout.addWidget(self.answer)
        layout.addWidget(self.summary)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(row(self.skip, 1, button("閉じる", self.reject), self.apply_button))

    # --- what is asked ---

    def chosen(self) -> ImportKind:
        """The kind of import chosen."""
        return KINDS[str(self.kind.currentData())]

    def _kind_chosen(self) -> None:
        needs = self.chosen().needs
        by_need: dict[str, tuple[QWidget, ...]] = {
            "as_of": (self.as_of_title, self.as_of),
            "fiscal_year": (self.year_title, self.year),
        }
        for need, widgets in by_need.items():
            for widget in widgets:
                widget.setVisible(need == needs)
        self._forget()

    def _forget(self) -> None:
        """What was compared is not what would be taken in any more."""
        self.proposal = None
        self.answer.hide()
        self._enable()

    def choose_file(self) -> None:
        """Let the file be chosen."""
        dialog = QFileDialog(self, "取り込むファイルを選ぶ", "", _FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _options(self) -> Options:
        needs = self.chosen().needs
        if needs == "as_of":
            return Options(as_of=self.as_of.required())
        if needs == "fiscal_year":
            return Options(fiscal_year=int(self.year.currentData()))
        return Options()

    # --- comparing ---

    def compare(self) -> None:
        """内容を確認: read the file and compare it with the desk; nothing is changed."""
        if not self.path.text().strip():
            self._say("ファイルを選んでください。", "bad")
            return
        try:
            options = self._options()
        except UserError as error:
            self._say(error.text, "bad")
            return
        self._forget()
        desk, kind, path = self.workplace.desk, self.chosen(), Path(self.path.text().strip())
        self.compare_button.setEnabled(False)

        def work(progress: Progress) -> Proposal:
            progress(0, 0, f"{kind.title}を読んでいます")
            return proposals.propose(desk, kind, path, options)

        self.workplace.jobs.run(
            Job(
                "ファイルを読んでいます",
                work,
                self.show_proposal,
                self._refused,
                stopped=self._stopped,
            )
        )

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what would change."""
        self.proposal = proposal
        self._stopped()
        self.summary.setText(_summary(proposal))
        changing = [line for line in proposal.lines if line.state is not State.SAME]
        self.changes.show_rows([_line(line) for line in changing])
        self.refused.show_rows(
            [
                {"cell": each.cell, "value": each.value, "reason": each.reason}
                for each in proposal.refused
            ]
        )
        self.remarks.setText("\n".join(f"・{each}" for each in proposal.remarks) or "ありません。")
        counts = (len(changing), len(proposal.refused), len(proposal.remarks))
        for title, count in zip((CHANGES, REFUSED, REMARKS), counts, strict=True):
            self.tabs.buttons[title].setText(f"{title} {count:,}件")
        self.tabs.show_tab(REFUSED if proposal.refused else CHANGES)
        if not proposals.to_write(proposal):
            self._say("業務データと違いがないため、取り込むものはありません。", "primary")
        self._enable()

    def _refused(self, error: UserError | StoreError) -> None:
        self._stopped()
        self._say(error.text, "bad")

    def _stopped(self) -> None:
        self.compare_button.setEnabled(True)
        self._enable()

    def _enable(self) -> None:
        proposal = self.proposal
        refused = proposal is not None and bool(proposal.refused)
        self.skip.setVisible(refused)
        ready = proposal is not None and bool(proposals.to_write(proposal))
        self.apply_button.setEnabled(ready and (not refused or self.skip.isChecked()))

    # --- taking in ---

    def apply(self) -> None:
        """取り込む: one action that can be undone."""
        proposal, desk, skip = self.proposal, self.workplace.desk, self.skip.isChecked()
        if proposal is None:
            return
        self.apply_button.setEnabled(False)

        def work(_progress: Progress) -> int | None:
            return proposals.apply(desk, proposal, skip_refused=skip)

        self.workplace.jobs.run(
            Job("取り込んでいます", work, self._applied, self._refused, Queue.WRITE)
        )

    def _applied(self, _action: int | None) -> None:
        self.proposal = None
        self._enable()
        self._say("取り込みました。「元に戻す」で取り込む前に戻せます。", "good")
        self.workplace.news.changed.emit()

    def _say(self, text: str, tone: str) -> None:
        self.answer.setText(text)
        set_tone(self.answer, tone)
        self.answer.show()


def _summary(proposal: Proposal) -> str:
    counts = (
        ("行", proposal.rows),
        ("新規", proposal.new),
        ("変更", proposal.changed),
        ("同じ", proposal.same),
        ("ファイルにない", proposal.missing),
        ("重複", proposal.doubled),
        ("読み飛ばした行", proposal.passed_over),
    )
    return "　".join(f"{title} {count:,}" for title, count in counts)


def _line(line: Line) -> dict[str, Any]:
    what = "、".join(
        f"{each.label} {each.old or '（空欄）'} → {each.new or '（空欄）'}"
        for each in line.differences
    )
    return {
        "row": line.row or "",
        "state": line.state.value,
        "key": line.key,
        "name": line.name,
        "what": what,
    }


def _year_choice(this_year: int) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName("年度")
    for year in range(this_year + 1, this_year - _YEARS, -1):
        choice.addItem(wareki.fiscal_year_name(year), year)
    choice.setCurrentIndex(2)
    return choice
