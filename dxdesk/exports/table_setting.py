"""Sets tables for paper: columns, wrapped cells, bands, notes. Nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from dxdesk.exports.flow import Strip
from dxdesk.exports.lettering import (
    BOLD_GOTHIC,
    PROPORTIONAL_GOTHIC,
    Line,
    draw_line,
    set_line,
    wrap_text,
)

SIZE = 8.5  # points
LEADING = 11.5
PADDING = 3.0
NOTE_SIZE = 8.0
EMPTY = "該当なし"
_HEAD_GREY, _BAND_GREY, _RULE_GREY = 0.88, 0.95, 0.55
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table on paper; widths are shares of the paper's width."""

    label: str
    width: float
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Band:
    """A heading across the table, repeated with （続き） where its rows go on on the next page."""

    text: str


@dataclass(frozen=True)
class _Cell:
    left: float
    width: float
    align: str
    lines: tuple[Line, ...]
    grey: float = 1.0


def set_table(
    columns: Sequence[PaperColumn],
    rows: Sequence[Sequence[str] | Band],
    caption: str,
    width: float,
    room: float,
) -> list[Strip]:
    """Turn a table into strips: caption, heading, bands, rows."""
    places = _places(columns, width)
    labels = [column.label for column in columns]
    cells = _cells(labels, places, ["center"] * len(columns), bold=True, grey=_HEAD_GREY)
    heading = _row_strip(cells, stays_with_next=True)
    again = _caption(f"{caption}（続き）" if caption else "")
    above: tuple[Strip, ...] = (*again, heading)
    strips = [*_caption(caption), heading]
    aligns = [column.align for column in columns]
    most_lines = int((room * 0.6) / LEADING)
    for row in rows:
        if isinstance(row, Band):
            band = _band_strip(row.text, width)
            above = (*again, heading, _band_strip(f"{row.text}（続き）", width))
            strips.append(replace(band, repeated=(*again, heading)))
            continue
        parts = _slices(_cells(row, places, aligns), most_lines)
        strips += [_row_strip(part, repeated=above) for part in parts]
    if not rows:
        cells = _cells([EMPTY], [(0.0, width)], ["center"])
        strips.append(_row_strip(cells, repeated=above))
    return [*strips, _space()]


def set_facts(
    pairs: Sequence[tuple[str, str]], caption: str, width: float, room: float
) -> list[Strip]:
    """Turn labels and values into strips, two pairs side by side."""
    columns = [PaperColumn("", share) for share in (16, 34, 16, 34)]
    places = _places(columns, width)
    most_lines = int((room * 0.6) / LEADING)
    strips = _caption(caption)
    for index in range(0, len(pairs), 2):
        texts = [text for pair in (*pairs[index : index + 2], ("", ""))[:2] for text in pair]
        cells = _cells(texts, places, ["left"] * 4)
        shaded = [replace(cells[0], grey=_HEAD_GREY), cells[1], cells[2], cells[3]]
        if texts[2]:
            shaded[2] = replace(cells[2], grey=_HEAD_GREY)
        strips += [_row_strip(part) for part in _slices(shaded, most_lines)]
    return [*strips, _space()]


def set_note(text: str, width: float) -> list[Strip]:
    """Turn a note into strips, one for each of its lines."""
    indent = set_line("（注）", PROPORTIONAL_GOTHIC).width(NOTE_SIZE)
    lines = wrap_text(text, PROPORTIONAL_GOTHIC, (width - indent) / NOTE_SIZE)
    marks = ["（注）", *[""] * (len(lines) - 1)]
    return [
        Strip(LEADING, partial(_draw_note, mark=mark, line=line, indent=indent))
        for mark, line in zip(marks, lines, strict=True)
    ]


def _places(columns: Sequence[PaperColumn], width: float) -> list[tuple[float, float]]:
    whole = sum(column.width for column in columns)
    places, left = [], 0.0
    for column in columns:
        share = column.width / whole * width
        places.append((left, share))
        left += share
    return places


def _cells(
    texts: Sequence[str],
    places: Sequence[tuple[float, float]],
    aligns: Sequence[str],
    *,
    bold: bool = False,
    grey: float = 1.0,
) -> list[_Cell]:
    typeface = BOLD_GOTHIC if bold else PROPORTIONAL_GOTHIC
    return [
        _Cell(left, width, align, wrap_text(text, typeface, (width - 2 * PADDING) / SIZE), grey)
        for text, (left, width), align in zip(texts, places, aligns, strict=True)
    ]


def _slices(cells: Sequence[_Cell], most_lines: int) -> list[list[_Cell]]:
    """Rows are not cut, but for one that would not fit on a page of its own."""
    lines = max(len(cell.lines) for cell in cells)
    return [
        [replace(cell, lines=cell.lines[start : start + most_lines]) for cell in cells]
        if lines > most_lines
        else list(cells)
        for start in range(0, lines, most_lines)
    ]


def _row_strip(
    cells: Sequence[_Cell], *, stays_with_next: bool = False, repeated: tuple[Strip, ...] = ()
) -> Strip:
    lines = max(len(cell.lines) for cell in cells)
    height = lines * LEADING + 2 * PADDING
    draw = partial(_draw_cells, cells=cells, height=height)
    return Strip(height, draw, stays_with_next, repeated)


def _band_strip(text: str, width: float) -> Strip:
    lines = wrap_text(text, BOLD_GOTHIC, (width - 2 * PADDING) / SIZE)
    return _row_strip([_Cell(0.0, width, "left", lines, _BAND_GREY)], stays_with_next=True)


def _caption(text: str) -> list[Strip]:
    if not text:
        return []
    line = set_line(text, BOLD_GOTHIC)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        draw_line(canvas, left, top - 13, line, 10.5)

    return [Strip(18.0, draw, stays_with_next=True)]


def _space() -> Strip:
    return Strip(8.0, lambda _canvas, _left, _top: None)


def _draw_cells(
    canvas: Canvas, left: float, top: float, *, cells: Sequence[_Cell], height: float
) -> None:
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(_RULE_GREY)
    for cell in cells:
        canvas.setFillGray(cell.grey)
        canvas.rect(left + cell.left, top - height, cell.width, height, fill=int(cell.grey < 1))
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    for cell in cells:
        inside = left + cell.left + PADDING
        room = cell.width - 2 * PADDING
        y = top - PADDING - SIZE
        for line in cell.lines:
            draw_line(
                canvas, inside + (room - line.width(SIZE)) * _SHARES[cell.align], y, line, SIZE
            )
            y -= LEADING


def _draw_note(
    canvas: Canvas, left: float, top: float, *, mark: str, line: Line, indent: float
) -> None:
    y = top - NOTE_SIZE
    if mark:
        draw_line(canvas, left, y, set_line(mark, PROPORTIONAL_GOTHIC), NOTE_SIZE)
    draw_line(canvas, left + indent, y, line, NOTE_SIZE)
