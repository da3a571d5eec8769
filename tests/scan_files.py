"""Small scans for tests: made byte by byte, so that each of their parts can be spoilt."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas


def pdf(text: str = "certificate", *, password: str = "") -> bytes:
    """A PDF of one page, encrypted where a password is given."""
    out = BytesIO()
    canvas = Canvas(out, encrypt=password or None, invariant=True)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()


def png(width: int = 40, height: int = 30, *, promised: tuple[int, int] | None = None) -> bytes:
    """A grey PNG; it may promise another size than it holds."""
    head = struct.pack(">IIBBBBB", *(promised or (width, height)), 8, 0, 0, 0, 0)
    data = zlib.compress((b"\0" + b"\xb0" * width) * height)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def jpeg(width: int = 40, height: int = 30) -> bytes:
    """The segments of a JPEG: it can be read, though there is nothing to be seen in it."""
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    scan = struct.pack(">HB", 8, 1) + b"\1\0\0\x3f\0"
    return b"\xff\xd8\xff\xe0\0\4JF\xff\xc0" + frame + b"\xff\xda" + scan + b"\x12\x34\xff\xd9"
