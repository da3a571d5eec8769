from __future__ import annotations

from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts, settings
from dxdesk.models.certification import issue, rounds
from dxdesk.models.desk import Desk
from dxdesk.models.people import names_in_use, services
from dxdesk.models.plan import editions
from dxdesk.models.register import certifications
from tests.factories import changing
from tests.models.certification.offices import DAY, DECIDED, certify, employee_id_of, fill_office


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A desk with five people."""
    fill_office(desk)
    return desk


def test_numbers_go_in_the_order_of_bureau_unit_and_kana(office: Desk) -> None:
    decision = certify(office)
    assert (decision.certified, decision.numbers, decision.held_back) == (4, ("第1号", "第4号"), 0)
    given = certifications.of_round(office, decision.round_id)
    assert [one.employee_number for one in given] == ["000001", "000002", "000003", "000004"]


def test_names_are_printed_code_point_for_code_point(office: Desk) -> None:
    given = certifications.of_round(office, certify(office).round_id)
    assert [one.name_printed for one in given][2:] == ["渡邉\U000e0101　二", "𠮷田　一"]


def test_the_name_of_the_day_and_the_giver_are_printed(office: Desk) -> None:
    with changing(office, acts.CHANGE_SETTING) as action:
        settings.set_value(action, settings.GIVER, "知事　山本")
        who = employee_id_of(office, "000001")
        names_in_use.change_name(action, who, "赤木　四", date(2026, 4, 1))
    first = certifications.of_round(office, certify(office).round_id)[0]
    assert (first.name_printed, first.giver_printed) == ("青木　四", "知事　山本")


def test_a_round_keeps_its_dates_and_follows_the_fiscal_year_of_its_certificates(
    office: Desk,
) -> None:
    decision = certify(office, certified_on=date(2026, 5, 1))
    found = rounds.find(office, decision.round_id)
    assert found.title == "令和8年度第1回認定"
    assert (found.as_of, found.decided_on, found.certified_on, found.issued_on, found.state) == (
        DAY, DECIDED, date(2026, 5, 1), date(2026, 11, 23), "交付済",
    )  # fmt: skip


def test_who_is_certified_already_is_no_candidate_again(office: Desk) -> None:
    certify(office)
    with pytest.raises(UserError, match="まだ認定されていない職員はいません"):
        certify(office)


def test_a_certificate_before_its_decision_asks_for_the_reason(office: Desk) -> None:
    with pytest.raises(UserError, match="決裁日（令和8年4月15日）より前です"):
        issue.certify(office, "L1", DAY, DECIDED, DAY, "人事第12号")
    assert rounds.rounds(office) == []


def test_who_is_held_back_gets_no_number(office: Desk) -> None:
    with changing(office, acts.PREPARE_ROUND) as action:
        round_id = rounds.prepare(action, DAY, ["L2", "L1"])
    first = rounds.candidates(office, round_id)[0]
    with changing(office, acts.HOLD_BACK) as action:
        rounds.hold_back(action, first.id, "本人辞退")
    with changing(office, acts.DECIDE_ROUND) as action:
        decision = rounds.decide(action, round_id, DECIDED, DECIDED, "人事第12号")
    assert (decision.certified, decision.held_back) == (5, 1)
    assert rounds.candidates(office, round_id)[0].certificate_number == ""


def test_candidates_keep_their_reasons(office: Desk) -> None:
    with changing(office, acts.PREPARE_ROUND) as action:
        round_id = rounds.prepare(action, DAY, ["L1"])
    said = {one.reasons for one in rounds.candidates(office, round_id)}
    assert said == {"必須1項目：全て達成\n1-1 達成：令和7年度の所属長評価4"}


def test_who_left_before_the_day_of_the_certificate_is_held_back(office: Desk) -> None:
    with changing(office, acts.PREPARE_ROUND) as action:
        round_id = rounds.prepare(action, DAY, ["L1"])
        services.retire(action, employee_id_of(office, "000003"), date(2026, 4, 10))
    with changing(office, acts.DECIDE_ROUND) as action:
        decision = rounds.decide(action, round_id, DECIDED, DECIDED, "人事第12号")
    held = [one for one in rounds.candidates(office, round_id) if one.held_back]
    assert decision.held_back == 1
    assert [(one.number, one.held_back) for one in held] == [
        ("000003", "認定年月日に在籍していない")
    ]


def test_a_second_round_does_not_certify_the_same_people_twice(office: Desk) -> None:
    with changing(office, acts.PREPARE_ROUND) as action:
        waiting = rounds.prepare(action, DAY, ["L1"])
    certify(office)
    with changing(office, acts.DECIDE_ROUND) as action:
        decision = rounds.decide(action, waiting, DECIDED, DECIDED, "人事第13号")
    assert (decision.certified, decision.numbers, decision.held_back) == (0, (), 4)


def test_a_decided_round_can_be_neither_changed_nor_decided_again(office: Desk) -> None:
    round_id = certify(office).round_id
    first = rounds.candidates(office, round_id)[0]
    with pytest.raises(UserError, match="すでに交付済"), changing(office, acts.HOLD_BACK) as action:
        rounds.hold_back(action, first.id, "処分")
    with (
        pytest.raises(UserError, match="すでに交付済"),
        changing(office, acts.DECIDE_ROUND) as action,
    ):
        rounds.decide(action, round_id, DECIDED, DECIDED, "人事第12号")


def test_certificates_are_not_handed_over_before_the_decision(office: Desk) -> None:
    with changing(office, acts.PREPARE_ROUND) as action:
        round_id = rounds.prepare(action, DAY, ["L1"])
    with (
        pytest.raises(UserError, match="まだ決裁されていません"),
        changing(office, acts.ISSUE_CERTIFICATES) as action,
    ):
        issue.issue(action, round_id, DECIDED)


def test_a_round_seals_its_edition(office: Desk) -> None:
    certify(office)
    assert editions.in_force(office, DAY).sealed_on == date(2026, 11, 23)


def test_a_decision_cannot_be_undone_but_a_preparation_can(office: Desk) -> None:
    with changing(office, acts.PREPARE_ROUND) as action:
        rounds.prepare(action, DAY, ["L1"])
    office.undo(office.last_action())
    assert rounds.rounds(office) == []
    certify(office)
    with pytest.raises(UserError, match="認定の取消し"):
        office.undo(office.last_action())


def test_a_revoked_certification_is_in_force_until_the_day_before(office: Desk) -> None:
    certify(office)
    with changing(office, acts.REVOKE_CERTIFICATION) as action:
        certifications.revoke(action, "第2号", date(2026, 5, 1), "処分", "人事第20号")
    assert len(certifications.in_force_on(office, date(2026, 4, 30))) == 4
    assert len(certifications.in_force_on(office, date(2026, 5, 1))) == 3
    revoked = certifications.find(office, "第2号")
    assert (revoked.state, revoked.ended_reason, revoked.ended_document) == (
        "取消", "処分", "人事第20号",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "on", "reason", "said"),
    [
        ("第99号", DAY, "処分", "認定はありません"),
        ("第1号", date(2026, 3, 30), "処分", "より前の日には"),
        ("第1号", DAY, " ", "理由を入れて"),
        ("第4号", DAY, "処分", "すでに取消"),
    ],
)
def test_what_cannot_be_revoked_is_refused(
    office: Desk, number: str, on: date, reason: str, said: str
) -> None:
    certify(office)
    with changing(office, acts.REVOKE_CERTIFICATION) as action:
        certifications.revoke(action, "第4号", DAY, "処分", "人事第20号")
    with (
        pytest.raises(UserError, match=said),
        changing(office, acts.REVOKE_CERTIFICATION) as action,
    ):
        certifications.revoke(action, number, on, reason, "人事第20号")


def test_somebody_revoked_can_be_certified_again_by_a_new_number(office: Desk) -> None:
    certify(office)
    with changing(office, acts.REVOKE_CERTIFICATION) as action:
        certifications.revoke(action, "第1号", DAY, "処分", "人事第20号")
    again = certify(office)
    assert (again.certified, again.numbers) == (1, ("第5号", "第5号"))


def test_all_staff_are_no_category_to_certify_in(office: Desk) -> None:
    with (
        pytest.raises(UserError, match="「ALL」はこの計画では認定できません"),
        changing(office, acts.PREPARE_ROUND) as action,
    ):
        rounds.prepare(action, DAY, ["ALL"])
