"""Reports on paper: the frame of every page, and tables that repeat their heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from dxdesk.errors import UserError
from dxdesk.exports.flow import Strip, flow_pages
from dxdesk.exports.lettering import (
    BOLD_GOTHIC,
    PROPORTIONAL_GOTHIC,
    Typeface,
    draw_line,
    fit_size,
    set_line,
    undrawable,
)
from dxdesk.exports.pdf_file import A4, A4_LANDSCAPE, open_pdf, write_pdf
from dxdesk.exports.table_setting import Band, PaperColumn, set_facts, set_note, set_table
from dxdesk.models import wareki

MARGIN = 15.0  # mm
TOP = 31.0
BOTTOM = 17.0
PERSONAL_MARK = "取扱注意（個人情報）"


@dataclass(frozen=True)
class ReportHead:
    """What stands at the top and the foot of every page of a report.

    Attributes:
        office: who is responsible for the paper, e.g. ``総務部人事局人事課``.
        as_of: 基準日, where the report has one.
        status: ``速報``, ``確定`` or nothing.
        subject: whom or what it is about, e.g. ``001234　北　花子``, said on every page.
        personal: marks the paper 取扱注意（個人情報）.
    """

    title: str
    office: str
    made_on: date
    author: str
    as_of: date | None = None
    status: Literal["", "速報", "確定"] = ""
    subject: str = ""
    personal: bool = True
    landscape: bool = False


@dataclass(frozen=True)
class Table:
    """A table; a `Band` among the rows is a heading across all columns."""

    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str] | Band]
    caption: str = ""


@dataclass(frozen=True)
class Facts:
    """Names of things with their values, two side by side."""

    pairs: Sequence[tuple[str, str]]
    caption: str = ""


@dataclass(frozen=True)
class Notes:
    """Notes below a table, each after （注）."""

    texts: Sequence[str]


Block = Table | Facts | Notes


@dataclass(frozen=True)
class Paper:
    """One report with its own page numbers."""

    head: ReportHead
    blocks: Sequence[Block]


@dataclass(frozen=True)
class PaperReport:
    """What was made: its pages, and each text with characters that no font draws (shown as 〓)."""

    pages: int
    undrawable: tuple[tuple[str, tuple[str, ...]], ...]


def draw_papers(papers: Iterable[Paper], out: BinaryIO | Path) -> PaperReport:
    """Draw reports one after the other into one file; each counts its own pages.

    Raises:
        UserError: there is nothing to print.
    """
    canvas: Canvas | None = None
    pages = 0
    missing: dict[str, tuple[str, ...]] = {}
    for paper in papers:
        head = paper.head
        size = A4_LANDSCAPE if head.landscape else A4
        if canvas is None:
            canvas = open_pdf(size, title=head.title, author=head.author, made_on=head.made_on)
        canvas.setPageSize((size[0] * mm, size[1] * mm))
        pages += _draw_paper(canvas, paper, size)
        missing |= _find_missing(paper)
    if canvas is None:
        raise UserError("印刷するものがありません。対象を選んでから印刷してください。")
    write_pdf(canvas, out)
    return PaperReport(pages, tuple(missing.items()))


def _draw_paper(canvas: Canvas, paper: Paper, size: tuple[float, float]) -> int:
    width, height = size
    content = (width - 2 * MARGIN) * mm
    room = (height - TOP - BOTTOM) * mm
    strips = [strip for block in paper.blocks for strip in _set_block(block, content, room)]
    pages = flow_pages(strips, room) or [[]]
    for number, page in enumerate(pages, start=1):
        _draw_head(canvas, paper.head, size)
        _draw_foot(canvas, paper.head, size, f"{number}／{len(pages)}ページ")
        top = (height - TOP) * mm
        for strip in page:
            strip.draw(canvas, MARGIN * mm, top)
            top -= strip.height
        canvas.showPage()
    return len(pages)


def _set_block(block: Block, width: float, room: float) -> list[Strip]:
    if isinstance(block, Table):
        return set_table(block.columns, block.rows, block.caption, width, room)
    if isinstance(block, Facts):
        return set_facts(block.pairs, block.caption, width, room)
    return [strip for text in block.texts for strip in set_note(text, width)]


def _draw_head(canvas: Canvas, head: ReportHead, size: tuple[float, float]) -> None:
    width, height = size
    _place(canvas, head.office, 9, (0.0, 0.55), height - 13, width)
    _place(canvas, head.title, 15, (0.5, 0.7), height - 21, width, BOLD_GOTHIC)
    _place(canvas, head.subject, 9, (0.0, 0.55), height - 27, width)
    day = f"基準日：{wareki.long(head.as_of)}" if head.as_of else ""
    right = "　".join(part for part in (day, head.status) if part)
    _place(canvas, right, 9, (1.0, 0.4), height - 27, width)
    if head.personal:
        line = set_line(PERSONAL_MARK, BOLD_GOTHIC)
        long = line.width(9)
        left = (width - MARGIN) * mm - long - 4
        canvas.setLineWidth(0.8)
        canvas.rect(left - 4, (height - 13) * mm - 4, long + 8, 15)
        draw_line(canvas, left, (height - 13) * mm, line, 9)


def _draw_foot(canvas: Canvas, head: ReportHead, size: tuple[float, float], page: str) -> None:
    width = size[0]
    _place(canvas, f"作成日：{wareki.long(head.made_on)}", 8, (0.0, 0.4), 9, width)
    _place(canvas, page, 9, (0.5, 0.2), 9, width)
    _place(canvas, f"作成者：{head.author}" if head.author else "", 8, (1.0, 0.4), 9, width)


def _place(
    canvas: Canvas,
    text: str,
    size: float,
    place: tuple[float, float],
    y: float,
    width: float,
    typeface: Typeface = PROPORTIONAL_GOTHIC,
) -> None:
    """Draw a line at a share of the content's width, shrunk to its part of that width."""
    if not text:
        return
    where, part = place
    content = (width - 2 * MARGIN) * mm
    line = set_line(text, typeface)
    size = fit_size(line, content * part, size, 5)
    draw_line(canvas, MARGIN * mm + (content - line.width(size)) * where, y * mm, line, size)


def _find_missing(paper: Paper) -> dict[str, tuple[str, ...]]:
    found = {}
    for text in _texts(paper):
        units = undrawable(text.replace("\n", ""), PROPORTIONAL_GOTHIC)
        if units:
            found[text] = units
    return found


def _texts(paper: Paper) -> Iterable[str]:
    yield from (paper.head.title, paper.head.office, paper.head.subject, paper.head.author)
    for block in paper.blocks:
        if isinstance(block, Notes):
            yield from block.texts
        elif isinstance(block, Facts):
            yield from (value for _, value in block.pairs)
        else:
            for row in block.rows:
                yield from (row.text,) if isinstance(row, Band) else row
