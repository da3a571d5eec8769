"""Take in a plan, change what an edition says, make next year's edition from this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.plan import editions
from dxdesk.models.plan.contents import PlanFile, problems
from dxdesk.models.plan.editions import Edition
from dxdesk.models.plan.writing import write

if TYPE_CHECKING:
    from dxdesk.models.journal import Action

Edit = Callable[[PlanFile], PlanFile]


def take_in(action: Action, plan: PlanFile, in_force_from: date | None = None) -> int:
    """Take in a plan.

    The same plan again changes nothing. A changed plan replaces the contents of the edition for the
    same fiscal years as long as nothing was made with it, else it becomes a revision of it (版1.1),
    in force from a day on. A plan for other fiscal years is a new edition. Trainings,
    qualifications and kinds of experience are shared by all editions.

    Args:
        action: the open action.
        plan: what it says.
        in_force_from: the first day of a revision; None for today.

    Returns:
        the id of the edition that now says what the plan says.

    Raises:
        UserError: the plan does not hold together; one sentence with its place for each problem.
    """
    plan = _in_the_order_of_categories(plan)
    _check(plan)
    present = editions.counterpart(action, plan)
    if present is None or not editions.is_for_the_years_of(present, plan):
        return _add(action, plan)
    return _say(action, present, plan, in_force_from)


def change(action: Action, edition_id: int, edit: Edit, in_force_from: date | None = None) -> int:
    """Change what an edition says; one that is sealed stays, and a revision of it says it.

    Args:
        action: the open action.
        edition_id: which edition.
        edit: what it says now → what it shall say. It is asked inside the action, so that two
            officers can change two things of one plan.
        in_force_from: the first day of a revision; None for today.

    Returns:
        the id of the edition that now says so.

    Raises:
        UserError: the plan would not hold together, the day does not fit, or the edition has been
            revised already, and what it says now stands in the revision.
    """
    present = editions.get(action, edition_id)
    _check_is_the_last(action, present)
    plan = _in_the_order_of_categories(edit(editions.contents(action, present)))
    _check(plan)
    return _say(action, present, plan, in_force_from)


def copy(action: Action, edition_id: int, years: tuple[int, int], label: str) -> int:
    """Make next year's edition from this one: it says the same for other fiscal years.

    Targets for fiscal years that it no longer covers are left out.

    Raises:
        UserError: there is an edition for these very years already, or the years are turned round.
    """
    plan = editions.contents(action, editions.get(action, edition_id))
    first, last = years
    kept = [each for each in plan.kpi_targets if first <= (each.fiscal_year or first) <= last]
    made = replace(
        plan, label=label, from_fiscal_year=first, to_fiscal_year=last, kpi_targets=tuple(kept)
    )
    _check(made)
    taken = [each for each in editions.editions(action) if editions.is_for_the_years_of(each, made)]
    if taken:
        raise UserError(
            f"{wareki.fiscal_year_name(first)}から{wareki.fiscal_year_name(last)}までの版は"
            f"既にあります（{taken[0].title}）。その版を直すか、別の年度にしてください。",
            field="from_fiscal_year",
        )
    return _add(action, made)


def discard(action: Action, edition_id: int) -> None:
    """Remove an edition that nothing was made with.

    Raises:
        UserError: it is sealed, or another edition revises it.
    """
    edition = editions.get(action, edition_id)
    if edition.sealed_on is not None:
        raise UserError(f"{edition.title}は判定や認定に使われているため、削除できません。")
    if any(each.revises_id == edition_id for each in editions.editions(action)):
        raise UserError(f"{edition.title}には、これを改めた版があるため、削除できません。")
    empty = PlanFile(edition.name, edition.label, edition.from_fiscal_year, edition.to_fiscal_year)
    write(action, edition_id, empty)
    action.delete("edition", edition_id)


def _check_is_the_last(action: Action, edition: Edition) -> None:
    """A second revision of what was revised would lose what the first one says."""
    last = editions.last_of(editions.editions(action), edition)
    if edition.sealed_on is not None and last.id != edition.id:
        raise UserError(
            f"{edition.title}は{last.title}に改められています。{last.title}を選んで直してください。"
        )


def _check(plan: PlanFile) -> None:
    wrong = problems(plan)
    if wrong:
        raise UserError("\n".join(["この計画は成り立ちません。", *map(str, wrong)]))


def _in_the_order_of_categories(plan: PlanFile) -> PlanFile:
    """Rules stand in the order of their categories, wherever the file has them."""
    places = {category.code: place for place, category in enumerate(plan.categories)}
    ordered = sorted(plan.rules, key=lambda rule: places.get(rule.category, len(places)))
    return replace(plan, rules=tuple(ordered))


def _say(action: Action, present: Edition, plan: PlanFile, in_force_from: date | None) -> int:
    """Let an edition say what a plan says, or a revision of it where it is sealed."""
    if editions.contents(action, present) == plan:
        return present.id
    if present.sealed_on is not None:
        return _add(action, plan, present, in_force_from or action.today)
    action.update("edition", present.id, **_values(plan))
    write(action, present.id, plan)
    return present.id


def _add(
    action: Action, plan: PlanFile, revised: Edition | None = None, day: date | None = None
) -> int:
    values = _values(plan)
    if revised is not None and day is not None:
        _check_day_of_revision(action, revised, plan, day)
        values |= {"revises_id": revised.id, "in_force_from": day.isoformat()}
    edition_id = action.insert("edition", **values)
    write(action, edition_id, plan)
    return edition_id


def _check_day_of_revision(action: Action, revised: Edition, plan: PlanFile, day: date) -> None:
    """A revision begins within its fiscal years, and after every earlier revision."""
    if not plan.from_fiscal_year <= wareki.fiscal_year(day) <= plan.to_fiscal_year:
        raise UserError(
            f"{wareki.long(day)}は、この計画の年度（{plan.from_fiscal_year}～"
            f"{plan.to_fiscal_year}年度）の外です。改める日を確かめてください。",
            field="in_force_from",
        )
    earlier = [each for each in editions.editions(action) if each.major == revised.major]
    last = max(earlier, key=lambda each: each.in_force_from or date.min)
    if last.in_force_from is not None and day <= last.in_force_from:
        raise UserError(
            f"{last.title}が{wareki.long(last.in_force_from)}から有効です。"
            "それより後の日にしてください。",
            field="in_force_from",
        )


def _values(plan: PlanFile) -> dict[str, object]:
    return {
        "name": plan.name,
        "label": plan.label,
        "from_fiscal_year": plan.from_fiscal_year,
        "to_fiscal_year": plan.to_fiscal_year,
        "note": plan.note,
        "counts_self_reported": int(plan.counts_self_reported),
    }
