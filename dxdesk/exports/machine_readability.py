"""The 15 checks of the national rule for tables that machines read, run on a finished workbook.

Source: 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」（2020-12-18）, checks 1-1 to 1-15.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook

from dxdesk.exports.workbook import SheetColumn, SheetTable

OK, NOT_OK = "適合", "不適合"
CELLS_SHOWN: Final = 5

_SEVERAL: Final = re.compile(r"\n|\d\s*[（(]\s*\d+\s*[）)]|\d\s*[、／/～]\s*\d")
_NUMBER_WITH_TEXT: Final = re.compile(r"[△▲+-]?[\d,]+(\.\d+)?\s*(人|件|％|%|名|円|か所)?")
_SPACED: Final = re.compile(r"^[\s　]|[\s　]$|[\s　]{2}|[\r\n\t]")
_MARKS: Final = frozenset("-－―‐…*＊xXｘＸ△▲#")
# ①, Ⅰ, ㈱, ㍻, № and the user-defined characters (外字): they depend on the machine.
_MACHINE_DEPENDENT: Final = re.compile("[①-⓿Ⅰ-ↈ㈀-㏿№℡\ue000-\uf8ff]")
_CODE_HEADING: Final = re.compile(r"(コード|番号)$")
_UNIT_IN_HEADING: Final = re.compile(r"（(人|件|％|か所|年|所属)）$|（西暦）$|順$")
_OBJECTS: Final = ("xl/drawings/", "xl/media/", "xl/charts/", "xl/comments", "xl/embeddings/")

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was read back: its headings, its rows below, its formulas, what it merges."""

    name: str
    headings: tuple[Any, ...]
    rows: Rows
    formulas: tuple[str, ...]
    merged: tuple[str, ...]

    def cells(self) -> Iterator[tuple[str, str, Any]]:
        """Address, heading and value of every cell below the headings."""
        for row_number, row in enumerate(self.rows, start=2):
            for place, value in enumerate(row):
                yield f"{self.name}!{_letters(place)}{row_number}", str(self.headings[place]), value

    def is_numeric(self, place: int) -> bool:
        """Whether a column holds numbers."""
        return any(_is_number(row[place]) for row in self.rows)


@dataclass(frozen=True)
class Book:
    """A workbook as it was read back."""

    sheets: tuple[Sheet, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What one check found: its number in the rule, its title, the places that do not conform."""

    number: str
    title: str
    places: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything conforms."""
        return not self.places


def check_workbook(content: bytes) -> list[Finding]:
    """Run all 15 checks on a workbook."""
    book = _read(content)
    return [Finding(number, title, tuple(check(book))) for number, title, check in CHECKS]


def result_table(findings: Sequence[Finding]) -> SheetTable:
    """The result as a sheet of its own."""
    rows = [
        (finding.number, finding.title, OK if finding.ok else NOT_OK, _shown(finding.places))
        for finding in findings
    ]
    columns = (
        SheetColumn("点検番号", 10),
        SheetColumn("点検項目", 60),
        SheetColumn("結果", 8),
        SheetColumn("該当箇所", 40),
    )
    return SheetTable("点検結果", columns, rows)


def _shown(places: Sequence[str]) -> str:
    if not places:
        return "該当なし"
    rest = f"ほか{len(places) - CELLS_SHOWN}件" if len(places) > CELLS_SHOWN else ""
    return " ".join([*places[:CELLS_SHOWN], rest]).strip()


def _read(content: bytes) -> Book:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = tuple(archive.namelist())
    book = load_workbook(BytesIO(content))
    sheets = []
    for sheet in book.worksheets:
        cells = list(sheet.iter_rows()) or [()]
        rows = [tuple(cell.value for cell in row) for row in cells]
        formulas = tuple(cell.coordinate for row in cells for cell in row if cell.data_type == "f")
        merged = tuple(str(area) for area in sheet.merged_cells.ranges)
        sheets.append(Sheet(sheet.title, rows[0], rows[1:], formulas, merged))
    return Book(tuple(sheets), parts)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _letters(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else _letters(place // 26 - 1) + _letters(place % 26)


def _is_a_workbook(book: Book) -> Iterator[str]:
    if "xl/workbook.xml" not in book.parts:
        yield "ファイル"


def _texts(book: Book) -> Iterator[tuple[str, str, str]]:
    for sheet in book.sheets:
        yield from (cell for cell in sheet.cells() if isinstance(cell[2], str))


def _has_several_data(book: Book) -> Iterator[str]:
    """A text that is a sentence may hold several numbers; a short one may not."""
    for place, _, text in _texts(book):
        if "\n" in text or (len(text) <= 20 and _SEVERAL.search(text)):
            yield place


def _is_number_as_text(book: Book) -> Iterator[str]:
    for place, heading, text in _texts(book):
        if not _CODE_HEADING.search(heading) and _NUMBER_WITH_TEXT.fullmatch(text):
            yield place


def _is_merged(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        yield from (f"{sheet.name}!{area}" for area in sheet.merged)


def _is_spaced_out(book: Book) -> Iterator[str]:
    yield from (place for place, _, text in _texts(book) if _SPACED.search(text))


def _is_left_out(book: Book) -> Iterator[str]:
    """Headings and the words that say what a number is are never blank."""
    for sheet in book.sheets:
        yield from (
            f"{sheet.name}!{_letters(place)}1"
            for place, heading in enumerate(sheet.headings)
            if heading in {None, ""}
        )
        texts = {place for place in range(len(sheet.headings)) if not sheet.is_numeric(place)}
        for number, row in enumerate(sheet.rows, start=2):
            yield from (
                f"{sheet.name}!{_letters(place)}{number}" for place in texts if row[place] is None
            )


def _is_formula(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        yield from (f"{sheet.name}!{place}" for place in sheet.formulas)


def _is_object(book: Book) -> Iterator[str]:
    yield from (part for part in book.parts if part.startswith(_OBJECTS))


def _lacks_unit(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        if "単位" in sheet.headings:
            continue
        for place, heading in enumerate(sheet.headings):
            if sheet.is_numeric(place) and not _UNIT_IN_HEADING.search(str(heading)):
                yield f"{sheet.name}!{_letters(place)}1"


def _is_machine_dependent(book: Book) -> Iterator[str]:
    yield from (place for place, _, text in _texts(book) if _MACHINE_DEPENDENT.search(text))


def _lacks_western_year(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        headings = {str(heading) for heading in sheet.headings}
        if any("和暦" in heading for heading in headings) and not any(
            "西暦" in heading for heading in headings
        ):
            yield f"{sheet.name}!A1"


def _lacks_place(book: Book) -> Iterator[str]:
    """A table by office names each office, and with its code where it has one."""
    for sheet in book.sheets:
        headings = {str(heading) for heading in sheet.headings}
        if "所属コード" in headings and "所属名" not in headings:
            yield f"{sheet.name}!A1"


def _has_mark_among_numbers(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        numeric = {place for place in range(len(sheet.headings)) if sheet.is_numeric(place)}
        for number, row in enumerate(sheet.rows, start=2):
            yield from (
                f"{sheet.name}!{_letters(place)}{number}"
                for place in numeric
                if isinstance(row[place], str)
            )


def _is_cut_apart(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        yield from (
            f"{sheet.name}!{number}行"
            for number, row in enumerate(sheet.rows, start=2)
            if all(value is None for value in row)
        )
        yield from (
            f"{sheet.name}!{_letters(place)}列"
            for place in range(len(sheet.headings))
            if sheet.rows and all(row[place] is None for row in sheet.rows)
        )


def _has_several_tables(book: Book) -> Iterator[str]:
    """A second table shows as headings that come again, or as a second heading beside a gap."""
    for sheet in book.sheets:
        yield from (
            f"{sheet.name}!{number}行"
            for number, row in enumerate(sheet.rows, start=2)
            if tuple(row) == tuple(sheet.headings)
        )
        if len(set(sheet.headings)) != len(sheet.headings):
            yield f"{sheet.name}!1行"


CHECKS: Final[tuple[tuple[str, str, Callable[[Book], Iterator[str]]], ...]] = (
    ("1-1", "ファイル形式はExcelかCSVとなっているか", _is_a_workbook),
    ("1-2", "1セル1データとなっているか", _has_several_data),
    ("1-3", "数値データは数値属性とし、文字列を含んでいないか", _is_number_as_text),
    ("1-4", "セルの結合をしていないか", _is_merged),
    ("1-5", "スペースや改行等で体裁を整えていないか", _is_spaced_out),
    ("1-6", "項目名等を省略していないか", _is_left_out),
    ("1-7", "数式を使用している場合は、数値データに修正しているか", _is_formula),
    ("1-8", "オブジェクトを使用していないか", _is_object),
    ("1-9", "データの単位を記載しているか", _lacks_unit),
    ("1-10", "機種依存文字を使用していないか", _is_machine_dependent),
    ("1-11", "西暦表記又は和暦に西暦の併記がされているか", _lacks_western_year),
    ("1-12", "地域コード又は地域名称が表記されているか", _lacks_place),
    ("1-13", "数値データの同一列内に特殊記号が含まれていないか", _has_mark_among_numbers),
    ("1-14", "データの分断をしていないか", _is_cut_apart),
    ("1-15", "1シートに複数の表を掲載していないか", _has_several_tables),
)
