"""掘り起こし: who is found by each kind of criterion, all or any of them, and why."""

from __future__ import annotations

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment import talent
from dxdesk.models.assessment.talent import Asked, Criterion, Search
from dxdesk.models.desk import Desk
from tests import factories
from tests.factories import day
from tests.models.evidence.offices import Office, hold, id_of, open_office, work

TODAY = day("2026-11-23")


@pytest.fixture
def office(desk: Desk) -> Office:
    """北: ITパスポート and 13 months of DX; 南: a self-reported 基本情報; 東: T101, and on another bureau."""
    made = open_office(desk)
    with desk.action(acts.ADD_EVIDENCE, "根拠の登録") as action:
        hold(action, made.kita, "IP", "2024-06-01")
        hold(action, made.kita, "RISS", "2022-04-01", expires_on="2025-03-31")
        hold(action, made.minami, "FE", "2025-06-01", verification="本人申告")
        work(action, made.kita, "dx", "2024-04-01", "2025-04-30")
        training = id_of(action, "training", "T101")
        for attended in ("2024-05-10", "2026-05-10"):
            factories.attendance(action, made.azuma, training, attended)
        factories.away(action, factories.employee(action, "000104", "西　次郎"), "休職")
    return made


def found(
    office: Office, *criteria: Criterion, every: bool = True, told: bool = False
) -> list[int]:
    return talent.find(office.desk, Search(criteria, every, told), TODAY)


def criterion(asked: Asked, *codes: str, months: int = 0) -> Criterion:
    return Criterion(asked, codes, months)


def test_a_qualification_is_held_by_any_of_several(office: Office) -> None:
    assert found(office, criterion(Asked.QUALIFICATION, "IP", "SG")) == [office.kita]


def test_a_registration_that_has_lapsed_is_not_held(office: Office) -> None:
    assert found(office, criterion(Asked.QUALIFICATION, "RISS")) == []


def test_what_somebody_only_said_counts_when_it_is_asked_for(office: Office) -> None:
    asked = criterion(Asked.QUALIFICATION, "FE")
    assert found(office, asked) == []
    assert found(office, asked, told=True) == [office.minami]
    words = talent.why(office.desk, Search((asked,), self_reported=True), TODAY, [office.minami])
    assert words[office.minami] == ["資格「基本情報技術者試験」（R7.6.1取得、本人申告）"]


def test_experience_counts_whole_months(office: Office) -> None:
    assert found(office, criterion(Asked.EXPERIENCE, "dx", months=13)) == [office.kita]
    assert found(office, criterion(Asked.EXPERIENCE, "dx", months=14)) == []


def test_a_training_is_said_with_its_newest_day(office: Office) -> None:
    search = Search((criterion(Asked.TRAINING, "T101"),))
    assert talent.find(office.desk, search, TODAY) == [office.azuma]
    (words,) = talent.why(office.desk, search, TODAY, [office.azuma])[office.azuma]
    assert words.endswith("（R8.5.10修了）")


def test_items_follow_the_rules_of_the_plan(office: Office) -> None:
    with_item = set(found(office, criterion(Asked.ITEM, "1-1", "1-2", "1-3", "1-4", "1-5")))
    assert with_item <= {office.kita, office.minami, office.azuma}
    assert office.minami not in with_item  # 本人申告 does not count in this plan


def test_grade_and_bureau_are_those_of_the_day(office: Office) -> None:
    assert found(office, criterion(Asked.GRADE, "係長級")) == [office.kita]
    (bureau,) = office.desk.rows("SELECT unit_id FROM unit_version WHERE name = '農政部'")
    assert found(office, criterion(Asked.BUREAU, str(bureau[0]))) == [office.azuma]


def test_everybody_counted_is_uncertified_on_a_new_desk(office: Office) -> None:
    asked = criterion(Asked.UNCERTIFIED, "L1")
    assert found(office, asked) == [office.azuma, office.kita, office.minami]  # by kana
    words = talent.why(office.desk, Search((asked,)), TODAY, [office.kita])
    assert words[office.kita][0].startswith("レベル1　")


def test_all_or_any_of_the_criteria(office: Office) -> None:
    criteria = (criterion(Asked.QUALIFICATION, "IP"), criterion(Asked.TRAINING, "T101"))
    assert found(office, *criteria) == []
    assert found(office, *criteria, every=False) == [office.azuma, office.kita]


def test_why_is_said_in_the_order_of_the_criteria(office: Office) -> None:
    search = Search((criterion(Asked.EXPERIENCE, "dx", months=1), criterion(Asked.GRADE, "係長級")))
    assert talent.why(office.desk, search, TODAY, [office.kita, office.minami]) == {
        office.kita: [f"業務経歴「{_kind(office)}」13か月", "係長級"]
    }


def _kind(office: Office) -> str:
    return str(office.desk.value("SELECT name FROM experience_kind WHERE code = 'dx'"))


def test_nothing_looked_for_is_said(office: Office) -> None:
    with pytest.raises(UserError, match="条件を一つ以上"):
        found(office)


def test_a_search_is_kept_as_plain_data(office: Office) -> None:
    search = Search((criterion(Asked.EXPERIENCE, "dx", months=6),), every=False, self_reported=True)
    assert talent.from_data(talent.to_data(search)) == search
    assert talent.from_data({}) == Search(())


def test_every_criterion_offers_what_can_be_chosen(office: Office) -> None:
    offered = talent.choices(office.desk, TODAY)
    assert set(offered) == set(Asked)
    assert all(offered.values())
