"""Any table file becomes rows with true addresses, or a sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from dxdesk.errors import UserError
from dxdesk.imports import bounded_child, file_kinds
from dxdesk.imports.bounded_child import BoundedChild, ChildHungError, child_command
from dxdesk.imports.reading import Reader, Table, address, read_sheets, read_table
from tests.imports.foreign_files import SHEET, far_cells, write_raw_workbook, write_workbook

HARD = "𠮷田\u3000髙橋 渡邉\U000e0101"


@pytest.fixture
def common_reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def refusal(path: Path) -> str:
    started = time.perf_counter()
    with pytest.raises(UserError) as caught:
        read_table(path)
    assert time.perf_counter() - started < 5
    assert f"「{path.name}」" in caught.value.text
    return caught.value.text


def write_text(path: Path, text: str, encoding: str) -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def cells(table: Table) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows]


def test_cells_keep_their_text_numbers_and_days(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 4, 1, 9, 30)
    path = write_workbook(
        tmp_path / "a.xlsx",
        [[HARD, "001234", 1234, 1.5, True, dt.date(2026, 4, 1), moment, None, " 空白 "]],
    )
    (row,) = cells(read_table(path))
    assert row[:7] == (HARD, "001234", 1234, 1.5, True, dt.date(2026, 4, 1), moment)
    assert [type(cell) for cell in row[:6]] == [str, str, int, float, bool, dt.date]
    assert row[7] is None
    assert row[8] == " 空白 "


def test_an_error_value_is_no_empty_cell(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["a", "b"], ["x", "#N/A"], ["#DIV/0!", "y"]])
    assert cells(read_table(path)) == [("a", "b"), ("x", "#N/A"), ("#DIV/0!", "y")]


def test_a_formula_that_was_never_computed_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["a", "b"], ["x", "=1+1"]])
    text = refusal(path)
    assert "シート「名簿」のセル B2" in text
    assert "計算結果がありません" in text


def test_utf8_with_another_encoding_inside_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("番号,氏名\n1,".encode() + "髙橋\n".encode("cp932"))
    assert "UTF-8ですが、2行目" in refusal(path)


def test_addresses_are_true_when_the_table_does_not_begin_in_a1(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C4"] = "職員番号"
    workbook.active["D7"] = "値"
    workbook.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    found = {
        row.address(place): cell
        for row in table.rows
        for place, cell in enumerate(row.cells)
        if cell
    }
    assert found == {"C4": "職員番号", "D7": "値"}


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [address(7, column) for column in (0, 2, 25, 26, 701, 702)] == [
        "A7", "C7", "Z7", "AA7", "ZZ7", "AAA7",
    ]  # fmt: skip
    for column in range(800):
        assert file_kinds.column_number(file_kinds.column_letters(column)) == column + 1


def test_blank_rows_are_there_and_hold_nothing(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["a"], [], [""], ["b"]])
    assert cells(read_table(path)) == [("a",), (), (), ("b",)]


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（BOM付き）"),
        ("utf-16", "UTF-16"),
        ("cp932", "CP932（Shift_JIS）"),
    ],
)
def test_a_csv_is_read_in_each_encoding(tmp_path: Path, encoding: str, label: str) -> None:
    path = write_text(tmp_path / "a.csv", '番号,氏名\r\n\r\n012345,"髙橋\r\n﨑"\r\n', encoding)
    table = read_table(path)
    assert table.encoding == label
    assert cells(table) == [("番号", "氏名"), (), ("012345", "髙橋\r\n﨑")]
    assert table.rows[2].address(1) == "B3"


def test_a_tsv_is_read(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.tsv", "番号\t氏名\n1\ta,b\n", "utf-8")
    assert cells(read_table(path)) == [("番号", "氏名"), ("1", "a,b")]


def test_more_rows_than_one_block_come_in_order(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "".join(f"{n},x\n" for n in range(1, 5002)), "utf-8")
    said: list[int] = []
    table = read_table(path, progress=said.append)
    assert [row.number for row in table.rows] == list(range(1, 5002))
    assert all(row.at(0) == str(row.number) for row in table.rows)
    assert said[-1] == 5001


def test_the_first_visible_sheet_with_values_is_the_table(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "空"
    workbook.create_sheet("隠し")["A1"] = "見えない"
    workbook["隠し"].sheet_state = "hidden"
    workbook.create_sheet("名簿")["A1"] = "x"
    workbook.create_sheet("控え")["A1"] = "y"
    workbook.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert (table.sheet, table.other_sheets) == ("名簿", ("控え",))
    assert [each.sheet for each in read_sheets(tmp_path / "a.xlsx")] == ["名簿", "控え"]


def test_reading_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "a,b\n", "utf-8")
    with pytest.raises(UserError, match="中止しました"):
        read_table(path, cancelled=lambda: True)


def test_one_reader_goes_on_after_bad_files(tmp_path: Path) -> None:
    good = write_text(tmp_path / "good.csv", "a,b\n", "utf-8")
    empty = write_text(tmp_path / "empty.csv", "", "utf-8")
    deadly = write_raw_workbook(tmp_path / "deadly.xlsx", far_cells(mark=' s="0"'))
    with Reader() as reader:
        for bad in (empty, deadly):
            with pytest.raises(UserError):
                reader.read_table(bad)
            assert cells(reader.read_table(good)) == [("a", "b")]


def test_two_far_cells_are_named(tmp_path: Path) -> None:
    path = write_raw_workbook(tmp_path / "a.xlsx", far_cells())
    assert path.stat().st_size < 2_000
    text = refusal(path)
    assert "シート「名簿」" in text
    assert "XFD1048576" in text


def test_a_reader_that_dies_is_a_sentence(tmp_path: Path) -> None:
    # far enough into the sheet that only calamine sees it, and dies of it
    path = write_raw_workbook(tmp_path / "a.xlsx", far_cells(padding=" " * 700_000))
    text = refusal(path)
    assert "シート「名簿」" in text
    assert "500MB" in text


def test_a_million_rows_are_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
    path = write_raw_workbook(tmp_path / "a.xlsx", SHEET.format(rows))
    assert "200,000行" in refusal(path)
    path = write_text(tmp_path / "a.csv", "1,2\n" * 1_000_000, "utf-8")
    assert "200,000行" in refusal(path)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    assert "500列" in refusal(write_text(tmp_path / "a.csv", "x," * 501, "utf-8"))
    assert "500列" in refusal(write_workbook(tmp_path / "a.xlsx", [["x"] * 501]))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(
        tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:
        archive.writestr("xl/workbook.xml", "")
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(450):
                part.write(bytes(1024 * 1024))
    assert "展開すると大きすぎます" in refusal(tmp_path / "a.xlsx")


def test_text_that_unpacks_to_more_than_the_memory_is_refused(tmp_path: Path) -> None:
    """The sizes in the archive's own list lie; the bounded child does not believe its way into harm."""
    strings = b"<sst>" + b"<si><t>" + b"a" * 300_000_000 + b"</t></si></sst>"
    path = write_raw_workbook(
        tmp_path / "a.xlsx",
        SHEET.format('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        {"xl/sharedStrings.xml": strings},
    )
    refusal(path)


def test_an_encrypted_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    plain = write_workbook(tmp_path / "plain.xlsx", [["a"]])
    with plain.open("rb") as source, (tmp_path / "a.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("ひみつ", target)
    assert "パスワードで保護" in refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "空のファイル"),
        ("a.csv", b"", "空のファイル"),
        ("a.csv", b"\r\n,,\r\n", "値の入った表がありません"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "画像（PNG）"),
        ("a.csv", b"%PDF-1.7\n", "PDF"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "ウェブページ"),
        ("a.xlsx", "番号,氏名\n1,山田\n".encode(), "文字の表"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "表ではない文書"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "壊れている"),
        ("a.csv", b"\x81\xff\xfe,\x80\n", "文字コード"),
        ("a.csv", b"\xff\xfea\x00b", "文字コード"),
        ("a.csv", b"a,b\0c\n", "別の種類"),
        ("a.csv", b'a,b\n"c,d\n', "2行目"),
        ("a.csv", b"a," + b"x" * 200_000, "長すぎます"),
        ("a", b"a,b\n", "種類"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in refusal(tmp_path / name)


def test_a_workbook_named_csv_is_called_what_it_is(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["a"]]).rename(tmp_path / "a.csv")
    assert "Excelブック（.xlsx）" in refusal(path)


@pytest.mark.parametrize(
    ("part", "said"),
    [("xl/vbaProject.bin", "マクロ"), ("xl/externalLinks/externalLink1.xml", "リンク")],
)
def test_macros_and_links_are_refused(tmp_path: Path, part: str, said: str) -> None:
    path = write_raw_workbook(tmp_path / "a.xlsx", SHEET.format(""), {part: b"x"})
    assert said in refusal(path)


def test_other_documents_in_a_zip_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "Word文書" in refusal(tmp_path / "a.xlsx")


def test_a_workbook_cut_short_anywhere_is_a_sentence(tmp_path: Path) -> None:
    whole = write_workbook(tmp_path / "whole.xlsx", [["番号", n] for n in range(50)]).read_bytes()
    path = tmp_path / "a.xlsx"
    with Reader() as reader:
        for length in range(1, len(whole), len(whole) // 40):
            path.write_bytes(whole[:length])
            with pytest.raises(UserError):
                reader.read_table(path)


def test_a_workbook_with_flipped_bytes_is_read_or_refused(tmp_path: Path) -> None:
    whole = write_workbook(tmp_path / "whole.xlsx", [["番号", n] for n in range(50)]).read_bytes()
    path = tmp_path / "a.xlsx"
    with Reader() as reader:
        for place in range(0, len(whole), len(whole) // 60):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
            try:
                assert reader.read_table(path).rows
            except UserError as error:
                assert "a.xlsx" in error.text  # noqa: PT017 - either end is right


@given(content=st.binary(min_size=1, max_size=300), name=st.sampled_from(["a.csv", "a.xls"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(
    tmp_path: Path, common_reader: Reader, content: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(content)
    try:
        assert common_reader.read_table(tmp_path / name).rows
    except UserError as error:
        assert name in error.text  # noqa: PT017 - either end is right


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    assert "見つかりません" in refusal(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").mkdir()
    assert "フォルダー" in refusal(tmp_path / "b.xlsx")


def test_an_open_document_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _OPEN_DOCUMENT)
    table = read_table(tmp_path / "a.ods")
    assert (table.kind, table.sheet, cells(table)) == ("ods", "名簿", [("番号", 12)])


def test_the_child_starts_with_little(tmp_path: Path) -> None:
    command = child_command()
    script = command.index("-c") + 1
    command[script] = command[script].replace("serve()", "print('\\n'.join(sys.modules))")
    loaded = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout
    heavy = {"PySide6", "openpyxl", "reportlab", "sqlcipher3", "sqlite_utils", "python_calamine",
             "zipfile", "dataclasses", "subprocess"}  # fmt: skip
    assert "dxdesk.imports.reading_child" in loaded.split()
    assert not heavy & set(loaded.split())


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows it")
def test_the_child_is_not_told_the_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DXDESK_PASSWORD", "kotoba-no-himitsu")
    table = tmp_path / "表.csv"
    table.write_text("職員番号,氏名\n000001,北見\n", encoding="utf-8")
    own = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children")
    with Reader() as reader:
        assert reader.read_table(table)
        child = own.read_text().split()[-1]
        told = Path(f"/proc/{child}/environ").read_bytes()
    assert b"PATH=" in told
    assert b"kotoba-no-himitsu" not in told


def test_a_child_without_a_sign_of_life_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bounded_child.SECONDS_WITHOUT_PROGRESS < 5
    monkeypatch.setattr(bounded_child, "SECONDS_WITHOUT_PROGRESS", 0.1)
    child = BoundedChild()  # asked nothing, it says nothing
    try:
        with pytest.raises(ChildHungError):
            child.receive()
    finally:
        child.end()


def test_every_limit_is_told_in_the_sentence() -> None:
    text = file_kinds.too_large("名簿", "ZZ9")
    assert all(part in text for part in ("名簿", "ZZ9", "200,000行", "500列", "400万セル"))


def test_a_workbook_without_stated_size_keeps_its_order(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("並び")
    for number in range(3000):
        sheet.append([number, f"{number:06}"])
    workbook.save(buffer)
    (tmp_path / "a.xlsx").write_bytes(buffer.getvalue())
    assert cells(read_table(tmp_path / "a.xlsx")) == [(n, f"{n:06}") for n in range(3000)]


_OPEN_DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="名簿"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>番号</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def test_a_pdf_with_its_own_name_is_said_to_be_no_table(tmp_path: Path) -> None:
    path = tmp_path / "名簿.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(UserError, match=r"「名簿\.pdf」はPDFのファイルで、表として読めません"):
        read_table(path)
