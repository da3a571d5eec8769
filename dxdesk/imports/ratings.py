"""評価: how person and head rated each item of the sheet in a fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dxdesk.imports.cells import LONGEST_CODE, CellError
from dxdesk.imports.evidence import Reading, compare_records
from dxdesk.imports.headings import Field
from dxdesk.imports.matching import NAME, NUMBER, People, Person
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options
from dxdesk.imports.reading import Row
from dxdesk.models import acts, names
from dxdesk.models.evidence import ratings
from dxdesk.models.evidence.ratings import Rating
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING
from dxdesk.models.store import Reads

FIELDS = (
    NUMBER,
    NAME,
    Field("item", "項目コード", (
        "項目番号", "評価項目コード", "評価指標項目", "評価項目番号", "項目CD", "項目No", "指標番号",
    )),
    Field("own", "自己評価", ("本人評価", "自己評点", "自己", "本人"), required=False),
    Field("head", "所属長評価", (
        "所属長評点", "上司評価", "所属長", "課長評価", "評価者評価",
    ), required=False),
)  # fmt: skip
SOURCE = "取込"


def compare(reads: Reads, findings: Findings) -> None:
    """Compare ratings of a file with those of the desk for the fiscal year.

    Raises:
        UserError: no plan is in force in that fiscal year.
    """
    fiscal_year = findings.options.fiscal_year
    assert fiscal_year is not None
    edition = editions.in_force_in(reads, fiscal_year)
    codes = {names.digits(item.code): item.code for item in editions.items(reads, edition.id)}

    def read(row: Row, person: Person) -> Rating:
        own, head = _rating(findings, row, "own"), _rating(findings, row, "head")
        if own is None and head is None:
            raise CellError("head", "自己評価も所属長評価も入っていません。")
        return Rating(person.id, _item(findings, row, codes), own, head)

    def known(_records: Sequence[Rating]) -> Mapping[tuple[int, str], Rating]:
        return ratings.ratings(reads, fiscal_year)

    reading = Reading(
        read, merge, (("自己評価", "own"), ("所属長評価", "head")), "item", "同じ職員・項目"
    )
    compare_records(findings, People(reads, findings), reading, known)


def _item(findings: Findings, row: Row, codes: Mapping[str, str]) -> str:
    text = names.digits(findings.cells.text(row, "item", LONGEST_CODE))
    if not text:
        raise CellError("item", "項目コードが入っていません。")
    code = codes.get(text)
    if code is None:
        raise CellError("item", f"項目「{text}」はその年度の計画にありません。")
    return code


def _rating(findings: Findings, row: Row, key: str) -> int | None:
    label = "自己評価" if key == "own" else "所属長評価"
    rating = findings.cells.whole(row, key, label)
    if rating is not None and not LOWEST_RATING <= rating <= HIGHEST_RATING:
        raise CellError(
            key,
            f"{label}が{rating}です。{LOWEST_RATING}から{HIGHEST_RATING}までの数にしてください。",
        )
    return rating


def merge(found: Rating, known: Rating) -> Rating:
    """What the file says, in the row that the desk has; an empty cell takes nothing away."""
    return replace(
        found,
        own=known.own if found.own is None else found.own,
        head=known.head if found.head is None else found.head,
        id=known.id,
    )


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Write the ratings of the fiscal year."""
    assert options.fiscal_year is not None
    changes = [line.change for line in lines if isinstance(line.change, Rating)]
    ratings.record(action, options.fiscal_year, changes, SOURCE)


RATINGS = ImportKind(
    "ratings", "評価", acts.IMPORT_RATINGS, "fiscal_year", FIELDS, compare, write, counter="人"
)
