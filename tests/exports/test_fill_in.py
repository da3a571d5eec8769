"""A sheet that is filled in: only its answer cells are open, and what it carries unseen is there."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from dxdesk.exports.fill_in import LOCKED, FillColumn, FillSheet, Origin, add_sheet, new_book
from dxdesk.models.inquiries.marks import FORMAT

COLUMNS = (
    FillColumn("number", "職員番号", 8),
    FillColumn("head", "所属長評価", 8, answer=True, numbers=(1, 5)),
    FillColumn("wish", "認定の希望", 10, answer=True, choices=("希望する", "希望しない")),
)
ORIGIN = Origin("token", "蒼海県総務部人事課", "アセスメントシート", "令和7年度")
ROWS = [("mark-1", ("000123", None, "希望する")), ("mark-2", ("=1+1", 4, LOCKED))]


@pytest.fixture(scope="module")
def page() -> Any:
    book = new_book("シート", "DX人材デスク")
    sheet = FillSheet("評価", "ratings", "アセスメントシート", ("記入のしかた",), COLUMNS, ROWS, 2)
    add_sheet(book, ORIGIN, sheet)
    content = BytesIO()
    book.save(content)
    return load_workbook(content)["評価"]


def test_what_the_file_carries_stands_in_hidden_rows_and_a_hidden_column(page: Any) -> None:
    assert [cell.value for cell in page[1]] == [
        FORMAT, "token", "ratings", "蒼海県総務部人事課", "アセスメントシート", "令和7年度",
    ]  # fmt: skip
    assert [cell.value for cell in page[2][:4]] == [None, "number", "head", "wish"]
    assert [page.cell(row, 1).value for row in (6, 7)] == ["mark-1", "mark-2"]
    assert page.row_dimensions[1].hidden
    assert page.row_dimensions[2].hidden
    assert page.column_dimensions["A"].hidden


def test_only_answer_cells_are_open(page: Any) -> None:
    assert page.protection.sheet
    opened = {
        cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked
    }
    assert opened == {"C6", "D6", "C7", "C8", "D8", "C9", "D9"}


def test_what_people_see_is_set_in_a_japanese_font(page: Any) -> None:
    seen = {cell.font.name for row in page.iter_rows(3, 7, 2, 4) for cell in row if cell.has_style}
    assert seen == {"游ゴシック"}


def test_each_answer_has_its_drop_down(page: Any) -> None:
    rules = {rule.formula1: str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert rules == {'"1,2,3,4,5"': "C6:C9", '"希望する,希望しない"': "D6:D9"}


def test_values_given_beforehand_stand_there_and_none_becomes_a_formula(page: Any) -> None:
    assert page["D6"].value == "希望する"
    assert page["C7"].value == 4
    assert (page["B7"].value, page["B7"].data_type) == ("=1+1", "s")
