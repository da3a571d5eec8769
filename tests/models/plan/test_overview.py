"""The skill map says by which item each thing builds each category; rules and ways are words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dxdesk.models.plan.overview import skill_map
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
from dxdesk.models.plan.words import NO_RULE, rule_words, way_words
from tests.models.certification.offices import PLAN

MAP = replace(
    PLAN,
    trainings=(Training("T1", "必須研修", mandatory=True), Training("T2", "選べる研修")),
    qualifications=(Qualification("Q", "試験", last_exam_on=date(2027, 3, 31)),),
    experience_kinds=(ExperienceKind("dx", "DX推進"),),
    items=(
        Item("L1", "1-1", "取り組む", (Way(WayKind.TRAINING, "T1"), Way(WayKind.RATING, rating=3))),
        Item("L1", "1-2", "教える", (Way(WayKind.TRAINING, "T1"),)),
        Item("L2", "2-1", "使える", (Way(WayKind.QUALIFICATION, "Q"),)),
    ),
)


def cells(code: str) -> list[str]:
    row = next(each for each in skill_map(MAP).rows if each.code == code)
    return ["・".join(item.code for item in cell) for cell in row.cells]


def test_a_cell_lists_the_items_of_its_category() -> None:
    assert cells("T1") == ["", "1-1・1-2", ""]
    assert cells("Q") == ["", "", "2-1"]
    assert cells("T2") == ["", "", ""]


def test_rows_stand_by_kind_and_ratings_have_a_row_of_their_own() -> None:
    assert [row.group for row in skill_map(MAP).rows] == [
        "研修", "研修", "資格", "業務経歴の種別", "所属長評価",
    ]  # fmt: skip


def test_a_row_says_that_it_is_mandatory_and_until_when_there_are_exams() -> None:
    rows = skill_map(MAP).rows
    assert rows[0].mandatory
    assert rows[2].note == "試験はR9.3.31まで"


def test_a_category_keeps_only_what_builds_it() -> None:
    assert [row.code for row in skill_map(MAP).building("L2").rows] == ["Q"]


def test_ways_are_sentences() -> None:
    written = [
        way_words(way, MAP)
        for way in (
            Way(WayKind.TRAINING, "T1", within_years=2),
            Way(WayKind.TRAINING, "T2", within_years=1),
            Way(WayKind.QUALIFICATION, "Q"),
            Way(WayKind.EXPERIENCE, "dx", months=12),
            Way(WayKind.RATING, rating=3),
        )
    ]
    assert written == [
        "研修「必須研修」の修了（判定する年度を含む2年度以内）",
        "研修「選べる研修」の修了（判定する年度）",
        "資格「試験」の保有",
        "業務経歴「DX推進」12か月以上",
        "その年度の所属長評価3以上",
    ]


def test_a_rule_is_a_sentence() -> None:
    rule = Rule("L2", ("1-1", "1-2"), 1, ("2-1",), 30, "L1", True)
    assert rule_words(rule, MAP) == (
        "1-1、1-2を全て満たす。かつ、2-1のうち1項目以上を満たす。かつ、満たした項目の点数の合計が30点以上。"
        "かつ、レベル1　推進人材に認定されている（同時に満たすときを含む）。かつ、デジタル施策推進部局の管理職である。"
    )
    assert rule_words(None, MAP) == NO_RULE


def test_a_category_of_several_levels_says_so() -> None:
    plan = replace(MAP, categories=(*MAP.categories, Category("MG", "管理", 2, 4)))
    assert "レベル2～4　管理" in rule_words(Rule("L1", holds="MG"), plan)
