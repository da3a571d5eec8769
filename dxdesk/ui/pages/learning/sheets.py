"""The form about one learning opportunity: a new one, one like another, or a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from dxdesk.models import acts, conflicts, wareki
from dxdesk.models.columns import Column, Kind, show
from dxdesk.models.conflicts import Difference, Part, Seen
from dxdesk.models.plan import learning
from dxdesk.models.plan.learning import Opportunity
from dxdesk.models.plan.skill_map import Qualification, Training
from dxdesk.models.schema import OPPORTUNITY_KINDS
from dxdesk.ui import theme
from dxdesk.ui.forms.date_field import DateField, maybe
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog, open_dialog
from dxdesk.ui.pages.learning.category_ticks import CategoryTicks
from dxdesk.ui.pages.learning.shown import Shown
from dxdesk.ui.workplace import Workplace

_COLUMNS: Final = (
    Column("kind", "種類", Kind.TEXT, 10),
    Column("title", "名称", Kind.TEXT, 40),
    Column("provider", "実施機関", Kind.TEXT, 24),
    Column("category_codes", "主な対象", Kind.TEXT, 20),
    Column("recommended", "推奨", Kind.FLAG, 6),
    Column("since", "実施の初日", Kind.DAY, 11),
    Column("until", "実施の末日", Kind.DAY, 11),
    Column("apply_since", "申込の初日", Kind.DAY, 11),
    Column("apply_until", "申込の締切", Kind.DAY, 11),
    Column("place", "会場・方法", Kind.TEXT, 24),
    Column("fee", "費用", Kind.TEXT, 16),
    Column("url", "案内の所在", Kind.TEXT, 24),
    Column("text", "説明", Kind.TEXT, 30),
)
_TITLES: Final = {column.key: column.label for column in _COLUMNS}
_DAYS: Final = ("since", "until", "apply_since", "apply_until")
_EXPLANATION: Final = "日がまだ決まっていないときは、空欄のまま登録できます。"
_TEXT_HEIGHT: Final = 64
_NONE: Final = "（なし）"


class ThingChoice(QComboBox):
    """A qualification or a training of the plan, or none.

    Args:
        name: what is chosen.
        things: in the official order.
        chosen: the id of the one shown first.
    """

    def __init__(
        self, name: str, things: Sequence[Qualification | Training], chosen: int | None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.addItem(_NONE, None)
        for thing in things:
            self.addItem(thing.name, thing.id)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def thing_id(self) -> int | None:
        """The id of what is chosen."""
        found: int | None = self.currentData()
        return found


@dataclass(frozen=True)
class _Fields:
    """The controls of the form."""

    kind: QComboBox
    texts: dict[str, LineEdit]
    days: dict[str, DateField]
    qualification: ThingChoice
    training: ThingChoice
    categories: CategoryTicks
    recommended: QCheckBox
    text: QPlainTextEdit

    def read(self, fiscal_year: int) -> Opportunity:
        """What was typed.

        Raises:
            UserError: a day that cannot be read.
        """
        values: dict[str, Any] = {
            **{key: edit.text() for key, edit in self.texts.items()},
            **{key: maybe(field, key) for key, field in self.days.items()},
            "kind": self.kind.currentText(),
            "qualification_id": self.qualification.thing_id(),
            "training_id": self.training.thing_id(),
            "category_codes": self.categories.codes(),
            "recommended": self.recommended.isChecked(),
            "text": self.text.toPlainText(),
        }
        return Opportunity(fiscal_year=fiscal_year, **values)

    def listed(self) -> list[Field]:
        """What it is at the left, when and where at the right."""
        return [
            Field("kind", _TITLES["kind"], self.kind),
            *(self._text(key) for key in ("title", "provider")),
            Field("qualification", "関係する資格", self.qualification),
            Field("training", "関係する研修", self.training),
            Field("category_codes", _TITLES["category_codes"], self.categories,
                  "どれも選ばないと、全ての人材区分が対象になります。"),
            Field("recommended", "推奨", self.recommended),
            *(Field(key, _TITLES[key], field, beside=True) for key, field in self.days.items()),
            *(self._text(key, beside=True) for key in ("place", "fee", "url")),
            Field("text", _TITLES["text"], self.text, beside=True),
        ]  # fmt: skip

    def _text(self, key: str, *, beside: bool = False) -> Field:
        return Field(key, _TITLES[key], self.texts[key], beside=beside)


def _fields(shown: Shown, known: Opportunity) -> _Fields:
    kind = QComboBox()
    kind.addItems(OPPORTUNITY_KINDS)
    kind.setCurrentText(known.kind)
    recommended = QCheckBox("推奨講座として載せる")
    recommended.setChecked(known.recommended)
    text = QPlainTextEdit(known.text)
    text.setTabChangesFocus(True)
    text.setFixedHeight(theme.px(_TEXT_HEIGHT))
    examples = {"url": "庁内ポータルの場所など", "fee": "例：7,500円", "place": "例：オンライン"}
    return _Fields(
        kind,
        {
            key: LineEdit(_TITLES[key], examples.get(key, ""), getattr(known, key))
            for key in ("title", "provider", "place", "fee", "url")
        },
        {key: DateField(_TITLES[key], getattr(known, key), may_be_empty=True) for key in _DAYS},
        ThingChoice("関係する資格", shown.offer.qualifications, known.qualification_id),
        ThingChoice("関係する研修", shown.offer.trainings, known.training_id),
        CategoryTicks(shown.offer.categories, known.category_codes),
        recommended,
        text,
    )


def open_new(
    parent: QWidget, place: Workplace, shown: Shown, like: Opportunity | None = None
) -> SheetDialog:
    """Open the form of a new one; where it is to be like another one, only its days are empty."""
    year = shown.fiscal_year
    blank = Opportunity(year, OPPORTUNITY_KINDS[0], "")
    fields = _fields(shown, learning.without_days(like) if like else blank)

    def read() -> Change:
        told = fields.read(year)
        return lambda action: learning.add(action, told)

    sheet = Sheet(
        "learning_new", "学習機会の登録", _EXPLANATION, fields.listed(), acts.CHANGE_LEARNING, read
    )
    record = f"learning_year/{year}" + (f"/{like.id}" if like else "")
    return _opened(parent, place, sheet, record, wareki.fiscal_year_name(year), Seen((), {}))


def open_change(parent: QWidget, place: Workplace, shown: Shown, known: Opportunity) -> SheetDialog:
    """Open the form of one that is there; it can be removed there too."""
    fields = _fields(shown, known)

    def read() -> Change:
        told = fields.read(known.fiscal_year)
        return lambda action: learning.change(action, known.id, told)

    sheet = Sheet(
        "learning", "学習機会の変更", _EXPLANATION, fields.listed(), acts.CHANGE_LEARNING, read,
        lambda action: learning.remove(action, known.id),
    )  # fmt: skip
    seen = conflicts.look(place.desk, Part("learning_opportunity", "id", known.id))
    return _opened(parent, place, sheet, f"learning_opportunity/{known.id}", known.title, seen)


def _opened(
    parent: QWidget, place: Workplace, sheet: Sheet, record: str, name: str, seen: Seen
) -> SheetDialog:
    about = About(record, name, seen, _words, lambda _act, _change: [])
    return open_dialog(parent, place, sheet, about)


def _words(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    """What somebody else has registered meanwhile."""
    lines: list[tuple[str, str]] = []
    for each in differences:
        if each.now is None:
            lines.append(("学習機会", "削除されています"))
            continue
        changed = each.changed or tuple(_TITLES)
        lines += [
            (column.label, show(column, each.now[column.key]))
            for column in _COLUMNS
            if column.key in changed
        ]
    return lines
