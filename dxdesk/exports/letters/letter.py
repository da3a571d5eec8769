"""庁内文書の形: one letter, as a Word file that the office edits before sending, or as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from dxdesk.exports.workbook import CREATOR, clean
from dxdesk.models import wareki

LETTER_FONT: Final = "游明朝"
_SIZE: Final = Pt(10.5)
_FIELD: Final = re.compile(r"\{([^{}]+)\}")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_RIGHT, _CENTRE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


@dataclass(frozen=True)
class Table:
    """A table below the items of a letter."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]  # in cm
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Letter:
    """One letter, from 文書番号 to 以上. What is empty is left out, but for the sender's place.

    Args:
        document: 文書番号.
        day: 日付.
        to: 宛先, with 様.
        sender: 発信者.
        subject: 件名.
        body: paragraphs.
        items: what follows 記, each its heading and its text.
        table: what is listed.
        contact: 問い合わせ先.
    """

    document: str
    day: date
    to: str
    sender: str
    subject: str
    body: Sequence[str]
    items: Sequence[tuple[str, str]] = ()
    table: Table | None = None
    contact: str = ""


def fill_fields(text: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The paragraphs of a template text with its {fields} filled in; unknown ones stay to be seen."""
    filled = _FIELD.sub(lambda match: fields.get(match[1], match[0]), text)
    return tuple(line.strip() for line in filled.splitlines() if line.strip())


def write_letter(letter: Letter) -> bytes:
    """The letter as a Word file."""
    paper = _empty_paper(letter.subject)
    if letter.document:
        _line(paper, letter.document, _RIGHT)
    _line(paper, wareki.long(letter.day), _RIGHT)
    _line(paper, "")
    _line(paper, letter.to)
    _line(paper, "")
    _line(paper, letter.sender, _RIGHT)
    _line(paper, "")
    _line(paper, letter.subject, _CENTRE)
    _line(paper, "")
    for text in letter.body:
        _line(paper, text, first_line=_SIZE)
    if letter.items or letter.table:
        _add_record(paper, letter)
    if letter.contact:
        _line(paper, "")
        _line(paper, f"（問い合わせ先：{letter.contact}）", _RIGHT)
    content = BytesIO()
    paper.save(content)
    return content.getvalue()


def letter_text(letter: Letter) -> str:
    """The letter as plain text, for a message."""
    lines = [letter.to, "", letter.subject, "", *(f"　{text}" for text in letter.body)]
    if letter.items or letter.table:
        lines += ["", "記", "", *_numbered(letter.items)]
        if letter.table:
            lines += ["", *("\t".join(row) for row in (letter.table.headings, *letter.table.rows))]
        lines += ["", "以上"]
    signature = (letter.document, wareki.long(letter.day), letter.sender, letter.contact)
    return "\n".join([*lines, "", *filter(None, signature)])


def _empty_paper(title: str) -> Any:
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(25)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = LETTER_FONT, _SIZE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), LETTER_FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(20)
    properties = paper.core_properties
    properties.title, properties.author, properties.language = title, CREATOR, "ja-JP"
    properties.comments = properties.last_modified_by = ""
    return paper


def _line(
    paper: Any, text: str, alignment: Any = None, *, first_line: Any = None, left: Any = None
) -> None:
    paragraph = paper.add_paragraph(clean(text))
    paragraph.alignment = alignment
    paragraph.paragraph_format.first_line_indent = first_line
    paragraph.paragraph_format.left_indent = left


def _add_record(paper: Any, letter: Letter) -> None:
    """記, the items with their numbers, the table, 以上."""
    _line(paper, "")
    _line(paper, "記", _CENTRE)
    _line(paper, "")
    hang = _SIZE * (max((len(heading) for heading, _ in letter.items), default=0) + 4)
    for line in _numbered(letter.items):
        _line(paper, line, first_line=-hang, left=hang)
    if letter.table:
        _line(paper, "")
        _add_table(paper, letter.table)
    _line(paper, "以上", _RIGHT)


def _numbered(items: Sequence[tuple[str, str]]) -> list[str]:
    """１　提出期限　　令和8年12月10日: headings of one width, so that the texts stand below each other."""
    width = max((len(heading) for heading, _ in items), default=0)
    return [
        f"{str(place).translate(_FULL_WIDTH)}　{heading.ljust(width, '　')}　　{text}"
        for place, (heading, text) in enumerate(items, 1)
    ]


def _add_table(paper: Any, table: Table) -> None:
    grid = paper.add_table(rows=0, cols=len(table.headings), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Cm(width)
    for texts in (table.headings, *table.rows):
        for cell, text, width in zip(grid.add_row().cells, texts, table.widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].text = clean(text)
    # The heading is repeated on every page; a letter has one table only.
    head = next(paper.element.body.iter(qn("w:tr"))).get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
