"""満たす方法: the ways of an item, one line each, chosen from what the plan lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING, Way, WayKind
from dxdesk.models.plan.words import KIND_TITLES
from dxdesk.ui import appearance
from dxdesk.ui.forms.composed_field import ComposedField
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.texts import button, label

_KINDS = {title: kind for kind, title in KIND_TITLES.items()}
_LONGEST = 600
_MOST_YEARS = 50


@dataclass(frozen=True)
class _Condition:
    """What stands behind a way: the number's words, and in which attribute of a way it is kept."""

    attribute: str
    words: str
    needed: bool
    least: int
    most: int


_CONDITIONS = {
    WayKind.TRAINING: _Condition("within_years", "年度以内（空欄可）", False, 1, _MOST_YEARS),
    WayKind.EXPERIENCE: _Condition("months", "か月以上", True, 1, _LONGEST),
    WayKind.RATING: _Condition("rating", "以上（1～5）", True, LOWEST_RATING, HIGHEST_RATING),
}


class _WayLine(QWidget):
    """One way."""

    def __init__(
        self, field: WaysField, choices: Sequence[tuple[str, tuple[WayKind, str]]]
    ) -> None:
        super().__init__()
        self.what = QComboBox()
        self.what.setAccessibleName("根拠")
        self.what.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.what.setMinimumContentsLength(10)
        for title, key in choices:
            self.what.addItem(title, key)
        self.number = LineEdit("条件の数")
        appearance.keep_width(self.number, 56)
        self.words = label("", "muted")
        appearance.keep_width(self.words, 118)
        self.remove = button("外す", lambda: field.remove(self), "link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for widget, stretch in (
            (self.what, 1),
            (self.number, 0),
            (self.words, 0),
            (self.remove, 0),
        ):
            line.addWidget(widget, stretch)
        self.what.currentIndexChanged.connect(lambda _at: self._fit())
        self.what.currentIndexChanged.connect(lambda _at: field.changed.emit())
        self.number.textChanged.connect(lambda _text: field.changed.emit())
        self._fit()

    def key(self) -> tuple[WayKind, str]:
        """The kind and code that are chosen."""
        kind, code = self.what.currentData()
        return WayKind(kind), str(code)

    def _fit(self) -> None:
        """Ask for the number that this kind of way needs."""
        condition = _CONDITIONS.get(self.key()[0])
        self.number.setVisible(condition is not None)
        self.words.setText(condition.words if condition else "")

    def choose(self, kind: WayKind, code: str, number: str) -> bool:
        """Show a way; says whether it can be chosen."""
        known = [self.what.itemData(at) for at in range(self.what.count())]
        if (kind, code) not in [(WayKind(a), b) for a, b in known]:
            return False
        self.what.setCurrentIndex([(WayKind(a), b) for a, b in known].index((kind, code)))
        self.number.setText(number)
        return True

    def way(self, place: int) -> Way:
        """The way that is typed.

        Raises:
            UserError: its number is missing or cannot be.
        """
        kind, code = self.key()
        condition = _CONDITIONS.get(kind)
        if condition is None:
            return Way(kind, code)
        text = names.digits(self.number.text().strip())
        if not text and not condition.needed:
            return Way(kind, code)
        if not text.isdecimal() or not condition.least <= int(text) <= condition.most:
            raise UserError(
                f"満たす方法の{place}番目の数は、{condition.least}から{condition.most}までの数にしてください。",
                "ways",
            )
        number = int(text)
        match kind:
            case WayKind.TRAINING:
                return Way(kind, code, within_years=number)
            case WayKind.EXPERIENCE:
                return Way(kind, code, months=number)
            case _:
                return Way(kind, code, rating=number)


class WaysField(ComposedField):
    """The ways of an item; any one of them is enough.

    Args:
        plan: what can be chosen.
        ways: shown at first.
    """

    def __init__(self, plan: PlanFile, ways: Sequence[Way] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._choices = _choices(plan)
        self.lines: list[_WayLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add_button = button("方法を追加", self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._column)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_button)
        self.set_text("\n".join(map(_written, ways)))

    def add(self) -> _WayLine:
        """Add a line."""
        made = _WayLine(self, self._choices)
        self.lines.append(made)
        self._column.addWidget(made)
        self.changed.emit()
        return made

    def remove(self, line: _WayLine) -> None:
        """Take a line away."""
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add_button.setFocus()
        self.changed.emit()

    def ways(self) -> tuple[Way, ...]:
        """The ways that stand there.

        Raises:
            UserError: a number is missing or cannot be.
        """
        return tuple(line.way(place) for place, line in enumerate(self.lines, 1))

    def text(self) -> str:
        """One line for each way: 研修 T101 2."""
        return "\n".join(
            " ".join(filter(None, (KIND_TITLES[kind], code, line.number.text().strip())))
            for line in self.lines
            for kind, code in [line.key()]
        )

    def set_text(self, text: str) -> None:
        """Show what such lines say."""
        for line in list(self.lines):
            self.remove(line)
        for written in filter(None, text.split("\n")):
            kind, code, number = _read(written)
            made = self.add()
            if not made.choose(kind, code, number):
                self.remove(made)


def _choices(plan: PlanFile) -> list[tuple[str, tuple[WayKind, str]]]:
    listed = (
        (WayKind.TRAINING, plan.trainings),
        (WayKind.QUALIFICATION, plan.qualifications),
        (WayKind.EXPERIENCE, plan.experience_kinds),
    )
    found = [
        (f"{KIND_TITLES[kind]}　{each.name}（{each.code}）", (kind, each.code))
        for kind, things in listed
        for each in things
    ]
    return [*found, (KIND_TITLES[WayKind.RATING], (WayKind.RATING, ""))]


def _written(way: Way) -> str:
    number = way.within_years or way.months or way.rating
    return " ".join(filter(None, (KIND_TITLES[way.kind], way.code, str(number or ""))))


def _read(text: str) -> tuple[WayKind, str, str]:
    """Kind, code and number of a written way."""
    title, *rest = text.split(" ")
    kind = _KINDS[title]
    code = "" if kind is WayKind.RATING else rest.pop(0)
    return kind, code, rest[0] if rest else ""
