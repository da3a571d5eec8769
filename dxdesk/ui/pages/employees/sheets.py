"""The forms about one person, as data: names, numbers, services and leaves, to change and to correct."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.journal import Action
from dxdesk.models.people import (
    corrections,
    employees,
    former_numbers,
    leaves,
    names_in_use,
    services,
)
from dxdesk.models.people.leaves import Leave
from dxdesk.models.people.names_in_use import NameInUse
from dxdesk.models.people.services import Service
from dxdesk.models.schema import APPOINTMENTS, LEAVE_KINDS, NAME_KINDS
from dxdesk.ui.forms.date_field import DateField, maybe, required
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import Change, Sheet
from dxdesk.ui.pages.employees.person import Person

WRONG = "登録の誤りを直すときに使います。はじめから正しかったものとして扱います。"
_RETIRE, _APPOINT, _CHANGE = "退職", "採用・再任用", "任用区分・任命権者の変更"
_LEAVE, _RETURN = "休職などの開始", "復職"


def choice(name: str, choices: Sequence[str], chosen: str = "") -> QComboBox:
    """A choice among a few words."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItems(list(choices))
    made.setCurrentIndex(max(0, made.findText(chosen)))
    return made


def span_fields(since: date | None, until: date | None) -> tuple[DateField, DateField]:
    """Fields for the first and the last day of an entry that is corrected."""
    return (
        DateField("いつから", since, may_be_empty=True),
        DateField("いつまで", until, may_be_empty=True),
    )


# --- 氏名 ---


def change_name(person: Person) -> Sheet:
    """Another name from a day, or the last day of a 旧姓 or 通称."""
    employee = person.profile.employee
    kind = choice("種別", NAME_KINDS)
    name, since = LineEdit("新しい氏名", "姓と名の間は空白"), DateField("変更年月日")
    kana = LineEdit("フリガナ", text=employee.kana)

    def read() -> Change:
        day, text, of = required(since, "since"), name.text(), kind.currentText()
        reading = kana.text()

        def change(action: Action) -> None:
            names_in_use.change_name(action, employee.employee_id, text, day, of)
            if of == names_in_use.REGISTERED and reading != employee.kana:
                employees.correct_employee(action, employee.employee_id, kana=reading)

        return change

    return Sheet(
        "change_name", "氏名の変更", "改姓など、ある日から氏名が変わるときに使います。",
        [
            Field("kind", "種別", kind),
            Field("name", "新しい氏名", name),
            Field("kana", "フリガナ", kana),
            Field("since", "変更年月日", since, "この日から新しい氏名になります。前の氏名も残ります。"),
        ],
        acts.CHANGE_EMPLOYEE, read,
    )  # fmt: skip


def correct_name(_person: Person, held: NameInUse) -> Sheet:
    """A name that was entered wrongly: its letters, its kind or its days."""
    kind, name = choice("種別", NAME_KINDS, held.kind), LineEdit("正しい氏名", text=held.text)
    since, until = span_fields(held.since, held.until)

    def read() -> Change:
        text, of = name.text(), kind.currentText()
        first, last = maybe(since, "since"), maybe(until, "until")
        return lambda action: corrections.correct_name(
            action, held, text=text, kind=of, since=first, until=last
        )

    return Sheet(
        "correct_name", "氏名の訂正", WRONG,
        [
            Field("kind", "種別", kind),
            Field("name", "正しい氏名", name),
            Field("since", "いつから", since),
            Field("until", "いつまで", until, "空欄は、今も使っていることを表します。"),
        ],
        acts.CORRECT_EMPLOYEE, read,
        lambda action: corrections.strike_out_name(action, held),
    )  # fmt: skip


# --- 職員番号 ---


def change_number(person: Person) -> Sheet:
    """Another 職員番号 from a day; the old one still finds the person."""
    employee_id = person.profile.employee.employee_id
    number, since = LineEdit("新しい職員番号"), DateField("変更年月日")

    def read() -> Change:
        day, text = required(since, "since"), number.text()
        return lambda action: former_numbers.replace_number(action, employee_id, text, day)

    return Sheet(
        "change_number", "職員番号の変更", "前の番号でも検索でき、取込でも同じ職員と分かります。",
        [
            Field("number", "新しい番号", number),
            Field("since", "変更年月日", since, "この日から新しい番号になります。"),
        ],
        acts.CHANGE_EMPLOYEE, read,
    )  # fmt: skip


def correct_number(person: Person, _row: object) -> Sheet:
    """The present 職員番号, entered wrongly."""
    employee = person.profile.employee
    number = LineEdit("正しい職員番号", text=employee.number)

    def read() -> Change:
        text = number.text()
        return lambda action: employees.correct_employee(action, employee.employee_id, number=text)

    return Sheet(
        "correct_number", "職員番号の訂正", "今の番号の誤りを直します。前の番号としては残りません。",
        [Field("number", "正しい番号", number)], acts.CORRECT_EMPLOYEE, read,
    )  # fmt: skip


# --- 任用 ---


def change_service(person: Person) -> Sheet:
    """退職, 採用・再任用, or another 任用区分 or 任命権者 from a day."""
    employee_id = person.profile.employee.employee_id
    held = person.profile.services[0] if person.profile.services else None
    what = choice("内容", (_RETIRE, _APPOINT, _CHANGE))
    appointment = choice("任用区分", APPOINTMENTS, held.appointment if held else "")
    appointer = LineEdit("任命権者", text=held.appointer if held else "")
    day = DateField("年月日")

    def read() -> Change:
        on, kind, by = required(day, "since"), appointment.currentText(), appointer.text()
        verbs: dict[str, Change] = {
            _RETIRE: lambda action: services.retire(action, employee_id, on),
            _APPOINT: lambda action: services.begin(action, employee_id, on, kind, by.strip()),
            _CHANGE: lambda action: services.change(
                action, employee_id, on, appointment=kind, appointer=by
            ),
        }
        return _at_field(verbs[what.currentText()], "day", "since")

    return Sheet(
        "change_service", "任用の変更", "退職、退職後の再任用、任用区分の変更などに使います。",
        [
            Field("what", "内容", what),
            Field("appointment", "任用区分", appointment),
            Field("appointer", "任命権者", appointer),
            Field(
                "since", "年月日", day,
                "退職は在職の最後の日、ほかは新しい任用の最初の日です。"
                "退職では、任用区分と任命権者は使いません。",
            ),
        ],
        acts.CHANGE_EMPLOYEE, read,
    )  # fmt: skip


def correct_service(_person: Person, held: Service) -> Sheet:
    """A 任用 that was entered wrongly."""
    appointment = choice("任用区分", APPOINTMENTS, held.appointment)
    appointer = LineEdit("任命権者", text=held.appointer)
    since, until = span_fields(held.since, held.until)

    def read() -> Change:
        kind, by = appointment.currentText(), appointer.text()
        first, last = maybe(since, "since"), maybe(until, "until")
        return lambda action: corrections.correct_service(
            action, held, appointment=kind, appointer=by, since=first, until=last
        )

    return Sheet(
        "correct_service", "任用の訂正", WRONG,
        [
            Field("appointment", "任用区分", appointment),
            Field("appointer", "任命権者", appointer),
            Field("since", "採用年月日", since),
            Field("until", "在職の末日", until, "空欄は、在職中であることを表します。"),
        ],
        acts.CORRECT_EMPLOYEE, read,
        lambda action: corrections.strike_out_service(action, held),
    )  # fmt: skip


# --- 休職など ---


def change_leave(person: Person) -> Sheet:
    """The beginning of a leave, or the return from it."""
    employee_id = person.profile.employee.employee_id
    what, kind = choice("内容", (_LEAVE, _RETURN)), choice("区分", LEAVE_KINDS)
    since = DateField("いつから")
    until = DateField("いつまで", may_be_empty=True)

    def read() -> Change:
        first, last, of = required(since, "since"), maybe(until, "until"), kind.currentText()
        if what.currentText() == _RETURN:
            back: Change = lambda action: leaves.end_leave(action, employee_id, first)  # noqa: E731
            return _at_field(back, "back_on", "since")
        return lambda action: leaves.start_leave(action, employee_id, of, first, last)

    return Sheet(
        "change_leave", "休職などの変更", "休職・育児休業・派遣・停職の開始と、復職に使います。",
        [
            Field("what", "内容", what),
            Field("kind", "区分", kind),
            Field("since", "いつから", since, "復職では、職務に戻る最初の日です。"),
            Field("until", "いつまで", until, "終わりの日が決まっているときだけ入力します。"),
        ],
        acts.CHANGE_EMPLOYEE, read,
    )  # fmt: skip


def correct_leave(_person: Person, held: Leave) -> Sheet:
    """A leave that was entered wrongly."""
    kind = choice("区分", LEAVE_KINDS, held.kind)
    since, until = span_fields(held.since, held.until)

    def read() -> Change:
        of, first, last = kind.currentText(), maybe(since, "since"), maybe(until, "until")
        return lambda action: corrections.correct_leave(
            action, held, kind=of, since=first, until=last
        )

    return Sheet(
        "correct_leave", "休職などの訂正", WRONG,
        [
            Field("kind", "区分", kind),
            Field("since", "いつから", since),
            Field("until", "いつまで", until, "空欄は、続いていることを表します。"),
        ],
        acts.CORRECT_EMPLOYEE, read,
        lambda action: corrections.strike_out_leave(action, held),
    )  # fmt: skip


def _at_field(change: Change, said: str, shown: str) -> Change:
    """A change whose complaint about one field is shown at another."""

    def changed(action: Action) -> Any:
        try:
            return change(action)
        except UserError as error:
            if error.field != said:
                raise
            raise UserError(error.text, shown) from error

    return changed


Correct = Callable[[Person, Any], Sheet]
