"""The form of a 開催回."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts, conflicts, names
from dxdesk.models.conflicts import Difference, Part
from dxdesk.models.evidence import enrolments, sessions
from dxdesk.models.evidence.sessions import Session
from dxdesk.models.schema import SESSION_STATES
from dxdesk.ui.forms.date_field import DateField, maybe, required
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog, open_dialog
from dxdesk.ui.pages.trainings.looking import Chosen
from dxdesk.ui.workplace import Workplace

_NEW = "研修を開催する日と定員を登録します。修了した職員は、末日に修了したものとして判定します。"
_CHANGE = "末日を変えると、この回の受講者の受講日も同じ日に変わります。"
_WORDS: Final = {
    "ordinal": "第何回か", "since": "初日", "until": "末日", "apply_until": "申込の締切",
    "place": "会場", "capacity": "定員", "state": "状態", "note": "備考",
}  # fmt: skip


def open_new(parent: QWidget, place: Workplace, chosen: Chosen) -> SheetDialog:
    """新しい開催回: the next one of the fiscal year."""
    training, year = chosen.training, chosen.fiscal_year
    today = place.desk.today()
    ordinal = sessions.next_ordinal(place.desk, training.id, year)
    blank = Session(training.id, year, ordinal, today, today)
    sheet = _sheet(blank, new=True)
    about = About(
        f"training/{training.id}", training.name, conflicts.look(place.desk), _words, _no_effect
    )
    return open_dialog(parent, place, sheet, about)


def open_change(parent: QWidget, place: Workplace, chosen: Chosen, session: Session) -> SheetDialog:
    """開催回の変更, also its 中止."""
    about = About(
        f"training_session/{session.id}",
        f"{chosen.training.name}　{session.title}",
        conflicts.look(place.desk, Part("training_session", "id", session.id)),
        _words,
        _no_effect,
    )
    return open_dialog(parent, place, _sheet(session, new=False), about)


def _sheet(held: Session, *, new: bool) -> Sheet:
    ordinal = LineEdit("第何回か", text=str(held.ordinal))
    since = DateField("初日", None if new else held.since)
    until = DateField("末日", None if new else held.until, may_be_empty=True)
    apply_until = DateField("申込の締切", held.apply_until, may_be_empty=True)
    place = LineEdit("会場", "例：第1研修室、オンライン", held.place)
    capacity = LineEdit("定員", "例：30", "" if held.capacity is None else str(held.capacity))
    state = QComboBox()
    state.addItems(SESSION_STATES)
    state.setCurrentText(held.state)
    note = LineEdit("備考", text=held.note)

    def read() -> Change:
        first = required(since, "since")
        wanted = replace(
            held,
            ordinal=_whole(ordinal.text(), "ordinal", "第何回か") or 0,
            since=first,
            until=maybe(until, "until") or first,
            apply_until=maybe(apply_until, "apply_until"),
            place=place.text().strip(),
            capacity=_whole(capacity.text(), "capacity", "定員"),
            state=state.currentText(),
            note=note.text().strip(),
        )
        if new:
            return lambda action: sessions.plan(action, wanted)
        return lambda action: enrolments.change_session(action, wanted)

    fields = [
        Field("ordinal", "第何回か", ordinal),
        Field("since", "初日", since),
        Field("until", "末日", until, "1日で終わるときは空欄のままにします。"),
        Field("apply_until", "申込の締切", apply_until),
        Field("place", "会場", place),
        Field("capacity", "定員", capacity, "定めないときは空欄にします。"),
        Field("state", "状態", state),
        Field("note", "備考", note),
    ]
    return Sheet(
        "training_session", "開催回の追加" if new else "開催回の変更", _NEW if new else _CHANGE,
        fields, acts.PLAN_SESSION, read,
    )  # fmt: skip


def _whole(text: str, key: str, title: str) -> int | None:
    digits = names.digits(text).removesuffix("人")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise UserError(f"{title}は数で入力してください。", key)
    return int(digits)


def _no_effect(_act: object, _change: object) -> list[str]:
    return []


def _words(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    return [
        (_WORDS[name], "" if each.now[name] is None else str(each.now[name]))
        for each in differences
        if each.now is not None
        for name in each.changed
        if name in _WORDS
    ]
