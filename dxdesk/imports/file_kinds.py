"""What a file really is, told from its content: the name is only what somebody called it.

Runs in the child process that reads files from outside and starts with every import: so it needs
the standard library only, and little of that.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    import zipfile

MAX_FILE_MEGABYTES = 50
MAX_UNPACKED_MEGABYTES = 400
MAX_PARTS = 5_000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 4_000_000

_LOOKED_AT = (
    512 * 1024
)  # of each sheet; a hostile sheet shows itself early, the child's limits catch the rest


class RefusedFileError(Exception):
    """This file cannot be taken in; the text is a Japanese sentence that follows the file's name."""


class Kind(NamedTuple):
    """A form of table that can be read: its key, what people call it, and how such files are named."""

    key: str
    label: str
    suffixes: tuple[str, ...]


XLSX = Kind("xlsx", "Excelブック（.xlsx）", (".xlsx", ".xlsm"))
XLS = Kind("xls", "Excel 97-2003ブック（.xls）", (".xls",))
ODS = Kind("ods", "OpenDocument表計算（.ods）", (".ods",))
TEXT = Kind("text", "文字の表（.csv、.tsv）", (".csv", ".tsv", ".txt"))
KINDS = (XLSX, XLS, ODS, TEXT)

_LONG_SHEET = 20 * 1024 * 1024
_END = 16 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FILES = (
    (b"\x89PNG\r\n\x1a\n", "画像（PNG）"),
    (b"\xff\xd8\xff", "画像（JPEG）"),
    (b"GIF8", "画像（GIF）"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "リッチテキスト（RTF）"),
    (b"\x1f\x8b", "圧縮ファイル（gzip）"),
    (b"7z\xbc\xaf\x27\x1c", "圧縮ファイル（7z）"),
    (b"Rar!", "圧縮ファイル（RAR）"),
    (b"MZ", "プログラム"),
    (b"SQLite format 3\0", "データベース（SQLite）"),
)
_WEB_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml)", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_SAVE_AS = (
    "Excelで開き、「名前を付けて保存」で「Excelブック（.xlsx）」を選んで保存し直してください。"
)


def recognise(path: Path, unlocked: BinaryIO | None = None) -> Kind:
    """Say what kind of table a file holds, and refuse what is none or not what its name says.

    Args:
        path: of the file.
        unlocked: what lies inside a protected file.

    Raises:
        RefusedFileError: empty, too big, encrypted, with macros or links, or something else altogether.
    """
    size = path.stat().st_size
    if size == 0:
        raise RefusedFileError("は空のファイルです（0バイト）。元のファイルを確かめてください。")
    if size > MAX_FILE_MEGABYTES * 1024 * 1024:
        raise RefusedFileError(
            f"は大きすぎます（{size / 1024 / 1024:.0f}MB）。読み込めるのは{MAX_FILE_MEGABYTES}MBまでです。"
            "必要な表だけを別のファイルに保存してください。"
        )
    with nullcontext(unlocked) if unlocked else path.open("rb") as file:
        kind = _recognise_content(file, path.suffix.lower())
    if path.suffix.lower() not in kind.suffixes:
        raise RefusedFileError(_not_as_named(path.suffix, kind.label, kind.suffixes[0]))
    return kind


def _recognise_content(file: BinaryIO, suffix: str) -> Kind:
    head = file.read(4096)
    if head.startswith(b"PK"):
        return _recognise_zip(file, suffix)
    if head.startswith(_OLE):
        return _recognise_ole(head + file.read(), suffix)
    label = other_kind(head)
    if label:
        raise RefusedFileError(_not_as_named(suffix, label))
    if _WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise RefusedFileError(_not_as_named(suffix, "ウェブページまたはXML"))
    if b"\0" in head and not head.startswith(_BYTE_ORDER_MARKS):
        raise RefusedFileError(
            "は表として読める形式ではありません。壊れているか、別の種類のファイルです。" + _SAVE_AS
        )
    return TEXT


def other_kind(head: bytes) -> str:
    """What a file is that is no table, by its first bytes; empty where they do not say."""
    return next((label for magic, label in _OTHER_FILES if head.startswith(magic)), "")


def _not_as_named(suffix: str, label: str, right_suffix: str | None = None) -> str:
    named = f"は名前の最後が「{suffix}」ですが" if suffix else "は名前に種類（.xlsx など）がなく"
    then = (
        f"名前の最後を「{right_suffix}」に直すか、{_SAVE_AS}"
        if right_suffix
        else "名簿などの表のファイル（.xlsx、.xls、.ods、.csv、.tsv）を選んでください。"
    )
    if suffix[1:].upper() == label:
        return f"は{label}のファイルで、表として読めません。{then}"
    return f"{named}、中身は{label}のようです。{then}"


def is_encrypted(content: bytes) -> bool:
    """Whether a file is an Office file behind a password."""
    return content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content


def _recognise_ole(content: bytes, suffix: str) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if is_encrypted(content):
        raise RefusedFileError(_encrypted())
    if has("_VBA_PROJECT"):
        raise RefusedFileError(_macros())
    if has("Workbook") or has("Book"):
        return XLS
    label = "Word文書" if has("WordDocument") else "表ではない文書"
    raise RefusedFileError(_not_as_named(suffix, label))


def _encrypted() -> str:
    return (
        "はパスワードで保護されています。Excelで開き、「ファイル」→「情報」→「ブックの保護」→"
        "「パスワードを使用して暗号化」でパスワードを消し、保存し直してください。"
    )


def _macros() -> str:
    return "にはマクロが入っています。" + _SAVE_AS


def _recognise_zip(file: BinaryIO, suffix: str) -> Kind:
    import zipfile  # here, because a text file does not need it

    try:
        with zipfile.ZipFile(file) as archive:
            return _recognise_parts(archive, suffix)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise RefusedFileError(
            "は壊れています（途中で切れているか、中身が傷んでいます）。元のファイルをもう一度受け取ってください。"
        ) from error


def _recognise_parts(archive: zipfile.ZipFile, suffix: str) -> Kind:
    parts = {info.filename: info for info in archive.infolist()}
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MAX_UNPACKED_MEGABYTES * 1024 * 1024 or len(archive.infolist()) > MAX_PARTS:
        raise RefusedFileError(
            f"は展開すると大きすぎます（{unpacked / 1024 / 1024:,.0f}MB、{len(parts):,}個の部品）。"
            "安全のため開きません。必要な表だけを新しいブックに写して保存してください。"
        )
    if any(info.flag_bits & 1 for info in parts.values()):
        raise RefusedFileError(_encrypted())
    if "mimetype" in parts:
        return _recognise_open_document(archive, suffix)
    if "xl/workbook.bin" in parts:
        raise RefusedFileError(
            "はExcelバイナリブック（.xlsb）で、この形式は読めません。" + _SAVE_AS
        )
    if "xl/workbook.xml" not in parts:
        label = "Word文書" if "word/document.xml" in parts else "圧縮ファイル（ZIP）"
        label = "PowerPoint文書" if "ppt/presentation.xml" in parts else label
        raise RefusedFileError(_not_as_named(suffix, label))
    if any(name.endswith("vbaProject.bin") for name in parts):
        raise RefusedFileError(_macros())
    if any(name.startswith("xl/externalLinks/") for name in parts):
        raise RefusedFileError(
            "には他のファイルへのリンクがあります。Excelの「データ」→「リンクの編集」→「リンクの解除」で"
            "値に変え、保存し直してください。"
        )
    _refuse_far_cells(archive, parts)
    return XLSX


def _recognise_open_document(archive: zipfile.ZipFile, suffix: str) -> Kind:
    with archive.open("mimetype") as part:
        mimetype = part.read(200).decode("ascii", "replace").strip()
    if mimetype != "application/vnd.oasis.opendocument.spreadsheet":
        raise RefusedFileError(_not_as_named(suffix, "表計算ではないOpenDocument文書"))
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(_LOOKED_AT):
                raise RefusedFileError(_encrypted())
    return ODS


_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')


def _refuse_far_cells(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    """A value far outside any table would make the reader lay out billions of cells: name it instead."""
    for name, part in sheet_parts(archive, parts):
        cells = [
            (int(row), column_number(letters.decode()))
            for letters, row in _FILLED_CELL.findall(_both_ends(archive, part))
        ]
        row = max((row for row, _ in cells), default=0)
        column = max((column for _, column in cells), default=0)
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise RefusedFileError(too_large(name, f"{column_letters(column - 1)}{row}"))


def _both_ends(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The beginning of a sheet, and the end of one so long that it may have too many rows."""
    with archive.open(part) as sheet:
        start = sheet.read(_LOOKED_AT)
        end = b""
        if part.file_size > _LONG_SHEET:
            while piece := sheet.read(_LOOKED_AT):
                end = end[-_END:] + piece
        return start + end[-_END:]


def sheet_parts(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]
) -> list[tuple[str, zipfile.ZipInfo]]:
    """The sheets of a workbook by name, and the part of the archive that holds each."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in parts:
        return []
    targets = {
        _attribute(tag, "Id"): "xl/"
        + _attribute(tag, "Target").removeprefix("/").removeprefix("xl/")
        for tag in _RELATION.findall(_beginning(archive, relations))
    }
    found = []
    for tag in _SHEET.findall(_beginning(archive, "xl/workbook.xml")):
        part = targets.get(_attribute(tag, r"\w+:id"), "")
        if part in parts:
            found.append((_attribute(tag, "name"), parts[part]))
    return found


def _beginning(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as file:
        return file.read(_LOOKED_AT).decode("utf-8", "replace")


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}\s*=\s*["']([^"']*)["']""", tag)
    return match[1] if match else ""


def too_large(sheet: str, last_cell: str) -> str:
    """The sentence for a table with more rows, columns or cells than can be taken in."""
    place = f"シート「{sheet}」のセル {last_cell}" if sheet else f"セル {last_cell}"
    return (
        f"は表が大きすぎます（{place} まで使われています）。読み込めるのは{MAX_ROWS:,}行、{MAX_COLUMNS}列、"
        f"合わせて{MAX_CELLS // 10_000}万セルまでです。要らない行・列を削除するか、必要な表だけを新しいブックに写してください。"
    )


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the letters a spreadsheet shows above a column counted from zero."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
