"""The forms about a bureau or unit, opened: a change from a day, and an entry that was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dxdesk.models import acts, conflicts
from dxdesk.models.conflicts import Difference, Part
from dxdesk.models.journal import Act
from dxdesk.models.people import unit_histories
from dxdesk.models.people.unit_effects import effect_on_units
from dxdesk.models.people.unit_histories import Version
from dxdesk.models.people.units import UNIT
from dxdesk.models.schema import UNIT_KINDS
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog, open_dialog
from dxdesk.ui.pages.units.verbs import Asked, Verb
from dxdesk.ui.workplace import Workplace

_EFFECT = "登録すると、次のようになります。"
_CORRECT = (
    "はじめから誤って登録されていたときに直します。"
    "ある日から変わったときは「組織の変更」を使ってください。"
)
_TITLES = {"code": "所属コード", "name": "名称", "kind": "区分", "digital": "デジタル施策推進部局"}


def correct(version: Version) -> Sheet:
    """A description that was wrong from the start."""
    name = LineEdit("名称", text=version.name)
    code = LineEdit("所属コード", text=version.code)
    kind = QComboBox()
    kind.addItems(UNIT_KINDS)
    kind.setCurrentText(version.kind)
    digital = QCheckBox("デジタル施策推進部局である")
    digital.setChecked(version.digital)

    def read() -> Change:
        given = code.text(), name.text(), kind.currentText(), digital.isChecked()
        return lambda action: unit_histories.correct_version(
            action, version, code=given[0], name=given[1], kind=given[2], digital=given[3]
        )

    fields = [Field("name", "名称", name), Field("kind", "区分", kind)]
    if version.tier == UNIT:
        fields.insert(0, Field("code", "所属コード", code))
        fields.append(Field("digital", "位置づけ", digital))
    return Sheet("correct_unit", "組織・所属の訂正", _CORRECT, fields, acts.CHANGE_UNIT, read)


def open_correction(parent: QWidget, place: Workplace, version: Version) -> SheetDialog:
    """Open the form that puts an entry right."""
    return open_dialog(parent, place, correct(version), _about(place, version))


def open_verb(parent: QWidget, place: Workplace, verb: Verb, asked: Asked) -> SheetDialog:
    """Open the form of a change of the organisation; what it does is said before 登録."""
    desk = place.desk

    def effect(act: Act, change: Change) -> list[str]:
        return effect_on_units(desk, act, asked.day, change)

    about = replace(_about(place, asked.version), effect=effect, effect_title=_EFFECT)
    return open_dialog(parent, place, verb.make(asked), about)


def _about(place: Workplace, version: Version) -> About:
    return About(
        record=f"unit/{version.unit_id}",
        name=version.name,
        seen=conflicts.look(place.desk, Part("unit_version", "unit_id", version.unit_id)),
        words=_words,
        effect=lambda _act, _change: [],
    )


def _words(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    return [
        (_TITLES[column], str(each.now[column]))
        for each in differences
        if each.now is not None
        for column in (each.changed or tuple(_TITLES))
        if column in _TITLES
    ]
