"""A sheet goes out, comes back once or twice, is looked at, and is confirmed with what was judged."""

from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment import claims, confirming, exceptions, sheet_answers, sheets
from dxdesk.models.assessment.claims import Said
from dxdesk.models.assessment.judgement import judge
from dxdesk.models.assessment.rating_distribution import distribution
from dxdesk.models.assessment.sheet_answers import SheetAnswer
from dxdesk.models.assessment.sheets import Head, Sheet
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import trainings
from dxdesk.models.inquiries import inquiries, packets
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.inquiries.presets import BY_UNIT
from dxdesk.models.plan import editions
from tests.models.certification.offices import DAY, employee_id_of, fill_office

YEAR = 2025
CONFIRMED_BY_HEAD = Head("総務課長", "長谷　川", date(2026, 3, 1))
FULL = SheetAnswer(
    {"1-1": (3, 4), "2-1": (4, 5)}, {"1-1": "RPA導入"}, "希望する", CONFIRMED_BY_HEAD
)


@pytest.fixture
def people(desk: Desk) -> list[int]:
    """Four people with sheets that are out: two in 総務課 and 人事課, one in 農政課 …"""
    fill_office(desk)
    found = [employee_id_of(desk, f"00000{n}") for n in range(1, 5)]
    with desk.action(acts.PREPARE_INQUIRY, "照会の準備") as action:
        edition = editions.in_force(action, DAY)
        draft = Draft(YEAR, "シート", "sheet", BY_UNIT, "全職員", DAY, None, edition_id=edition.id)
        inquiries.prepare(action, draft, found)
        sheets.distribute(action, YEAR, edition.id, found)
    return found


def packet_ids(desk: Desk) -> list[int]:
    return [each.id for each in packets.packets(desk, inquiries.inquiries(desk, YEAR)[0].id)]


def sheet_of(desk: Desk, employee_id: int) -> Sheet:
    found = sheets.of_employee(desk, employee_id, YEAR)
    assert found is not None
    return found


def receive(desk: Desk, packet_id: int, given: dict[int, SheetAnswer]) -> None:
    with desk.action(acts.TAKE_ANSWERS, "回収") as action:
        sheet_answers.receive(action, YEAR, {packet_id: given})


def confirm(desk: Desk, *employee_ids: int) -> None:
    with desk.action(acts.CONFIRM_SHEETS, "確定") as action:
        confirming.confirm(action, [sheet_of(desk, each).id for each in employee_ids], DAY)


def test_what_comes_back_stands_in_the_sheet_and_in_the_ratings(
    desk: Desk, people: list[int]
) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    sheet = sheet_of(desk, people[0])
    assert (sheet.state, sheet.wish, sheet.head) == ("回収済", "希望する", CONFIRMED_BY_HEAD)
    assert sheets.remarks(desk, sheet.id) == {"1-1": "RPA導入"}
    assert "000001" in judge(desk, DAY).people["L2"]


def test_what_a_file_leaves_empty_stays_as_it_was_known(desk: Desk, people: list[int]) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: SheetAnswer({"1-1": (2, None)})})
    assert "000001" in judge(desk, DAY).people["L1"]


def test_the_same_file_twice_changes_nothing(desk: Desk, people: list[int]) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    with desk.action(acts.TAKE_ANSWERS, "回収") as action:
        sheet_answers.receive(action, YEAR, {packet_ids(desk)[0]: {people[0]: FULL}})
        assert action.changes().tables == {}


def test_a_second_answer_is_kept_beside_the_first(desk: Desk, people: list[int]) -> None:
    own, other = packet_ids(desk)[0], packet_ids(desk)[-1]
    second = SheetAnswer({"1-1": (1, 1)})
    receive(desk, own, {people[0]: FULL})
    receive(desk, other, {people[0]: second})
    sheet = sheet_of(desk, people[0])
    assert [each.shown for each in sheet_answers.received(desk, sheet)] == [True, False]
    assert sheet_answers.doubly_answered(desk, YEAR) == {sheet.id}
    with desk.action(acts.CHOOSE_ANSWER, "回答の選択") as action:
        sheet_answers.choose(action, sheet, other)
    assert "000001" not in judge(desk, DAY).people["L1"]


def test_a_confirmed_sheet_keeps_what_it_shows(desk: Desk, people: list[int]) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    confirm(desk, people[0])
    receive(desk, packet_ids(desk)[0], {people[0]: SheetAnswer({"1-1": (1, 1)})})
    assert sheet_of(desk, people[0]).state == sheets.CONFIRMED
    assert "000001" in judge(desk, DAY).people["L1"]


def test_confirming_freezes_what_was_judged_and_seals_the_edition(
    desk: Desk, people: list[int]
) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    confirm(desk, people[0])
    frozen = confirming.from_json(sheet_of(desk, people[0]).frozen)
    assert frozen == confirming.judged_of(desk, [people[0]], DAY)[people[0]]
    assert frozen.verdicts == {"L1": 1, "L2": 2}
    assert editions.in_force(desk, DAY).sealed_on == desk.today()


def test_a_sheet_that_has_not_come_back_is_not_confirmed_with_others(
    desk: Desk, people: list[int]
) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    with pytest.raises(UserError, match="1件あるため、確定していません"):
        confirm(desk, people[0], people[3])
    assert sheet_of(desk, people[0]).state == sheets.RETURNED


def test_each_sheet_that_has_come_back_stands_in_a_view(desk: Desk, people: list[int]) -> None:
    claim = Said("資格", "", "ITパスポート", date(2026, 1, 5), None)
    known = SheetAnswer({"1-1": (3, 4)}, head=CONFIRMED_BY_HEAD)
    receive(desk, packet_ids(desk)[0], {people[0]: known, people[1]: SheetAnswer(claims=(claim,))})
    before = judge(desk, DAY)
    views = exceptions.exceptions(desk, YEAR, DAY, (before, before)).views
    assert views["問題なし"] == {people[0]}
    assert views["申告あり"] == views["所属長未確認"] == {people[1]}
    newly = exceptions.exceptions(desk, YEAR, DAY).views["新たに達成"]
    assert newly == {people[0], people[1]}


def test_a_reason_is_needed_to_send_a_sheet_back(desk: Desk, people: list[int]) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    sheet = sheet_of(desk, people[0])
    with (
        pytest.raises(UserError, match="差戻しの理由"),
        desk.action(acts.CHANGE_SHEET, "差戻し") as action,
    ):
        sheets.move(action, [sheet.id], sheets.SENT_BACK)
    with desk.action(acts.CHANGE_SHEET, "差戻し") as action:
        sheets.move(action, [sheet.id], sheets.SENT_BACK, "評価の記入漏れ")
    assert sheet_of(desk, people[0]).reason == "評価の記入漏れ"


def test_an_accepted_claim_becomes_a_record_that_somebody_checked(
    desk: Desk, people: list[int]
) -> None:
    said = Said("研修", "T1", "必須研修", date(2025, 6, 12), None)
    receive(desk, packet_ids(desk)[0], {people[0]: SheetAnswer(claims=(said,))})
    (claim,) = claims.of_sheet(desk, sheet_of(desk, people[0]).id)
    with desk.action(acts.DECIDE_CLAIM, "申告の確認") as action:
        claims.accept(action, claim.id, "写し確認")
    (attended,) = trainings.of_employee(desk, people[0])
    assert (attended.code, attended.result, attended.verification) == ("T1", "修了", "写し確認")
    (claim,) = claims.of_sheet(desk, sheet_of(desk, people[0]).id)
    assert (claim.state, claim.evidence_id) == ("認める", attended.id)
    desk.undo(desk.last_action())
    assert trainings.of_employee(desk, people[0]) == []


def test_a_claim_that_names_nothing_of_the_plan_asks_what_it_is(
    desk: Desk, people: list[int]
) -> None:
    said = Said("研修", "", "社外の講座", date(2025, 6, 12), None)
    receive(desk, packet_ids(desk)[0], {people[0]: SheetAnswer(claims=(said,))})
    (claim,) = claims.of_sheet(desk, sheet_of(desk, people[0]).id)
    with (
        pytest.raises(UserError, match="どの研修に当たるか"),
        desk.action(acts.DECIDE_CLAIM, "申告の確認") as action,
    ):
        claims.accept(action, claim.id, "写し確認")


def test_a_refused_claim_keeps_its_reason(desk: Desk, people: list[int]) -> None:
    said = Said("資格", "", "英検", date(2025, 6, 12), None)
    receive(desk, packet_ids(desk)[0], {people[0]: SheetAnswer(claims=(said,))})
    (claim,) = claims.of_sheet(desk, sheet_of(desk, people[0]).id)
    with desk.action(acts.DECIDE_CLAIM, "申告の確認") as action:
        claims.refuse(action, claim.id, "計画にない資格のため")
    receive(desk, packet_ids(desk)[0], {people[0]: SheetAnswer(claims=(said,))})
    (claim,) = claims.of_sheet(desk, sheet_of(desk, people[0]).id)
    assert (claim.state, claim.reason) == ("認めない", "計画にない資格のため")
    assert claims.open_sheets(desk, YEAR) == set()


def test_ratings_are_counted_by_bureau(desk: Desk, people: list[int]) -> None:
    receive(desk, packet_ids(desk)[0], {people[0]: FULL})
    found = {each.bureau: each.counts for each in distribution(desk, YEAR, DAY)}
    assert found["総務部"][4] == 1
    assert sum(map(sum, found.values())) == 8
