"""回答欄: the columns of an inquiry, one line for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from dxdesk.models.inquiries.presets import CHOICE, DAY, NUMBER, TEXT, Question
from dxdesk.ui import appearance
from dxdesk.ui.forms.composed_field import ComposedField
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import button

_KINDS: Final = (TEXT, CHOICE, NUMBER, DAY)
_REQUIRED: Final = "必須"
_BETWEEN: Final = re.compile("[／/、\n]")


class QuestionLine(QWidget):
    """One column: 見出し, 種類, 選択肢 and 必須."""

    def __init__(self, field: QuestionsField, question: Question) -> None:
        super().__init__()
        self.heading = LineEdit("見出し", "見出し", question.label)
        self.kind = QComboBox()
        self.kind.setAccessibleName("種類")
        self.kind.addItems(_KINDS)
        self.kind.setCurrentText(question.kind)
        self.choices = LineEdit("選択肢", "選択肢（例：正／副）", "／".join(question.choices))
        self.required = QCheckBox(_REQUIRED)
        self.required.setAccessibleName(_REQUIRED)
        self.required.setChecked(question.required)
        self.remove = button("外す", lambda: field.remove(self), "link")
        appearance.keep_width(self.kind, 72)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = row(self.heading, self.kind, self.required, self.remove, spacing=6)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self.choices)
        self.kind.currentTextChanged.connect(lambda _kind: self._fit())
        self.required.toggled.connect(lambda _on: field.changed.emit())
        self.kind.currentTextChanged.connect(lambda _kind: field.changed.emit())
        for edit in (self.heading, self.choices):
            edit.textChanged.connect(lambda _text: field.changed.emit())
        self._fit()

    def _fit(self) -> None:
        """Only a 選択 has 選択肢."""
        self.choices.setVisible(self.kind.currentText() == CHOICE)

    def question(self) -> Question:
        """What is typed."""
        kind = self.kind.currentText()
        parts = [part.strip() for part in _BETWEEN.split(self.choices.text())]
        choices = tuple(filter(None, parts)) if kind == CHOICE else ()
        return Question(self.heading.text().strip(), kind, choices, self.required.isChecked())


class QuestionsField(ComposedField):
    """The columns that are to be filled in, in their order."""

    def __init__(self, questions: Sequence[Question] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.lines: list[QuestionLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add_button = button("回答欄を追加", self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._column)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setFocusProxy(self.add_button)
        self.show_questions(questions)

    def add(self, question: Question | None = None) -> QuestionLine:
        """Add a line."""
        made = QuestionLine(self, question or Question(""))
        self.lines.append(made)
        self._column.addWidget(made)
        self.changed.emit()
        return made

    def remove(self, line: QuestionLine) -> None:
        """Take a line away."""
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add_button.setFocus()
        self.changed.emit()

    def questions(self) -> tuple[Question, ...]:
        """The columns that stand there."""
        return tuple(line.question() for line in self.lines)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show other columns."""
        for line in list(self.lines):
            self.remove(line)
        for question in questions:
            self.add(question)

    def text(self) -> str:
        """One line for each column: 推薦（選択：正／副、必須）, its parts parted by tabs."""
        return "\n".join(
            "\t".join((each.label, each.kind, "／".join(each.choices), _REQUIRED * each.required))
            for each in self.questions()
        )

    def set_text(self, text: str) -> None:
        """Show what such lines say."""
        self.show_questions([_read(written) for written in filter(None, text.split("\n"))])


def _read(written: str) -> Question:
    heading, kind, choices, required = [*written.split("\t"), "", "", ""][:4]
    return Question(
        heading, kind if kind in _KINDS else TEXT, tuple(filter(None, choices.split("／"))),
        bool(required),
    )  # fmt: skip
