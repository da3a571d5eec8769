"""Near misses and recommendations, against a plain reading of the rules."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from dxdesk.models.assessment.near_misses import near_misses
from dxdesk.models.assessment.reasons import reasons_for_all
from dxdesk.models.assessment.recommendations import Recommendations, recommendations
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from tests.models.assessment.plain_rules import (
    certified_now,
    counted_people,
    near_misses_plainly,
    read_plainly,
    recommended_plainly,
    within,
)
from tests.models.assessment.worlds import World, bring_in, tried, worlds

generated = settings(max_examples=80, suppress_health_check=list(HealthCheck))


@generated
@given(worlds)
def test_a_near_miss_lacks_one_item_by_plain_reading_too(shared: Desk, world: World) -> None:
    def work(action: Action) -> dict[str, dict[str, set[str]]]:
        number_of = {row_id: number for number, row_id in bring_in(action, world).items()}
        return {
            category: {number_of[who]: set(items) for who, items in people.items()}
            for category, people in near_misses(action, world.as_of).items()
        }

    assert tried(shared, work) == near_misses_plainly(world)


@generated
@given(worlds)
def test_one_persons_reasons_name_the_same_items(shared: Desk, world: World) -> None:
    def work(action: Action) -> dict[str, dict[str, set[str]]]:
        found: dict[str, dict[str, set[str]]] = {rule.category: {} for rule in world.plan.rules}
        ids = bring_in(action, world)
        for number in counted_people(world):
            said = reasons_for_all(action, ids[number], world.as_of)
            for category, reason in said.items():
                assert not (reason.met and reason.enough)
                if reason.enough:
                    found[category][number] = set(reason.enough)
        return found

    assert tried(shared, work) == near_misses_plainly(world)


def looked_for(desk: Desk, world: World) -> tuple[Recommendations, dict[int, str]]:
    def work(action: Action) -> tuple[Recommendations, dict[int, str]]:
        ids = bring_in(action, world)
        return recommendations(action, world.as_of), {row: number for number, row in ids.items()}

    return tried(desk, work)


@generated
@given(worlds)
def test_a_training_is_recommended_to_whom_completing_it_today_brings_to_a_category(
    shared: Desk, world: World
) -> None:
    found, number_of = looked_for(shared, world)
    assert {
        each.training.code: {
            reached.category_code: {number_of[who] for who in reached.people}
            for reached in each.reached
        }
        for each in found.trainings
    } == recommended_plainly(world)


@generated
@given(worlds)
def test_leaders_and_units_without_anybody_are_counted_among_them(
    shared: Desk, world: World
) -> None:
    found, number_of = looked_for(shared, world)
    people, plain = counted_people(world), read_plainly(world)
    seated = {who: one for who, one in people.items() if within(world.as_of, *one.posted)}
    for each in (reached for training in found.trainings for reached in training.reached):
        code, numbers = each.category_code, {number_of[who] for who in each.people}
        spans = [people[number].leads for number in numbers]
        assert each.leaders == sum(bool(span) and within(world.as_of, *span) for span in spans)
        covered = {
            one.digital
            for who, one in seated.items()
            if who in plain.verdicts[code] or code in certified_now(one, world)
        }
        assert len(each.units) == len(
            {seated[who].digital for who in numbers & seated.keys()} - covered
        )
