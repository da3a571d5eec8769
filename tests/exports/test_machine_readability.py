"""Each of the 15 checks finds what it is for, and says where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from dxdesk.exports.machine_readability import CHECKS, check_workbook, result_table

GOOD = [
    ["年度（西暦）", "年度（和暦）", "部局名", "所属コード", "所属名", "値", "単位"],
    [2025, "令和7年度", "総務部", "010001", "総務課", 12, "人"],
    [2025, "令和7年度", "総務部", "010002", "企画課", 80.1, "％"],
]


def saved(rows: list[list[Any]], change: Callable[[Any], None] = lambda _sheet: None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    change(sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def failed(content: bytes) -> dict[str, tuple[str, ...]]:
    return {finding.number: finding.places for finding in check_workbook(content) if not finding.ok}


def put(address: str, value: object) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[address] = value

    return change


def add_chart(sheet: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "J2")


def test_there_are_fifteen_checks() -> None:
    assert [number for number, _, _ in CHECKS] == [f"1-{number}" for number in range(1, 16)]


def test_a_tidy_table_passes_all_of_them() -> None:
    assert failed(saved(GOOD)) == {}


@pytest.mark.parametrize(
    ("number", "change", "place"),
    [
        ("1-2", put("E2", "12（3）"), "表!E2"),
        ("1-3", put("E2", "1,234人"), "表!E2"),
        ("1-4", lambda sheet: sheet.merge_cells("C2:C3"), "表!C2:C3"),
        ("1-5", put("E2", "総　 務課"), "表!E2"),
        ("1-5", put("E2", "総務課 "), "表!E2"),
        ("1-6", put("C3", None), "表!C3"),
        ("1-7", put("F3", "=1+1"), "表!F3"),
        ("1-8", add_chart, "xl/charts/chart1.xml"),
        ("1-9", put("G1", "備考"), "表!F1"),
        ("1-10", put("E2", "総務課①"), "表!E2"),
        ("1-11", put("A1", "年度"), "表!A1"),
        ("1-12", put("E1", "名称"), "表!A1"),
        ("1-13", put("F3", "…"), "表!F3"),
        ("1-14", lambda sheet: sheet.insert_rows(3), "表!3行"),
        ("1-14", lambda sheet: sheet.insert_cols(3), "表!C列"),
        ("1-15", lambda sheet: sheet.append(GOOD[0]), "表!4行"),
    ],
)
def test_a_check_finds_what_it_is_for(
    number: str, change: Callable[[Any], None], place: str
) -> None:
    assert place in failed(saved(GOOD, change))[number]


def test_text_that_looks_like_a_formula_is_none() -> None:
    def change(sheet: Any) -> None:
        sheet["E2"] = "=cmd"
        sheet["E2"].data_type = "s"

    assert "1-7" not in failed(saved(GOOD, change))


def test_real_days_and_codes_are_no_numbers_as_text() -> None:
    rows = [["基準日（西暦）", "所属コード", "所属名"], [date(2026, 3, 31), "010001", "総務課"]]
    assert failed(saved(rows)) == {}


def test_the_result_is_a_table_that_passes_too() -> None:
    rows = list(result_table(check_workbook(saved(GOOD))).rows)
    assert len(rows) == 15
    assert {row[2] for row in rows} == {"適合"}
