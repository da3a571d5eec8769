"""送付文 and 督促文 look like letters of an office and say what must be said."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dxdesk.exports.letters import inquiry as letters
from dxdesk.exports.letters.letter import fill_fields, letter_text, write_letter
from dxdesk.models import settings
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, packets
from tests.exports import inquiries_out as office
from tests.factories import changing


@pytest.fixture
def sending(desk: Desk) -> letters.Letter:
    office.fill(desk)
    with changing(desk) as action:
        settings.set_value(action, settings.LETTER_SENDER, "蒼海県総務部長　海野　渚")
        settings.set_value(action, settings.CONTACT, "人材育成係　内線1234")
    inquiry = inquiries.get(desk, office.prepare_sheets(desk))
    bureau = packets.progress(desk, inquiry, desk.today())[1]
    return letters.sending_letter(
        inquiry, bureau, letters.wording(desk), desk.today(), password=False
    )


def test_a_letter_stands_as_offices_write_them(sending: letters.Letter) -> None:
    lines = {
        paragraph.text: paragraph.alignment
        for paragraph in Document(BytesIO(write_letter(sending))).paragraphs
    }
    right, centre = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    assert lines["人第123号"] == right
    assert lines["令和8年11月23日"] == right
    assert lines["農政部人事担当者　様"] is None
    assert lines["蒼海県総務部長　海野　渚"] == right
    assert lines["令和7年度アセスメントシートについて（照会）"] == centre
    assert lines["記"] == centre
    assert lines["以上"] == right
    assert lines["（問い合わせ先：人材育成係　内線1234）"] == right


def test_the_items_say_until_when_and_what_for(sending: letters.Letter) -> None:
    said = dict(sending.items)
    assert said["提出期限"] == "令和8年12月10日"
    assert said["対象"] == "全職員（1人）"
    assert "人事評価ではありません" in said["利用目的"]


def test_no_word_file_tells_by_what_it_was_made(sending: letters.Letter) -> None:
    properties = Document(BytesIO(write_letter(sending))).core_properties
    assert (properties.author, properties.comments) == ("DX人材デスク", "")
    assert properties.title == "令和7年度アセスメントシートについて（照会）"


def test_a_reminder_lists_the_units_that_are_missing(desk: Desk) -> None:
    office.fill(desk)
    inquiry = inquiries.get(desk, office.prepare_sheets(desk))
    bureau = packets.overdue(packets.progress(desk, inquiry, desk.today()))[0]
    letter = letters.reminding_letter(inquiry, bureau, letters.wording(desk), desk.today())
    (table,) = Document(BytesIO(write_letter(letter))).tables
    assert [cell.text for cell in table.rows[1].cells] == ["010001", "総務課", "1件", "3人"]
    text = letter_text(letter)
    assert "令和8年12月10日" in text
    assert "010002\t人事課\t1件\t1人" in text


def test_an_unknown_field_stays_to_be_seen() -> None:
    assert fill_fields("{件名}を{謎}に\n\n送る", {"件名": "照会"}) == ("照会を{謎}に", "送る")
