"""The forms about where somebody works: 異動, 兼務, and their corrections."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.journal import Action
from dxdesk.models.people import corrections, postings, units
from dxdesk.models.people.postings import Posting
from dxdesk.models.store import Reads
from dxdesk.ui.forms.date_field import DateField, maybe, required
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import Change, Sheet
from dxdesk.ui.pages.employees.person import Person
from dxdesk.ui.pages.employees.sheets import WRONG, choice, span_fields

_TRANSFER, _ADD_SIDE, _END_SIDE = "異動・昇任（本務）", "兼務を命ずる", "兼務を解く"


class UnitChoice(QComboBox):
    """A 所属: any part of its name may be typed.

    Args:
        reads: the desk.
        day: as of which units there are.
        chosen: the id of the unit shown first; 0 for none.
    """

    def __init__(self, reads: Reads, day: date, chosen: int = 0) -> None:
        super().__init__()
        self.setAccessibleName("所属")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        edit = LineEdit("所属", "名称の一部を入力")
        edit.setObjectName("inner")
        self.setLineEdit(edit)
        for unit in units.units_on(reads, day):
            self.addItem(" ".join(filter(None, (unit.bureau_name, unit.name))), unit.unit_id)
        if chosen and self.findData(chosen) < 0:  # a unit of the past
            self.addItem(" ".join(filter(None, units.names_of(reads, chosen, day))), chosen)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.setCurrentIndex(self.findData(chosen) if chosen else -1)

    def unit_id(self) -> int:
        """The unit that is chosen or typed.

        Raises:
            UserError: there is none of that name, or several.
        """
        text = self.currentText().strip()
        exact = [at for at in range(self.count()) if self.itemText(at) == text]
        some = exact or [at for at in range(self.count()) if text and text in self.itemText(at)]
        if len(some) != 1:
            why = "に当てはまる所属が複数あります" if some else "という所属はありません"
            raise UserError(f"「{text}」{why}。一覧から選んでください。", "unit")
        return int(self.itemData(some[0]))


def change_posting(reads: Reads, today: date, person: Person) -> Sheet:
    """異動・昇任, another 兼務, or the end of one, from a day."""
    employee_id = person.profile.employee.employee_id
    held = person.profile.place.posting if person.profile.place else None
    what = choice("内容", (_TRANSFER, _ADD_SIDE, _END_SIDE))
    unit = UnitChoice(reads, today, held.unit_id if held else 0)
    title = LineEdit("職名", text=held.title if held else "")
    grade = LineEdit("職級", text=held.grade if held else "")
    job = LineEdit("職種", text=held.job if held else "")
    since = DateField("発令日")

    def read() -> Change:
        day, unit_id = required(since, "since"), unit.unit_id()
        names = title.text().strip(), grade.text().strip()
        if what.currentText() == _END_SIDE:
            return lambda action: _end_side(action, employee_id, unit_id, day)
        if what.currentText() == _ADD_SIDE:
            return lambda action: postings.add_side(action, employee_id, unit_id, day, *names)
        kind = job.text().strip()
        return lambda action: postings.transfer(action, employee_id, unit_id, day, *names, kind)

    return Sheet(
        "change_posting", "異動・兼務の変更", "前の所属と職名は、前の日までのものとして残ります。",
        [
            Field("what", "内容", what),
            Field("unit", "所属", unit),
            Field("title", "職名", title),
            Field("grade", "職級", grade),
            Field("job", "職種", job),
            Field("since", "発令日", since),
        ],
        acts.CHANGE_EMPLOYEE, read,
    )  # fmt: skip


def _end_side(action: Action, employee_id: int, unit_id: int, day: date) -> None:
    held = [side for side in postings.sides_on(action, employee_id, day) if side.unit_id == unit_id]
    if not held:
        raise UserError(
            "その日にその所属の兼務はありません。所属と日付を確かめてください。", "unit"
        )
    for side in held:
        postings.end_side(action, side, day)


def correct_posting(reads: Reads, today: date, held: Posting) -> Sheet:
    """A 本務 or 兼務 that was entered wrongly."""
    then = min(today, held.until or today)
    unit = UnitChoice(reads, max(then, held.since or then), held.unit_id)
    title, grade = LineEdit("職名", text=held.title), LineEdit("職級", text=held.grade)
    job = LineEdit("職種", text=held.job)
    since, until = span_fields(held.since, held.until)

    def read() -> Change:
        unit_id, first, last = unit.unit_id(), maybe(since, "since"), maybe(until, "until")
        words = title.text().strip(), grade.text().strip(), job.text().strip()
        return lambda action: corrections.correct_posting(
            action, held, unit_id=unit_id, title=words[0], grade=words[1], job=words[2],
            since=first, until=last,
        )  # fmt: skip

    return Sheet(
        "correct_posting", "異動歴の訂正", WRONG,
        [
            Field("unit", "所属", unit),
            Field("title", "職名", title),
            Field("grade", "職級", grade),
            Field("job", "職種", job),
            Field("since", "いつから", since),
            Field("until", "いつまで", until, "空欄は、続いていることを表します。"),
        ],
        acts.CORRECT_EMPLOYEE, read,
        lambda action: corrections.strike_out_posting(action, held),
    )  # fmt: skip
