"""スキルマップ as a workbook: one row for each thing, one column for each category."""

from __future__ import annotations

from collections.abc import Callable

from dxdesk.exports.documents.skill_map import TITLE
from dxdesk.exports.listing import Listing
from dxdesk.exports.workbooks.listing import write_listing
from dxdesk.models.columns import Column, Kind
from dxdesk.models.plan.overview import SkillMap
from dxdesk.models.plan.words import category_words


def write_skill_map(shown: SkillMap, words: str, progress: Callable[[int, int], object]) -> bytes:
    """Write the map as it is seen on the screen.

    Args:
        words: which edition it is, and by what it is filtered.
        progress: told how many rows are written, of how many.
    """
    columns = (
        Column("group", "種類", Kind.TEXT, 16),
        Column("code", "コード", Kind.CODE, 12),
        Column("name", "名称", Kind.TEXT, 36),
        Column("mandatory", "必須", Kind.TEXT, 6),
        Column("note", "備考", Kind.TEXT, 20),
        *(
            Column(f"category {each.code}", category_words(each), Kind.TEXT, 18)
            for each in shown.categories
        ),
    )
    rows = [
        {
            "group": row.group,
            "code": row.code,
            "name": row.name,
            "mandatory": "必須" if row.mandatory else "",
            "note": row.note,
            **{
                f"category {each.code}": "・".join(item.code for item in cell)
                for each, cell in zip(shown.categories, row.cells, strict=True)
            },
        }
        for row in shown.rows
    ]
    return write_listing(Listing(TITLE, columns, rows, words, personal=False), progress)
