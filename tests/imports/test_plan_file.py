"""A plan's file is read as it is meant, and whatever is wrong in it is said with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.plan_file import parse_plan, read_plan
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.skill_map import Way, WayKind

GOOD = """
[plan]
name = "試験の計画"
from_fiscal_year = 2022
to_fiscal_year = 2026

[[category]]
code = "L1"
name = "リーダー"
level = 1

[[category]]
code = "L2"
name = "活用"
level = 2

[[training]]
code = "T1"
name = "研修一"

[[qualification]]
code = "Q1"
name = "資格一"

[[experience]]
code = "work"
name = "仕事"

[[item]]
category = "L1"
code = "1-1"
text = "できる"
points = 10
by = [{ training = "T1", within_years = 2 }, { qualification = "Q1" }]

[[item]]
category = "L1"
code = "1-2"
text = "わかる"
by = [{ experience = "work", months = 12 }, { rating = 3 }]

[[rule]]
category = "L1"
all = ["1-1"]
at_least = { n = 1, of = ["1-2"] }
"""


def parse(text: str) -> PlanFile:
    return parse_plan(text.encode("utf-8"), "plan.toml")


def complaint(text: str) -> str:
    with pytest.raises(UserError) as caught:
        parse(text)
    return caught.value.text


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_shipped_example_holds_together_and_is_marked_as_an_example() -> None:
    plan = read_plan(paths.resource("plans", "example.toml"))
    assert plan.note == "例（別冊資料の内容ではありません）"
    assert (plan.from_fiscal_year, plan.to_fiscal_year) == (2022, 2026)


def test_the_shipped_example_invents_no_text_of_the_appendix() -> None:
    plan = read_plan(paths.resource("plans", "example.toml"))
    assert {(own.duty, own.mindset, own.skill_set) for own in plan.categories} == {("", "", "")}


def test_the_shipped_example_shows_every_kind_of_evidence_and_rule() -> None:
    plan = read_plan(paths.resource("plans", "example.toml"))
    assert {way.kind for item in plan.items for way in item.ways} == set(WayKind)
    assert any(rule.all_of for rule in plan.rules)
    assert any(rule.at_least for rule in plan.rules)
    assert any(rule.points for rule in plan.rules)
    assert any(rule.holds for rule in plan.rules)
    assert any(rule.managers_of_digital_units for rule in plan.rules)
    assert {own.successor for own in plan.qualifications} == {"", "PD"}
    assert any(own.valid_years for own in plan.qualifications)
    assert {target.category for target in plan.kpi_targets} == {"", "L1", "L2"}


def test_each_way_of_an_item_is_read_with_what_belongs_to_it() -> None:
    first, second = parse(GOOD).items
    assert first.ways == (
        Way(WayKind.TRAINING, "T1", within_years=2),
        Way(WayKind.QUALIFICATION, "Q1"),
    )
    assert second.ways == (
        Way(WayKind.EXPERIENCE, "work", months=12),
        Way(WayKind.RATING, rating=3),
    )


def test_a_category_over_several_levels_has_its_lowest_and_highest() -> None:
    plan = parse(changed("level = 2", "levels = [2, 3, 4]"))
    assert (plan.categories[1].from_level, plan.categories[1].to_level) == (2, 4)


def test_days_of_an_exam_are_read() -> None:
    plan = parse(changed('name = "資格一"', 'name = "資格一"\nuntil = 2027-03-31'))
    assert plan.qualifications[0].last_exam_on == date(2027, 3, 31)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse("\ufeff" + GOOD) == parse(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ('all = ["1-1"]', 'all = ["1-1", "9-9"]', "認定基準 L1 の all[2]", "項目「9-9」"),
        ('of = ["1-2"]', 'of = ["1-9"]', "認定基準 L1 の at_least の of[1]", "項目「1-9」"),
        ("n = 1, of", "n = 2, of", "認定基準 L1 の at_least", "1個しか"),
        ('all = ["1-1"]', "points = 11", "認定基準 L1 の points", "合わせて10点"),
        ('all = ["1-1"]', 'holds = "L9"', "認定基準 L1 の holds", "「L9」がこの計画にありません"),
        ('all = ["1-1"]', 'holds = "L2"', "認定基準 L1 の holds", "認定基準がありません"),
        ('all = ["1-1"]', 'holds = "L1"', "認定基準 L1 の holds", "L1→L1"),
        ('training = "T1"', 'training = "T9"', "項目 1-1 の by[1]", "研修「T9」"),
        ('qualification = "Q1"', 'qualification = "Q9"', "項目 1-1 の by[2]", "資格「Q9」"),
        ('experience = "work"', 'experience = "w"', "項目 1-2 の by[1]", "業務経歴の種別「w」"),
        ("rating = 3", "rating = 6", "項目 1-2 の by[2] の rating", "1から5まで"),
        ("rating = 3", "rating = 0", "項目 1-2 の by[2] の rating", "1から5まで"),
        (", months = 12", "", "項目 1-2 の by[1] の months", "書かれていません"),
        ("months = 12", "within_years = 1, months = 12", "項目 1-2 の by[1]", "within_years"),
        ('{ qualification = "Q1" }', '{ training = "T1", rating = 3 }', "by[2]", "どれか一つ"),
        ('{ qualification = "Q1" }', "{}", "項目 1-1 の by[2]", "どれか一つ"),
        ('code = "1-2"', 'code = "1-1"', "項目 1-1", "同じコード"),
        ('code = "L2"', 'code = "L1"', "人材区分 L1", "同じコード"),
        ('category = "L1"', 'category = "L7"', "項目 1-1", "「L7」がこの計画にありません"),
        ("points = 10", 'points = "10"', "項目 1-1 の points", "数を書いてください"),
        ("points = 10", "points = true", "項目 1-1 の points", "数を書いてください"),
        ("points = 10", "points = nan", "項目 1-1 の points", "までの数"),
        ("points = 10", 'tag = "根性"', "項目 1-1 の tag", "意欲・態度"),
        ('text = "できる"', 'text = " "', "項目 1-1 の text", "空欄"),
        ('text = "できる"', 'text = "で\\nきる"', "項目 1-1 の text", "改行"),
        ('text = "できる"', "", "項目 1-1 の text", "書かれていません"),
        ("level = 2", "levels = [2, 4]", "人材区分 L2 の levels", "続いたレベル"),
        ("level = 2", "level = 2\nlevels = [2]", "人材区分 L2", "両方"),
        ('code = "L2"', 'code = "L 2"', "人材区分 L 2 の code", "空白"),
        ("to_fiscal_year = 2026", "to_fiscal_year = 2021", "計画", "最後の年度より後"),
        ("to_fiscal_year = 2026", "to_fiscal_year = 99", "to_fiscal_year", "1990から"),
        ('name = "研修一"', 'name = "研修一"\ncolour = 1', "研修 T1", "「colour」"),
        ('name = "資格一"', 'name = "資格一"\nuntil = "2027-03-31"', "資格 Q1 の until", "日付"),
        ('name = "資格一"', 'name = "資格一"\nsuccessor = "Q1"', "資格 Q1", "輪"),
        ("[[training]]", "[[trainings]]", "ファイル", "「trainings」"),
        ("[plan]", "[plans]", "ファイル", "[plan] がありません"),
        ('all = ["1-1"]', 'all = "1-1"', "認定基準 L1 の all", "並び"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, place: str, said: str) -> None:
    text = complaint(changed(old, new))
    assert text.startswith("「plan.toml」の計画を取り込めません。")
    assert any(place in line and said in line for line in text.splitlines()[1:]), text


def test_a_circle_of_rules_is_said_with_its_way_round() -> None:
    circle = changed('all = ["1-1"]', 'all = ["1-1"]\nholds = "L2"')
    text = complaint(circle + '\n[[rule]]\ncategory = "L2"\nall = ["1-2"]\nholds = "L1"\n')
    assert "L1→L2→L1" in text


def test_a_rule_that_states_nothing_is_refused() -> None:
    assert "条件が一つも" in complaint(GOOD + '\n[[rule]]\ncategory = "L2"\n')


def test_two_rules_of_one_category_are_refused() -> None:
    assert "認定基準が2つ以上" in complaint(GOOD + '\n[[rule]]\ncategory = "L1"\nall = ["1-2"]\n')


def test_every_problem_is_said_at_once() -> None:
    text = complaint(changed("rating = 3", "rating = 9").replace("points = 10", "points = -1"))
    assert len(text.splitlines()) == 3


def test_a_slip_of_the_pen_is_said_with_its_line() -> None:
    assert "3行目" in complaint('[plan]\nname = "計画"\nnote = \n')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[plan]\nname = '計画'".encode("cp932"), "UTF-8"),
        (b"PK\x03\x04\x00\xff", "TOML"),
        (b"x = " + b"[" * 100_000, "括弧"),
        (b"", "[plan] がありません"),
        (b"#" * 6_000_000, "大きすぎます"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(UserError, match=r"plan\.toml") as caught:
        parse_plan(content, "plan.toml")
    assert said in caught.value.text


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"ない\.toml」を開けません"):
        read_plan(tmp_path / "ない.toml")
