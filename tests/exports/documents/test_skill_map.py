"""The skill map on paper and in Excel: as it is seen, with its headings on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dxdesk import paths
from dxdesk.exports.documents.skill_map import draw_skill_map
from dxdesk.exports.paper import ReportHead
from dxdesk.exports.workbooks.skill_map import write_skill_map
from dxdesk.imports.plan_file import read_plan
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.overview import skill_map
from dxdesk.models.plan.skill_map import Training
from tests.exports.pdf_reading import count_pages, read_lines

HEAD = ReportHead("", "人事課", date(2026, 11, 23), "佐藤", subject="版1（例）")


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return read_plan(paths.resource("plans", "example.toml"))


def pages(plan: PlanFile) -> list[str]:
    content, _report = draw_skill_map(skill_map(plan), plan, HEAD)
    return ["".join(read_lines(content, page)) for page in range(count_pages(content))]


def test_the_paper_shows_things_categories_and_the_items_behind_the_numbers(
    plan: PlanFile,
) -> None:
    text = "".join(pages(plan))
    for words in ("スキルマップ", "デジタル推進リーダー基礎研修", "2-2・2-5", "（必須）", "版1（例）",
                  "所属の職員にデジタルの使い方を教えられる"):  # fmt: skip
        assert words in text
    assert "取扱注意" not in text


def test_every_page_of_the_table_repeats_its_headings(plan: PlanFile) -> None:
    many = tuple(Training(f"X{at:03}", f"研修その{at}") for at in range(120))
    found = pages(replace(plan, trainings=(*plan.trainings, *many)))
    table = [page for page in found if "研修その" in page]
    assert len(table) > 2
    assert all("研修・資格・業務経歴" in page for page in table)


def test_the_workbook_has_a_column_for_each_category(plan: PlanFile) -> None:
    shown = skill_map(plan).building("L2")
    content = write_skill_map(shown, "版1（例）", lambda _done, _total: None)
    sheet = load_workbook(BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:5] == ["種類", "コード", "名称", "必須", "備考"]
    assert "レベル2　デジタル活用人材" in rows[0]
    at = rows[0].index("レベル2　デジタル活用人材")
    assert all(row[at] for row in rows[1:])
    assert next(row for row in rows if row[1] == "FE")[at] == "2-2・2-5"
