"""認定職員名簿 and 個人票 on paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.exports.documents import certified_list, profile
from dxdesk.exports.documents.certified_list import CertifiedRow, draw_certified_list
from dxdesk.exports.documents.profile import (
    ExperienceLine,
    PostingLine,
    Profile,
    TrainingLine,
    draw_profiles,
)
from dxdesk.exports.paper import PaperReport, ReportHead
from tests.exports.pdf_reading import count_pages, read_lines

DAY = date(2026, 3, 31)
NAME = "渡邉\U000e010f　花子"


def head(title: str, *, landscape: bool = False) -> ReportHead:
    return ReportHead(
        title=title,
        office="総務部人事課",
        made_on=date(2026, 4, 15),
        author="人事　太郎",
        as_of=DAY,
        status="確定",
        landscape=landscape,
    )


def row(number: int, bureau: str = "総務部", name: str = NAME) -> CertifiedRow:
    unit = "次世代社会戦略局デジタルトランスフォーメーション推進課"
    return CertifiedRow(
        bureau, f"第{number}号", name, "ワタナベ　ハナコ", unit, "主査", "レベル１", DAY, "有効"
    )


def draw_list(rows: Sequence[CertifiedRow]) -> tuple[bytes, PaperReport]:
    out = io.BytesIO()
    report = draw_certified_list(
        rows, out, head=head(certified_list.TITLE, landscape=True), notes=["再交付を含む。"]
    )
    return out.getvalue(), report


def draw_profile(one: Profile) -> list[list[str]]:
    out = io.BytesIO()
    draw_profiles([one], out, head=head(profile.TITLE))
    data = out.getvalue()
    return [read_lines(data, page) for page in range(count_pages(data))]


def test_the_frame_says_what_the_paper_is_on_every_page() -> None:
    data, report = draw_list([row(number) for number in range(60)])
    assert report.pages == count_pages(data) > 1
    for page in range(report.pages):
        text = "\n".join(read_lines(data, page))
        for part in (
            "取扱注意（個人情報）",
            "総務部人事課",
            "認定職員名簿",
            "基準日：令和8年3月31日　確定",
            f"{page + 1}／{report.pages}ページ",
            "作成日：令和8年4月15日",
            "作成者：人事　太郎",
            "フリガナ",
        ):
            assert part in text


def test_every_row_stands_in_the_list_once_under_its_bureau() -> None:
    rows = [row(number, "総務部" if number < 40 else "総合政策部") for number in range(90)]
    data, report = draw_list(rows)
    pages = ["".join(read_lines(data, page)) for page in range(report.pages)]
    text = "".join(pages)
    assert all(text.count(f"第{number}号") == 1 for number in range(90))
    assert text.count(NAME) == 90
    assert text.count("総務部　40件") - text.count("総務部　40件（続き）") == 1
    assert "総合政策部　50件（続き）" in pages[-1]
    assert "（注）認定の件数は90件である。" in text
    assert "（注）再交付を含む。" in text


def test_long_cells_are_wrapped_and_not_cut() -> None:
    text = "".join(read_lines(draw_list([row(1)])[0]))
    assert "次世代社会戦略局デジタルトランスフォーメーション推進課" in text


def test_an_empty_list_says_so() -> None:
    data, report = draw_list([])
    assert report.pages == 1
    assert "該当なし" in read_lines(data)


def test_what_no_font_draws_is_listed() -> None:
    _, report = draw_list([row(1), row(2, name="外\ue000")])
    assert report.undrawable == (("外\ue000", ("\ue000",)),)


def test_made_twice_a_list_is_the_same_bytes() -> None:
    assert draw_list([row(1), row(2)])[0] == draw_list([row(1), row(2)])[0]


def test_a_profile_has_all_sections_and_says_where_nothing_is() -> None:
    (lines,) = draw_profile(
        Profile(
            f"001234　{NAME}",
            [("職員番号", "001234"), ("氏名", NAME), ("職名", "主査")],
            postings=[PostingLine(date(2024, 4, 1), None, "税務課", "主査", "係長級")],
            trainings=[TrainingLine(2025, "情報セキュリティ", "eラーニング", DAY, "修了")],
        )
    )
    for part in ("基本", "異動歴", "研修", "資格", "業務経歴", "認定", f"001234　{NAME}"):
        assert part in "".join(lines)
    assert lines.count("該当なし") == 3
    assert "令和6年4月1日～" in "".join(lines)
    assert "令和7年度" in "".join(lines)


def test_a_text_longer_than_a_page_goes_on_on_the_next() -> None:
    line = ExperienceLine(DAY, None, "システム", "税務システムの更新に係る要件定義" * 400)
    pages = draw_profile(Profile("001234", [("職員番号", "001234")], experience=[line]))
    assert len(pages) > 1
    assert "".join("".join(page) for page in pages).count("税務") >= 390
    assert all("001234" in "".join(page) for page in pages)


def test_each_profile_counts_its_own_pages(tmp_path: Path) -> None:
    path = tmp_path / "個人票.pdf"
    people = [Profile(number, [("職員番号", number)]) for number in ("000001", "000002")]
    assert draw_profiles(people, path, head=head(profile.TITLE)).pages == 2
    assert all("1／1ページ" in "".join(read_lines(path.read_bytes(), page)) for page in (0, 1))


def test_no_profile_is_said() -> None:
    with pytest.raises(UserError, match="印刷するものがありません"):
        draw_profiles([], io.BytesIO(), head=head(profile.TITLE))
