"""Certificate templates: where each text stands on the paper, as data, and how it is drawn."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from dxdesk.errors import UserError
from dxdesk.exports.lettering import (
    ASCENT,
    NOT_AT_LINE_START,
    TYPEFACES,
    Line,
    Typeface,
    draw_line,
    fit_size,
    set_line,
    split_units,
)
from dxdesk.paths import resource

CLAUSE_GAP = "　"
NEVER_FIRST = NOT_AT_LINE_START | set("はへを")
_LEGIBLE = 6.0  # points; rather too small than over another text, and reported
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Box:
    """One text of a template; lengths in mm from the upper left corner, sizes in points."""

    key: str
    label: str
    text: str
    x: float
    y: float
    width: float
    height: float
    typeface: str
    size: float
    smallest: float
    align: str
    spacing: float = 0.0
    spread: float = 0.0
    leading: float = 1.5


@dataclass(frozen=True)
class Frame:
    """A rectangle around the paper: its distance from the edge in mm, its line in points."""

    inset: float
    line: float
    colour: str


@dataclass(frozen=True)
class SealPlace:
    """Where the seal goes, in mm; shown on the screen and on a test print only."""

    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Template:
    """A paper with its boxes."""

    name: str
    width: float
    height: float
    ink: str
    frames: tuple[Frame, ...]
    seal: SealPlace
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Setting:
    """How a text was fitted into its box.

    Attributes:
        size: in points.
        fits: whether the smallest size of the box was enough.
    """

    lines: tuple[Line, ...]
    size: float
    spacing: float
    leading: float
    fits: bool


def load_template(name: str = "certificate_horizontal") -> Template:
    """Open a shipped template."""
    return read_template(resource("templates", f"{name}.toml"))


def read_template(path: Path) -> Template:
    """Open a template file.

    Raises:
        UserError: it is not a template.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _build_template(data)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise UserError(
            f"様式ファイル「{path.name}」を読み取れません（{error}）。"
            "様式の書き出しで作ったファイルを選んでください。"
        ) from error


def fill_clauses(text: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Put the values in; a clause (between full-width spaces) with an empty value is left out.

    Values are taken literally, also when they hold braces.
    """
    clauses = (
        clause
        for clause in text.split(CLAUSE_GAP)
        if all(fields[key] for key in _FIELD.findall(clause))
    )
    return tuple(_FIELD.sub(lambda match: fields[match[1]], clause) for clause in clauses)


@lru_cache(maxsize=4096)
def fit_text(clauses: tuple[str, ...], box: Box) -> Setting:
    """Find the size, spacing and lines with which the clauses of a text fit its box.

    One line is shrunk down to the smallest size and only then broken; a block is broken first,
    at the gaps between its clauses, and shrunk only if it is still too high.
    """
    typeface = TYPEFACES[box.typeface]
    width = box.width * mm
    line = set_line(CLAUSE_GAP.join(clauses), typeface, one_font=True)
    if box.align == "block":
        return _fit_block(clauses, box, typeface)
    spacing = _spread_spacing(line, box)
    size = fit_size(line, width, box.size, box.smallest, box.spacing)
    if line.width(size, box.spacing) <= width:
        used = spacing if size == box.size else box.spacing
        return Setting((line,), size, used, box.leading, fits=True)
    return _fit_block(clauses, replace(box, size=size, leading=1.15), typeface)


def draw_setting(canvas: Canvas, box: Box, setting: Setting, paper_height: float) -> None:
    """Draw a fitted text into its box, vertically in the middle."""
    step = setting.size * setting.leading
    left, width = box.x * mm, box.width * mm
    widths = [line.width(setting.size, setting.spacing) for line in setting.lines]
    block = left + (width - max(widths, default=0.0)) / 2
    middle = (paper_height - box.y - box.height / 2) * mm
    y = middle + (len(widths) - 1) * step / 2 - setting.size * (ASCENT - 0.5)
    places = {"left": 0.0, "center": 0.5, "right": 1.0}
    for line, length in zip(setting.lines, widths, strict=True):
        x = block if box.align == "block" else left + (width - length) * places[box.align]
        draw_line(canvas, x, y, line, setting.size, setting.spacing)
        y -= step


def draw_frames(canvas: Canvas, template: Template) -> None:
    """Draw the border lines of the paper."""
    for frame in template.frames:
        canvas.setStrokeColor(HexColor(frame.colour))
        canvas.setLineWidth(frame.line)
        canvas.rect(
            frame.inset * mm,
            frame.inset * mm,
            (template.width - 2 * frame.inset) * mm,
            (template.height - 2 * frame.inset) * mm,
        )


def draw_seal_place(canvas: Canvas, template: Template) -> None:
    """Show where the seal goes, for the screen and for test prints."""
    seal = template.seal
    canvas.setStrokeColor(HexColor("#c0392b"))
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2)
    bottom = (template.height - seal.y - seal.size) * mm
    canvas.rect(seal.x * mm, bottom, seal.size * mm, seal.size * mm)
    canvas.setDash()


def break_lines(
    clauses: Sequence[str], typeface: Typeface, em_width: float, spacing: float
) -> list[str]:
    """Break a text between its clauses into as few and as even lines as fit.

    A clause that is too long by itself is broken at its gaps, then between characters; は, へ, を and closing marks
    never begin a line. The width of a line and the spacing of its letters are in em.
    """

    def length(piece: str) -> float:
        return set_line(piece, typeface, one_font=True).width(1.0, spacing)

    def fill(limit: float) -> list[str]:
        lines = [""]
        for gap, piece in pieces:
            joined = lines[-1] + gap + piece
            if lines == [""] or length(joined) <= limit or piece[:1] in NEVER_FIRST:
                lines[-1] = joined
            else:
                lines.append(piece)
        return lines

    pieces = _pieces(clauses, em_width, length)
    lines, limit = fill(em_width), em_width
    while limit > 1 and len(even := fill(limit)) == len(lines):
        lines, limit = even, limit - 0.5
    return lines


def _build_template(data: dict[str, Any]) -> Template:
    return Template(
        name=data["name"],
        width=data["width"],
        height=data["height"],
        ink=data["ink"],
        frames=tuple(Frame(**frame) for frame in data.get("frame", ())),
        seal=SealPlace(**data["seal"]),
        boxes=tuple(Box(**box) for box in data["box"]),
    )


def _spread_spacing(line: Line, box: Box) -> float:
    """字取り: short texts are spread towards one width, by two fifths of a letter at most."""
    gaps = line.letters - 1
    if not box.spread or gaps < 1:
        return box.spacing
    wanted: float = (box.spread * mm / box.size - line.em_width) / gaps
    return max(box.spacing, min(wanted, 0.4))


def _fit_block(clauses: tuple[str, ...], box: Box, typeface: Typeface) -> Setting:
    size, height = box.size, box.height * mm
    lines = break_lines(clauses, typeface, box.width * mm / size, box.spacing)
    while size > _LEGIBLE and size * (1 + (len(lines) - 1) * box.leading) > height:
        size -= 0.5
        lines = break_lines(clauses, typeface, box.width * mm / size, box.spacing)
    set_lines = tuple(set_line(line, typeface, one_font=True) for line in lines)
    return Setting(set_lines, size, box.spacing, box.leading, fits=size >= box.smallest)


def _pieces(
    clauses: Sequence[str], em_width: float, length: Callable[[str], float]
) -> list[tuple[str, str]]:
    """The parts between which a line may end, each with the gap before it."""
    pieces: list[tuple[str, str]] = []
    for clause in clauses:
        parts = [clause] if length(clause) <= em_width else clause.split(CLAUSE_GAP)
        for part in parts:
            first, *rest = [part] if length(part) <= em_width else split_units(part)
            pieces += [(CLAUSE_GAP, first), *(("", unit) for unit in rest)]
    pieces[0] = ("", pieces[0][1])
    return pieces
