"""職員名簿: everybody on roll as of a day, compared with the desk cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dxdesk.errors import UserError
from dxdesk.imports.cells import KEPT_NAMES, CellError
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import Numbers
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, State
from dxdesk.imports.reading import Row
from dxdesk.imports.roster_writing import RosterChange, RosterEntry, is_ended, opening, write
from dxdesk.models import acts, names, settings, wareki
from dxdesk.models.people import units
from dxdesk.models.people.leaves import PRESENT
from dxdesk.models.people.spans import day_before, holds_on
from dxdesk.models.people.standings import BEFORE, RETIRED, Standing, standings_on
from dxdesk.models.people.units import Unit
from dxdesk.models.schema import APPOINTMENTS, LEAVE_KINDS
from dxdesk.models.store import Reads

FIELDS = (
    Field("number", "職員番号", (
        "職員コード", "職員CD", "職員NO", "職員No.", "職員ＩＤ", "社員番号", "社員コード",
        "職番", "人事番号", "共通番号",
    )),
    Field("former", "旧職員番号", (
        "前職員番号", "前の職員番号", "旧職員コード", "旧職員CD", "変更前職員番号",
    ), required=False),
    Field("name", "氏名", (
        "職員氏名", "漢字氏名", "氏名（漢字）", "氏名漢字", "名前", "職員名", "姓名",
    )),
    Field("kana", "フリガナ", (
        "カナ氏名", "氏名カナ", "氏名（カナ）", "ふりがな", "カナ", "かな氏名", "氏名フリガナ",
        "職員氏名カナ", "シメイ", "よみがな", "ヨミガナ", "読み",
    ), required=False),
    Field("born_on", "生年月日", ("誕生日", "生年月日（和暦）", "出生年月日"), required=False),
    Field("unit", "所属コード", (
        "所属CD", "所属番号", "組織コード", "組織CD", "課コード", "部署コード", "現所属コード", "配属コード",
    )),
    Field("unit_name", "所属名", (
        "所属", "所属名称", "組織名", "組織名称", "課名", "部署名", "部署", "現所属",
    ), required=False),
    Field("title", "職名", (
        "補職名", "補職", "役職", "役職名", "職", "職位名", "現職名",
    ), required=False),
    Field("grade", "職級", ("級", "職位", "職階", "役職段階", "職務の級", "階級", "職層"), required=False),
    Field("job", "職種", ("職種名", "職種区分", "職群", "職種名称"), required=False),
    Field("hired_on", "採用年月日", ("採用日", "採用年月", "入庁年月日", "入庁日", "任用年月日"), required=False),
    Field("status", "在職状況", (
        "在職区分", "在職状態", "在籍状況", "在籍区分", "休職等区分", "勤務状況", "休職区分", "状態",
    ), required=False),
    Field("appointment", "任用区分", ("任用形態", "雇用区分", "雇用形態", "職員区分", "任用種別"), required=False),
    Field("appointer", "任命権者", ("任命権者名", "任命権者区分"), required=False),
    Field("note", "備考", ("摘要", "メモ", "特記事項", "備考欄"), required=False),
)  # fmt: skip

STATUSES = {kind: kind for kind in (PRESENT, *LEAVE_KINDS)} | {
    "在籍": PRESENT, "現職": PRESENT, "勤務": PRESENT, "通常": PRESENT, "復職": PRESENT,
    "休職中": "休職", "病気休職": "休職", "育休": "育児休業", "育児休業中": "育児休業", "育休中": "育児休業",
    "派遣中": "派遣", "停職中": "停職",
}  # fmt: skip
KINDS_OF_APPOINTMENT = {kind: kind for kind in APPOINTMENTS} | {
    "正規": "常勤", "正職員": "常勤", "一般職": "常勤", "任期の定めのない職員": "常勤",
    "暫定再任用": "再任用", "定年前再任用": "再任用", "再任用短時間": "再任用", "任期付職員": "任期付",
    "会計年度": "会計年度任用", "会計年度任用職員": "会計年度任用", "臨時": "臨時的任用",
    "臨時的任用職員": "臨時的任用",
}  # fmt: skip


_DAMAGED = "氏名に文字化け（?、〓）があるため、新しい職員として登録できません。正しい氏名に直してください。"
_TWO_PEOPLE = "職員番号と旧職員番号が、別の職員の番号です。番号の替わった職員か確かめてください。"


def compare(reads: Reads, findings: Findings) -> None:
    """Compare a roster with everybody that the desk knows as of the roster's day."""
    as_of = findings.options.as_of
    assert as_of is not None
    _refuse_older(reads, as_of)
    by_code = units.by_code(reads, as_of)
    if not by_code:
        raise UserError("所属がまだ登録されていません。先に組織一覧を取り込んでください。")
    entries, seen = _read(findings, by_code, Numbers(reads, findings))
    known = standings_on(reads, as_of)
    start = opening(reads, as_of)
    unit_names = {unit.unit_id: unit.name for unit in by_code.values()}
    for row, entry in entries.values():
        standing = known.get(entry.number) or known.get(entry.former)
        if standing is None and names.is_damaged(entry.name):
            findings.refuse(row, "name", _DAMAGED)
            continue
        former = known.get(entry.former)
        if former is not None and (former is not standing or entry.former in entries):
            findings.refuse(row, "former", _TWO_PEOPLE)
            continue
        findings.lines.append(_line(findings, row, entry, standing, unit_names, start))
    findings.lines += [
        _missing(findings, standing, start)
        for number, standing in known.items()
        if number not in seen and _was_and_is_on_roll(standing, as_of)
    ]


def _missing(findings: Findings, standing: Standing, start: date | None) -> Line:
    """Somebody who is not in the file, and what is proposed for it."""
    as_of = findings.options.as_of
    assert as_of is not None
    change = RosterChange(None, standing, start)
    differences: tuple[Difference, ...] = ()
    if findings.options.missing == "retire":
        proposed = f"{RETIRED}（{wareki.short(day_before(as_of))}まで）"
        differences = (Difference("在職状況", standing.status, proposed),)
    return Line(0, standing.number, standing.name, State.MISSING, differences, change)


def _was_and_is_on_roll(standing: Standing, as_of: date) -> bool:
    """Whether somebody can retire on the day before the roster's."""
    service = standing.service
    return service is not None and all(holds_on(service, day) for day in (day_before(as_of), as_of))


def _refuse_older(reads: Reads, as_of: date) -> None:
    newest = settings.get(reads, settings.NEWEST_ROSTER)
    if newest and as_of.isoformat() < newest:
        raise UserError(
            f"この名簿の基準日（{wareki.long(as_of)}）は、取り込み済みの名簿"
            f"（{wareki.long(date.fromisoformat(newest))}現在）より前です。古い名簿は取り込めません。"
            "基準日を確かめてください。",
            "as_of",
        )


def _read(
    findings: Findings, by_code: dict[str, Unit], numbers: Numbers
) -> tuple[dict[str, tuple[Row, RosterEntry]], set[str]]:
    """The roster's people by number, and every number that appears, refused rows included.

    A number that stands for two people, or twice with different contents, is refused in every row.
    """
    entries: dict[str, tuple[Row, RosterEntry]] = {}
    seen: set[str] = set()
    contradicting: dict[str, str] = {}

    def read(row: Row) -> None:
        number = numbers.read(row)
        seen.add(number)
        former = findings.cells.code(row, "former", "旧職員番号")
        seen.add(former)
        entry = _entry(findings, row, (number, former), by_code)
        earlier = entries.get(number)
        if earlier is None:
            entries[number] = row, entry
        elif earlier[1] == entry:
            findings.doubled += 1
        else:
            contradicting[number] = findings.cells.address(row, "number")
            raise CellError("number", _contradiction(findings.cells.address(earlier[0], "number")))

    findings.read_each(read)
    for number, other in contradicting.items():
        row, _ = entries.pop(number)
        findings.refuse(row, "number", _contradiction(other))
    return entries, seen


def _contradiction(other: str) -> str:
    return f"同じ職員番号の行（{other}）と内容が違います。どちらが正しいか確かめてください。"


def _entry(
    findings: Findings, row: Row, numbers: tuple[str, str], by_code: dict[str, Unit]
) -> RosterEntry:
    """One row, whose present and former 職員番号 are read already."""
    cells = findings.cells
    number, former = numbers
    name = cells.name(row, "name")
    code = cells.needed_code(row, "unit", "所属コード")
    unit = by_code.get(code)
    if unit is None:
        raise CellError(
            "unit",
            f"所属コード「{code}」の所属がありません。コードを直すか、先に組織一覧を取り込んでください。",
        )
    unit_name = cells.text(row, "unit_name")
    if unit_name and unit_name != unit.name:
        findings.remark("所属名が組織一覧と違うため、所属コードで読みました", row, "unit_name")
    return RosterEntry(
        number=number,
        name=name,
        kana=names.kana(cells.text(row, "kana")),
        born_on=cells.day(row, "born_on"),
        unit_id=unit.unit_id,
        title=cells.text(row, "title"),
        grade=cells.text(row, "grade"),
        job=cells.text(row, "job"),
        hired_on=cells.day(row, "hired_on"),
        status=_choice(cells.text(row, "status"), "status", "在職状況", STATUSES),
        appointment=_choice(
            cells.text(row, "appointment"), "appointment", "任用区分", KINDS_OF_APPOINTMENT
        ),
        appointer=cells.text(row, "appointer"),
        note=cells.text(row, "note", lines=True),
        former=former,
    )


def _choice(text: str, key: str, label: str, choices: dict[str, str]) -> str:
    if text and text not in choices:
        known = "、".join(dict.fromkeys(choices.values()))
        raise CellError(key, f"{label}「{text[:20]}」はありません。{known}のどれかにしてください。")
    return choices[text] if text else ""


@dataclass(frozen=True, slots=True)
class _Compared:
    """One column of the comparison: how the desk and the file say it. An empty text says nothing."""

    label: str
    ours: Callable[[Standing], object]
    theirs: Callable[[RosterEntry], object]


_COMPARED = (
    _Compared("フリガナ", lambda ours: ours.kana, lambda theirs: theirs.kana),
    _Compared("生年月日", lambda ours: ours.born_on, lambda theirs: theirs.born_on),
    _Compared("所属", lambda ours: ours.posting and ours.posting.unit_id, lambda theirs: theirs.unit_id),
    _Compared("職名", lambda ours: ours.posting and ours.posting.title, lambda theirs: theirs.title),
    _Compared("職級", lambda ours: ours.posting and ours.posting.grade, lambda theirs: theirs.grade),
    _Compared("職種", lambda ours: ours.posting and ours.posting.job, lambda theirs: theirs.job),
    _Compared("採用年月日", lambda ours: ours.service and ours.service.since, lambda theirs: theirs.hired_on),
    _Compared("在職状況", lambda ours: PRESENT if ours.status == BEFORE else ours.status, lambda theirs: theirs.status),
    _Compared("任用区分", lambda ours: ours.service and ours.service.appointment, lambda theirs: theirs.appointment),
    _Compared("任命権者", lambda ours: ours.service and ours.service.appointer, lambda theirs: theirs.appointer),
    _Compared("備考", lambda ours: ours.note, lambda theirs: theirs.note),
)  # fmt: skip


def _line(
    findings: Findings,
    row: Row,
    entry: RosterEntry,
    standing: Standing | None,
    unit_names: dict[int, str],
    start: date | None,
) -> Line:
    change = RosterChange(entry, standing, start)
    if standing is None:
        return Line(row.number, entry.number, entry.name, State.NEW, (), change)
    differences = []
    if entry.number != standing.number:
        differences.append(Difference("職員番号", standing.number, entry.number))
    match = names.same_person_spelling(standing.name, entry.name)
    if match is names.NameMatch.OTHER:
        differences.append(Difference("氏名", standing.name, entry.name))
    elif match in KEPT_NAMES:
        findings.remark(KEPT_NAMES[match], row, "name")
    for column in _COMPARED:
        theirs = column.theirs(entry)
        if theirs is None or theirs == "":
            continue
        ours = column.ours(standing)
        if ours != theirs and theirs not in standing.taken_on:
            shown = _shown(ours, unit_names), _shown(theirs, unit_names)
            differences.append(Difference(column.label, *shown))
    if is_ended(standing, findings.options.as_of) and not entry.status:
        differences.append(Difference("在職状況", standing.status, PRESENT))
    state = State.CHANGED if differences else State.SAME
    return Line(row.number, entry.number, entry.name, state, tuple(differences), change)


def _shown(value: object, unit_names: dict[int, str]) -> str:
    if isinstance(value, date):
        return wareki.short(value)
    if isinstance(value, int):
        return unit_names.get(value, "（廃止された所属）")
    return "" if value is None else str(value)


ROSTER = ImportKind(
    "roster", "職員名簿", acts.IMPORT_ROSTER, "as_of", FIELDS, compare, write, counter="人"
)
