"""学習機会の情報 on paper and as a page for the intranet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from dxdesk.errors import UserError
from dxdesk.exports import learning
from dxdesk.exports.documents.learning_information import draw_learning_information
from dxdesk.exports.learning import Information
from dxdesk.exports.pages.learning_information import write_learning_page
from dxdesk.models.desk import Desk
from dxdesk.models.plan.learning import Offer, Opportunity
from dxdesk.models.plan.skill_map import Category, Qualification
from tests.exports.pdf_reading import count_pages, read_lines

EXAM = Opportunity(
    2026, "試験", "ITパスポート試験", "情報処理推進機構", category_codes=("L1",),
    since=date(2026, 10, 18), apply_since=date(2026, 8, 1), apply_until=date(2026, 9, 4),
    place="県内の会場", fee="7,500円", url="https://exam.example/guide", recommended=True,
)  # fmt: skip
VIDEO = Opportunity(2026, "動画・教材", "表計算の基礎", url="庁内ポータル＞研修")
TOLD = Information(
    2026, date(2026, 7, 1), "総務部人事課", "人材育成係　内線2345", (VIDEO, EXAM),
    Offer(
        (Category("L1", "デジタル推進リーダー人材"),),
        (
            Qualification("AP", "応用情報技術者試験", last_exam_on=date(2027, 3, 31), successor="PD"),
            Qualification("PD", "後継の試験", first_exam_on=date(2027, 4, 1)),
        ),
    ),
)  # fmt: skip
EVIL = '<script src="https://evil.example/a.js">alert(1)</script>"\'&'


class Reader(HTMLParser):
    """What a browser makes of a page: its elements, and the texts a reader sees."""

    EMPTY = ("meta", "br")

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def named(self, tag: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes in self.elements if name == tag)


def read(told: Information = TOLD) -> Reader:
    return Reader(write_learning_page(told))


def test_the_page_says_what_it_is_whose_and_of_when() -> None:
    page = read()
    assert next(page.named("html")) == {"lang": "ja"}
    assert {"charset": "utf-8"} in page.named("meta")
    for text in (
        "令和8年度　学習機会の情報",
        "作成日：令和8年7月1日",
        "問い合わせ先：総務部人事課　人材育成係　内線2345",
        "応用情報技術者試験",
        "令和8年度で終了、後継：後継の試験",
    ):
        assert text in page.texts


def test_every_heading_of_the_page_can_be_reached() -> None:
    page = read()
    wanted = [link["href"] for link in page.named("a") if link["href"].startswith("#")]
    assert [f"#{section['id']}" for section in page.named("section")] == wanted
    titles = ["試験カレンダー", "推奨講座", "試験", "動画・教材", "計画の対象となる資格"]
    assert [text for text in page.texts if text in titles][: len(wanted)] == titles


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = read(replace(TOLD, opportunities=(replace(EXAM, title=EVIL, text=EVIL, url=EVIL),)))
    names = {name for name, _ in page.elements}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form"})
    assert not any(
        key == "src" or key.startswith("on") for _, each in page.elements for key in each
    )
    sheet = re.search("<style>(.*?)</style>", write_learning_page(TOLD).decode(), re.DOTALL)
    assert sheet is not None
    assert not re.search(r"url\(|@import|://", sheet[1])


@pytest.mark.parametrize("field", ["title", "provider", "place", "fee", "url", "text"])
def test_what_was_typed_in_is_shown_as_it_was_typed(field: str) -> None:
    page = read(replace(TOLD, opportunities=(replace(EXAM, **{field: EVIL}),)))
    assert any(EVIL in text for text in page.texts)


def test_the_office_and_its_contact_are_escaped_too() -> None:
    page = read(replace(TOLD, office=EVIL, contact=EVIL))
    assert f"問い合わせ先：{EVIL}　{EVIL}" in page.texts


def test_only_an_address_of_the_web_can_be_followed() -> None:
    wanted = ("javascript:alert(1)", "庁内ポータル＞研修", "https://exam.example/guide")
    pages = [read(replace(TOLD, opportunities=(replace(VIDEO, url=url),))) for url in wanted]
    followed = [
        [link["href"] for link in page.named("a") if not link["href"].startswith("#")]
        for page in pages
    ]
    assert followed == [[], [], ["https://exam.example/guide"]]


def test_the_page_counts_no_days_that_would_be_wrong_tomorrow() -> None:
    near = replace(TOLD, made_on=date(2026, 8, 30))
    assert not any("あと" in text or "締切まで" in text for text in read(near).texts)


def test_the_paper_holds_everything_by_kind_and_month() -> None:
    out = io.BytesIO()
    report = draw_learning_information(TOLD, out, author="佐藤")
    assert report.pages == count_pages(out.getvalue())
    text = "\n".join(line for at in range(report.pages) for line in read_lines(out.getvalue(), at))
    for part in (
        "令和8年度　学習機会の情報",
        "試験カレンダー",
        "令和8年9月",
        "4日（金）",
        "申込締切",
        "令和8年10月18日",
        "動画・教材",
        "随時",
        "推奨講座",
        "人材育成係　内線2345",
    ):
        assert part in text
    assert "個人情報" not in text


def test_a_year_of_which_nothing_is_known_says_so(desk: Desk) -> None:
    with pytest.raises(UserError, match="令和8年度の学習機会の情報がありません"):
        learning.gather(desk, 2026)
