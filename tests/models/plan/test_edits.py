"""An edit changes one thing; what names it follows, what somebody else changed stays."""

from __future__ import annotations

import pytest

from dxdesk.errors import UserError
from dxdesk.models.plan import contents, edits
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, Item, Qualification, Training, Way, WayKind
from dxdesk.models.plan.targets import KpiTarget

PLAN = PlanFile(
    "計画", "版", 2022, 2026,
    categories=(Category("L1", "推進", 1, 1), Category("L2", "活用", 2, 2)),
    trainings=(Training("T1", "一"), Training("T2", "二"), Training("T3", "三")),
    qualifications=(Qualification("A", "旧", successor="B"), Qualification("B", "新")),
    items=(
        Item("L1", "1-1", "取り組む", (Way(WayKind.TRAINING, "T1"), Way(WayKind.QUALIFICATION, "B"))),
        Item("L2", "2-1", "使える", (Way(WayKind.TRAINING, "T2"),)),
    ),
    rules=(Rule("L1", ("1-1",)), Rule("L2", of=("1-1", "2-1"), at_least=1, holds="L1")),
    kpi_targets=(KpiTarget("充足率", "L1", None, 80), KpiTarget("充足率", "L1", 2025, 70)),
)  # fmt: skip


def test_a_new_thing_stands_behind_the_others() -> None:
    made = edits.put(contents.TRAININGS, Training("T4", "四"))(PLAN)
    assert [each.code for each in made.trainings] == ["T1", "T2", "T3", "T4"]


def test_a_thing_takes_the_place_of_what_it_was() -> None:
    made = edits.put(contents.TRAININGS, Training("T2", "二改"), "T2")(PLAN)
    assert [each.name for each in made.trainings] == ["一", "二改", "三"]


def test_a_target_is_told_apart_by_its_fiscal_year() -> None:
    made = edits.put(
        contents.KPI_TARGETS, KpiTarget("充足率", "L1", 2025, 75), "充足率（令和7年度）"
    )(PLAN)
    assert [each.target for each in made.kpi_targets] == [80, 75]


def test_what_names_a_training_follows_its_new_code() -> None:
    made = edits.put(contents.TRAININGS, Training("X", "一"), "T1")(PLAN)
    assert [way.code for way in made.items[0].ways] == ["X", "B"]


def test_what_names_a_qualification_follows_its_new_code() -> None:
    made = edits.put(contents.QUALIFICATIONS, Qualification("C", "新"), "B")(PLAN)
    assert made.qualifications[0].successor == "C"
    assert made.items[0].ways[1].code == "C"


def test_what_names_an_item_follows_its_new_code() -> None:
    item = PLAN.items[0]
    made = edits.put(contents.ITEMS, Item("L1", "1-9", item.text, item.ways), "1-1")(PLAN)
    assert made.rules[0].all_of == ("1-9",)
    assert made.rules[1].of == ("1-9", "2-1")


def test_what_names_a_category_follows_its_new_code() -> None:
    made = edits.put(contents.CATEGORIES, Category("LL", "推進", 1, 1), "L1")(PLAN)
    assert (made.items[0].category, made.rules[0].category) == ("LL", "LL")
    assert made.rules[1].holds == "LL"
    assert {each.category for each in made.kpi_targets} == {"LL"}
    assert contents.problems(made) == []


@pytest.mark.parametrize(("by", "codes"), [(-1, "T2 T1 T3"), (1, "T1 T3 T2")])
def test_a_thing_moves_among_its_kind(by: int, codes: str) -> None:
    made = edits.move(contents.TRAININGS, "T2", by)(PLAN)
    assert [each.code for each in made.trainings] == codes.split()


def test_the_first_thing_stays_first() -> None:
    assert edits.move(contents.TRAININGS, "T1", -1)(PLAN) == PLAN


def test_a_thing_that_is_still_named_cannot_go() -> None:
    made = edits.remove(contents.TRAININGS, "T1")(PLAN)
    assert any("T1" in problem.text for problem in contents.problems(made))


def test_a_thing_that_somebody_has_removed_is_said() -> None:
    with pytest.raises(UserError, match="研修「T9」は、ほかの操作で削除"):
        edits.remove(contents.TRAININGS, "T9")(PLAN)


def test_a_step_of_the_scale_without_words_has_none() -> None:
    assert [word.rating for word in edits.scale_of({3: "できる", 1: "", 2: "まだ"})] == [2, 3]
