"""登録資格有効期限一覧 on paper: what lapses by 部局, with the days that are left."""

from __future__ import annotations

import pytest

from dxdesk.errors import UserError
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.documents.expiring_qualifications import expiring_list, print_expiring
from dxdesk.exports.output import Request, make
from dxdesk.models import acts, settings
from dxdesk.models.desk import Desk
from tests.exports.pdf_reading import count_pages, read_lines
from tests.factories import day
from tests.models.evidence.offices import Office, hold, open_office

TODAY = day("2026-11-23")


@pytest.fixture
def office(desk: Desk) -> Office:
    made = open_office(desk)
    with desk.action(acts.ADD_EVIDENCE, "根拠の登録") as action:
        hold(action, made.azuma, "RISS", "2023-10-01", expires_on="2026-12-01", number="第7号")
        hold(action, made.minami, "RISS", "2020-10-01", expires_on="2023-09-30")
        hold(action, made.kita, "RISS", "2024-06-01", expires_on="2027-05-31")
    return made


def test_every_registration_stands_under_its_bureau(office: Office) -> None:
    made = expiring_list(office.desk, TODAY, 6)
    lines = read_lines(made.content)
    assert (made.count, count_pages(made.content)) == (2, 1)
    bureaus = [line for line in lines if line.endswith("1件")]
    assert bureaus == ["総務部　1件", "農政部　1件"]
    text = "\n".join(lines)
    for expected in ("東　一", "第7号", "令和8年12月1日", "あと8日", "1,150日前に失効"):
        assert expected in text
    assert (
        "（注）令和9年5月23日までに有効期限が来る登録と、期限が切れたまま更新の記録がない登録を載せた。"
        in lines
    )


def test_the_catalogue_takes_the_months_of_the_office(office: Office) -> None:
    with office.desk.action(acts.CHANGE_SETTING, "設定の変更") as action:
        settings.set_value(action, settings.EXPIRY_MONTHS, 12)
    made = make(office.desk, CATALOGUE["expiring_qualifications"], Request(".pdf"))
    assert made.size == "3件"


def test_printing_is_entered_into_the_record(office: Office) -> None:
    print_expiring(office.desk, TODAY, 6)
    entry = office.desk.history()[0]
    assert (entry.act, entry.title) == ("print", "登録資格有効期限一覧（2件）の印刷")


def test_an_empty_list_is_said(desk: Desk) -> None:
    open_office(desk)
    with pytest.raises(UserError, match="令和8年11月23日から6か月以内に有効期限が来る資格も"):
        expiring_list(desk, TODAY, 6)


def test_a_setting_that_is_a_number_is_read_as_one() -> None:
    assert settings.read_text(settings.EXPIRY_MONTHS, " １２ ") == 12
    assert settings.read_text(settings.OFFICE_NAME, " 人事課 ") == "人事課"
    for text in ("0", "半年", "-3", "1000", ""):
        with pytest.raises(UserError, match="1から999までの数"):
            settings.read_text(settings.EXPIRY_MONTHS, text)
