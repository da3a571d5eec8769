"""Reads from a font file what reportlab leaves out or gets wrong. For lettering only."""

from __future__ import annotations

from reportlab.pdfbase.ttfonts import TTFontFace

SAME_AS_BASE = -1
"""In `read_sequences`: the sequence looks like the character without its selector."""


def mend_widths(face: TTFontFace) -> None:
    """Put back the advance widths at the end of the table, in the font's own units.

    reportlab scales the last width and then repeats the scaled one for every glyph that shares it.
    """
    data = _file_of(face)
    full = _number(data, _find_table(data, b"hhea") + 34, 2)
    last = face.hmetrics[full - 1][0]
    face.hmetrics[full:] = [(last, bearing) for _, bearing in face.hmetrics[full:]]


def read_sequences(face: TTFontFace) -> dict[str, int]:
    """All variation sequences of a font and their glyphs (OpenType, cmap format 14)."""
    data = _file_of(face)
    sequences: dict[str, int] = {}
    start = _find_sequence_table(data)
    for number in range(_number(data, start + 6, 4) if start else 0):
        record = start + 10 + 11 * number
        selector = chr(_number(data, record, 3))
        same, other = _number(data, record + 3, 4), _number(data, record + 7, 4)
        for at in _records(data, start + same, 4) if same else ():
            first = _number(data, at, 3)
            for base in range(first, first + data[at + 3] + 1):
                sequences[chr(base) + selector] = SAME_AS_BASE
        for at in _records(data, start + other, 5) if other else ():
            sequences[chr(_number(data, at, 3)) + selector] = _number(data, at + 3, 2)
    return sequences


def _file_of(face: TTFontFace) -> bytes:
    data: bytes = face._ttf_data  # reportlab has read the file already
    return data


def _find_sequence_table(data: bytes) -> int:
    """Where the table of variation sequences starts; 0 if the font has none."""
    cmap = _find_table(data, b"cmap")
    for at in range(cmap + 4, cmap + 4 + 8 * _number(data, cmap + 2, 2), 8):
        start = cmap + _number(data, at + 4, 4)
        if _number(data, start, 2) == 14:
            return start
    return 0


def _find_table(data: bytes, tag: bytes) -> int:
    for at in range(12, 12 + 16 * _number(data, 4, 2), 16):
        if data[at : at + 4] == tag:
            return _number(data, at + 8, 4)
    raise ValueError(f"font without table {tag!r}")


def _records(data: bytes, start: int, size: int) -> range:
    return range(start + 4, start + 4 + size * _number(data, start, 4), size)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")
