"""Editions of the plan are taken in once, replaced while unused, and never changed once used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.plan_file import read_plan
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.plan import editions, revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return read_plan(paths.resource("plans", "example.toml"))


def take_in(desk: Desk, plan: PlanFile) -> int:
    with desk.action(acts.IMPORT_PLAN, "計画の取込") as action:
        return revising.take_in(action, plan)


def seal(desk: Desk, edition_id: int) -> None:
    with desk.action(acts.PREPARE_ROUND, "認定の準備") as action:
        editions.seal(action, edition_id)


def test_a_plan_comes_back_as_it_was_taken_in(desk: Desk, plan: PlanFile) -> None:
    take_in(desk, plan)
    assert editions.contents(desk, editions.in_force(desk, date(2026, 3, 31))) == plan


def test_the_same_plan_twice_changes_nothing(desk: Desk, plan: PlanFile) -> None:
    first = take_in(desk, plan)
    with desk.action(acts.IMPORT_PLAN, "計画の取込") as action:
        assert revising.take_in(action, plan) == first
        assert action.changes().tables == {}


def test_a_changed_plan_replaces_an_edition_that_nothing_was_made_with(
    desk: Desk, plan: PlanFile
) -> None:
    first = take_in(desk, plan)
    changed = replace(
        plan, items=(*plan.items[:1], replace(plan.items[1], text="新しい文"), *plan.items[2:])
    )
    assert take_in(desk, changed) == first
    assert editions.items(desk, first)[1].text == "新しい文"
    assert len(editions.editions(desk)) == 1


def test_a_changed_plan_leaves_a_sealed_edition_and_is_in_force_from_its_day(
    desk: Desk, plan: PlanFile
) -> None:
    first = take_in(desk, plan)
    seal(desk, first)
    with desk.action(acts.IMPORT_PLAN, "計画の取込") as action:
        second = revising.take_in(action, replace(plan, note="改めた"), date(2026, 10, 1))
    assert editions.in_force(desk, date(2026, 9, 30)).id == first
    assert editions.in_force(desk, date(2026, 10, 1)).id == second
    assert [each.version for each in editions.editions(desk)] == ["1.1", "1"]
    assert editions.contents(desk, editions.get(desk, first)) == plan


def test_a_revision_without_a_day_is_in_force_from_today(desk: Desk, plan: PlanFile) -> None:
    seal(desk, take_in(desk, plan))
    second = take_in(desk, replace(plan, note="改めた"))
    assert editions.get(desk, second).in_force_from == desk.today()


def test_a_plan_for_later_years_leaves_the_earlier_years_their_edition(
    desk: Desk, plan: PlanFile
) -> None:
    first = take_in(desk, plan)
    second = take_in(desk, replace(plan, from_fiscal_year=2026, to_fiscal_year=2030))
    assert editions.in_force(desk, date(2026, 3, 31)).id == first
    assert editions.in_force(desk, date(2026, 4, 1)).id == second


def test_a_year_without_a_plan_is_said(desk: Desk, plan: PlanFile) -> None:
    take_in(desk, plan)
    with pytest.raises(UserError, match="令和9年度の計画がありません"):
        editions.in_force(desk, date(2027, 4, 1))


def test_trainings_are_shared_by_all_editions(desk: Desk, plan: PlanFile) -> None:
    first = take_in(desk, plan)
    second = take_in(desk, replace(plan, from_fiscal_year=2027, to_fiscal_year=2030))
    shared = [{own.id for own in editions.trainings(desk, each)} for each in (first, second)]
    assert shared[0] == shared[1]


def test_the_mandatory_trainings_are_those_marked(desk: Desk, plan: PlanFile) -> None:
    edition_id = take_in(desk, plan)
    codes = [own.code for own in editions.mandatory_trainings(desk, edition_id)]
    assert codes == ["T001", "T002"]


def test_sealing_keeps_the_first_day(desk: Desk, plan: PlanFile) -> None:
    edition_id = take_in(desk, plan)
    seal(desk, edition_id)
    seal(desk, edition_id)
    assert editions.editions(desk)[0].sealed_on == date(2026, 11, 23)


def test_undoing_a_plan_that_replaced_another_brings_that_back(desk: Desk, plan: PlanFile) -> None:
    take_in(desk, plan)
    take_in(desk, replace(plan, items=plan.items[:-1], rules=plan.rules[:-1]))
    desk.undo(desk.last_action())
    assert editions.contents(desk, editions.in_force(desk, date(2026, 3, 31))) == plan


def test_a_plan_that_does_not_hold_together_changes_nothing(desk: Desk, plan: PlanFile) -> None:
    wrong = replace(plan, rules=(Rule("L1", all_of=("9-9",)),))
    with pytest.raises(UserError, match="認定基準 L1 の全て必要な項目の1番目：項目「9-9」"):
        take_in(desk, wrong)
    assert editions.editions(desk) == []
