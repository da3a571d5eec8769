from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dxdesk.exports.documents.listing import draw_listing
from dxdesk.exports.listing import Listing
from dxdesk.exports.paper import ReportHead
from dxdesk.exports.workbooks.listing import write_listing
from dxdesk.models.columns import Column, Kind
from tests.exports.pdf_reading import count_pages, read_lines

COLUMNS = (
    Column("unit", "所属", Kind.TEXT, 20),
    Column("number", "職員番号", Kind.CODE, 10),
    Column("on", "認定年月日", Kind.DAY, 12),
    Column("count", "人数", Kind.NUMBER, 6),
)
ROWS = [
    {"unit": f"第{at}課", "number": f"{at:06}", "on": date(2026, 4, 1), "count": at}
    for at in range(120)
]
LISTING = Listing("所属一覧/試験", COLUMNS, ROWS, "部局：総務部")


def never(_done: int, _total: int) -> None:
    pass


def test_a_list_becomes_a_workbook_with_its_columns_in_their_order() -> None:
    sheet = load_workbook(BytesIO(write_listing(LISTING, never))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("所属", "職員番号", "認定年月日", "人数")
    assert rows[3][:2] == ("第2課", "000002")
    assert rows[3][2].date() == date(2026, 4, 1)
    assert rows[3][3] == 2
    assert len(rows) == 121


def test_the_headings_stand_on_every_page_of_the_paper() -> None:
    head = ReportHead("", "人事課", date(2026, 11, 23), "佐藤")
    content, report = draw_listing(LISTING, head, never)
    texts = [" ".join(read_lines(content, page)) for page in range(count_pages(content))]
    assert len(texts) == report.pages > 1
    assert all("職員番号" in text and "部局：総務部" in text for text in texts)
    assert "R8.4.1" in texts[0]


def test_writing_stops_when_the_progress_says_so() -> None:
    class StoppedHere(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise StoppedHere

    head = ReportHead("", "人事課", date(2026, 11, 23), "佐藤")
    with pytest.raises(StoppedHere):
        draw_listing(LISTING, head, stop)
