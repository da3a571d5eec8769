"""What the files of inquiries and sheets ask, show, and carry unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, layout, packets
from dxdesk.models.inquiries.marks import read_mark
from dxdesk.models.inquiries.presets import BY_PERSON, BY_PERSON_AND_HEAD
from tests.exports import inquiries_out as office
from tests.exports.inquiries_out import column, page

AFFAIRS = "01_総務部/010001_総務課.xlsx"


@pytest.fixture
def out(desk: Desk, tmp_path: Path) -> Path:
    office.fill(desk)
    return tmp_path


def test_a_sheet_has_a_row_for_each_person_and_rated_item(desk: Desk, out: Path) -> None:
    rated = page(office.send(desk, office.prepare_sheets(desk), out) / AFFAIRS, "評価")
    assert column(rated, "number") == ["000001"] * 2 + ["000002"] * 2 + ["000005"] * 2
    assert column(rated, "item") == ["1-1", "2-1"] * 3
    assert [cell.value for cell in rated[2][1:]] == [
        "number", "name", "item", "text", "head", "remark", "wish",
    ]  # fmt: skip


def test_every_row_carries_a_mark_of_its_person_and_item(desk: Desk, out: Path) -> None:
    inquiry_id = office.prepare_sheets(desk)
    rated = page(office.send(desk, inquiry_id, out) / AFFAIRS, "評価")
    secret = inquiries.get(desk, inquiry_id).token
    token = packets.packets(desk, inquiry_id)[0].token
    found = [cell.value for cell in rated["A"] if cell.value and layout.RATINGS not in cell.value]
    assert read_mark(secret, [token], found[-1]) == ("000005", "2-1")
    assert [cell.value for cell in rated[1][1:6]] == [
        token, "ratings", "蒼海県総務部人事課", "令和7年度アセスメントシート", "令和7年度",
    ]  # fmt: skip


def test_the_wish_is_asked_once_for_each_person(desk: Desk, out: Path) -> None:
    rated = page(office.send(desk, office.prepare_sheets(desk), out) / AFFAIRS, "評価")
    wishes = [row[-1] for row in rated.iter_rows(min_row=rated.max_row - 5)]
    assert [cell.protection.locked for cell in wishes] == [False, True] * 3


@pytest.mark.parametrize(
    ("mode", "graded", "confirmed"),
    [(BY_PERSON, ["own"], False), (BY_PERSON_AND_HEAD, ["own", "head"], True)],
)
def test_who_rates_depends_on_the_way_of_filling_in(
    desk: Desk, out: Path, mode: str, graded: list[str], confirmed: bool
) -> None:
    folder = office.send(desk, office.prepare_sheets(desk, mode), out)
    path = folder / "01_総務部/010001_総務課_000001.xlsx"
    keys = [cell.value for cell in page(path, "評価")[2]]
    assert [key for key in keys if key in ("own", "head")] == graded
    assert ("所属長確認" in page(path, "評価").parent.sheetnames) is confirmed


def test_a_sheet_says_what_it_is_for_and_what_it_is_not(desk: Desk, out: Path) -> None:
    rated = page(office.send(desk, office.prepare_sheets(desk), out) / AFFAIRS, "評価")
    words = "\n".join(str(rated.cell(row, 2).value) for row in range(3, 9))
    for said in (
        "総務部　総務課",
        "令和8年3月31日",
        "提出期限：令和8年12月10日",
        "人事評価ではありません",
        "不明な点は",
    ):
        assert said in words


def test_what_is_registered_is_shown_and_cannot_be_changed(desk: Desk, out: Path) -> None:
    known = page(office.send(desk, office.prepare_sheets(desk), out) / AFFAIRS, "登録内容")
    assert column(known, "title") == ["データ活用研修"]
    assert column(known, "since") == ["R7.6.1"]
    assert column(known, "verification") == ["実施機関データ"]
    assert all(cell.protection.locked for row in known.iter_rows() for cell in row)


def test_claims_offer_the_people_of_the_file_and_the_names_of_the_plan(
    desk: Desk, out: Path
) -> None:
    claimed = page(office.send(desk, office.prepare_sheets(desk), out) / AFFAIRS, "申告")
    rules = {str(rule.sqref)[0]: rule for rule in claimed.data_validations.dataValidation}
    assert rules["B"].formula1 == '"000001,000002,000005"'
    assert rules["D"].formula1 == "選択肢!$E$5:$E$6"
    assert not rules["D"].showErrorMessage
    offered = claimed.parent["選択肢"]
    assert [offered["E5"].value, offered["E6"].value] == ["必須研修", "必須の二"]


def test_an_inquiry_has_a_column_for_each_question(desk: Desk, out: Path) -> None:
    inquiry_id = office.prepare_questions(desk)
    asked = page(office.send(desk, inquiry_id, out) / AFFAIRS, "記入")
    keys = [layout.question_key(each.id) for each in inquiries.get(desk, inquiry_id).questions]
    assert [cell.value for cell in asked[2][1:]] == ["number", "name", "title", *keys]
    assert column(asked, keys[0]) == [None] * 3
    (rule,) = asked.data_validations.dataValidation
    assert rule.formula1 == '"推薦する,推薦しない"'


def test_the_summary_lists_the_units_with_places_for_their_days(desk: Desk, out: Path) -> None:
    folder = office.send(desk, office.prepare_sheets(desk), out)
    listed = page(folder / "01_総務部/取りまとめ表.xlsx", "取りまとめ表")
    assert column(listed, "unit") == ["総務課", "人事課"]
    assert column(listed, "people") == [3, 1]
    assert "人事担当：長谷　川" in listed["B4"].value
    assert listed["C1"].value == layout.SUMMARY
