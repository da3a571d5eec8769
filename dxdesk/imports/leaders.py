"""リーダー台帳: who led which 所属 from when to when before this program was used; marked 移行分."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dxdesk.errors import UserError
from dxdesk.imports.cells import CellError
from dxdesk.imports.evidence import Reading, compare_records
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import NAME, NUMBER, People, Person
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options
from dxdesk.imports.reading import Row
from dxdesk.models import acts, wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import units
from dxdesk.models.people.units import Unit
from dxdesk.models.register import designations
from dxdesk.models.register.designations import Designation
from dxdesk.models.store import Reads

_CODE = Field("unit", "所属コード", ("所属CD", "所属番号", "組織コード", "課コード", "部署コード"))
FIELDS = (
    _CODE,
    Field("unit_name", "所属名", ("所属", "所属名称", "課名", "課所名", "組織名"), required=False),
    NUMBER,
    NAME,
    Field("role", "正・副", ("正副", "正副の別", "正・副の別", "リーダー区分", "リーダーの別", "正/副")),
    Field("since", "指定日", ("指定年月日", "指定開始日", "任命日", "就任日", "指定の日")),
    Field("until", "終了日", (
        "指定終了日", "終了年月日", "解除日", "指定満了日", "満了日", "任期満了日", "指定期限",
    ), required=False),
)  # fmt: skip


def compare(reads: Reads, findings: Findings) -> None:
    """Compare a ledger of leaders with the designations of the desk."""
    on_day: dict[date, Mapping[str, Unit]] = {}
    rows: dict[tuple[int, int, date | None], Row] = {}
    cells = findings.cells

    def read(row: Row, person: Person) -> Designation:
        since = cells.needed_day(row, "since", "指定日")
        code = cells.needed_code(row, "unit", "所属コード")
        if since not in on_day:
            on_day[since] = units.by_code(reads, since)
        if code not in on_day[since]:
            raise CellError(
                "unit",
                f"所属コード「{code}」の所属は、指定日（{wareki.long(since)}）にありません。",
            )
        role = cells.needed(row, "role", "正・副")
        until = cells.day(row, "until")
        unit_id = on_day[since][code].unit_id
        found = Designation(unit_id, person.id, role, since, until, carried_over=True)
        rows.setdefault(found.key, row)
        return found

    known = {each.key: each for each in designations.designations(reads)}
    compared = (("正・副", "role"), ("終了日", "until"))
    reading = Reading(read, merge, compared, "since", "同じ所属・職員・指定日")
    compare_records(findings, People(reads, findings), reading, lambda _records: known)
    _refuse_impossible(reads, findings, known, rows)


def merge(found: Designation, known: Designation) -> Designation:
    """What the file says, in the row that the desk has; an empty cell takes no end away."""
    return replace(known, role=found.role, until=found.until or known.until)


def _refuse_impossible(
    reads: Reads,
    findings: Findings,
    known: Mapping[tuple[int, int, date | None], Designation],
    rows: Mapping[tuple[int, int, date | None], Row],
) -> None:
    """Refuse rows that cannot stand beside what the desk has and the rows above them."""
    beside: dict[int, dict[tuple[int, int, date | None], Designation]] = {}
    for held in known.values():
        beside.setdefault(held.unit_id, {})[held.key] = held
    for held in (known[key] for key in rows.keys() & known.keys()):
        del beside[held.unit_id][held.key]
    kept: list[Line] = []
    for line in findings.lines:
        wanted = line.change
        assert isinstance(wanted, Designation)
        others = beside.setdefault(wanted.unit_id, {})
        try:
            designations.check(reads, wanted, others.values())
        except UserError as error:
            findings.refuse(rows[wanted.key], error.field or "since", error.text)
            continue
        others[wanted.key] = wanted
        kept.append(line)
    findings.lines[:] = kept


def write(action: Action, lines: Sequence[Line], _options: Options) -> None:
    """Write the designations."""
    designations.record(
        action, [line.change for line in lines if isinstance(line.change, Designation)]
    )


LEADERS = ImportKind(
    "leaders", "リーダー台帳", acts.IMPORT_LEADERS, "", FIELDS, compare, write, counter="人"
)
