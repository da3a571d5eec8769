"""Error values and formulas without a result in an .xlsx: its reader hands both over as empty cells.

An empty cell means something (no end, no rating), so these must not pass for one. Runs in the
child process, after the workbook itself was read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dxdesk.imports.file_kinds import RefusedFileError, column_number, sheet_parts

_PIECE = 1024 * 1024
_CELL = b"<c "
_ERROR = b't="e"'
_NO_RESULT = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")
_EMPTY_TEXT = b't="str"'  # a formula whose result is the empty text has one
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v>([^<]{1,20})</v>")

Errors = dict[int, dict[int, str]]


def error_cells(workbook: Path | IO[bytes], sheet: str) -> Errors:
    """The error values of a sheet: row counted from 1 → column counted from 0 → e.g. ``#N/A``.

    Raises:
        RefusedFileError: a formula has no result, because no spreadsheet ever computed it.
    """
    found: Errors = {}
    with zipfile.ZipFile(workbook) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        for name, part in sheet_parts(archive, parts):
            if name == sheet:
                with archive.open(part) as content:
                    for piece in _pieces(content):
                        _look_at(piece, sheet, found)
    return found


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    """The sheet piece by piece, no cell cut in two."""
    rest = b""
    while piece := content.read(_PIECE):
        data = rest + piece
        cut = data.rfind(_CELL)
        if cut <= 0:  # one cell of a megabyte is no error value
            cut = len(data)
        yield data[:cut]
        rest = data[cut:]
    yield rest


def _look_at(piece: bytes, sheet: str, found: Errors) -> None:
    for mark in _NO_RESULT:
        for cell, place in _cells_with(piece, mark):
            if _EMPTY_TEXT not in cell[: cell.find(b">")]:
                where = (place[1] + place[2]).decode()
                raise RefusedFileError(
                    f"のシート「{sheet}」のセル {where} の数式に計算結果がありません。"
                    "Excelで開いて上書き保存してから取り込んでください。"
                )
    for cell, place in _cells_with(piece, _ERROR):
        value = _VALUE.search(cell)
        column = column_number(place[1].decode()) - 1
        found.setdefault(int(place[2]), {})[column] = value[1].decode() if value else "#N/A"


def _cells_with(piece: bytes, mark: bytes) -> Iterator[tuple[bytes, re.Match[bytes]]]:
    """Cells in which a mark stands; text cannot be taken for one, its brackets are written otherwise."""
    at = piece.find(mark)
    while at >= 0:
        start = piece.rfind(_CELL, 0, at)
        end = piece.find(b"</c>", at)
        cell = piece[start : end if end >= 0 else len(piece)]
        place = _PLACE.search(cell) if start >= 0 else None
        if place is not None and (mark is not _ERROR or mark in cell[: cell.find(b">")]):
            yield cell, place
        at = piece.find(mark, at + len(mark))
