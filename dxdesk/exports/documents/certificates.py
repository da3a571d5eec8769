"""認定証: one page for each certification, many in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from dxdesk.errors import UserError
from dxdesk.exports.lettering import TYPEFACES, say_undrawable, undrawable
from dxdesk.exports.pdf_file import open_pdf, write_pdf
from dxdesk.exports.template import (
    Box,
    Setting,
    Template,
    draw_frames,
    draw_seal_place,
    draw_setting,
    fill_clauses,
    fit_text,
    load_template,
)
from dxdesk.models import wareki

BoxText = tuple[Box, tuple[str, ...]]


@dataclass(frozen=True)
class CertificateFace:
    """What stands on one certificate; an empty text leaves its place blank.

    Attributes:
        number_text: as printed, e.g. ``第１２号``.
        category_title: e.g. ``レベル１　デジタル推進リーダー人材``.
        name: code point for code point as registered.
        unit: 所属; title: 職名. Both may be left out.
        rule_name: the 認定要領 that the certificate cites; its clause is left out when empty.
        giver: e.g. ``北海道知事　○○　○○``.
    """

    number_text: str
    category_title: str
    name: str
    certified_on: date
    unit: str = ""
    title: str = ""
    rule_name: str = ""
    giver: str = ""
    heading: str = "認定証"


@dataclass(frozen=True)
class Shrunk:
    """A text that was set smaller than intended; fits is false below the stated smallest size."""

    number_text: str
    name: str
    box: str
    intended: float
    size: float
    lines: int
    fits: bool


@dataclass(frozen=True)
class Undrawable:
    """Characters of one certificate that no font draws; they are printed as 〓."""

    number_text: str
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class PrintReport:
    """What an officer should know about the paper that was made."""

    pages: int
    shrunk: tuple[Shrunk, ...]
    undrawable: tuple[Undrawable, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """The same in Japanese, a sentence for each certificate; without names of persons."""
        undrawable = [f"{one.number_text}：{say_undrawable(one.units)}" for one in self.undrawable]
        shrunk = [
            f"{one.number_text}：{one.box}の文字を{one.intended:g}ポイントから{one.size:g}ポイントに縮めました"
            f"{'。' if one.fits else 'が、まだ収まりません。'}"
            for one in self.shrunk
        ]
        return (*undrawable, *shrunk)


def face_texts(face: CertificateFace, template: Template) -> list[BoxText]:
    """Every text of a certificate, in clauses, with the box that it stands in."""
    fields = {
        "heading": face.heading,
        "number": face.number_text,
        "category": face.category_title,
        "name": face.name,
        "unit": face.unit,
        "title": face.title,
        "rule": face.rule_name,
        "date": wareki.long(face.certified_on),
        "giver": face.giver,
    }
    return [(box, fill_clauses(box.text, fields)) for box in template.boxes]


def draw_certificates(
    faces: Iterable[CertificateFace],
    out: BinaryIO | Path,
    *,
    template: Template | None = None,
    made_on: date,
    author: str,
    show_seal_place: bool = False,
    progress: Callable[[int], None] | None = None,
) -> PrintReport:
    """Draw one page for each certificate, in the order given.

    Args:
        faces: what stands on each page.
        template: the shipped one if none is given.
        out: a file to write, or something to write into.
        made_on: the date that the PDF states as the day it was made.
        author: who made it, for the PDF's properties.
        show_seal_place: for the screen and test prints; never for the paper that is handed out.
        progress: called with the number of pages drawn.

    Raises:
        UserError: there is nothing to print.
    """
    template = template or load_template()
    paper = (template.width, template.height)
    canvas = open_pdf(paper, title="認定証", author=author, made_on=made_on)
    canvas.beginForm("frames")
    draw_frames(canvas, template)
    canvas.endForm()
    shrunk: list[Shrunk] = []
    missing: list[Undrawable] = []
    pages = 0
    for pages, face in enumerate(faces, start=1):
        texts = face_texts(face, template)
        missing += _missing(face, texts)
        shrunk += _draw_face(canvas, face, template, texts)
        if show_seal_place:
            draw_seal_place(canvas, template)
        canvas.showPage()
        if progress:
            progress(pages)
    if not pages:
        raise UserError("印刷する認定証がありません。認定を選んでから印刷してください。")
    write_pdf(canvas, out)
    return PrintReport(pages, tuple(shrunk), tuple(missing))


def _missing(face: CertificateFace, texts: Sequence[BoxText]) -> list[Undrawable]:
    units = dict.fromkeys(
        unit
        for box, clauses in texts
        for unit in undrawable("".join(clauses), TYPEFACES[box.typeface])
    )
    return [Undrawable(face.number_text, face.name, tuple(units))] if units else []


def _draw_face(
    canvas: Canvas, face: CertificateFace, template: Template, texts: Sequence[BoxText]
) -> list[Shrunk]:
    canvas.doForm("frames")
    canvas.setFillColor(HexColor(template.ink))
    shrunk = []
    for box, clauses in texts:
        if not any(clauses):
            continue
        setting = fit_text(clauses, box)
        draw_setting(canvas, box, setting, template.height)
        if setting.size < box.size or not setting.fits:
            shrunk.append(_describe_shrunk(face, box, setting))
    return shrunk


def _describe_shrunk(face: CertificateFace, box: Box, setting: Setting) -> Shrunk:
    return Shrunk(
        face.number_text,
        face.name,
        box.label,
        box.size,
        setting.size,
        len(setting.lines),
        setting.fits,
    )
