"""The form of a new inquiry: a preset fills it, an officer sets the deadline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from dxdesk.models import acts, wareki
from dxdesk.models.assessment import audiences
from dxdesk.models.conflicts import Seen
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, packets, presets
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.inquiries.presets import PRESETS, SHEET, Preset
from dxdesk.models.journal import Act, Action
from dxdesk.models.plan import editions
from dxdesk.models.trial import trial
from dxdesk.ui import theme
from dxdesk.ui.forms.date_field import DateField, maybe, required
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog, open_dialog
from dxdesk.ui.pages.inquiries.password_field import PasswordField
from dxdesk.ui.pages.inquiries.questions_field import QuestionsField
from dxdesk.ui.workplace import Workplace

_EXPLANATION: Final = (
    "ひな形を選ぶと、件名・対象・回答欄が入ります。アセスメントシートの記入欄は計画から作ります。"
    "登録しても、配布するまでは何も送りません。"
)
_MODES: Final = (presets.BY_UNIT, presets.BY_PERSON_AND_HEAD, presets.BY_PERSON)
_TEXT_HEIGHT: Final = 58


@dataclass(frozen=True)
class _Fields:
    """The controls of the form."""

    year: int
    preset: QComboBox
    title: LineEdit
    whom: QComboBox
    mode: QComboBox
    as_of: DateField
    deadline: DateField
    document: LineEdit
    password: PasswordField
    purpose: QPlainTextEdit
    note: QPlainTextEdit
    questions: QuestionsField

    def fill(self, preset: Preset) -> None:
        """Show what a preset asks."""
        self.title.setText(f"{wareki.fiscal_year_name(self.year)}{preset.title}")
        self.whom.setCurrentIndex(max(0, self.whom.findData(preset.whom)))
        self.mode.setCurrentText(preset.mode)
        self.purpose.setPlainText(preset.purpose)
        self.questions.show_questions(preset.questions)
        self.fit()

    def fit(self) -> None:
        """The sheet has no columns of its own."""
        self.questions.setEnabled(self.chosen() is not SHEET)

    def chosen(self) -> Preset:
        """The preset that is chosen."""
        return presets.BY_KEY[self.preset.currentData()]

    def draft(self) -> Draft:
        """What was typed.

        Raises:
            UserError: a day is missing or cannot be read.
        """
        preset = self.chosen()
        return Draft(
            self.year, self.title.text().strip(), preset.key, self.mode.currentText(),
            self.whom.currentText(), required(self.as_of, "as_of"),
            maybe(self.deadline, "deadline"), self.purpose.toPlainText().strip(),
            self.document.text().strip(), self.note.toPlainText().strip(),
            () if preset is SHEET else self.questions.questions(),
            password=self.password.password(),
        )  # fmt: skip

    def listed(self) -> list[Field]:
        """What is asked of whom at the left, the words and columns at the right."""
        return [
            Field("preset", "ひな形", self.preset),
            Field("title", "件名", self.title),
            Field("whom", "対象", self.whom),
            Field("mode", "記入の方法", self.mode),
            Field("as_of", "基準日", self.as_of),
            Field("deadline", "回答の期限", self.deadline),
            Field("document", "文書番号", self.document),
            Field("password", "パスワード", self.password),
            Field("purpose", "利用目的", self.purpose, beside=True),
            Field("note", "記入上の注意", self.note, beside=True),
            Field("questions", "回答欄", self.questions, beside=True),
        ]


def open_new(parent: QWidget, place: Workplace, preset: Preset) -> SheetDialog:
    """新しい照会, filled from a preset; another one can be chosen."""
    fields = _fields(place)
    fields.preset.setCurrentIndex(fields.preset.findData(preset.key))
    fields.fill(preset)
    fields.preset.activated.connect(lambda _at: fields.fill(fields.chosen()))
    fields.preset.currentIndexChanged.connect(lambda _at: fields.fit())

    def read() -> Change:
        draft, whom = fields.draft(), str(fields.whom.currentData())
        inquiries.check(draft)
        return lambda action: _prepare(action, draft, whom)

    sheet = Sheet(
        "inquiry_new", "新しい照会", _EXPLANATION, fields.listed(), acts.PREPARE_INQUIRY, read
    )
    year = place.fiscal_year
    about = About(
        f"inquiry_year/{year}", wareki.fiscal_year_name(year), Seen((), {}), lambda _changed: [],
        lambda act, change: _said_before(place.desk, act, change),
        effect_title="次のとおり照会を準備します。",
    )  # fmt: skip
    return open_dialog(parent, place, sheet, about)


def _fields(place: Workplace) -> _Fields:
    preset, whom, mode = QComboBox(), QComboBox(), QComboBox()
    for each in PRESETS:
        preset.addItem(each.title, each.key)
    for audience in audiences.AUDIENCES:
        whom.addItem(audience.title, audience.key)
    mode.addItems(_MODES)
    return _Fields(
        place.fiscal_year, preset, LineEdit("件名"), whom, mode, DateField("基準日", place.as_of()),
        DateField("回答の期限", None, may_be_empty=True), LineEdit("文書番号", "例：人第123号"),
        PasswordField("パスワード", "付けないときは空欄"), _text(), _text(), QuestionsField(),
    )  # fmt: skip


def _text() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme.px(_TEXT_HEIGHT))
    return made


def _prepare(action: Action, draft: Draft, whom: str) -> int:
    """Prepare it for whoever is asked now; sheets are those of the plan of the 基準日."""
    asked = audiences.asked(action, whom, draft.fiscal_year, draft.as_of)
    if draft.preset == SHEET.key:
        draft = replace(draft, edition_id=editions.in_force(action, draft.as_of).id)
    return inquiries.prepare(action, draft, asked)


def _said_before(desk: Desk, act: Act, change: Change) -> list[str]:
    """How many people and files it makes."""
    with trial(desk, act) as action:
        made = packets.packets(action, change(action))
    people = sum(packet.asked for packet in made)
    units = len({packet.unit_id for packet in made})
    return [f"対象は{people:,}人（{units:,}所属）、回答ファイルは{len(made):,}件です。"]
