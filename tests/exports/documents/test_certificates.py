"""認定証 as they come out of the printer."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.exports.documents.certificates import (
    CertificateFace,
    PrintReport,
    draw_certificates,
)
from tests.exports.pdf_reading import count_pages, paint, read_facts, read_lines

DAY = date(2026, 3, 31)
LEVEL = "レベル１　デジタル推進リーダー人材"
HARD_NAMES = [
    "𠮷田　太郎",
    "渡邉\U000e010f　花子",
    "𡈽屋　一",
    "𣘺本",
    "塚\ufa10　礼\U000e0101",
    "<b>&",
]


def face(name: str = "北　花子", number: int = 1, **texts: str) -> CertificateFace:
    return CertificateFace(f"第{number}号", LEVEL, name, DAY, **texts)


def draw(*faces: CertificateFace, seal: bool = False) -> tuple[bytes, PrintReport]:
    out = io.BytesIO()
    report = draw_certificates(
        faces, out, made_on=date(2026, 4, 15), author="人事課", show_seal_place=seal
    )
    return out.getvalue(), report


def test_a_certificate_reads_in_its_order() -> None:
    data, _ = draw(
        face(unit="税務課", title="主査", rule_name="認定要領", giver="北海道知事　北　太郎")
    )
    assert read_lines(data) == [
        "認定証",
        "第1号",
        "税務課　主査",
        "北　花子",
        "上記の者は　認定要領に基づき",
        "レベル１　デジタル推進リーダー人材として認定する",
        "令和8年3月31日",
        "北海道知事　北　太郎",
    ]


def test_what_is_not_set_stays_blank() -> None:
    data, _ = draw(face())
    assert read_lines(data) == [
        "認定証",
        "第1号",
        "北　花子",
        "上記の者は　レベル１　デジタル推進リーダー人材として認定する",
        "令和8年3月31日",
    ]


def test_every_name_stands_on_its_own_page_as_registered() -> None:
    data, report = draw(*(face(name, number) for number, name in enumerate(HARD_NAMES, 1)))
    assert report == PrintReport(len(HARD_NAMES), (), ())
    assert [read_lines(data, page)[2] for page in range(count_pages(data))] == HARD_NAMES


def test_who_was_shrunk_is_reported() -> None:
    _, report = draw(face(), face("長" * 20, 2))
    (shrunk,) = report.shrunk
    assert (shrunk.number_text, shrunk.box, shrunk.fits) == ("第2号", "氏名", True)
    assert shrunk.size < shrunk.intended


def test_what_no_font_draws_is_listed_by_number_and_code_point() -> None:
    report = draw(face(), face("外\ue000😀", 2))[1]
    (missing,) = report.undrawable
    assert missing.units == ("\ue000", "😀")
    assert report.remarks == (
        f"{missing.number_text}：どの書体にもない文字があります（〓（U+E000）、😀（U+1F600））。〓で印刷しました。",
    )


def test_made_twice_it_is_the_same_bytes() -> None:
    faces = [face(name) for name in HARD_NAMES]
    first, _ = draw(*faces)
    draw(face("別\U000e0100の人😀"))
    assert draw(*faces)[0] == first


def test_the_seal_is_shown_only_when_asked_for() -> None:
    assert paint(draw(face())[0]) != paint(draw(face(), seal=True)[0])


def test_the_file_says_what_it_is() -> None:
    facts = read_facts(draw(face())[0])
    assert (facts["Title"], facts["Author"]) == ("認定証", "人事課")
    assert facts["CreationDate"].startswith("D:20260415")
    assert b"/Lang (ja)" in draw(face())[0]


def test_a_file_appears_complete(tmp_path: Path) -> None:
    path = tmp_path / "認定証.pdf"
    draw_certificates([face()], path, made_on=DAY, author="人事課")
    assert count_pages(path.read_bytes()) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(UserError, match="印刷する認定証がありません"):
        draw()
