"""What can be done to the organisation from a day on, as forms: 改称・移管, 統合, 分割, 廃止, 新設."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from dxdesk.errors import UserError
from dxdesk.models import acts, names
from dxdesk.models.people import unit_changes, units
from dxdesk.models.people.new_organisation import OldAndNew
from dxdesk.models.people.reorganisations import ABOLISHED, FOUNDED, MERGED, RENAMED, SPLIT
from dxdesk.models.people.unit_histories import Version
from dxdesk.models.people.units import BUREAU
from dxdesk.models.store import Reads
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.forms.lines_field import LinesField
from dxdesk.ui.forms.sheet import Change, Sheet
from dxdesk.ui.tables.grid import GridColumn

_PAST = "前の日までの組織は残り、その時期の集計と認定証は変わりません。"
_MERGED = (
    "職員はその日に統合先へ異動し、異動歴に残ります。"
    "統合する所属が幾つかあるときは、所属コードを空白で区切って並べます。"
)
_PARTS = (
    GridColumn("code", "所属コード", 11),
    GridColumn("name", "名称", 14),
    GridColumn("bureau", "部局", 12),
)
_MOST_PARTS = 5
_BETWEEN = re.compile(r"[\s,、，]+")


class Asked:
    """The form of one verb, with the day that was last read from it.

    Args:
        reads: the desk.
        version: the bureau or unit that is chosen.
        day: whose organisation is shown.
    """

    def __init__(self, reads: Reads, version: Version, day: date) -> None:
        self.version = version
        self.since = DateField("いつから")
        self.day = day
        self._units = units.units_on(reads, day)
        self._bureaus = [bureau.name for bureau in units.bureaus_on(reads, day)]

    def read_day(self) -> date:
        """The first day on which it is so, which has to be there.

        Raises:
            UserError: it is empty or cannot be read.
        """
        try:
            self.day = self.since.required()
        except UserError as error:
            raise UserError(error.text, "since") from error
        return self.day

    def day_field(self) -> Field:
        """The field of the day."""
        return Field("since", "いつから", self.since)

    def bureau_field(self, chosen: str, placeholder: str = "") -> Field:
        """A bureau that is there, or the name of a new one."""
        made = QComboBox()
        made.setEditable(True)
        edit = LineEdit("部局", placeholder)
        edit.setObjectName("inner")
        made.setLineEdit(edit)
        made.addItems(self._bureaus)
        made.setCompleter(QCompleter(self._bureaus, made))  # its own would write over a new name
        made.setMaxVisibleItems(20)
        made.setEditText(chosen)
        return Field("bureau", "部局", made)

    def code_field(self) -> Field:
        """The code of a unit that is there, found by its name too, or a new one."""
        edit = LineEdit("統合先", "コードか名称。新しい所属のときは新しいコード")
        listed = [f"{unit.code}　{unit.bureau_name} {unit.name}" for unit in self._units]
        completer = QCompleter(listed, edit)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        edit.setCompleter(completer)
        return Field("new_code", "統合先", edit)


@dataclass(frozen=True)
class Verb:
    """One thing that can be done to the organisation.

    Args:
        key: stays for ever; drafts are kept under it.
        title: in the menu.
        of_bureaus, of_units: to what it can be done.
        make: its form.
    """

    key: str
    title: str
    of_bureaus: bool
    of_units: bool
    make: Callable[[Asked], Sheet]


def verbs_for(version: Version) -> tuple[Verb, ...]:
    """What can be done to a bureau or unit."""
    bureau = version.tier == BUREAU
    return tuple(verb for verb in VERBS if (verb.of_bureaus if bureau else verb.of_units))


def _sheet(
    asked: Asked,
    kind: str,
    title: str,
    explanation: str,
    fields: Sequence[Field],
    lines: Callable[[], list[OldAndNew]],
) -> Sheet:
    """A form whose 登録 is one change of the organisation."""

    def read() -> Change:
        day, said = asked.read_day(), lines()
        return lambda action: unit_changes.change_units(action, kind, said, day)

    return Sheet(
        f"unit_{kind}", title, f"{explanation}{_PAST}", [asked.day_field(), *fields],
        acts.CHANGE_UNIT, read,
    )  # fmt: skip


def _rename(asked: Asked) -> Sheet:
    version = asked.version
    code = LineEdit("所属コード", text=version.code)
    name = LineEdit("名称", text=version.name)
    bureau = asked.bureau_field(version.bureau)

    def lines() -> list[OldAndNew]:
        return [OldAndNew(version.code, _code(code.text()), name.text().strip(), _text(bureau))]

    return _sheet(
        asked, RENAMED, "所属の改称・移管", "名称・所属コード・部局が変わります。職員はそのまま続きます。",
        [Field("new_name", "名称", name), Field("new_code", "所属コード", code), bureau], lines,
    )  # fmt: skip


def _merge(asked: Asked) -> Sheet:
    merged = LineEdit("統合する所属", text=asked.version.code)
    into, name = asked.code_field(), LineEdit("新しい名称", "変わらないときは空欄")
    bureau = asked.bureau_field("", "変わらないときは空欄")

    def lines() -> list[OldAndNew]:
        codes = [names.digits(each) for each in _BETWEEN.split(merged.text()) if each]
        if not codes:
            raise UserError("統合する所属のコードを入れてください。", "merged")
        code = _code(_text(into).partition("　")[0])
        return [OldAndNew(each, code, name.text().strip(), _text(bureau)) for each in codes]

    return _sheet(
        asked, MERGED, "所属の統合", _MERGED,
        [
            Field("merged", "統合する所属", merged), into, Field("new_name", "新しい名称", name),
            bureau,
        ],
        lines,
    )  # fmt: skip


def _split(asked: Asked) -> Sheet:
    version = asked.version
    parts = LinesField(_PARTS, "分割した後の所属", stretch="name", lines=_MOST_PARTS)
    parts.set_text(f"{version.code}\t{version.name}\t{version.bureau}")

    def lines() -> list[OldAndNew]:
        return [_part(version.code, *cells) for cells in parts.lines()]

    return _sheet(
        asked, SPLIT, "所属の分割", "職員がどの所属になるかは、次に取り込む名簿か異動で決まります。",
        [Field("new_code", "分割した後", parts)], lines,
    )  # fmt: skip


def _part(old_code: str, code: str, name: str, bureau: str) -> OldAndNew:
    """One unit that follows another."""
    if not (code and name):
        raise UserError(
            f"「{code or name}」の行に、所属コードか名称がありません。両方を入れてください。",
            "new_code",
        )
    return OldAndNew(old_code, names.digits(code), name, bureau)


def _abolish(asked: Asked) -> Sheet:
    return _sheet(
        asked, ABOLISHED, "所属の廃止", "引き継ぐ所属がないときに使います。", [],
        lambda: [OldAndNew(asked.version.code, "")],
    )  # fmt: skip


def _found(asked: Asked) -> Sheet:
    version = asked.version
    code, name = LineEdit("所属コード"), LineEdit("名称")
    bureau = asked.bureau_field(version.name if version.tier == BUREAU else version.bureau)

    def lines() -> list[OldAndNew]:
        return [OldAndNew("", _code(code.text()), name.text().strip(), _text(bureau))]

    return _sheet(
        asked, FOUNDED, "所属の新設", "前身のない所属ができるときに使います。",
        [Field("new_name", "名称", name), Field("new_code", "所属コード", code), bureau], lines,
    )  # fmt: skip


def _rename_bureau(asked: Asked) -> Sheet:
    name = LineEdit("名称", text=asked.version.name)

    def read() -> Change:
        day, text = asked.read_day(), name.text()
        return lambda action: units.rename_bureau(action, asked.version.unit_id, text, day)

    return Sheet(
        "change_bureau", "部局名の変更", f"所属と職員はそのまま続きます。{_PAST}",
        [asked.day_field(), Field("name", "名称", name)], acts.CHANGE_UNIT, read,
    )  # fmt: skip


def _text(field: Field) -> str:
    widget = field.widget
    text = widget.currentText() if isinstance(widget, QComboBox) else ""
    return (widget.text() if isinstance(widget, LineEdit) else text).strip()


def _code(text: str) -> str:
    code = names.digits(text.strip())
    if not code:
        raise UserError("所属コードを入れてください。", "new_code")
    return code


VERBS = (
    Verb("rename_bureau", "部局名の変更", True, False, _rename_bureau),
    Verb("rename", "改称・移管", False, True, _rename),
    Verb("merge", "統合", False, True, _merge),
    Verb("split", "分割", False, True, _split),
    Verb("abolish", "廃止", False, True, _abolish),
    Verb("found", "所属の新設", True, True, _found),
)
