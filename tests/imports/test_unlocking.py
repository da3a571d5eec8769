"""Answer files are read with the passwords that the desk knows, hidden sheets and all."""

from __future__ import annotations

import time
from pathlib import Path

import openpyxl
import pytest

from dxdesk.errors import UserError
from dxdesk.exports.locking import lock
from dxdesk.imports.reading import Reader
from tests.imports.foreign_files import SHEET, write_raw_workbook, write_workbook

PASSWORD = "あいことば-1"


def locked(path: Path, password: str = PASSWORD) -> Path:
    content = write_workbook(path, [["職員番号"], ["000001"]]).read_bytes()
    path.write_bytes(lock(content, password))
    return path


def read(path: Path, *passwords: str) -> list[tuple[object, ...]]:
    with Reader() as reader:
        (table,) = reader.read_answers(path, passwords)
    return [row.cells for row in table.rows]


def test_a_protected_file_is_opened_with_the_password_that_fits(tmp_path: Path) -> None:
    assert read(locked(tmp_path / "a.xlsx"), "ちがう", PASSWORD)[1] == ("000001",)


def test_an_open_file_is_read_though_a_password_is_known(tmp_path: Path) -> None:
    assert read(write_workbook(tmp_path / "a.xlsx", [["x"]]), PASSWORD) == [("x",)]


def test_another_password_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"「a\.xlsx」はこの照会のパスワードでは開けません"):
        read(locked(tmp_path / "a.xlsx", "別のもの"), PASSWORD)


def test_a_protected_file_that_is_cut_off_is_said(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(UserError, match=r"「a\.xlsx」"):
        read(path, PASSWORD)


def test_a_password_that_asks_for_endless_work_ends_in_a_sentence(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.xlsx")
    content = path.read_bytes()
    assert b'spinCount="100000"' in content
    path.write_bytes(content.replace(b'spinCount="100000" s', b'spinCount="9999999"s'))
    started = time.perf_counter()
    with pytest.raises(UserError, match=r"「a\.xlsx」"):
        read(path, PASSWORD)
    assert time.perf_counter() - started < 6


def test_a_sheet_that_was_hidden_is_read_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["見える"])
    hidden = book.create_sheet("評価")
    hidden.append(["見えない"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    with Reader() as reader:
        tables = reader.read_answers(tmp_path / "a.xlsx", ())
    assert [table.sheet for table in tables] == ["Sheet", "評価"]


def test_a_picture_that_was_pasted_in_is_noticed(tmp_path: Path) -> None:
    cell = SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row>')
    plain = write_raw_workbook(tmp_path / "a.xlsx", cell)
    pictured = write_raw_workbook(tmp_path / "b.xlsx", cell, {"xl/media/image1.png": b"png"})
    with Reader() as reader:
        assert [reader.read_answers(path, ())[0].pictures for path in (plain, pictured)] == [
            False,
            True,
        ]
