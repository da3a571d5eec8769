"""The fields of each form about evidence, and what they say: 資格, 業務経歴, 研修."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QComboBox

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attending, experience, listing, qualifications
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.attending import AttendanceEntry
from dxdesk.models.evidence.confirmation import FROM_OFFICE, Confirmation
from dxdesk.models.evidence.experience import ExperienceEntry
from dxdesk.models.evidence.qualifications import HoldingEntry
from dxdesk.models.evidence.trainings import COMPLETED
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions
from dxdesk.models.schema import ATTENDANCE_RESULTS
from dxdesk.models.store import Reads
from dxdesk.ui.forms.date_field import DateField, maybe, required
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import Change, Sheet
from dxdesk.ui.pages.qualifications.fields import ConfirmationFields, PersonFields, choice
from dxdesk.ui.workplace import Workplace

TITLES: Final = {
    Proof.ATTENDANCE: "研修",
    Proof.HOLDING: "資格",
    Proof.EXPERIENCE: "業務経歴",
}
_NEW: Final = "ファイルで取り込まないものを1件ずつ登録します。写しは登録した後に加えます。"
_WRONG: Final = "登録の誤りを直すときに使います。写しはそのまま残ります。"

Add = Callable[[Action, Any], int]


@dataclass(frozen=True)
class Asked:
    """Which form is wanted.

    Args:
        proof: 研修, 資格 or 業務経歴.
        row_id: what is corrected; 0 for something new.
        employee_id: whose it is; 0 where that is to be typed in.
    """

    proof: Proof
    row_id: int = 0
    employee_id: int = 0


def sheet(place: Workplace, asked: Asked) -> Sheet:
    """The form that is wanted.

    Raises:
        UserError: what should be corrected has been removed meanwhile.
    """
    return _SHEETS[asked.proof](place, asked)


def _holding(place: Workplace, asked: Asked) -> Sheet:
    desk = place.desk
    held = qualifications.entry(desk, asked.row_id) if asked.row_id else None
    whose = PersonFields(desk, asked.employee_id, desk.today())
    offered = [(e.name, e.id) for e in _plan(desk, editions.qualifications)]
    kind = _kind_choice(desk, "資格", asked.proof, offered, held.qualification_id if held else None)
    acquired_on = DateField("取得年月日", held.acquired_on if held else None)
    expires_on = DateField("有効期限", held.expires_on if held else None, may_be_empty=True)
    expires_on.edit.setPlaceholderText("期限がなければ空欄")
    number = LineEdit("合格証書番号", text=held.certificate_number if held else "")
    note = LineEdit("備考", text=held.note if held else "")
    checked = ConfirmationFields(desk, held.confirmation if held else Confirmation(FROM_OFFICE))

    def read() -> Change:
        given = HoldingEntry(
            whose.employee_id(), _chosen(kind), required(acquired_on, "acquired_on"),
            maybe(expires_on, "expires_on"), number.text(), note.text(), checked.read(),
        )  # fmt: skip
        return _change(asked, given, qualifications.add, qualifications.correct)

    fields = [
        *whose.fields(),
        Field("kind", "資格", kind),
        Field("acquired_on", "取得年月日", acquired_on),
        Field("expires_on", "有効期限", expires_on),
        Field("certificate_number", "合格証書番号", number),
        *checked.fields(),
        Field("note", "備考", note),
    ]
    return _sheet(asked, fields, read, qualifications.remove)


def _experience(place: Workplace, asked: Asked) -> Sheet:
    desk = place.desk
    done = experience.entry(desk, asked.row_id) if asked.row_id else None
    whose = PersonFields(desk, asked.employee_id, desk.today())
    offered = [(e.name, e.id) for e in _plan(desk, editions.experience_kinds)]
    kind = _kind_choice(
        desk, "種別", asked.proof, offered, done.experience_kind_id if done else None
    )
    since = DateField("開始年月日", done.since if done else None)
    until = DateField("終了年月日", done.until if done else None, may_be_empty=True)
    until.edit.setPlaceholderText("続いていれば空欄")
    content = LineEdit("内容", text=done.content if done else "")
    note = LineEdit("備考", text=done.note if done else "")
    checked = ConfirmationFields(desk, done.confirmation if done else Confirmation(FROM_OFFICE))

    def read() -> Change:
        given = ExperienceEntry(
            whose.employee_id(), _chosen(kind), required(since, "since"), maybe(until, "until"),
            content.text(), note.text(), checked.read(),
        )  # fmt: skip
        return _change(asked, given, experience.add, experience.correct)

    fields = [
        *whose.fields(),
        Field("kind", "種別", kind),
        Field("since", "開始年月日", since),
        Field("until", "終了年月日", until),
        Field("content", "内容", content),
        *checked.fields(),
        Field("note", "備考", note),
    ]
    return _sheet(asked, fields, read, experience.remove)


def _attendance(place: Workplace, asked: Asked) -> Sheet:
    desk = place.desk
    known = attending.entry(desk, asked.row_id) if asked.row_id else None
    whose = PersonFields(desk, asked.employee_id, desk.today())
    offered = [(e.name, e.id) for e in _plan(desk, editions.trainings)]
    kind = _kind_choice(desk, "研修", asked.proof, offered, known.training_id if known else None)
    day = DateField("受講日", known.day if known else None)
    result = choice("結果", [(each, each) for each in ATTENDANCE_RESULTS])
    result.setCurrentIndex(result.findData(known.result if known else COMPLETED))
    note = LineEdit("備考", text=known.note if known else "")
    checked = ConfirmationFields(desk, known.confirmation if known else Confirmation(FROM_OFFICE))

    def read() -> Change:
        given = AttendanceEntry(
            whose.employee_id(), _chosen(kind), required(day, "day"), result.currentData(),
            note.text(), checked.read(),
        )  # fmt: skip
        return _change(asked, given, attending.add, attending.correct)

    fields = [
        *whose.fields(),
        Field("kind", "研修", kind),
        Field("day", "受講日", day),
        Field("result", "結果", result),
        *checked.fields(),
        Field("note", "備考", note),
    ]
    return _sheet(asked, fields, read, attending.remove)


def _sheet(
    asked: Asked, fields: list[Field], read: Callable[[], Change],
    remove: Callable[[Action, int], None],
) -> Sheet:  # fmt: skip
    what = TITLES[asked.proof]
    key = f"{asked.proof}.{asked.row_id}"
    if not asked.row_id:
        return Sheet(key, f"{what}の登録", _NEW, fields, acts.ADD_EVIDENCE, read)

    def removed(action: Action) -> int:
        remove(action, asked.row_id)
        return asked.employee_id

    return Sheet(key, f"{what}の訂正", _WRONG, fields, acts.CORRECT_EVIDENCE, read, removed)


def _change(
    asked: Asked, given: Any, add: Add, correct: Callable[[Action, int, Any], None]
) -> Change:
    """What 登録 does; it says whose evidence it is, so that its effect can be told."""

    def change(action: Action) -> int:
        if asked.row_id:
            correct(action, asked.row_id, given)
        else:
            add(action, given)
        return int(given.employee_id)

    return change


def _plan(desk: Desk, part: Callable[[Reads, int], Sequence[Any]]) -> Sequence[Any]:
    """What the plan in force lists; nothing where there is no plan."""
    try:
        return part(desk, editions.in_force(desk, desk.today()).id)
    except UserError:
        return []


def _kind_choice(
    desk: Desk, name: str, proof: Proof, offered: list[tuple[str, int]], chosen: int | None
) -> QComboBox:
    """A choice of the plan's kinds; one of an earlier plan that is registered is offered, too."""
    made = choice(name, offered)
    made.setMaxVisibleItems(20)
    if chosen and made.findData(chosen) < 0:
        made.addItem(listing.kind_name(desk, proof, chosen), chosen)
    made.setCurrentIndex(made.findData(chosen) if chosen else -1)
    return made


def _chosen(kind: QComboBox) -> int:
    if kind.currentIndex() < 0:
        raise UserError(f"{kind.accessibleName()}を選んでください。", "kind")
    return int(kind.currentData())


_SHEETS: Final[dict[Proof, Callable[[Workplace, Asked], Sheet]]] = {
    Proof.ATTENDANCE: _attendance,
    Proof.HOLDING: _holding,
    Proof.EXPERIENCE: _experience,
}
