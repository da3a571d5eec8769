"""変更の影響: whose judgement a change to the plan would alter, said before it is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dxdesk.models import acts, wareki
from dxdesk.models.assessment.judgement import Judgement, Verdict, judge
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions, revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.words import category_words
from dxdesk.models.store import Reads
from dxdesk.models.trial import trial

# What a form about the plan will do: it returns the id of the edition that then says so.
Change = Callable[[Action], int]


@dataclass(frozen=True)
class CategoryEffect:
    """What changes in one category.

    Args:
        code: of the category.
        gained: who would meet it and does not now, by 職員番号.
        lost: who meets it now and would not.
        relevelled: who would come to another level, with the level now and then.
    """

    code: str
    gained: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]
    relevelled: tuple[tuple[Verdict, Verdict], ...]

    @property
    def count(self) -> int:
        """How many people's judgement changes."""
        return len(self.gained) + len(self.lost) + len(self.relevelled)


@dataclass(frozen=True)
class PlanEffect:
    """What a change to the plan does to the judgement of a day.

    Args:
        as_of: 判定基準日.
        before, after: the two judgements.
        categories: those in which something changes, in the plan's order.
    """

    as_of: date
    before: Judgement
    after: Judgement
    categories: tuple[CategoryEffect, ...]

    @property
    def people(self) -> frozenset[int]:
        """Everybody whose judgement changes in any category."""
        return frozenset(
            verdict.employee_id
            for each in self.categories
            for verdict in (*each.gained, *each.lost, *(now for now, _ in each.relevelled))
        )


def effect_of_change(
    desk: Desk, edition_id: int, edit: Edit, as_of: date, in_force_from: date | None = None
) -> PlanEffect:
    """What changing an edition would do to the judgement of a day; nothing is changed.

    The change is tried in an action that is put back, so the people are those of the real change.

    Args:
        desk: the desk.
        edition_id: which edition.
        edit: the change.
        as_of: 判定基準日; the edition is in force on it, or would be.
        in_force_from: the first day of the revision, where the edition is sealed.

    Raises:
        UserError: the change is refused, with the same words as on registering, or no plan is in
            force on that day.
    """
    return effect_of(
        desk, lambda action: revising.change(action, edition_id, edit, in_force_from), as_of
    )


def effect_of(desk: Desk, change: Change, as_of: date) -> PlanEffect:
    """The same for any change of the plan, e.g. with the checks of a form.

    Raises:
        UserError: the change is refused, or no plan is in force on that day.
    """
    with trial(desk, acts.CHANGE_PLAN) as action:
        before = judge(action, as_of)
        change(action)
        return compare(before, judge(action, as_of))


def effect_of_taking_in(
    desk: Desk, plan: PlanFile, in_force_from: date | None = None
) -> PlanEffect | None:
    """What taking a whole plan in would do to the judgement of the day from which it is in force.

    Args:
        desk: the desk.
        plan: what it says.
        in_force_from: the first day of a revision; None for today.

    Returns:
        the effect; None where no plan is in force on that day yet.

    Raises:
        UserError: the plan is refused, with the same words as on taking it in.
    """
    first, last = wareki.first_day(plan.from_fiscal_year), wareki.last_day(plan.to_fiscal_year)
    as_of = min(max(in_force_from or desk.today(), first), last)
    year = wareki.fiscal_year(as_of)
    known = any(edition.covers(year) for edition in editions.editions(desk))
    with trial(desk, acts.IMPORT_PLAN) as action:
        before = judge(action, as_of) if known else None
        revising.take_in(action, plan, in_force_from)
        return compare(before, judge(action, as_of)) if before else None


@dataclass(frozen=True)
class Reach:
    """Whether a change can alter any judgement of a day.

    Args:
        judged: it changes more than words: categories' levels, items, ways, rules, what counts.
        in_force: the edition that would say so is the one in force on that day.
    """

    judged: bool
    in_force: bool


def reach_of(desk: Desk, change: Change, as_of: date) -> Reach:
    """Find out in a moment whether judging everybody twice is worth the wait.

    Raises:
        UserError: the change is refused.
    """
    with trial(desk, acts.CHANGE_PLAN) as action:
        before = {each.id: each for each in editions.editions(action)}
        said = {each: _what_is_judged(editions.contents(action, before[each])) for each in before}
        changed = editions.get(action, change(action))
        then = _what_is_judged(editions.contents(action, changed))
        judged = said.get(changed.id, said.get(changed.revises_id or 0)) != then
        return Reach(judged, _is_in_force(action, changed, as_of))


def _is_in_force(reads: Reads, edition: editions.Edition, day: date) -> bool:
    return (
        edition.covers(wareki.fiscal_year(day)) and editions.in_force(reads, day).id == edition.id
    )


def _what_is_judged(plan: PlanFile) -> tuple[object, ...]:
    """The plan without its words."""
    return (
        (plan.from_fiscal_year, plan.to_fiscal_year, plan.counts_self_reported),
        [(each.code, each.from_level, each.to_level) for each in plan.categories],
        [(each.category, each.code, each.points, each.ways) for each in plan.items],
        plan.rules,
    )


def effect_words(effect: PlanEffect, plan: PlanFile) -> list[str]:
    """What changes in each category, in sentences.

    Args:
        plan: whose names the categories have.
    """
    names = {category.code: category_words(category) for category in plan.categories}
    return [
        f"{names.get(each.code, each.code)}：{'、'.join(_counts(each))}"
        for each in effect.categories
    ]


def _counts(effect: CategoryEffect) -> Iterator[str]:
    if effect.gained:
        yield f"新たに満たす{len(effect.gained):,}人"
    if effect.lost:
        yield f"満たさなくなる{len(effect.lost):,}人"
    if effect.relevelled:
        yield f"レベルが変わる{len(effect.relevelled):,}人"


def compare(before: Judgement, after: Judgement) -> PlanEffect:
    """What differs between two judgements of one day."""
    codes = dict.fromkeys((*after.verdicts, *before.verdicts))
    found = [_compare(code, _by_id(before, code), _by_id(after, code)) for code in codes]
    return PlanEffect(after.as_of, before, after, tuple(each for each in found if each.count))


def _by_id(judgement: Judgement, code: str) -> dict[int, Verdict]:
    return {verdict.employee_id: verdict for verdict in judgement.verdicts.get(code, ())}


def _compare(code: str, old: Mapping[int, Verdict], new: Mapping[int, Verdict]) -> CategoryEffect:
    both = [(old[each], verdict) for each, verdict in new.items() if each in old]
    return CategoryEffect(
        code,
        tuple(verdict for each, verdict in new.items() if each not in old),
        tuple(verdict for each, verdict in old.items() if each not in new),
        tuple((now, then) for now, then in both if now.level != then.level),
    )
