"""What one cell means: text, a day, a whole number, a 職員番号 – or the reason why it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dxdesk.errors import UserError
from dxdesk.imports.headings import Field, Header, data_rows, find_header
from dxdesk.imports.reading import Cell, Progress, Row, Table, read_sheets, read_table
from dxdesk.models import names, wareki

LONGEST_TEXT = 1_000
LONGEST_CODE = 50
ERROR_VALUES = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # how .xlsx, .ods and .xls begin
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_BUT_LINES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
KEPT_NAMES = {
    names.NameMatch.DAMAGED: "氏名に文字化け（?、〓）があるため、登録済みの氏名を変えません",
    names.NameMatch.PLAINER: "氏名が代わりの字体で届いたため、登録済みの氏名を変えません",
}
PADDED = "先頭の0を補いました"


class CellError(Exception):
    """A cell cannot be taken in.

    Args:
        key: of the field whose cell it is.
        reason: a Japanese sentence.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason


@dataclass(frozen=True)
class Sheet:
    """One file as it is compared with the desk: its data rows and what each column holds.

    Args:
        file: the file's name, without folders.
        content: the file itself.
        table: the table that was read; nothing for a file that is no table.
        header: where its headings stand; nothing for a file that is no table.
        rows: the data rows.
        passed_over: how many blank rows, 合計 rows and notes there were.
        tables: all sheets of a workbook that is no table but a whole of several.
    """

    file: str
    content: bytes
    table: Table | None = None
    header: Header | None = None
    rows: tuple[Row, ...] = ()
    passed_over: int = 0
    tables: tuple[Table, ...] = ()

    @property
    def name(self) -> str:
        """The sheet's name; empty for a text file."""
        return self.table.sheet if self.table else ""


def load(
    path: Path,
    fields: tuple[Field, ...],
    remembered: Mapping[str, str],
    progress: Progress | None = None,
) -> Sheet:
    """Read a file and find its headings; without fields its bytes, and the sheets of a workbook.

    Raises:
        UserError: the file cannot be read, or has no such headings.
    """
    if not fields:
        content = _bytes(path)
        is_workbook = content.startswith(_WORKBOOKS)
        tables = read_sheets(path, progress=progress) if is_workbook else ()
        return Sheet(path.name, content, tables=tuple(tables))
    table = read_table(path, progress=progress)
    header = find_header(table, fields, remembered)
    rows, passed_over = data_rows(table, header)
    if not rows:
        place = f"「{path.name}」" + (f"のシート「{table.sheet}」" if table.sheet else "")
        raise UserError(
            f"{place}には、{header.row}行目の見出しの下に取り込む行がありません。"
            "正しいファイルか確かめてください。"
        )
    return Sheet(path.name, _bytes(path), table, header, tuple(rows), passed_over)


def _bytes(path: Path) -> bytes:
    unreadable = f"「{path.name}」を開けません。ファイルがあるか、ほかのソフトで開いていないか確かめてください。"
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"「{path.name}」はファイルではありません。ファイルを選んでください。")
        return path.read_bytes()
    except OSError as error:
        raise UserError(unreadable) from error


class Cells:
    """Reads the cells of a sheet by the keys of its fields and remembers what is worth a remark.

    Args:
        sheet: the sheet.
        width: digits of a 職員番号 or 所属コード; shorter numeric ones are padded. 0: never.
    """

    def __init__(self, sheet: Sheet, width: int = 0) -> None:
        self._columns = sheet.header.columns if sheet.header else {}
        self._from_text_file = sheet.table is not None and sheet.table.kind == "text"
        self._width = width
        self._padded: dict[str, int] = {}
        self._day_remarks: dict[str, list[str]] = {}

    def check_lengths(self, row: Row) -> None:
        """Refuse a row with an endless text under one of the headings, read or not."""
        for column, value in enumerate(row.cells):
            if value.__class__ is str and len(value) > LONGEST_TEXT:
                for key, place in self._columns.items():
                    if place == column:
                        raise CellError(key, _too_long(value, LONGEST_TEXT))

    def has(self, key: str) -> bool:
        """Whether the sheet has a column for a field."""
        return key in self._columns

    def raw(self, row: Row, key: str) -> Cell:
        """The cell as it was read; nothing where the sheet has no such column.

        A data row is at least as wide as the last column that is read.
        """
        column = self._columns.get(key)
        return None if column is None else row.cells[column]

    def address(self, row: Row, key: str) -> str:
        """Where the cell stands, e.g. C7; the row's first cell where there is no such column."""
        return row.address(self._columns.get(key, 0))

    def text(self, row: Row, key: str, longest: int = LONGEST_TEXT, *, lines: bool = False) -> str:
        """The cell as text without spaces at its ends; empty where there is nothing.

        Args:
            row: the row.
            key: of the field.
            longest: how many characters it may have.
            lines: whether it may hold line breaks.
        """
        column = self._columns.get(key)
        value = None if column is None else row.cells[column]
        if value is None:
            return ""
        text = value.strip() if isinstance(value, str) else as_text(value)
        if len(text) > longest:
            raise CellError(key, _too_long(text, longest))
        if text in ERROR_VALUES:
            raise CellError(key, _ERROR_VALUE)
        if not text.isprintable():
            _refuse_control(key, text, _CONTROL_BUT_LINES if lines else _CONTROL)
        return text

    def needed(self, row: Row, key: str, label: str, longest: int = LONGEST_TEXT) -> str:
        """The cell as text; refused where it is empty."""
        text = self.text(row, key, longest)
        if not text:
            raise CellError(key, f"{label}が入っていません。")
        return text

    def code(self, row: Row, key: str, label: str) -> str:
        """A 職員番号 or 所属コード: half-width, numeric ones padded; empty where there is nothing."""
        value = self.raw(row, key)
        if isinstance(value, (float, bool, date)) or (isinstance(value, int) and value <= 0):
            raise CellError(key, f"{label}として読めません。番号を文字か正の整数で入れてください。")
        text = names.digits(self.text(row, key, LONGEST_CODE))
        numeric = isinstance(value, int) or self._from_text_file
        if numeric and 0 < len(text) < self._width and text.isdigit():
            self._padded[label] = self._padded.get(label, 0) + 1
            return text.zfill(self._width)
        return text

    def needed_code(self, row: Row, key: str, label: str) -> str:
        """The same; refused where the cell is empty."""
        code = self.code(row, key, label)
        if not code:
            raise CellError(key, f"{label}が入っていません。")
        return code

    def day(self, row: Row, key: str) -> date | None:
        """A day in any written form; nothing where the cell is empty."""
        value = self.raw(row, key)
        if type(value) is date:
            if not wareki.EARLIEST <= value <= wareki.LATEST:
                raise CellError(key, f"「{value}」は扱える期間の外です。年を確かめてください。")
            return value
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            found = wareki.read_date(value)
        except UserError as error:
            raise CellError(key, _ERROR_VALUE if value in ERROR_VALUES else error.text) from error
        if found.remark:
            self._day_remarks.setdefault(found.remark, []).append(self.address(row, key))
        return found.day

    def needed_day(self, row: Row, key: str, label: str) -> date:
        """The same; refused where the cell is empty."""
        day = self.day(row, key)
        if day is None:
            raise CellError(key, f"{label}が入っていません。")
        return day

    def whole(self, row: Row, key: str, label: str) -> int | None:
        """A whole number, full-width digits read; nothing where the cell is empty."""
        text = names.digits(self.text(row, key, LONGEST_CODE)).replace(",", "")
        if not text:
            return None
        if not text.removeprefix("-").isdecimal() or not text.isascii():
            raise CellError(key, f"{label}「{text}」は整数ではありません。数字で書いてください。")
        return int(text)

    def name(self, row: Row, key: str) -> str:
        """A name code point for code point, without spaces at its ends."""
        value = self.raw(row, key)
        text = "" if value is None else as_text(value).strip(" \u3000")
        if text in ERROR_VALUES:
            raise CellError(key, _ERROR_VALUE)
        try:
            names.check_name(text, key)
        except UserError as error:
            raise CellError(key, error.text) from error
        return text

    def remarks(self) -> list[str]:
        """What was read otherwise than it was written, a sentence each."""
        said = [
            f"{'' if label == '職員番号' else f'{label}の'}{PADDED}（{count:,}件）"
            for label, count in self._padded.items()
        ]
        said += [f"{text}（{places(cells)}）" for text, cells in self._day_remarks.items()]
        return said


def _too_long(text: str, longest: int) -> str:
    return f"{len(text):,}文字あります。{longest:,}文字までにしてください。"


_ERROR_VALUE = "エラー値です。元の表の数式を直すか、正しい値を入れてください。"


def _refuse_control(key: str, text: str, control: re.Pattern[str]) -> None:
    found = control.search(text)
    if found is not None:
        what = "改行" if found[0] in "\r\n\u2028\u2029" else "目に見えない制御文字"
        raise CellError(key, f"{found.start() + 1:,}文字目に{what}があります。取り除いてください。")


def as_text(value: Cell) -> str:
    """A cell as an officer would see it."""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if value is None:
        return ""
    return str(value)


def places(cells: list[str]) -> str:
    """Some addresses: C7, or C7ほか12件."""
    return cells[0] if len(cells) == 1 else f"{cells[0]}ほか{len(cells) - 1:,}件"
