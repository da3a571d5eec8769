"""The two verbs of a bureau or unit: change it from a day, correct an entry that was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts, conflicts, wareki
from dxdesk.models.conflicts import Difference, Part
from dxdesk.models.journal import Action
from dxdesk.models.people import reorganisations, unit_histories, units
from dxdesk.models.people.unit_histories import Version
from dxdesk.models.people.units import UNIT
from dxdesk.models.schema import UNIT_KINDS
from dxdesk.models.store import Reads
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog
from dxdesk.ui.workplace import Workplace

_CHANGE = "前の名称は前の日までのものとして残り、その時期の集計と認定証はそのまま表示されます。"
_CORRECT = (
    "はじめから誤って登録されていたときに直します。"
    "その日から名称が変わったときは「名称などの変更」を使ってください。"
)
_TITLES = {"code": "所属コード", "name": "名称", "kind": "区分", "digital": "デジタル施策推進部局"}


def change(reads: Reads, version: Version, today: date) -> Sheet:
    """Another name, code or bureau from a day."""
    since = DateField("いつから")
    name = LineEdit("名称", text=version.name)
    fields = [Field("since", "いつから", since), Field("name", "名称", name)]
    if version.tier != UNIT:

        def read_bureau() -> Change:
            day, text = _needed(since), name.text()
            return lambda action: units.rename_bureau(action, version.unit_id, text, day)

        return Sheet(
            "change_bureau", "部局名の変更", _CHANGE, fields, acts.CHANGE_UNIT, read_bureau
        )
    code = LineEdit("所属コード", text=version.code)
    bureau = _bureaus(reads, version, today)

    def read() -> Change:
        day, texts, bureau_id = _needed(since), (code.text(), name.text()), bureau.currentData()

        def rename(action: Action) -> None:
            held = next(
                (u for u in units.units_on(action, day) if u.unit_id == version.unit_id), None
            )
            if held is None:
                raise UserError(
                    f"{wareki.short(day)}にこの所属はありません。日付を確かめてください。", "since"
                )
            reorganisations.rename(
                action, held, day, code=texts[0], name=texts[1], bureau_id=int(bureau_id)
            )

        return rename

    fields += [Field("code", "所属コード", code), Field("bureau", "部局", bureau)]
    return Sheet("change_unit", "所属の名称などの変更", _CHANGE, fields, acts.CHANGE_UNIT, read)


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


def open_sheet(parent: QWidget, place: Workplace, sheet: Sheet, version: Version) -> SheetDialog:
    """Open a form about a bureau or unit."""
    desk = place.desk
    about = About(
        record=f"unit/{version.unit_id}",
        name=version.name,
        seen=conflicts.look(desk, Part("unit_version", "unit_id", version.unit_id)),
        words=_words,
        effect=lambda _act, _change: [],
    )
    dialog = SheetDialog(parent, place, sheet, about)
    dialog.open()
    return dialog


def _words(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    return [
        (_TITLES[column], str(each.now[column]))
        for each in differences
        if each.now is not None
        for column in (each.changed or tuple(_TITLES))
        if column in _TITLES
    ]


def _bureaus(reads: Reads, version: Version, today: date) -> QComboBox:
    choice = QComboBox()
    choice.setMaxVisibleItems(20)
    for bureau in units.bureaus_on(reads, today):
        choice.addItem(bureau.name, bureau.unit_id)
    choice.setCurrentText(version.bureau)
    return choice


def _needed(field: DateField) -> date:
    try:
        return field.required()
    except UserError as error:
        raise UserError(error.text, "since") from error
