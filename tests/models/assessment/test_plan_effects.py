"""The people whose judgement a change alters are those of two runs; nothing is changed by asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.assessment.judgement import judge
from dxdesk.models.assessment.plan_effects import (
    Change,
    Reach,
    effect_of_change,
    effect_words,
    reach_of,
)
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions, revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Way, WayKind
from tests.models.certification.offices import DAY, fill_office
from tests.models.floor import digests


@pytest.fixture
def edition_id(desk: Desk) -> int:
    fill_office(desk)
    return editions.in_force(desk, DAY).id


def turned_round(plan: PlanFile) -> PlanFile:
    """Level 1 asks for the item of level 2, and level 2 for that of level 1."""
    return replace(plan, rules=(Rule("L1", ("2-1",)), Rule("L2", ("1-1",))))


def stricter(plan: PlanFile) -> PlanFile:
    """Nobody was rated as high as this."""
    item = replace(plan.items[0], ways=(Way(WayKind.RATING, rating=5),))
    return replace(plan, items=(item, *plan.items[1:]))


def test_who_gains_and_who_loses_equals_the_difference_of_two_runs(
    desk: Desk, edition_id: int
) -> None:
    before = judge(desk, DAY)
    effect = effect_of_change(desk, edition_id, turned_round, DAY)
    with desk.action(acts.CHANGE_PLAN, "計画の変更") as action:
        revising.change(action, edition_id, turned_round)
    after = judge(desk, DAY)
    assert effect.before == before
    assert effect.after == after
    lost = {
        code: [v.number for v in each.lost] for each in effect.categories for code in [each.code]
    }
    assert lost["L1"] == sorted(set(before.people["L1"]) - set(after.people["L1"]))
    gained = {each.code: [v.number for v in each.gained] for each in effect.categories}
    assert gained["L2"] == sorted(set(after.people["L2"]) - set(before.people["L2"]))
    assert len(effect.people) == 2


def test_asking_changes_nothing(desk: Desk, edition_id: int) -> None:
    before = digests(desk)
    assert effect_of_change(desk, edition_id, stricter, DAY).people
    assert digests(desk) == before


def test_a_change_of_words_alters_nobodys_judgement(desk: Desk, edition_id: int) -> None:
    effect = effect_of_change(desk, edition_id, lambda plan: replace(plan, note="注"), DAY)
    assert effect.categories == ()


def test_a_change_that_does_not_hold_together_is_said(desk: Desk, edition_id: int) -> None:
    with pytest.raises(UserError, match="項目「9-9」がこの計画にありません"):
        effect_of_change(
            desk, edition_id, lambda plan: replace(plan, rules=(Rule("L1", ("9-9",)),)), DAY
        )


def changed(edition_id: int, edit: Edit) -> Change:
    return lambda action: revising.change(action, edition_id, edit)


def test_a_change_of_words_reaches_nobody(desk: Desk, edition_id: int) -> None:
    words = changed(edition_id, lambda plan: replace(plan, note="注"))
    assert not reach_of(desk, words, DAY).judged
    assert reach_of(desk, changed(edition_id, stricter), DAY) == Reach(judged=True, in_force=True)


def test_an_edition_that_is_not_in_force_on_the_day_reaches_nobody(
    desk: Desk, edition_id: int
) -> None:
    with desk.action(acts.COPY_PLAN, "次の年度の版の作成") as action:
        following = revising.copy(action, edition_id, (2027, 2031), "次")
    assert not reach_of(desk, changed(following, stricter), DAY).in_force
    assert not reach_of(desk, changed(following, stricter), date(2032, 4, 1)).in_force


def test_a_revision_reaches_from_its_first_day_on(desk: Desk, edition_id: int) -> None:
    with desk.action(acts.CHANGE_PLAN, "計画の変更") as action:
        editions.seal(action, edition_id)
    first = date(2026, 3, 1)

    def revised(action: Action) -> int:
        return revising.change(action, edition_id, stricter, first)

    assert reach_of(desk, revised, DAY).in_force
    assert not reach_of(desk, revised, date(2026, 2, 28)).in_force


def test_the_effect_is_said_category_by_category(desk: Desk, edition_id: int) -> None:
    effect = effect_of_change(desk, edition_id, turned_round, DAY)
    plan = editions.contents(desk, editions.get(desk, edition_id))
    assert effect_words(effect, plan) == [
        "レベル1　推進人材：満たさなくなる2人",
        "レベル2　活用人材：新たに満たす2人",
    ]
