"""台帳: every certification that was ever decided, with its number; nothing vanishes from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.columns import Column, Kind
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.register import certifications
from dxdesk.models.register.certifications import (
    IN_FORCE,
    LAPSED,
    RENOUNCED,
    REVOKED,
    Certification,
)
from dxdesk.models.register.ledger import LedgerIndex
from dxdesk.ui import appearance
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.draft_keeper import keep_draft
from dxdesk.ui.forms.form import Field, Form, FormDialog
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.certification import looking
from dxdesk.ui.pages.certification.looking import Paper
from dxdesk.ui.pages.employees.person import category_words
from dxdesk.ui.pdf_view import PdfWindow
from dxdesk.ui.tables.habits import Filters, ListHabits
from dxdesk.ui.tables.ids_table import PAGE, IdsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import button, label
from dxdesk.ui.workplace import Workplace

_COLUMNS = (
    Column("number", "認定番号", Kind.CODE, 12),
    Column("name", "氏名", Kind.TEXT, 15),
    Column("employee_number", "職員番号", Kind.CODE, 9),
    Column("category", "人材区分", Kind.TEXT, 26),
    Column("certified_on", "認定年月日", Kind.DAY, 11),
    Column("decided_on", "決裁日", Kind.DAY, 10),
    Column("document", "文書番号", Kind.TEXT, 14),
    Column("issued_on", "交付日", Kind.DAY, 10),
    Column("state", "状態", Kind.TEXT, 6),
    Column("ended_on", "失効等の日", Kind.DAY, 11),
)
ENDINGS = (REVOKED, LAPSED, RENOUNCED)


@dataclass(frozen=True)
class Question:
    """What the list should show: words, and the heading that sorts (empty: the newest first)."""

    query: str
    order: str
    descending: bool


@dataclass(frozen=True)
class Found:
    """What a search brought, with the rows of its first page."""

    asked: Question
    index: LedgerIndex
    ids: list[int]
    first: Mapping[int, Mapping[str, object]]


class RegisterTab(QWidget):
    """The register with search, the certificate of one line, and 取消し."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.dialog: FormDialog | None = None
        self.window_shown: PdfWindow | None = None
        self._index: LedgerIndex | None = None
        self._asked: Question | None = None
        self.query = LineEdit("台帳の検索", "認定番号・氏名・カナ・職員番号")
        appearance.keep_width(self.query, 250)
        self.count = label("", "muted")
        self.table = IdsTable(_COLUMNS, lambda ids: _lines(workplace.desk, ids))
        self.view = ListView(
            self.table, "認定台帳", stretch="category", sortable=True, several=True,
            leave_out=("issued_on", "ended_on", "decided_on", "employee_number"),
        )  # fmt: skip
        self.open_button = button("認定証を表示", self.open_certificate)
        self.revoke_button = button("認定の取消し", self.open_revocation)
        self.habits = ListHabits(
            self.view, workplace, "register", "認定台帳",
            filters=Filters(dict, lambda _state: self.search(), self._filter_words),
        )  # fmt: skip
        self.view.offer(self.open_button, self.revoke_button)
        card = Card()
        card.column.addLayout(
            row(
                self.query, self.count, 1, self.habits.views_button, self.habits.output_button,
                self.open_button, self.revoke_button,
            )
        )  # fmt: skip
        card.column.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.query.textChanged.connect(lambda _text: self.search())
        self.view.sort_asked.connect(lambda _key, _descending: self.search())
        self.view.row_chosen.connect(lambda _row: self._enable())
        self._enable()

    def refresh(self) -> None:
        """Show the register as it is now."""
        self.search()

    def search(self) -> None:
        """Show the lines that fit; the newest question wins."""
        desk, known = self.workplace.desk, self._index
        asked = self._asked = Question(self.query.text(), *self.view.order())

        def work() -> Found | None:
            return _find(desk, asked, known) if self._asked == asked else None

        self.workplace.read("台帳を開いています", work, self._show, quiet=True)

    def _show(self, found: Found | None) -> None:
        if found is None or found.asked != self._asked:
            return
        chosen = self.view.chosen_id()
        self._index = found.index
        self.table.show_ids(found.ids, found.first)
        self.count.setText(f"{len(found.ids):,}件")
        self.view.choose_id(chosen)
        self._enable()

    def _filter_words(self) -> str:
        query = self.query.text().strip()
        return f"検索：{query}" if query else ""

    def chosen(self) -> Certification | None:
        """The certification chosen."""
        at = self.view.currentIndex().row()
        held = self.table.values(at).get("record") if 0 <= at < self.table.rowCount() else None
        return held if isinstance(held, Certification) else None

    def _enable(self) -> None:
        chosen = self.chosen()
        in_force = chosen is not None and chosen.state == IN_FORCE
        self.revoke_button.setEnabled(in_force)
        self.open_button.setEnabled(in_force and chosen is not None and chosen.round_id is not None)

    def open_certificate(self) -> None:
        """Show the certificate of the chosen line."""
        chosen = self.chosen()
        if chosen is None or chosen.round_id is None:
            return
        desk, round_id, number = self.workplace.desk, chosen.round_id, chosen.number
        self.workplace.read(
            "認定証を作っています",
            lambda: looking.certificates(desk, round_id, number),
            self._show_certificate,
            self.workplace.tell,
        )

    def _show_certificate(self, paper: Paper) -> None:
        messages = self.workplace.messages
        file_name = f"{paper.title}.pdf"
        self.window_shown = PdfWindow(self, paper.title, paper.content, file_name, messages)
        self.window_shown.open()

    def open_revocation(self) -> None:
        """Ask for the day, the reason and the document of a 取消し."""
        chosen = self.chosen()
        if chosen is None:
            return
        number = chosen.number
        state, on = QComboBox(), DateField("取消しの日", self.workplace.desk.today())
        state.addItems(ENDINGS)
        reason, document = LineEdit("理由"), LineEdit("文書番号", "例：人事第123号")
        form = Form(
            [
                Field("state", "種別", state),
                Field("on", "日", on, "この日から認定がなくなります。"),
                Field("reason", "理由", reason),
                Field("document", "文書番号", document),
            ]
        )

        def register(close: Callable[[], None]) -> None:
            try:
                day = on.required()
            except UserError as error:
                raise UserError(error.text, "on") from error

            def change(action: Action) -> Certification:
                return certifications.revoke(
                    action, number, day, reason.text(), document.text(), state.currentText()
                )

            self.workplace.write(
                acts.REVOKE_CERTIFICATION,
                f"認定の{state.currentText()}（{number}）",
                change,
                lambda _held: close(),
                form.show_error,
            )

        explanation = f"{number}の認定をなくします。番号は欠番にならず、台帳に残ります。"
        self.dialog = FormDialog(self, "認定の取消し", explanation, form, register)
        keep_draft(self.dialog, self.workplace, "revoke", f"certification/{number}")
        self.dialog.open()


def _find(desk: Desk, asked: Question, known: LedgerIndex | None) -> Found:
    index = known if known is not None and known.is_current(desk) else LedgerIndex(desk)
    ids = index.search(desk, asked.query, asked.order, descending=asked.descending)
    return Found(asked, index, ids, _lines(desk, ids[:PAGE]))


def _lines(desk: Desk, ids: Sequence[int]) -> dict[int, dict[str, object]]:
    return {one.id: _line(one) for one in certifications.of_ids(desk, ids)}


def _line(one: Certification) -> dict[str, object]:
    return {
        "number": one.number,
        "name": one.name_printed,
        "employee_number": one.employee_number,
        "category": category_words(one),
        "certified_on": one.certified_on,
        "decided_on": one.decided_on,
        "document": one.document,
        "issued_on": one.issued_on,
        "state": one.state,
        "ended_on": one.ended_on,
        "record": one,
    }
