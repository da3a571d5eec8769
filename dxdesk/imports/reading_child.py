"""The child process that reads files from outside, with little memory, so that a bad file harms nothing.

It is told paths on standard input and answers with blocks of rows on standard output. It starts
with every import, so it loads little; python-calamine is loaded when the first workbook comes.

Every message is four bytes of length and JSON: the parent believes nothing that could run.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxdesk.imports.file_kinds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    TEXT,
    XLS,
    XLSX,
    Kind,
    RefusedFileError,
    column_letters,
    recognise,
    too_large,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from dxdesk.imports.cell_errors import Errors

MEMORY_BYTES = 500 * 1024 * 1024
BLOCK_ROWS = 2_000

# Two of these in a row, read as UTF-8, are no accident of another encoding.
_JAPANESE = re.compile("[\u3005-\u30ff\u4e00-\u9fff]{2}")
_EXACT_INTEGERS = 2.0**53
_DAMAGED = (
    "は読めませんでした。壊れているか、表計算ソフト以外が作った形式です。"
    "Excelで開けるか確かめ、「Excelブック（.xlsx）」で保存し直してください。"
)

FIRST, VISIBLE, ALL = "first", "visible", "all"  # which sheets of a workbook are read

Send = Callable[[list[object]], None]
Source = Path | io.BytesIO  # a file, or what lies inside a protected one


def serve() -> None:
    """Read one file after another until the parent closes the line."""
    limit_memory()
    answers = sys.stdout.buffer

    def send(message: list[object]) -> None:
        data = json.dumps(
            message, ensure_ascii=False, separators=(",", ":"), default=_encode
        ).encode()
        answers.write(struct.pack(">I", len(data)) + data)
        answers.flush()

    for line in sys.stdin.buffer:
        path, which, passwords = json.loads(line)
        try:
            read_file(Path(path), which, passwords, send)
        except RefusedFileError as refused:
            send(["refused", str(refused)])
        except FileNotFoundError:
            send(
                [
                    "refused",
                    "が見つかりません。移されたか、名前が変わっていないか確かめてください。",
                ]
            )
        except OSError:
            send(
                [
                    "refused",
                    "を開けません。別のソフトで開いていれば閉じ、読む権限があるか確かめてください。",
                ]
            )


def limit_memory() -> None:
    """Bound this process's memory where the system has such a bound for a single process."""
    if sys.platform == "win32":
        return  # there the parent's watch over progress is the bound
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_file(path: Path, which: str, passwords: Sequence[str], send: Send) -> None:
    """Send what the file is, then the rows of its sheets, then that it has ended.

    Args:
        path: of the file.
        which: of its sheets are read: `FIRST`, `VISIBLE` or `ALL`.
        passwords: to try where it is protected.
        send: takes the messages.
    """
    if path.is_dir():
        raise RefusedFileError("はフォルダーです。ファイルを選んでください。")
    inside = _unlocked(path, passwords) if passwords else None
    kind = recognise(path, inside)
    if kind is TEXT:
        _send_text(path, send)
    else:
        _send_workbook(inside or path, kind, which, send)
    send(["end"])


def _unlocked(path: Path, passwords: Sequence[str]) -> io.BytesIO | None:
    from dxdesk.imports.unlocking import unlocked  # here: most files come without a password

    return unlocked(path, passwords)


def _send_text(path: Path, send: Send) -> None:
    text, encoding = decode(path.read_bytes())
    if "\0" in text:
        raise RefusedFileError("は文字の表ではありません。壊れているか、別の種類のファイルです。")
    send(["file", TEXT.key, encoding, [""]])
    send(["sheet", ""])
    start = text[:4096]
    delimiter = "\t" if start.count("\t") > start.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    del text
    try:
        _send_rows("", ([cell or None for cell in row] for row in reader), send)
    except csv.Error as error:
        raise RefusedFileError(
            f'の{reader.line_num}行目が読めません。引用符（"）が閉じていないか、'
            "1つの欄が長すぎます。その行を直すか、.xlsx で保存し直してください。"
        ) from error


def decode(data: bytes) -> tuple[str, str]:
    """Bytes → text and the name of the encoding: byte order mark, else UTF-8, else CP932, else refused."""
    attempts: tuple[tuple[str, str], ...] = (("utf-8", "UTF-8"), ("cp932", "CP932（Shift_JIS）"))
    if data.startswith(b"\xef\xbb\xbf"):
        attempts = (("utf-8-sig", "UTF-8（BOM付き）"),)
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts = (("utf-16", "UTF-16"),)
    for codec, label in attempts:
        try:
            return data.decode(codec), label
        except UnicodeDecodeError as error:
            if codec == "utf-8" and _JAPANESE.search(data[: error.start].decode(codec)):
                raise RefusedFileError(_broken_utf8(data, error.start)) from error
    raise RefusedFileError(
        "の文字コードが分かりません（UTF-8、UTF-16、Shift_JISのどれでもないか、途中で壊れています）。"
        "Excelで開き、「CSV UTF-8」または「Excelブック（.xlsx）」で保存し直してください。"
    )


def _broken_utf8(data: bytes, place: int) -> str:
    line = data.count(b"\n", 0, place) + 1
    return (
        f"はUTF-8ですが、{line}行目に別の文字コードの文字が混ざっているか、途中で切れています。"
        "元のファイルをもう一度受け取るか、Excelで開いて「CSV UTF-8」で保存し直してください。"
    )


def _send_workbook(source: Source, kind: Kind, which: str, send: Send) -> None:
    import python_calamine as calamine

    if isinstance(source, io.BytesIO):
        source.seek(0)  # it is read from where recognising left it
    try:
        with calamine.CalamineWorkbook.from_object(source) as workbook:
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
                and (which == ALL or sheet.visible == calamine.SheetVisibleEnum.Visible)
            ]
            send(["file", kind.key, None, names])
            if which == ALL and kind is not XLS and _has_pictures(source):
                send(["pictures"])
            for name in names:
                send(["sheet", name])
                sheet = workbook.get_sheet_by_name(name)
                errors = _error_cells(source, name) if kind is XLSX else {}
                sent = _send_sheet(name, sheet, errors, send)
                if sent and which == FIRST:
                    break
    except calamine.PasswordError as error:
        raise RefusedFileError(
            "はパスワードで保護されています。パスワードを外して保存し直してください。"
        ) from error
    except calamine.CalamineError as error:
        raise RefusedFileError(_DAMAGED) from error


def _has_pictures(source: Source) -> bool:
    import zipfile

    with zipfile.ZipFile(source) as archive:
        return any(name.startswith(("xl/media/", "Pictures/")) for name in archive.namelist())


def _error_cells(source: Source, sheet: str) -> Errors:
    from dxdesk.imports.cell_errors import error_cells  # here, because a text file needs no zipfile

    return error_cells(source, sheet)


def _send_sheet(name: str, sheet: CalamineSheet, errors: Errors, send: Send) -> bool:
    if sheet.start is None or sheet.end is None:
        return False
    last_row, last_column = sheet.end
    height, width = last_row + 1, last_column + 1
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS:
        raise RefusedFileError(too_large(name, f"{column_letters(last_column)}{height}"))
    # iter_rows yields the empty rows above the table, but not the empty columns left of it
    left: list[object] = [None] * sheet.start[1]
    rows = (left + _plain(row) for row in sheet.iter_rows())
    return _send_rows(name, _with_errors(rows, errors) if errors else rows, send)


def _with_errors(rows: Iterable[list[Any]], errors: Errors) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 1):
        for column, value in errors.get(number, {}).items():
            if column < len(row):
                row[column] = value
        yield row


def _plain(row: list[Any]) -> list[object]:
    """Empty text becomes nothing, whole floats become the integers that a person typed."""
    return [
        int(value)
        if type(value) is float and value.is_integer() and abs(value) < _EXACT_INTEGERS
        else (None if value == "" else value)
        for value in row
    ]


def _send_rows(sheet: str, rows: Iterable[list[Any]], send: Send) -> bool:
    """Send rows in blocks, blank ones as nothing; say whether any cell was filled."""
    sent = cells = 0
    filled = False
    for block in _blocks(rows):
        for place, row in enumerate(block):
            if not any(value is not None for value in row):
                block[place] = []
            elif len(row) > MAX_COLUMNS or sent + place >= MAX_ROWS or cells > MAX_CELLS:
                raise RefusedFileError(
                    too_large(sheet, f"{column_letters(len(row) - 1)}{sent + place + 1}")
                )
            else:
                filled = True
                cells += len(row)
        if sent + len(block) > MAX_ROWS:
            raise RefusedFileError(too_large(sheet, f"A{sent + len(block)}"))
        send(["rows", sent + 1, block])
        sent += len(block)
    return filled


def _blocks(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK_ROWS)):
        yield block


def _encode(value: object) -> object:
    """What JSON has no form for: days and moments are marked, times and durations become text."""
    if isinstance(value, dt.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return str(value)
