"""写し: a PDF or picture that proves evidence, read from a file and checked to be what it says."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models.files import speaking_of_files

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
LARGEST_BYTES: Final = 50 * 1024 * 1024
# A3 at 600 dpi; a few bytes can promise a picture that no memory holds.
MOST_PIXELS: Final = 7_100 * 10_000
# What a file's name may end in, and what the file then has to be.
ENDINGS: Final = {".pdf": PDF, ".jpg": JPEG, ".jpeg": JPEG, ".png": PNG}
TITLES: Final = {PDF: "PDF", JPEG: "JPEG画像", PNG: "PNG画像"}

_BLOCK: Final = 1024 * 1024
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_JPEG_START: Final = b"\xff\xd8\xff"
_PDF_START: Final = b"%PDF-"
_NEAR_AN_END: Final = 1024  # how far from its ends a PDF's marks may stand
_ENCRYPTED: Final = re.compile(rb"/Encrypt[\s]*(?:\d+\s+\d+\s+R|<<)")
_STARTS: Final = ((PDF, _PDF_START), (JPEG, _JPEG_START), (PNG, _PNG_START))
# The frame headers of a JPEG, which say its size; C4, C8 and CC are other things.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN_DATA, _END = 0xDA, 0xD9
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length

Told = Callable[[int, int], object]


@dataclass(frozen=True)
class Scan:
    """A file that was checked: its name, what it is, and its bytes."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What tells its content from every other."""
        return hashlib.sha256(self.content).hexdigest()


def read_scan(path: Path, told: Told = lambda _done, _total: None) -> Scan:
    """Read a file in blocks; one that is too large is refused before it is read.

    Args:
        path: of the file.
        told: told how many bytes are read, of how many.

    Raises:
        UserError: it is not what its name says, too large, empty, damaged or encrypted.
        StoreError: it cannot be read.
    """
    with speaking_of_files(path):
        if not path.is_file():
            raise UserError(f"「{path.name}」はファイルではありません。PDFか画像を選んでください。")
        size = path.stat().st_size
        _check_size(path.name, size)
        content = bytearray()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                content += block
                _check_size(path.name, len(content))  # it may have grown meanwhile
                told(len(content), size)
    return check_scan(path.name, bytes(content))


def check_scan(name: str, content: bytes) -> Scan:
    """Check that a file is what its name says, and can be shown.

    Raises:
        UserError: with the file's name, what is wrong and what to do.
    """
    _check_size(name, len(content))
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise UserError(
            f"「{name}」は写しとして加えられません。PDF・JPEG・PNGのファイルを選んでください。"
        )
    if not content:
        raise UserError(f"「{name}」は空のファイルです。スキャンし直したファイルを選んでください。")
    said, found = ENDINGS[ending], _kind_of(content)
    if found != said:
        really = f"中身は{TITLES[found]}です" if found else f"中身は{TITLES[said]}ではありません"
        raise UserError(
            f"「{name}」は名前が{TITLES[said]}ですが、{really}。正しいファイルかどうかを確かめてください。"
        )
    _CHECKS[found](name, content)
    return Scan(name, found, content)


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_BYTES:
        raise UserError(
            f"「{name}」は{size / 1024 / 1024:,.0f}MBあります。{LARGEST_BYTES // 1024 // 1024}MBまでのファイルを"
            "加えられます。解像度を下げるか、ページを分けてスキャンし直してください。"
        )


def _kind_of(content: bytes) -> str:
    """What a file is by its first bytes; empty for anything else."""
    head = content[:_NEAR_AN_END]
    for media_type, start in _STARTS:
        if head.startswith(start) or (media_type == PDF and start in head):
            return media_type
    return ""


def _damaged(name: str) -> UserError:
    return UserError(
        f"「{name}」は途中で切れているか、壊れています。開けることを確かめ、保存し直したファイルを選んでください。"
    )


def _check_pdf(name: str, content: bytes) -> None:
    tail = content[-2 * _NEAR_AN_END :]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise _damaged(name)
    if _ENCRYPTED.search(content):
        raise UserError(
            f"「{name}」はパスワードか制限（暗号化）が付いたPDFです。"
            "制限のないPDFとして保存し直すか、画像にしてから加えてください。"
        )


def _check_png(name: str, content: bytes) -> None:
    """Go from chunk to chunk, from the header to the end; each is proved by its check sum."""
    at, size, ended = len(_PNG_START), (0, 0), False
    while not ended:
        length = int.from_bytes(content[at : at + 4])
        kind, after = content[at + 4 : at + 8], at + 8 + length
        given = content[after : after + 4]
        if len(given) < 4 or zlib.crc32(memoryview(content)[at + 4 : after]) != int.from_bytes(
            given
        ):
            raise _damaged(name)
        if kind == b"IHDR":
            size = (
                int.from_bytes(content[at + 8 : at + 12]),
                int.from_bytes(content[at + 12 : at + 16]),
            )
        at, ended = after + 4, kind == b"IEND"
    _check_pixels(name, *size)


def _check_jpeg(name: str, content: bytes) -> None:
    """Go from segment to segment up to the data, which the mark of the end must follow."""
    at, size = 2, (0, 0)
    while True:
        if at + 4 > len(content) or content[at] != 0xFF:
            raise _damaged(name)
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _SCAN_DATA:
            break
        if marker in _FRAMES:
            size = (
                int.from_bytes(content[at + 7 : at + 9]),
                int.from_bytes(content[at + 5 : at + 7]),
            )
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    if content.rfind(bytes((0xFF, _END))) < at:
        raise _damaged(name)
    _check_pixels(name, *size)


def _check_pixels(name: str, width: int, height: int) -> None:
    if not width or not height:
        raise _damaged(name)
    if width * height > MOST_PIXELS:
        raise UserError(
            f"「{name}」は{width:,}×{height:,}画素あり、大きすぎて表示できません。"
            "解像度を下げてスキャンし直してください。"
        )


_CHECKS: Final[dict[str, Callable[[str, bytes], None]]] = {
    PDF: _check_pdf,
    JPEG: _check_jpeg,
    PNG: _check_png,
}
