"""受講推薦名簿 on paper."""

from __future__ import annotations

import io
from datetime import date

from dxdesk.exports.documents.recommended import (
    TITLE,
    RecommendedRow,
    RecommendedTraining,
    draw_recommended,
)
from dxdesk.exports.paper import ReportHead
from tests.exports.pdf_reading import count_pages, read_lines

COUNTS = [("レベル1に届く職員", "90人（うち推進リーダー 1人、対象者のいない所属 2）")]


def row(at: int) -> RecommendedRow:
    bureau = "総務部" if at < 50 else "農政部"
    return RecommendedRow(
        bureau, "総務課", f"{at:06}", "𠮷田　一", "主事", "レベル1", "正" * (at == 0)
    )


def test_each_training_has_pages_of_its_own_with_its_bureaus_and_what_it_would_do() -> None:
    out = io.BytesIO()
    head = ReportHead(TITLE, "人事課", date(2026, 11, 23), "佐藤", as_of=date(2026, 3, 31))
    trainings = [
        RecommendedTraining("T1", "基礎研修", COUNTS, [row(at) for at in range(90)]),
        RecommendedTraining("T2", "応用研修", [], [row(0)]),
    ]
    draw_recommended(trainings, out, head=head, notes=["基準日のものである。"])
    pages = ["".join(read_lines(out.getvalue(), at)) for at in range(count_pages(out.getvalue()))]
    *first, second = pages
    assert len(first) == 3
    assert all("T1　基礎研修" in page for page in first)
    assert all(part in first[0] for part in COUNTS[0])
    text = "".join(first)
    assert all(text.count(f"{at:06}") == 1 for at in range(90))
    assert "総務部　50人" in first[0]
    assert "農政部　40人" in text
    assert "1／3ページ" in first[0]
    assert "（注）基準日のものである。" in first[-1]
    assert "T2　応用研修" in second
    assert "1／1ページ" in second
