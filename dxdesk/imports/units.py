"""組織一覧: the units of the office as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError
from dxdesk.imports.headings import Field
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, Options, State
from dxdesk.imports.reading import Row
from dxdesk.models import acts, wareki
from dxdesk.models.journal import Action
from dxdesk.models.names import LONGEST_NAME, without_spaces
from dxdesk.models.people import units
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.units import UNIT, Unit
from dxdesk.models.schema import UNIT_KINDS
from dxdesk.models.store import Reads

FIELDS = (
    Field("code", "所属コード", (
        "所属CD", "所属番号", "組織コード", "組織CD", "課コード", "部署コード", "所属ＩＤ",
    )),
    Field("bureau", "部局名", (
        "部局", "部名", "部", "部局・振興局", "部局等", "部局等名", "振興局", "上位組織", "上位組織名",
        "局名",
    )),
    Field("name", "所属名", (
        "所属", "所属名称", "組織名", "組織名称", "課名", "課所名", "課・所名", "部署名", "部署",
    )),
    Field("kind", "区分", (
        "所属区分", "組織区分", "本庁・出先", "本庁出先区分", "本庁／出先", "出先区分",
    ), required=False),
    Field("digital", "デジタル施策推進部局", (
        "デジタル部局", "デジタル施策推進", "推進部局", "デジタル推進部局", "デジタル",
    ), required=False),
    Field("order", "表示順", (
        "並び順", "順番", "表示順序", "建制順", "配列順", "No", "番号", "順序",
    ), required=False),
)  # fmt: skip

KINDS = {kind: kind for kind in UNIT_KINDS} | {
    "本部": "本庁", "本課": "本庁", "総合振興局": "振興局", "支庁": "振興局",
    "出先": "出先機関", "地方機関": "出先機関", "出先等": "出先機関",
}  # fmt: skip
YES = frozenset("○〇◯●◎✓✔1１") | {"該当", "はい", "有", "有り", "あり", "TRUE", "YES", "対象"}
NO = frozenset("×✕✗-－―ー0０") | {
    "",
    "非該当",
    "いいえ",
    "無",
    "無し",
    "なし",
    "FALSE",
    "NO",
    "対象外",
}

_MARKS: dict[bool | None, str | None] = {True: "○", False: "", None: None}
_COLUMNS = (
    "unit_id", "code", "name", "parent_id", "tier", "kind", "digital", "display_order", "since",
    "until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One row of the file; what the file does not say is nothing."""

    code: str
    bureau: str
    name: str
    kind: str | None
    digital: bool | None
    order: int | None


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What is written for a unit: the row of the file and, where there is one, the unit on the desk."""

    entry: UnitEntry | None
    unit: Unit | None
    order: int = 0


def compare(reads: Reads, findings: Findings) -> None:
    """Compare the units of a file with those of the desk on the file's day."""
    as_of = findings.options.as_of
    assert as_of is not None
    refuse_older(reads, as_of)
    found = units.by_code(reads, as_of)
    entries, listed = _read(findings)
    for place, (row, entry) in enumerate(entries.values(), start=1):
        findings.lines.append(_line(row, entry, found.get(entry.code), place))
    missing = [unit for unit in found.values() if unit.code not in listed]
    findings.lines += [
        Line(0, unit.code, unit.name, State.MISSING, change=UnitChange(None, unit))
        for unit in missing
    ]
    people = units.people_on(reads, as_of)
    left = sum(people.get(unit.unit_id, 0) for unit in missing)
    if left:
        findings.say(
            f"このファイルにない所属に、{wareki.long(as_of)}に本務のある職員が{left:,}人います。"
            "統合や改称のときは、先に組織改正の新旧対照表を取り込んでください。"
        )


def refuse_older(reads: Reads, as_of: date) -> None:
    """Refuse a file about the organisation as it was before the newest change that is known.

    Raises:
        UserError: it is older.
    """
    newest = reads.value("SELECT max(since) FROM unit_version")
    if newest is not None and as_of.isoformat() < newest:
        raise UserError(
            "このファイルの基準日は、取り込み済みの新しい組織"
            f"（{wareki.long(date.fromisoformat(newest))}から）より前です。"
            "古い組織は取り込めません。基準日を確かめてください。",
            "as_of",
        )


def _read(findings: Findings) -> tuple[dict[str, tuple[Row, UnitEntry]], set[str]]:
    """The file's units by code, and every code that appears, refused rows included.

    A code that stands for two units is refused in both rows.
    """
    entries: dict[str, tuple[Row, UnitEntry]] = {}
    listed: set[str] = set()
    contradicting: set[str] = set()

    def read(row: Row) -> None:
        code = findings.cells.needed_code(row, "code", "所属コード")
        listed.add(code)
        entry = _entry(findings, row, code)
        earlier = entries.get(entry.code)
        if earlier is None:
            entries[entry.code] = row, entry
        elif (earlier[1].name, earlier[1].bureau) == (entry.name, entry.bureau):
            findings.doubled += 1
        else:
            contradicting.add(entry.code)
            first = findings.cells.address(earlier[0], "code")
            raise CellError("code", f"同じ所属コードが別の所属にも付いています（{first}）。")

    findings.read_each(read)
    for code in contradicting:
        row, _ = entries.pop(code)
        findings.refuse(row, "code", "同じ所属コードが別の所属にも付いています。")
    return entries, listed


def _entry(findings: Findings, row: Row, code: str) -> UnitEntry:
    cells = findings.cells
    kind = cells.text(row, "kind")
    if kind and kind not in KINDS:
        raise CellError(
            "kind",
            f"区分「{kind[:20]}」はありません。{'、'.join(UNIT_KINDS)}のどれかにしてください。",
        )
    return UnitEntry(
        code=code,
        bureau=cells.needed(row, "bureau", "部局名", LONGEST_NAME),
        name=cells.needed(row, "name", "所属名", LONGEST_NAME),
        kind=KINDS[kind] if kind else None,
        digital=_flag(cells.text(row, "digital")) if cells.has("digital") else None,
        order=cells.whole(row, "order", "表示順"),
    )


def _flag(text: str) -> bool:
    folded = without_spaces(text).upper()
    if folded not in YES and folded not in NO:
        raise CellError(
            "digital",
            f"「{text[:20]}」が該当か分かりません。該当は○、該当しないときは空欄にしてください。",
        )
    return folded in YES


def _line(row: Row, entry: UnitEntry, unit: Unit | None, place: int) -> Line:
    change = UnitChange(entry, unit, entry.order if entry.order is not None else place)
    if unit is None:
        return Line(row.number, entry.code, entry.name, State.NEW, change=change)
    pairs = (
        ("部局名", unit.bureau_name, entry.bureau),
        ("所属名", unit.name, entry.name),
        ("区分", unit.kind, entry.kind),
        ("デジタル施策推進部局", _MARKS[unit.digital], _MARKS[entry.digital]),
        ("表示順", str(unit.display_order), None if entry.order is None else str(entry.order)),
    )
    differences = tuple(
        Difference(label, old or "", new)
        for label, old, new in pairs
        if new is not None and old != new
    )
    state = State.CHANGED if differences else State.SAME
    return Line(row.number, entry.code, entry.name, state, differences, change)


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Write the units: the first file opens them without a start, later ones close and open."""
    as_of = options.as_of
    assert as_of is not None
    changes = [line.change for line in lines if isinstance(line.change, UnitChange)]
    first = not units.are_known(action)
    opened = None if first else as_of
    moves = {c.unit.unit_id: c.entry.bureau if c.entry else "" for c in changes if c.unit}
    for bureau_id, name in units.renamed_bureaus(action, as_of, moves).items():
        units.rename_bureau(action, bureau_id, name, as_of)
    wanted: dict[str, str] = {}
    for entry in (change.entry for change in changes if change.entry is not None):
        wanted.setdefault(entry.bureau, _kind(entry, None))
    bureaus = units.with_bureaus(action, wanted, as_of, opened)
    fresh = [change for change in changes if change.unit is None and change.entry]
    ids = action.insert_many("unit", ("note",), [("",)] * len(fresh))
    rows = [
        _version(unit_id, change, bureaus, opened, None)
        for unit_id, change in zip(ids, fresh, strict=True)
    ]
    for change in changes:
        if change.unit is None:
            continue
        if change.entry is None:
            units.close(action, change.unit, day_before(as_of))
        elif change.unit.since == as_of:
            version = _version(change.unit.unit_id, change, bureaus, as_of, change.unit.until)
            action.update(
                "unit_version", change.unit.version_id, **dict(zip(_COLUMNS, version, strict=True))
            )
        else:
            units.close(action, change.unit, day_before(as_of))
            rows.append(_version(change.unit.unit_id, change, bureaus, as_of, change.unit.until))
    action.insert_many("unit_version", _COLUMNS, rows)
    if not first:
        units.close_empty_bureaus(action, as_of)


def _kind(entry: UnitEntry, unit: Unit | None) -> str:
    if entry.kind is not None:
        return entry.kind
    if unit is not None:
        return unit.kind
    return units.kind_of_bureau(entry.bureau)


def _version(
    unit_id: int,
    change: UnitChange,
    bureaus: dict[str, int],
    since: date | None,
    until: date | None,
) -> tuple[object, ...]:
    entry, unit = change.entry, change.unit
    assert entry is not None
    digital = entry.digital if entry.digital is not None else unit is not None and unit.digital
    order = unit.display_order if unit is not None and entry.order is None else change.order
    return (
        unit_id, entry.code, entry.name, bureaus[entry.bureau], UNIT, _kind(entry, unit),
        int(digital), order, since, until,
    )  # fmt: skip


UNITS = ImportKind(
    "units", "組織一覧", acts.IMPORT_UNITS, "as_of", FIELDS, compare, write, counter="所属"
)
