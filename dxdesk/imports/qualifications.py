"""資格: who holds which qualification since when, and until when a registration is valid."""

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
from dxdesk.models.evidence import qualifications
from dxdesk.models.evidence.confirmation import confirmed
from dxdesk.models.evidence.qualifications import Holding
from dxdesk.models.journal import Action
from dxdesk.models.store import Reads

_CODE = Field(
    "code",
    "資格コード",
    ("資格CD", "資格番号", "資格No", "資格ID", "資格・試験コード", "試験コード"),
)
FIELDS = (
    NUMBER,
    NAME,
    _CODE,
    Field("qualification", "資格名", ("資格", "資格名称", "資格・試験名", "試験名"), required=False),
    Field("acquired_on", "取得年月日", (
        "取得日", "合格年月日", "合格日", "登録年月日", "登録日", "資格取得日", "資格取得年月日", "年月日",
    )),
    Field("expires_on", "有効期限", (
        "有効期限日", "有効期間", "有効期間満了日", "失効日", "有効年月日", "期限", "更新期限",
    ), required=False),
    Field("certificate_number", "合格証書番号", (
        "証書番号", "合格番号", "登録番号", "証明書番号", "認定番号", "合格証番号", "合格証明書番号",
    ), required=False),
)  # fmt: skip


def compare(reads: Reads, findings: Findings) -> None:
    """Compare qualifications of a file with those of the desk."""
    codes = Masters(reads, findings, "qualification", _CODE)
    lapsing = qualifications.ids_that_lapse(reads)
    cells = findings.cells

    def read(row: Row, person: Person) -> Holding:
        qualification_id = codes.find(row)
        acquired_on = cells.needed_day(row, "acquired_on", "取得年月日")
        expires_on = cells.day(row, "expires_on")
        if expires_on and expires_on < acquired_on:
            raise CellError(
                "expires_on", "有効期限が取得年月日より前です。どちらかを直してください。"
            )
        if expires_on is None and qualification_id in lapsing:
            text = "有効期限のある資格ですが、有効期限が入っていません。期限なしとして扱います"
            findings.remark(text, row, "code")
        certificate = cells.text(row, "certificate_number", 200)
        return Holding(person.id, qualification_id, acquired_on, expires_on, certificate)

    def known(_records: Sequence[Holding]) -> Mapping[tuple[int, int, date], Holding]:
        return qualifications.holdings(reads)

    compared = (
        ("有効期限", "expires_on"),
        ("合格証書番号", "certificate_number"),
        ("確認区分", "verification"),
    )
    reading = Reading(read, merge, compared, "acquired_on", "同じ職員・資格・取得年月日")
    compare_records(findings, People(reads, findings), reading, known)


def merge(found: Holding, known: Holding) -> Holding:
    """What the file says, in the row that the desk has; an empty cell takes nothing away."""
    return replace(
        found,
        expires_on=found.expires_on or known.expires_on,
        certificate_number=found.certificate_number or known.certificate_number,
        verification=confirmed(known.verification),
        id=known.id,
    )


def write(action: Action, lines: Sequence[Line], _options: Options) -> None:
    """Write the qualifications."""
    qualifications.record(
        action, [line.change for line in lines if isinstance(line.change, Holding)]
    )


QUALIFICATIONS = ImportKind(
    "qualifications", "資格", acts.IMPORT_QUALIFICATIONS, "", FIELDS, compare, write, counter="人"
)
