"""Step 3: what taking the file in would change, line by line, and what in it is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dxdesk.imports.proposal import Line, Proposal, Refusal, State
from dxdesk.models.columns import Column, Kind
from dxdesk.ui import appearance
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.taking_in.lines import ALL, DIFFERS, EMPTY, Shown, ticked_at_first
from dxdesk.ui.pages.taking_in.lines_table import LinesTable
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.chips import Chips
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading, label, set_tone
from dxdesk.ui.workplace import Workplace

REFUSED, REMARKS = "取り込めない行", "注意"
CHIPS = (ALL, *(state.value for state in State), DIFFERS, REFUSED, REMARKS)
_ALWAYS = (ALL, State.NEW.value, State.CHANGED.value, State.SAME.value)
_DETAIL = (
    Column("label", "項目", Kind.TEXT, 10),
    Column("old", "今の内容", Kind.TEXT, 11),
    Column("new", "ファイルの内容", Kind.TEXT, 11),
)
_REFUSED = (
    Column("cell", "セル", Kind.CODE, 10),
    Column("value", "読み取った値", Kind.TEXT, 18),
    Column("reason", "理由と直し方", Kind.TEXT, 50),
)
_REMARKS = (Column("text", "注意", Kind.TEXT, 60),)
_DETAIL_WIDTH = 350
_KEEP = "発令日まで管理者だけが見られるファイルとして保管します。まだ何も変わりません。"


def _where(proposal: Proposal, refusal: Refusal) -> str:
    """The cell; where a file has several sheets, on which of them."""
    return f"{refusal.sheet} {refusal.cell}".strip() if proposal.sheet.tables else refusal.cell


class LinesView(ListView):
    """The list of lines: the space bar ticks what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks or unticks every chosen row."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, LinesTable):
            model.toggle(self.chosen_rows())
            return
        super().keyPressEvent(event)


class ReviewStep(Card):
    """Counts that filter, the list, one line cell by cell, the refused rows."""

    changed = Signal()
    save_asked = Signal()
    corrected_asked = Signal()
    keep_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(spacing=8)
        self.shown: Shown | None = None
        self.title = heading("")
        self.note = body("")
        set_tone(self.note, "primary")
        self.note.hide()
        self.chips = Chips(CHIPS)
        self.query = LineEdit("内容の検索", "番号・氏名・内容を検索（Ctrl+F）")
        self.lines = LinesTable()
        self.view = LinesView(
            self.lines, "変わる内容", stretch="what", several=True, sortable=True,
            leave_out=("row",),
        )  # fmt: skip
        self.refused, self.remarks = RowsTable(_REFUSED), RowsTable(_REMARKS)
        self.refused_view = ListView(self.refused, REFUSED, stretch="reason")
        self.remarks_view = ListView(self.remarks, REMARKS, stretch="text")
        self.detail_title = chosen_text("")
        self.detail = RowsTable(_DETAIL)
        self.detail_view = ListView(self.detail, "選んだ行の新旧", stretch="new")
        self.count = label("", "muted")
        self.skip = QCheckBox("取り込めない行を除いて取り込む")
        self.save_button = button("取り込めない行をExcelに保存", self.save_asked.emit)
        self.corrected_button = button("直したファイルを取り込む", self.corrected_asked.emit)
        self.keep_button = button("内示として保管", self.keep_asked.emit, hint=_KEEP)
        self.keep_button.hide()
        self._order, self._descending = "row", False
        words = Filters(words=self._words)
        self.habits = tuple(
            ListHabits(view, workplace, f"taking_in.{key}", title, filters=words)
            for view, key, title in (
                (self.view, "lines", "変わる内容"),
                (self.refused_view, "refused", REFUSED),
                (self.remarks_view, "remarks", REMARKS),
                (self.detail_view, "detail", "選んだ行の新旧"),
            )
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.detail_title)
        right.addWidget(self.detail_view, 1)
        appearance.keep_width(beside, _DETAIL_WIDTH)
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self.view, 1)
        line.addWidget(beside)
        self.pages = QStackedWidget()
        for page in (pair, self.refused_view, self.remarks_view):
            self.pages.addWidget(page)
        self.outputs = [each.output_button for each in self.habits[: self.pages.count()]]
        self.column.addLayout(row(self.title, 1, self.count, *self.outputs))
        self.column.addWidget(self.note)
        self.column.addLayout(row(self.chips, 1, self.query))
        self.column.addWidget(self.pages, 1)
        self.column.addLayout(
            row(self.skip, self.save_button, self.corrected_button, 1, self.keep_button)
        )
        self.query.setMinimumWidth(230)

    def _connect(self) -> None:
        self.pages.currentChanged.connect(self._show_output)
        self._show_output(0)
        self.chips.chosen_changed.connect(lambda _title: self._filter())
        self.query.textChanged.connect(lambda _text: self._filter())
        self.query.entered.connect(self.view.setFocus)
        self.view.row_chosen.connect(self._show_detail)
        self.view.sort_asked.connect(self._sort)
        self.lines.ticks_changed.connect(self._count)
        self.skip.toggled.connect(lambda _on: self.changed.emit())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.query.setFocus)

    def _show_output(self, page: int) -> None:
        """Offer 出力 of the list that is shown."""
        for at, each in enumerate(self.outputs):
            each.setVisible(at == page)

    def _words(self) -> str:
        """What is compared, for a paper's head."""
        return self.title.text()

    # --- what is shown ---

    def show_proposal(self, shown: Shown) -> None:
        """Show a proposal as nobody has touched it yet."""
        proposal = shown.proposal
        self.shown = shown
        set_tone(self.note, "primary")
        self.note.setText("\n".join(proposal.foretold))
        self.note.setVisible(bool(proposal.foretold))
        self.skip.setChecked(False)
        self.corrected_button.hide()
        self.query.clear()
        self._order, self._descending = "row", False
        self.view.show_order("")
        self.title.setText(f"{proposal.of.title}「{proposal.file}」{proposal.rows:,}行")
        self.lines.show_lines(shown, ticked_at_first(proposal))
        self._fill(shown)
        self.chips.choose(REFUSED if proposal.refused else ALL)

    def show_again(self, shown: Shown) -> None:
        """Show a later comparison; what the officer ticked stays as far as it is the same line."""
        before = self.shown
        self.shown = shown
        if before is not None:
            old = {_name(line): at for at, line in enumerate(before.proposal.lines)}
            places = enumerate(shown.proposal.lines)
            pairs = [(at, old.get(_name(line), -1)) for at, line in places]
            fresh = ticked_at_first(shown.proposal)
            kept = {
                at for at, was in pairs
                if (was in self.lines.ticked if was >= 0 and at not in shown.differing else at in fresh)
            }  # fmt: skip
            self.lines.show_lines(shown, kept)
        self._fill(shown)
        self.chips.choose(DIFFERS if shown.differing else ALL)
        self.note.setText(
            "比べた後に、ほかの操作で関係する内容が変わりました"
            f"（{len(shown.differing):,}件）。今の内容と比べ直したものを表示しています。"
        )
        set_tone(self.note, "attention")
        self.note.show()

    def _fill(self, shown: Shown) -> None:
        proposal = shown.proposal
        self.refused.show_rows(
            [
                {"cell": _where(proposal, one), "value": one.value, "reason": one.reason}
                for one in proposal.refused
            ]
        )
        self.remarks.show_rows([{"text": text} for text in _remarks(proposal)])
        for title, places in shown.places.items():
            self.chips.show_count(title, len(places), always=title in _ALWAYS)
        self.chips.show_count(REFUSED, len(proposal.refused))
        self.chips.show_count(REMARKS, self.remarks.rowCount())
        self.skip.setVisible(bool(proposal.refused) and not proposal.of.whole)
        self.save_button.setVisible(bool(proposal.refused) and proposal.sheet.table is not None)

    def _filter(self) -> None:
        chip = self.chips.chosen()
        self.pages.setCurrentIndex({REFUSED: 1, REMARKS: 2}.get(chip, 0))
        self.query.setEnabled(self.pages.currentIndex() == 0)
        self._count()
        if self.shown is None or self.pages.currentIndex():
            return
        places = self.shown.find(chip, self.query.text())
        if self._order != "row" or self._descending:
            places = self.shown.ordered(places, self._order, self._descending)
        self.lines.show_ids(places)
        self.view.choose(0)
        self._show_detail(0 if places else -1)

    def _sort(self, key: str, descending: bool) -> None:
        self._order, self._descending = key, descending
        self._filter()

    def _show_detail(self, at_row: int) -> None:
        if self.shown is None or not 0 <= at_row < len(self.lines.ids):
            self.detail_title.setText("")
            self.detail.show_rows([])
            return
        at = self.lines.ids[at_row]
        line = self.shown.proposal.lines[at]
        self.detail_title.setText(f"{line.key}　{line.name}　{line.state.value}")
        self.detail.show_rows(
            [
                {"label": each.label, "old": each.old or EMPTY, "new": each.new or EMPTY}
                for each in self.shown.cells(at)
            ]
        )

    def _count(self) -> None:
        whole = self.shown is not None and self.shown.proposal.of.whole
        count = f"{len(self.lines.ticked):,}件"
        self.count.setText(
            f"全体を取り込みます（違い {count}）"
            if whole
            else f"取り込む行 {count}（スペースキーで選ぶ・外す）"
        )
        self.changed.emit()

    # --- what was decided ---

    def is_ready(self) -> bool:
        """Whether there is something to take in, and nothing refused stands in the way."""
        if self.shown is None or not self.lines.ticked:
            return False
        return not self.shown.proposal.refused or self.skip.isChecked()

    def unticked(self) -> frozenset[int]:
        """Places of the lines that are left alone."""
        count = len(self.shown.proposal.lines) if self.shown else 0
        return frozenset(at for at in range(count) if at not in self.lines.ticked)

    def focus_first(self) -> None:
        """Go to the list."""
        (self.view, self.refused_view, self.remarks_view)[self.pages.currentIndex()].setFocus()


def _name(line: Line) -> tuple[int, str, tuple[str, ...]]:
    return line.row, line.key, tuple(each.label for each in line.differences)


def _remarks(proposal: Proposal) -> list[str]:
    passed = proposal.passed_over
    over = [f"空白の行・合計の行・注記を読み飛ばしました（{passed:,}行）"] if passed else []
    return [*proposal.remarks, *over]
