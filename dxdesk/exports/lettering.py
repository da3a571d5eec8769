"""Sets Japanese text with the right glyphs: fonts, fallback, variation sequences, fitting.

The only module that knows glyphs. Text is taken literally, code point for code point, and copies
back from the PDF as the same code points. What no font draws is shown as 〓 and can be listed
beforehand with `undrawable`; the text behind a 〓 is still the real character.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from dxdesk.exports import font_tables
from dxdesk.paths import resource

Typeface = tuple[str, ...]
"""Font files without their ending, in the order in which they are asked to draw a character."""

MINCHO: Typeface = ("BIZUDMincho-Regular", "ipamjm")
GOTHIC: Typeface = ("BIZUDGothic-Regular", "ipamjm")
PROPORTIONAL_GOTHIC: Typeface = ("BIZUDPGothic-Regular", "ipamjm")
BOLD_GOTHIC: Typeface = ("BIZUDPGothic-Bold", "ipamjm")
TYPEFACES: dict[str, Typeface] = {
    "mincho": MINCHO,
    "gothic": GOTHIC,
    "proportional_gothic": PROPORTIONAL_GOTHIC,
    "bold_gothic": BOLD_GOTHIC,
}

PLACEHOLDER = "〓"
NOT_AT_LINE_START = frozenset(
    "、。，．・：；？！ー」』）］｝〕〉》】ぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
)
ASCENT = 0.88  # of all shipped fonts, in em; below the baseline they reach 0.12 em
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_UNIT = re.compile(f"(?s:.){_SELECTOR}?")
_NO_BREAK_SPACE = "\u00a0"
_FIRST_OWN_CODE = 0xF0000  # planes 15 and 16; U+E000 is real 外字
_lock = threading.RLock()  # reportlab's font parser keeps a position in the file


class NameFont(ttfonts.TTFont):
    """A font that also draws variation sequences and writes text that copies back exactly.

    reportlab knows one glyph per code point and writes 16 bits into the table that maps glyphs
    back to text. A sequence therefore gets a code point of its own in planes 15–16, and that
    table is written again with UTF-16 pairs and base + selector.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resource("fonts", f"{name}.ttf")), shapable=False)
        font_tables.mend_widths(self.face)
        self._sequences: dict[str, int] = {}
        self._own_letters: dict[str, str] = {}
        self._placeholders: dict[str, str] = {}
        self._own_text: dict[str, str] = {}

    def letter_for(self, unit: str) -> str:
        """The character to hand to reportlab for a unit of text; empty if this font lacks it."""
        if unit in self._own_letters:
            return self._own_letters[unit]
        glyph = self._glyph(unit)
        if not glyph:
            return ""
        needs_own = len(unit) > 1 or unit == _NO_BREAK_SPACE
        return self._add_letter(self._own_letters, unit, glyph) if needs_own else unit

    def placeholder_for(self, unit: str) -> str:
        """A character that looks like 〓 and copies back as the unit that no font draws."""
        if unit in self._placeholders:
            return self._placeholders[unit]
        return self._add_letter(self._placeholders, unit, self._glyph(PLACEHOLDER))

    def addObjects(self, doc: PDFDocument) -> None:
        """Called by reportlab at the end of a document to embed what was used of the font."""
        with _lock:
            subsets = list(self.state[doc].subsets)
            super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((ttfonts.SUBSETN(number), b"+", self.face.name))
            stream = doc.idToObject["toUnicodeCMap:" + name.decode("ascii")]
            stream.content = _write_to_unicode([self._text_of(code) for code in subset])

    def _text_of(self, code: int) -> str:
        letter = chr(code)
        return self._own_text.get(letter, letter)

    def _glyph(self, unit: str) -> int:
        base = ord(unit[0])
        if base < 0x20 or 0x7F <= base < 0xA0 or base >= _FIRST_OWN_CODE:
            return 0
        glyph: int = self.face.charToGlyph.get(base, 0)
        if len(unit) == 1 or not glyph:
            return glyph
        if not self._sequences:
            self._sequences = font_tables.read_sequences(self.face)
        found = self._sequences.get(unit, 0)
        return glyph if found == font_tables.SAME_AS_BASE else found

    def _add_letter(self, letters: dict[str, str], unit: str, glyph: int) -> str:
        with _lock:
            if unit not in letters:
                letter = chr(_FIRST_OWN_CODE + len(self._own_text))
                self.face.charToGlyph[ord(letter)] = glyph
                self.face.charWidths[ord(letter)] = self.pdfScale(self.face.hmetrics[glyph][0])
                self._own_text[letter] = unit
                letters[unit] = letter
            return letters[unit]


_loaded: dict[str, NameFont] = {}  # reportlab's registry is one for the process, too


@dataclass(frozen=True)
class Line:
    """A line of text ready to be drawn: runs of one font each, and its width at size 1."""

    runs: tuple[tuple[str, str], ...]
    em_width: float
    letters: int

    def width(self, size: float, spacing: float = 0.0) -> float:
        """Width in points at a size; spacing between the letters is in em."""
        return size * (self.em_width + spacing * max(self.letters - 1, 0))


def load_font(name: str) -> NameFont:
    """Load a shipped font once; the large one only when a name needs it."""
    if name not in _loaded:
        with _lock:
            if name not in _loaded:
                font = NameFont(name)
                pdfmetrics.registerFont(font)
                _loaded[name] = font
    return _loaded[name]


def split_units(text: str) -> list[str]:
    """Cut text into what is drawn as one: a character, or a character with its selector."""
    return _UNIT.findall(text)


def undrawable(text: str, typeface: Typeface) -> tuple[str, ...]:
    """List what none of the fonts draws, in the order of the text, each once.

    A sequence is listed as a whole if its selector is unknown, even where its base is drawable.
    """
    if _plainly_drawable(text, typeface):
        return ()
    missing = (unit for unit in split_units(text) if not _find_letter(unit, typeface)[1])
    return tuple(dict.fromkeys(missing))


def describe_unit(unit: str) -> str:
    """Name a character for a list, e.g. ``𠮷（U+20BB7）`` or ``邉󠄁（U+9089 U+E0101）``."""
    codes = " ".join(f"U+{ord(letter):04X}" for letter in unit)
    shown = unit if unit.isprintable() else PLACEHOLDER
    return f"{shown}（{codes}）"


def say_undrawable(units: Iterable[str]) -> str:
    """The sentence about characters that no font draws."""
    listed = "、".join(map(describe_unit, units))
    return f"どの書体にもない文字があります（{listed}）。{PLACEHOLDER}で印刷しました。"


@lru_cache(maxsize=8192)
def set_line(text: str, typeface: Typeface, *, one_font: bool = False) -> Line:
    """Choose a font for each character.

    Args:
        text: taken literally; it is one line.
        typeface: the fonts, the preferred one first.
        one_font: set the whole text in the first font that draws all of it, so that the
            characters of a name match; only if none does, each is chosen by itself.
    """
    if _plainly_drawable(text, typeface):
        return _measure([(typeface[0], text)] if text else [])
    pieces = list(_letters(split_units(text), typeface))
    if one_font and len({name for name, _ in pieces}) > 1:
        pieces = _in_one_font(text, typeface) or pieces
    return _measure(_join_runs(pieces))


def draw_line(
    canvas: Canvas, x: float, y: float, line: Line, size: float, spacing: float = 0.0
) -> None:
    """Draw a line from x on the baseline y, with spacing in em between the letters."""
    text = canvas.beginText(x, y)
    if spacing:
        text.setCharSpace(spacing * size)
    for name, letters in line.runs:
        text.setFont(name, size)
        text.textOut(letters)
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def fit_size(line: Line, width: float, size: float, smallest: float, spacing: float = 0.0) -> float:
    """The largest size, in half points, at which a line fits a width; never below the smallest."""
    needed = line.width(1.0, spacing)
    if needed * size <= width:
        return size
    return max(smallest, int(width / needed * 2) / 2)


@lru_cache(maxsize=8192)
def wrap_text(text: str, typeface: Typeface, em_width: float) -> tuple[Line, ...]:
    """Break a text of any length into lines that fit a width in em; nothing is cut off.

    A line break in the text begins a new line; closing marks do not begin one.
    """
    return tuple(line for part in text.split("\n") for line in _wrap_part(part, typeface, em_width))


def _wrap_part(text: str, typeface: Typeface, em_width: float) -> list[Line]:
    whole = set_line(text, typeface)
    if whole.em_width <= em_width:
        return [whole]
    lines: list[list[str]] = [[]]
    width = 0.0
    for unit in split_units(text):
        step = set_line(unit, typeface).em_width
        if width + step > em_width and lines[-1]:
            carried = _carry_over(lines[-1], unit)
            lines.append(carried)
            width = sum(set_line(letter, typeface).em_width for letter in carried)
        lines[-1].append(unit)
        width += step
    return [set_line("".join(line), typeface) for line in lines]


def _carry_over(line: list[str], unit: str) -> list[str]:
    """Take from the end of a line what must go to the next one together with a closing mark."""
    keep = len(line)
    while keep > 1 and (line[keep] if keep < len(line) else unit) in NOT_AT_LINE_START:
        keep -= 1
    carried = line[keep:]
    del line[keep:]
    return carried


def _plainly_drawable(text: str, typeface: Typeface) -> bool:
    """Most text: every character is in the first font and none needs a code of its own."""
    glyphs = load_font(typeface[0]).face.charToGlyph
    return all(code in glyphs and 0x20 <= code < _FIRST_OWN_CODE for code in map(ord, text)) and (
        _NO_BREAK_SPACE not in text and "\x7f" not in text
    )


def _find_letter(unit: str, typeface: Typeface) -> tuple[str, str]:
    for name in typeface:
        letter = load_font(name).letter_for(unit)
        if letter:
            return name, letter
    return typeface[0], ""


def _letters(units: Sequence[str], typeface: Typeface) -> Iterator[tuple[str, str]]:
    """Font and letter of each unit; an unknown sequence is its base, then 〓 for the selector.

    So a reader sees at once that the form is not the right one, and the text stays complete.
    """
    for unit in units:
        name, letter = _find_letter(unit, typeface)
        if letter:
            yield name, letter
        elif len(unit) > 1:
            yield from _letters(unit, typeface)
        else:
            yield name, load_font(name).placeholder_for(unit)


def _in_one_font(text: str, typeface: Typeface) -> list[tuple[str, str]]:
    units = split_units(text)
    for name in typeface:
        found = [_find_letter(unit, (name,)) for unit in units]
        if all(letter for _, letter in found):
            return found
    return []


def _join_runs(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for name, letter in pieces:
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + letter)
        else:
            runs.append((name, letter))
    return runs


def _measure(runs: Sequence[tuple[str, str]]) -> Line:
    width = 0.0
    for name, letters in runs:
        widths = load_font(name).face.charWidths
        width += sum(widths[ord(letter)] for letter in letters)
    return Line(tuple(runs), width / 1000, sum(len(letters) for _, letters in runs))


def _write_to_unicode(texts: Sequence[str]) -> str:
    """The table from glyph codes to text, in blocks of at most 100 (PDF 32000-1, 9.10.3)."""
    entries = [
        f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(texts)
        if text != "\0"
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    body = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    foot = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join([*head, *body, *foot])
