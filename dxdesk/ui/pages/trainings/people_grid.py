"""The grid of the people of a session: results by choice, numbers by typing and by pasting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QGuiApplication

from dxdesk.errors import UserError
from dxdesk.models import names
from dxdesk.models.evidence import trainings
from dxdesk.models.evidence.enrolments import LONGEST_NOTE, Enrolled
from dxdesk.models.schema import ATTENDANCE_RESULTS
from dxdesk.ui.tables import cells
from dxdesk.ui.tables.grid import Grid, GridColumn, GridRow

_LONGEST_NUMBER: Final = 20


def _number(text: str) -> str:
    found = names.digits(text)
    if len(found) > _LONGEST_NUMBER:
        raise UserError(f"職員番号は{_LONGEST_NUMBER}文字までです。", "number")
    return found


def _result(text: str) -> str:
    if not text.strip():
        return ""
    found = trainings.read_result(text.strip())
    if found is None:
        words = "、".join(ATTENDANCE_RESULTS)
        raise UserError(
            f"結果「{text.strip()[:20]}」はありません。{words}のどれかにしてください。", "result"
        )
    return found


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise UserError(f"備考は{LONGEST_NOTE:,}文字までにしてください。", "note")
    return text.strip()


COLUMNS: Final = (
    GridColumn("number", "職員番号", 9, check=_number, only_new=True),
    GridColumn("name", "氏名", 12, editable=False),
    GridColumn("unit", "所属", 14, editable=False),
    GridColumn("result", "結果", 7, check=_result, choices=ATTENDANCE_RESULTS),
    GridColumn("note", "備考", 8, check=_note),
)


@dataclass(frozen=True)
class Pasted:
    """One line of a block of numbers: the number, and the result where the block has one."""

    number: str
    result: str


def read_people(block: Sequence[Sequence[str]]) -> list[Pasted]:
    """The people of a block copied from Excel: the first column holds the numbers.

    The results are in the first other column that holds nothing but results; a line of headings and
    lines without a number are passed over.
    """
    lines = [line for line in block if line and line[0].strip()]
    if lines and names.digits(lines[0][0]).startswith("職員"):
        lines = lines[1:]
    width = max((len(line) for line in lines), default=0)
    of_results = next((at for at in range(1, width) if _holds_results(lines, at)), 0)
    return [Pasted(line[0].strip(), line[of_results] if of_results else "") for line in lines]


def _holds_results(lines: Sequence[Sequence[str]], at: int) -> bool:
    words = [line[at].strip() for line in lines if line[at].strip()]
    return bool(words) and all(trainings.read_result(word) for word in words)


class PeopleGrid(Grid):
    """The people of a session; a block pasted into the column of numbers is matched by number."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, "受講者", stretch="note", grows=True)

    def paste(self, text: str | None = None) -> None:
        """Put a block over the selection; in the column of numbers, take it person by person."""
        if self.currentIndex().column() > 0:
            super().paste(text)
            return
        self.take_people(QGuiApplication.clipboard().text() if text is None else text)

    def take_people(self, text: str) -> None:
        """Give the people of a block their results; who is not there yet comes at the end."""
        rows = {self.cell(each.id, "number"): each.id for each in self.rows()}
        free = [each.id for each in self.rows() if each.id < 0 and not self.cell(each.id, "number")]
        new = min([0, *(each.id for each in self.rows())]) if not free else free[0] + 1
        typed: dict[tuple[int, str], str] = {}
        for each in read_people(cells.read_block(text)):
            row_id = rows.get(names.digits(each.number), 0)
            if not row_id:
                new -= 1
                row_id = new
                typed[row_id, "number"] = each.number
            if each.result:
                typed[row_id, "result"] = each.result
        self.type_in(typed)


def row_of(enrolled: Enrolled) -> GridRow:
    """The line of somebody who is in the session."""
    person = enrolled.person
    return GridRow(
        enrolled.id,
        {
            "number": person.number,
            "name": person.name,
            "unit": person.unit,
            "result": enrolled.result,
            "note": enrolled.note,
        },
    )
