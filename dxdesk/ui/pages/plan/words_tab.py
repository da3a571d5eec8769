"""評語・資質能力: what 1 to 5 mean in this office, and the abilities that items carry as a tag."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.plan import edits
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.rows import rows_of_words
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING
from dxdesk.ui import appearance
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.plan.editing import PlanDialog, Wanted, open_change
from dxdesk.ui.pages.plan.kinds import FILL_IN
from dxdesk.ui.pages.plan.shown import Shown
from dxdesk.ui.theme import GAP
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading, label
from dxdesk.ui.workplace import Workplace

TITLE = "評語・資質能力"
RATINGS = tuple(range(HIGHEST_RATING, LOWEST_RATING - 1, -1))
_HINT = "アセスメントシートの評価（1～5）が何を意味するかを、庁内の決まりのとおりに書きます。"
_ABILITY_HINT = "人材育成の方針にある資質・能力です。評価指標項目に一つずつ付けられます。"
_IN_FORM = "1行に一つずつ書きます。項目に付いているものを消すと、登録できません。"


class WordsTab(QWidget):
    """The scale at the left, the abilities at the right, one form for both."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.shown: Shown | None = None
        self.dialog: PlanDialog | None = None
        self.texts = {rating: label("", wrap=True) for rating in RATINGS}
        self.abilities = body("")
        self.change_button = button("直す…", self.open_sheet, "primary")
        self.change_button.setAccessibleName(f"{TITLE}を直す")
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for at, (rating, text) in enumerate(self.texts.items()):
            grid.addWidget(label(f"評価{rating}", "muted"), at, 0)
            grid.addWidget(text, at, 1)
        scale = Card(heading("評語"), body(_HINT, "muted"), spacing=12)
        scale.column.addLayout(grid)
        scale.column.addStretch(1)
        scale.column.addLayout(row(1, self.change_button))
        abilities = Card(heading("資質・能力"), body(_ABILITY_HINT, "muted"), self.abilities)
        abilities.column.addStretch(1)
        cards = QHBoxLayout()
        cards.setSpacing(GAP)
        cards.addWidget(scale, 3)
        cards.addWidget(abilities, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(cards)
        layout.addStretch(1)

    def show_plan(self, shown: Shown) -> None:
        """Show the words of an edition."""
        self.shown = shown
        words = {word.rating: word.text for word in shown.plan.scale}
        for rating, widget in self.texts.items():
            widget.setText(words.get(rating) or FILL_IN)
            widget.setObjectName("" if rating in words else "fill_in")
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.abilities.setText("\n".join(shown.plan.abilities))
        self.change_button.setEnabled(shown.is_last and self.workplace.desk.may(acts.CHANGE_PLAN))

    def open_sheet(self) -> None:
        """直す: the form."""
        shown = self.shown
        if shown is None or not self.change_button.isEnabled():
            return
        fields = _fields(shown.plan)

        def read() -> Edit:
            scale = {rating: _text(fields[at]) for at, rating in enumerate(RATINGS)}
            abilities = tuple(filter(None, map(str.strip, _text(fields[-1]).split("\n"))))
            if not abilities:
                raise UserError("資質・能力を一つ以上入れてください。", "abilities")
            if len(set(abilities)) < len(abilities):
                raise UserError("同じ資質・能力が2度書かれています。", "abilities")
            return edits.say(scale=edits.scale_of(scale), abilities=abilities)

        wanted = Wanted(
            "plan_words", f"{TITLE}の変更", TITLE, "", fields, read,
            rows_of_words(shown.edition.id), _fields, judged=False,
        )  # fmt: skip
        self.dialog = open_change(self, self.workplace, shown, wanted)


def _fields(plan: PlanFile) -> list[Field]:
    words = {word.rating: word.text for word in plan.scale}
    fields = [
        Field(
            f"rating{rating}",
            f"評価{rating}",
            LineEdit(f"評価{rating}", text=words.get(rating, "")),
        )
        for rating in RATINGS
    ]
    abilities = QPlainTextEdit("\n".join(plan.abilities))
    abilities.setAccessibleName("資質・能力")
    abilities.setTabChangesFocus(True)
    appearance.keep_height(abilities, 110)
    return [*fields, Field("abilities", "資質・能力", abilities, _IN_FORM)]


def _text(field: Field) -> str:
    widget = field.widget
    if isinstance(widget, LineEdit):
        return widget.text().strip()
    assert isinstance(widget, QPlainTextEdit)
    return widget.toPlainText()
