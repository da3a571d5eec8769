from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment.reasons import CategoryReason, reasons, reasons_for_all
from dxdesk.models.desk import Desk
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import (
    Category,
    ExperienceKind,
    Item,
    Qualification,
    Training,
    Way,
    WayKind,
)
from tests.models.assessment.worlds import Evidence, Person, World, bring_in

DAY = date(2026, 3, 31)
PROVED = "実施機関データ"
PLAN = PlanFile(
    "計画",
    "版",
    2022,
    2026,
    categories=(Category("L1", "推進人材", 1, 1), Category("L2", "活用人材", 2, 2)),
    trainings=(Training("T1", "基礎研修"),),
    qualifications=(Qualification("Q1", "検定"),),
    experience_kinds=(ExperienceKind("K1", "業務改善"),),
    items=(
        Item("L1", "1-1", "取り組む", (Way(WayKind.RATING, rating=3),)),
        Item("L1", "1-2", "先導する", (Way(WayKind.TRAINING, "T1", within_years=2),)),
        Item("L1", "1-3", "改善する", (Way(WayKind.EXPERIENCE, "K1", months=12),)),
        Item("L1", "1-4", "支援する", (Way(WayKind.QUALIFICATION, "Q1"),)),
        Item("L2", "2-1", "設計する", (Way(WayKind.RATING, rating=4),), points=30),
        Item("L2", "2-2", "評価する", (Way(WayKind.QUALIFICATION, "Q1"),), points=25),
    ),
    rules=(
        Rule("L1", ("1-1", "1-2"), at_least=1, of=("1-3", "1-4")),
        Rule("L2", points=55, holds="L1", managers_of_digital_units=True),
    ),
)
ALL_OF_L1 = Evidence(
    attended={("T1", date(2025, 6, 3)): ("修了", PROVED)},
    held={("Q1", date(2021, 4, 1)): (None, PROVED)},
    worked={("K1", date(2025, 10, 1)): (None, PROVED)},
    rated={(2025, "1-1"): 4},
)


def said_of(
    desk: Desk, has: Evidence, leave: str = "", plan: PlanFile = PLAN, grade: str = "課長級"
) -> dict[str, CategoryReason]:
    away = (leave, None, None) if leave else None
    somebody = Person(None, None, away, digital=True, grade=grade, certified={}, evidence=has)
    with desk.action(acts.IMPORT_PLAN, "用意") as action:
        ids = bring_in(action, World(plan, (somebody,), DAY))
    return reasons_for_all(desk, ids["000001"], DAY)


def test_what_is_met_is_said_with_its_evidence(desk: Desk) -> None:
    assert said_of(desk, ALL_OF_L1)["L1"].words.splitlines() == [
        "必須2項目：全て達成　選択（1-3、1-4のうち1以上）：1達成",
        "1-1 達成：令和7年度の所属長評価4",
        "1-2 達成：研修「基礎研修」修了（R7.6.3）",
        "1-3 未達成：業務経歴「業務改善」12か月以上（現在6か月）",
        "1-4 達成：資格「検定」（R3.4.1取得）",
    ]


def test_what_is_missing_is_said_with_the_ways_to_it(desk: Desk) -> None:
    said = said_of(desk, Evidence(rated={(2025, "1-1"): 2}))["L1"]
    assert not said.met
    assert said.summary == "必須2項目：0達成　選択（1-3、1-4のうち1以上）：0達成"
    assert said.missing == (
        "1-1「取り組む」：令和7年度の所属長評価3以上（現在2）",
        "1-2「先導する」：令和6年度以後に研修「基礎研修」を修了",
        "選択項目があと1項目（1-3、1-4のうち）",
    )


def test_points_the_other_category_and_the_post_are_said_too(desk: Desk) -> None:
    said = said_of(desk, ALL_OF_L1)["L2"]
    assert said.summary == (
        "点数（55点以上）：25点　L1 推進人材：同時に達成　デジタル施策推進部局の管理職：該当"
    )
    assert said.missing == ("点数があと30点（2-1＝30点のうち）",)


def test_an_item_says_how_its_evidence_was_checked_and_what_was_rated(desk: Desk) -> None:
    more = Evidence(
        held={("Q1", date(2021, 4, 1)): (None, "写し確認")},
        worked={
            ("K1", date(2024, 4, 1)): (date(2024, 9, 30), "本人申告"),
            ("K1", date(2024, 10, 1)): (None, "原本確認"),
        },
        rated={(2025, "1-1"): 4},
    )
    rated, _, worked, held = said_of(desk, more)["L1"].items
    assert (rated.verifications, rated.ratings) == ((), (None, 4))
    assert (worked.verifications, worked.ratings) == (("原本確認",), None)
    assert held.verifications == ("写し確認",)


def test_an_item_says_whether_it_was_met_a_year_before(desk: Desk) -> None:
    items = said_of(desk, ALL_OF_L1)["L1"].items
    assert [(item.code, item.last_year) for item in items] == [
        ("1-1", False),
        ("1-2", False),
        ("1-3", False),
        ("1-4", True),
    ]


def test_a_year_before_the_first_plan_says_nothing_of_it(desk: Desk) -> None:
    plan = replace(PLAN, from_fiscal_year=2025)
    assert said_of(desk, ALL_OF_L1, plan=plan)["L1"].items[3].last_year is None


@pytest.mark.parametrize(
    ("has", "enough", "stand"),
    [
        (ALL_OF_L1, (), "○"),
        (replace(ALL_OF_L1, rated={}), ("1-1",), "あと1項目"),
        (replace(ALL_OF_L1, held={}), ("1-3", "1-4"), "あと1項目"),
        (Evidence(), (), "―"),
    ],
)
def test_what_alone_would_be_enough_is_said(
    desk: Desk, has: Evidence, enough: tuple[str, ...], stand: str
) -> None:
    said = said_of(desk, has)["L1"]
    assert (said.enough, said.stand) == (enough, stand)


def test_a_rule_for_managers_is_not_for_others(desk: Desk) -> None:
    assert said_of(desk, ALL_OF_L1, grade="係長級")["L2"].stand == "対象外"


def test_who_is_on_leave_is_said_not_to_be_judged(desk: Desk) -> None:
    said = said_of(desk, ALL_OF_L1, leave="休職")["L1"]
    assert not said.met
    assert said.missing == ("判定の対象外（在籍していないか、休職・派遣などのため）",)


def test_a_category_without_a_rule_is_refused(desk: Desk) -> None:
    said_of(desk, ALL_OF_L1)
    with pytest.raises(UserError, match="「EX」の認定基準がこの計画にありません"):
        reasons(desk, [1], DAY, "EX")
