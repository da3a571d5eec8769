"""What an edition says is changed thing by thing; a sealed one is revised; next year's is made from it."""

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
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.skill_map import ScaleWord, Way, WayKind


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return read_plan(paths.resource("plans", "example.toml"))


@pytest.fixture
def edition_id(desk: Desk, plan: PlanFile) -> int:
    with desk.action(acts.IMPORT_PLAN, "計画の取込") as action:
        return revising.take_in(action, plan)


def change(desk: Desk, edition_id: int, edit: Edit, day: date | None = None) -> int:
    with desk.action(acts.CHANGE_PLAN, "計画の変更") as action:
        return revising.change(action, edition_id, edit, day)


def says(desk: Desk, edition_id: int) -> PlanFile:
    return editions.contents(desk, editions.get(desk, edition_id))


def seal(desk: Desk, edition_id: int) -> None:
    with desk.action(acts.PREPARE_ROUND, "認定の準備") as action:
        editions.seal(action, edition_id)


def reworded(plan: PlanFile) -> PlanFile:
    return replace(plan, items=(replace(plan.items[0], text="新しい文"), *plan.items[1:]))


def test_a_change_touches_only_the_rows_that_differ(desk: Desk, edition_id: int) -> None:
    with desk.action(acts.CHANGE_PLAN, "計画の変更") as action:
        revising.change(action, edition_id, reworded)
        touched = {table: len(ids) for table, ids in action.changes().tables.items()}
    assert touched == {"item": 1}


@pytest.mark.parametrize(
    "edit",
    [
        reworded,
        lambda plan: replace(plan, items=plan.items[::-1]),
        lambda plan: replace(plan, kpi_targets=plan.kpi_targets[::-1]),
        lambda plan: replace(plan, kpi_targets=plan.kpi_targets[1:]),
        lambda plan: replace(plan, scale=(ScaleWord(1, "できない"), ScaleWord(5, "教えられる"))),
        lambda plan: replace(plan, abilities=(*plan.abilities[::-1], "統率力")),
        lambda plan: replace(
            plan, rules=(replace(plan.rules[1], all_of=plan.rules[1].all_of[::-1]),)
        ),
        lambda plan: replace(
            plan,
            items=(replace(plan.items[0], ways=(Way(WayKind.RATING, rating=2), *plan.items[0].ways)),),
            rules=(),
        ),
        lambda plan: replace(plan, items=(), rules=(), trainings=(), qualifications=()),
    ],
)  # fmt: skip
def test_an_edition_says_what_it_was_changed_to_and_undo_brings_back_what_it_said(
    desk: Desk, edition_id: int, plan: PlanFile, edit: Edit
) -> None:
    change(desk, edition_id, edit)
    assert says(desk, edition_id) == edit(plan)
    desk.undo(desk.last_action())
    assert says(desk, edition_id) == plan


def test_a_change_of_a_sealed_edition_makes_a_revision_from_its_day(
    desk: Desk, edition_id: int, plan: PlanFile
) -> None:
    seal(desk, edition_id)
    revised = change(desk, edition_id, reworded, date(2026, 12, 1))
    assert says(desk, edition_id) == plan
    assert says(desk, revised) == reworded(plan)
    assert editions.get(desk, revised).version == "1.1"
    assert editions.in_force(desk, date(2026, 11, 30)).id == edition_id
    assert editions.in_force(desk, date(2026, 12, 1)).id == revised


def test_a_revision_begins_after_the_one_before_it(desk: Desk, edition_id: int) -> None:
    seal(desk, edition_id)
    revised = change(desk, edition_id, reworded, date(2026, 12, 1))
    seal(desk, revised)
    with pytest.raises(UserError, match=r"版1\.1（例）が令和8年12月1日から有効です"):
        change(desk, revised, lambda plan: replace(plan, note="別"), date(2026, 12, 1))


def test_an_edition_that_is_revised_already_is_not_revised_a_second_time(
    desk: Desk, edition_id: int
) -> None:
    seal(desk, edition_id)
    revised = change(desk, edition_id, reworded, date(2026, 12, 1))
    with pytest.raises(UserError, match=r"版1（例）は版1\.1（例）に改められています"):
        change(desk, edition_id, lambda plan: replace(plan, note="別"), date(2027, 1, 1))
    assert change(desk, revised, lambda plan: replace(plan, note="別")) == revised


def test_a_revision_outside_its_years_is_refused(desk: Desk, edition_id: int) -> None:
    seal(desk, edition_id)
    with pytest.raises(UserError, match="外です") as raised:
        change(desk, edition_id, reworded, date(2031, 4, 1))
    assert raised.value.field == "in_force_from"


def test_a_change_that_does_not_hold_together_changes_nothing(
    desk: Desk, edition_id: int, plan: PlanFile
) -> None:
    with pytest.raises(UserError, match="項目「1-1」がこの計画にありません"):
        change(
            desk,
            edition_id,
            lambda plan: replace(plan, items=tuple(i for i in plan.items if i.code != "1-1")),
        )
    assert says(desk, edition_id) == plan


def test_the_same_again_changes_nothing(desk: Desk, edition_id: int) -> None:
    with desk.action(acts.CHANGE_PLAN, "計画の変更") as action:
        assert revising.change(action, edition_id, lambda plan: plan) == edition_id
        assert action.changes().tables == {}


def test_next_years_edition_says_the_same_for_other_years(
    desk: Desk, edition_id: int, plan: PlanFile
) -> None:
    with desk.action(acts.COPY_PLAN, "版の作成") as action:
        copied = revising.copy(action, edition_id, (2027, 2030), "第2期")
    assert says(desk, copied).items == plan.items
    assert says(desk, copied).rules == plan.rules
    assert editions.get(desk, copied).version == "2"
    assert editions.in_force(desk, date(2027, 4, 1)).id == copied
    assert editions.in_force(desk, date(2027, 3, 31)).id == edition_id


def test_a_second_edition_for_the_same_years_is_refused(desk: Desk, edition_id: int) -> None:
    years = (2022, 2026)
    with (
        pytest.raises(UserError, match="既にあります"),
        desk.action(acts.COPY_PLAN, "版の作成") as action,
    ):
        revising.copy(action, edition_id, years, "二つめ")


def test_an_unused_edition_can_be_discarded_and_brought_back(
    desk: Desk, edition_id: int, plan: PlanFile
) -> None:
    with desk.action(acts.DISCARD_PLAN, "版の削除") as action:
        revising.discard(action, edition_id)
    assert editions.editions(desk) == []
    desk.undo(desk.last_action())
    assert says(desk, edition_id) == plan


def test_a_sealed_edition_cannot_be_discarded(desk: Desk, edition_id: int) -> None:
    seal(desk, edition_id)
    with (
        pytest.raises(UserError, match="使われている"),
        desk.action(acts.DISCARD_PLAN, "版の削除") as action,
    ):
        revising.discard(action, edition_id)
