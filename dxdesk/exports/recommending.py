"""Fills 受講推薦名簿 and the table of 必要定員 with what the desk knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dxdesk.errors import UserError
from dxdesk.exports.documents.recommended import RecommendedRow, RecommendedTraining
from dxdesk.exports.workbook import SheetColumn, SheetTable, Value, write_workbook
from dxdesk.models import wareki
from dxdesk.models.assessment.capacity import Capacity
from dxdesk.models.assessment.recommendations import Recommendation, Recommendations
from dxdesk.models.people.search import ListRow, list_rows
from dxdesk.models.register.order import in_official_order
from dxdesk.models.store import Reads

NO_BUREAU: Final = "（部局なし）"
NOTES: Final = (
    "この研修だけで、すなわち、基準日に修了したとすれば、ほかに何も加えずに、新たに認定基準を満たす集計対象職員である。",
    "その人材区分の認定基準を既に満たす職員と、認定を受けている職員は含まない。",
    "対象者のいない所属は、その人材区分の認定基準を満たす職員も認定を受けた職員もいない所属の数である。",
)
CAPACITY_TITLE: Final = "研修の必要定員"
_PEOPLE_COLUMNS: Final = (
    SheetColumn("研修コード", 11),
    SheetColumn("研修名", 34),
    SheetColumn("部局名", 20),
    SheetColumn("所属名", 26),
    SheetColumn("職員番号", 10),
    SheetColumn("氏名", 18),
    SheetColumn("職名", 14),
    SheetColumn("届く人材区分", 22),
    SheetColumn("推進リーダー", 12),
)
_CAPACITY_COLUMNS: Final = (
    SheetColumn("年度（西暦）", 12),
    SheetColumn("年度", 14),
    SheetColumn("研修コード", 11),
    SheetColumn("研修名", 34),
    SheetColumn("必須職員研修", 13),
    SheetColumn("必要定員（人）", 14),
    SheetColumn("開催回（回）", 12),
    SheetColumn("計画した定員（人）", 18),
    SheetColumn("定員を定めない開催回", 20),
    SheetColumn("不足（人）", 11),
)


def recommended(
    reads: Reads, found: Recommendations, code: str | None = None
) -> list[RecommendedTraining]:
    """The people of one training, or of all that are not mandatory, in the official order.

    Args:
        reads: the desk.
        found: whom the trainings would bring where.
        code: of the training.

    Raises:
        UserError: no such training, or it would bring nobody anywhere.
    """
    chosen = [
        each
        for each in found.trainings
        if (not each.training.mandatory if code is None else each.training.code == code)
    ]
    if not chosen:
        raise UserError(
            f"研修コード「{code}」の研修は計画にありません。コードを確かめてください。", "training"
        )
    filled = [each for each in chosen if each.reached]
    if not filled:
        raise UserError("受講だけで新たに認定基準を満たす職員はいません。")
    everybody = {employee_id for each in filled for employee_id in each.people}
    order = in_official_order(reads, everybody, found.as_of)
    rows = list_rows(reads, order, found.as_of)
    return [_training(found, each, rows) for each in filled]


def _training(
    found: Recommendations, each: Recommendation, rows: Iterable[ListRow]
) -> RecommendedTraining:
    people = each.people
    return RecommendedTraining(
        each.training.code,
        each.training.name,
        found.counts(each),
        [
            RecommendedRow(
                row.bureau or NO_BUREAU,
                row.unit,
                row.number,
                row.name,
                row.title,
                found.names(people[row.employee_id]),
                found.leaders.get(row.employee_id, ""),
            )
            for row in rows
            if row.employee_id in people
        ],
    )


def write_recommended(trainings: Sequence[RecommendedTraining]) -> bytes:
    """The same people as a workbook, a row for each person and training."""
    rows: list[tuple[Value, ...]] = [
        (
            each.code, each.name, row.bureau, row.unit, row.number, row.name, row.title,
            row.reaches, row.leader or None,
        )
        for each in trainings
        for row in each.rows
    ]  # fmt: skip
    return write_workbook([SheetTable("受講推薦名簿", _PEOPLE_COLUMNS, rows)], title="受講推薦名簿")


def write_capacity(lines: Sequence[Capacity], fiscal_year: int) -> bytes:
    """The table of 必要定員 as a workbook, a row for each training."""
    year = wareki.fiscal_year_name(fiscal_year)
    rows: list[tuple[Value, ...]] = [
        (
            fiscal_year, year, each.training.code, each.training.name,
            "はい" if each.training.mandatory else "いいえ", each.needed, each.sessions,
            each.planned, "あり" if each.unlimited else "なし", each.missing,
        )
        for each in lines
    ]  # fmt: skip
    return write_workbook(
        [SheetTable(CAPACITY_TITLE, _CAPACITY_COLUMNS, rows)], title=CAPACITY_TITLE
    )
