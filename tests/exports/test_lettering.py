"""Names on paper look right and copy back as they are registered."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dxdesk.exports.font_tables import SAME_AS_BASE, read_sequences
from dxdesk.exports.lettering import (
    GOTHIC,
    MINCHO,
    Typeface,
    describe_unit,
    draw_line,
    fit_size,
    load_font,
    set_line,
    undrawable,
    wrap_text,
)
from dxdesk.exports.pdf_file import A4, open_pdf, write_pdf
from dxdesk.paths import resource
from tests.exports.pdf_reading import paint, read_lines

DRAWABLE = [
    "𠮷田　太郎",
    "渡邉\U000e010f　花子",
    "渡邉　花子",
    "辻\U000e0102礼\U000e0101",
    "葛\U000e0103西葛\U000e0100葛\U000e0101",
    "𡈽屋　一",
    "𣘺本",
    "塚\ufa10高﨑髙",
    "神\ufa19福\ufa1b",
    "<b>&amp;</b>",
    "a\u00a0b",
]
UNDRAWABLE = [
    ("外\ue000字", ("\ue000",)),
    ("😀太郎😀", ("😀",)),
    ("邉\U000e01ef", ("邉\U000e01ef",)),
    ("\U000e0100", ("\U000e0100",)),
    ("\x01", ("\x01",)),
    ("\U000f0000\U000f0001", ("\U000f0000", "\U000f0001")),
]


def draw(*texts: str, typeface: Typeface = MINCHO) -> bytes:
    canvas = open_pdf(A4, title="試し", author="試し", made_on=date(2026, 4, 1))
    for number, text in enumerate(texts):
        line = set_line(text, typeface, one_font=True)
        draw_line(canvas, 50, 780 - 40 * number, line, 24)
    canvas.showPage()
    out = io.BytesIO()
    write_pdf(canvas, out)
    return out.getvalue()


@pytest.mark.parametrize("text", [*DRAWABLE, *(text for text, _ in UNDRAWABLE)])
@pytest.mark.parametrize("typeface", [MINCHO, GOTHIC])
def test_text_copies_back_code_point_for_code_point(text: str, typeface: Typeface) -> None:
    assert read_lines(draw(text, typeface=typeface)) == [text]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_another_reader_copies_the_same_code_points(tmp_path: Path) -> None:
    path = tmp_path / "names.pdf"
    path.write_bytes(draw(*DRAWABLE))
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    read = [line.strip() for line in run.stdout.decode("utf-8").splitlines()]
    without_spaces = ["".join(line.split()) for line in read if line.strip("\f")]
    assert without_spaces == ["".join(text.split()) for text in DRAWABLE]


@pytest.mark.parametrize("text", DRAWABLE)
def test_what_a_font_draws_is_not_listed(text: str) -> None:
    assert undrawable(text, MINCHO) == ()


@pytest.mark.parametrize(("text", "missing"), UNDRAWABLE)
def test_what_no_font_draws_is_listed_once(text: str, missing: tuple[str, ...]) -> None:
    assert undrawable(text, MINCHO) == missing


@pytest.mark.parametrize("text", [*DRAWABLE, *(text for text, _ in UNDRAWABLE)])
def test_no_text_prints_the_box_for_a_missing_glyph(text: str) -> None:
    for name, letters in set_line(text, MINCHO).runs:
        glyphs = load_font(name).face.charToGlyph
        assert all(glyphs.get(ord(letter), 0) for letter in letters)


@pytest.mark.parametrize(
    ("variant", "base"),
    [
        ("邉\U000e010f", "邉"),
        ("礼\U000e0101", "礼"),
        ("葛\U000e0100", "葛"),
        ("塚\ufa10"[1], "塚"),
        ("𠮷", "吉"),
    ],
)
def test_a_variant_looks_different_from_its_base(variant: str, base: str) -> None:
    assert paint(draw(variant)) != paint(draw(base))


def test_an_unknown_variant_is_shown_with_a_mark_and_not_as_its_base() -> None:
    assert paint(draw("邉\U000e01ef")) == paint(draw("邉〓"))


def test_a_character_that_no_font_draws_is_shown_as_a_mark() -> None:
    assert paint(draw("外\ue000😀")) == paint(draw("外〓〓"))


def test_a_name_is_set_in_one_font_if_one_draws_all_of_it() -> None:
    line = set_line("𠮷田　太郎", MINCHO, one_font=True)
    assert [name for name, _ in line.runs] == ["ipamjm"]


def test_a_name_uses_several_fonts_if_no_font_draws_all_of_it() -> None:
    line = set_line("𠮷葛\U000e0100", MINCHO, one_font=True)
    assert [name for name, _ in line.runs] == ["ipamjm", "BIZUDMincho-Regular"]


def test_a_variant_is_as_wide_as_its_base() -> None:
    assert set_line("邉\U000e010f", MINCHO).em_width == pytest.approx(1.0)


@pytest.mark.parametrize("name", ["BIZUDMincho-Regular", "ipamjm"])
def test_the_sequences_of_a_font_are_those_that_fonttools_reads(name: str) -> None:
    expected = {}
    with TTFont(resource("fonts", f"{name}.ttf"), lazy=True) as font:
        (table,) = [table for table in font["cmap"].tables if table.format == 14]
        for selector, entries in table.uvsDict.items():
            for base, glyph in entries:
                number = SAME_AS_BASE if glyph is None else font.getGlyphID(glyph)
                expected[chr(base) + chr(selector)] = number
    assert read_sequences(load_font(name).face) == expected


def test_the_same_text_twice_gives_the_same_bytes() -> None:
    first = draw(*DRAWABLE)
    draw("辺\U000e0101", "😀")
    assert draw(*DRAWABLE) == first


def test_all_fonts_are_embedded_subsets() -> None:
    data = draw("𠮷田", "邉\U000e010f葛\U000e0100")
    assert b"Helvetica" not in data
    assert data.count(b"/FontFile2") == 2
    assert len(data) < 400_000


def test_a_text_is_shrunk_to_its_width() -> None:
    line = set_line("長い名前の人", MINCHO)
    assert fit_size(line, 60, 20, 6) == 10
    assert fit_size(line, 600, 20, 6) == 20
    assert fit_size(line, 6, 20, 6) == 6


def test_wrapping_loses_nothing_and_keeps_within_the_width() -> None:
    text = "情報システムデータ、活用ー。渡邉\U000e010f" * 7
    lines = wrap_text(text, GOTHIC, 9)
    assert all(line.em_width <= 9 for line in lines)
    whole = "".join(letters for line in lines for _, letters in line.runs)
    expected = "".join(letters for _, letters in set_line(text, GOTHIC).runs)
    assert whole == expected
    assert not any(line.runs[0][1][0] in "、。ー" for line in lines)


def test_a_character_is_named_for_a_list() -> None:
    assert describe_unit("邉\U000e010f") == "邉\U000e010f（U+9089 U+E010F）"
    assert describe_unit("\ue000") == "〓（U+E000）"
