"""Cells come out as they went in, whatever text they hold."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxdesk.exports.workbook import SheetColumn, SheetTable, write_workbook
from dxdesk.imports.reading import read_table


def cells_of(*values: object) -> list[object]:
    table = SheetTable("表", [SheetColumn("値")], [(value,) for value in values])  # type: ignore[arg-type]
    book = load_workbook(BytesIO(write_workbook([table], title="試験")))
    return list(book.active["A"][1:])


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+81-11",
        "-",
        "@SUM(A1)",
        "#N/A",
        "'引用",
        "<b>太字</b>&",
        "𠮷田　渡邉󠄀",
        "\ue000外字",
        "😀",
        " 前後の空白 ",
        "一行目\n二行目",
        "000123",
    ],
)
def test_text_stays_text_as_it_is(text: str) -> None:
    (cell,) = cells_of(text)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_x0041_", "_x41_"])
def test_what_looks_like_the_code_of_a_letter_stays_as_it_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(
        write_workbook([SheetTable("表", [SheetColumn("値")], [(text,)])], title="試験")
    )
    assert read_table(path).rows[1].cells == (text,)


def test_what_a_workbook_cannot_hold_is_replaced() -> None:
    first, second, third = cells_of("a\x00b\x1fc", "\ud842", "続き")
    assert first.value == "a\ufffdb\ufffdc"
    assert second.value == "\ufffd"
    assert third.value == "続き"


def test_a_text_that_is_too_long_for_a_cell_is_cut() -> None:
    (cell,) = cells_of("長" * 40_000)
    assert len(cell.value) == 32_767


def test_numbers_and_days_stay_what_they_are() -> None:
    whole, share, day, nothing, last = cells_of(12_689, 80.1, date(2026, 3, 31), None, 1)
    assert (whole.value, share.value) == (12_689, 80.1)
    assert day.value == datetime(2026, 3, 31)
    assert day.number_format == "yyyy-mm-dd"
    assert nothing.value is None
    assert last.value == 1


def test_a_risky_cell_leaves_its_neighbours_plain() -> None:
    rows = [("=1", "次", 3)]
    table = SheetTable("表", [SheetColumn("一"), SheetColumn("二"), SheetColumn("三")], rows)
    row = load_workbook(BytesIO(write_workbook([table], title="試験"))).active[2]
    assert [cell.value for cell in row] == ["=1", "次", 3]
    assert [cell.number_format for cell in row] == ["@", "General", "General"]


def test_headings_stay_when_the_sheet_is_scrolled_and_printed() -> None:
    table = SheetTable("表", [SheetColumn("値")], [])
    book = load_workbook(BytesIO(write_workbook([table], title="題名")))
    assert book.active.freeze_panes == "A2"
    assert book.active.print_title_rows == "$1:$1"
    assert book.properties.title == "題名"
