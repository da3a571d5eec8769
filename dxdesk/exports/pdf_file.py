"""Opens and writes a PDF: title, author, language, day, embedded fonts only, same bytes each time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from dxdesk.exports.lettering import load_font

A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)


def open_pdf(paper: tuple[float, float], *, title: str, author: str, made_on: date) -> Canvas:
    """Begin a PDF; made twice from the same data it is the same bytes.

    The paper's width and height are in mm; made_on is the only date that the file holds.
    """
    first_font = load_font("BIZUDGothic-Regular").fontName  # else it refers to Helvetica
    canvas = Canvas(
        None,
        pagesize=(paper[0] * mm, paper[1] * mm),
        invariant=1,
        pageCompression=1,
        lang="ja",
        initialFontName=first_font,
    )
    stamp = canvas._doc._timeStamp  # reportlab knows only a fixed date or now
    stamp.YMDhms = (made_on.year, made_on.month, made_on.day, 0, 0, 0)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator("DX人材デスク")
    canvas.setProducer("DX人材デスク")
    return canvas


def write_pdf(canvas: Canvas, out: BinaryIO | Path) -> None:
    """Finish a PDF; a file appears only when it is complete."""
    data: bytes = canvas.getpdfdata()
    if not isinstance(out, Path):
        out.write(data)
        return
    unfinished = out.with_name(out.name + ".tmp")
    unfinished.write_bytes(data)
    unfinished.replace(out)
