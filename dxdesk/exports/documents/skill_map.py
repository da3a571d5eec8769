"""スキルマップ on paper: categories across, what builds them down, with headings on every page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Final

from dxdesk.exports.paper import Notes, Paper, PaperReport, ReportHead, Table, draw_papers
from dxdesk.exports.table_setting import Band, PaperColumn
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.overview import MapRow, SkillMap
from dxdesk.models.plan.words import category_words, level_words

TITLE: Final = "スキルマップ"
MANDATORY: Final = "（必須）"
_NAME_WIDTH, _CODE_WIDTH, _CATEGORY_WIDTH = 38, 12, 12


def draw_skill_map(shown: SkillMap, plan: PlanFile, head: ReportHead) -> tuple[bytes, PaperReport]:
    """Draw the map, and after it the items that its numbers stand for.

    Args:
        shown: the map as it is seen on the screen.
        plan: what the edition says.
        head: office, day, author, and the edition as its subject.
    """
    head = replace(head, title=TITLE, landscape=True, personal=False)
    columns = [
        PaperColumn("コード", _CODE_WIDTH),
        PaperColumn("研修・資格・業務経歴", _NAME_WIDTH),
        *(
            PaperColumn(
                "　".join(filter(None, (level_words(each), each.name))), _CATEGORY_WIDTH, "center"
            )
            for each in shown.categories
        ),
    ]
    names = {each.code: category_words(each) for each in plan.categories}
    listed = {item.code for row in shown.rows for cell in row.cells for item in cell}
    items = [
        (item.code, names[item.category], item.text, item.tag)
        for item in plan.items
        if item.code in listed
    ]
    blocks = (
        Table(columns, _rows(shown)),
        Notes(("数字は、その研修・資格・業務経歴で満たすことのできる評価指標項目の番号です。",)),
        Table(
            [
                PaperColumn("項目番号", 10),
                PaperColumn("人材区分", 30),
                PaperColumn("評価指標項目", 70),
                PaperColumn("資質・能力", 18),
            ],
            items,
            "評価指標項目",
        ),
    )
    out = BytesIO()
    report = draw_papers([Paper(head, blocks)], out)
    return out.getvalue(), report


def _rows(shown: SkillMap) -> list[tuple[str, ...] | Band]:
    found: list[tuple[str, ...] | Band] = []
    group = ""
    for each in shown.rows:
        if each.group != group:
            group = each.group
            found.append(Band(group))
        found.append(_row(each))
    return found


def _row(row: MapRow) -> tuple[str, ...]:
    name = "　".join(filter(None, (f"{row.name}{MANDATORY if row.mandatory else ''}", row.note)))
    return (row.code, name, *("・".join(item.code for item in cell) for cell in row.cells))
