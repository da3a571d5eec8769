"""業務経歴: who did which kind of work from when to when; without an end it is still going on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dxdesk.imports.cells import CellError
from dxdesk.imports.evidence import Reading, compare_records
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import NAME, NUMBER, Masters, People, Person
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options
from dxdesk.imports.reading import Row
from dxdesk.models import acts
from dxdesk.models.evidence import experience
from dxdesk.models.evidence.confirmation import confirmed
from dxdesk.models.evidence.experience import Experience
from dxdesk.models.journal import Action
from dxdesk.models.store import Reads

_CODE = Field("code", "種別コード", (
    "種別CD", "業務種別コード", "業務経歴種別コード", "経歴種別コード", "経歴コード", "業務コード",
))  # fmt: skip
FIELDS = (
    NUMBER,
    NAME,
    _CODE,
    Field("kind", "種別", ("種別名", "業務種別", "経歴種別", "業務経歴種別"), required=False),
    Field("since", "開始年月日", ("開始日", "開始", "従事開始日", "始期", "自", "期間開始", "従事開始年月日")),
    Field("until", "終了年月日", (
        "終了日", "終了", "従事終了日", "終期", "至", "期間終了", "従事終了年月日",
    )),
    Field("content", "内容", (
        "業務内容", "経歴内容", "従事内容", "業務の内容", "概要", "担当業務",
    ), required=False),
)  # fmt: skip


def compare(reads: Reads, findings: Findings) -> None:
    """Compare periods of work of a file with those of the desk."""
    codes = Masters(reads, findings, "experience_kind", _CODE)
    cells = findings.cells

    def read(row: Row, person: Person) -> Experience:
        kind_id = codes.find(row)
        since = cells.needed_day(row, "since", "開始年月日")
        until = cells.day(row, "until")
        if until and until < since:
            raise CellError("until", "終了年月日が開始年月日より前です。どちらかを直してください。")
        return Experience(person.id, kind_id, since, until, cells.text(row, "content", lines=True))

    def known(_records: Sequence[Experience]) -> Mapping[tuple[int, int, date], Experience]:
        return experience.experiences(reads)

    compared = (("終了年月日", "until"), ("内容", "content"), ("確認区分", "verification"))
    reading = Reading(read, merge, compared, "since", "同じ職員・種別・開始年月日")
    compare_records(findings, People(reads, findings), reading, known)


def merge(found: Experience, known: Experience) -> Experience:
    """What the file says, in the row that the desk has; an end that is gone means going on."""
    return replace(
        found,
        content=found.content or known.content,
        verification=confirmed(known.verification),
        id=known.id,
    )


def write(action: Action, lines: Sequence[Line], _options: Options) -> None:
    """Write the periods of work."""
    experience.record(
        action, [line.change for line in lines if isinstance(line.change, Experience)]
    )


EXPERIENCE = ImportKind(
    "experience", "業務経歴", acts.IMPORT_EXPERIENCE, "", FIELDS, compare, write, counter="人"
)
