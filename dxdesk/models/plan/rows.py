"""Which rows of the desk hold one thing of a plan: what a form watches while it is open."""

from __future__ import annotations

from typing import Any

from dxdesk.models.conflicts import Part as Rows
from dxdesk.models.plan.contents import (
    CATEGORIES,
    EXPERIENCE_KINDS,
    ITEMS,
    KPI_TARGETS,
    QUALIFICATIONS,
    RULES,
    TRAININGS,
    Part,
    PlanFile,
)
from dxdesk.models.store import Reads

# The order among others is no content: whoever moves a thing does not stand in another's way.
COLUMNS = frozenset({
    "name", "label", "from_fiscal_year", "to_fiscal_year", "note", "counts_self_reported", "code",
    "from_level", "to_level", "duty", "mindset", "skill_set", "form", "hours", "mandatory",
    "issuer", "first_exam_on", "last_exam_on", "successor_id", "valid_years", "category_id",
    "heading", "text", "points", "tag", "kind", "training_id", "qualification_id",
    "experience_kind_id", "within_years", "months", "rating", "at_least", "holds_category_id",
    "managers_of_digital_units", "part", "item_id", "fiscal_year", "target",
})  # fmt: skip

_TABLES = {
    CATEGORIES: ("category",),
    TRAININGS: ("training", "edition_training"),
    QUALIFICATIONS: ("qualification",),
    EXPERIENCE_KINDS: ("experience_kind",),
    ITEMS: ("item", "way"),
    KPI_TARGETS: ("kpi_target",),
}


def rows_of(
    reads: Reads, edition_id: int, plan: PlanFile, part: Part, thing: Any
) -> tuple[Rows, ...]:
    """The rows of one thing.

    Args:
        plan: what the edition says, as read from the desk.
        part: the kind of thing.
        thing: as read from the desk; nothing for one that is new.
    """
    if thing is None:
        return ()
    if part is RULES:
        return _rows_of_rule(plan, thing)
    first, *more = _TABLES[part]
    rows = [Rows(first, "id", thing.id)]
    if "way" in more:
        rows.append(Rows("way", "item_id", thing.id))
    if "edition_training" in more:
        listed = reads.value(
            "SELECT id FROM edition_training WHERE edition_id = ? AND training_id = ?",
            (edition_id, thing.id),
        )
        rows.append(Rows("edition_training", "id", int(listed)))
    return tuple(rows)


def _rows_of_rule(plan: PlanFile, rule: Any) -> tuple[Rows, ...]:
    """A category without a rule is watched, too: somebody else may give it one."""
    category = next(each for each in plan.categories if each.code == rule.category)
    rows = [Rows("rule", "category_id", category.id)]
    return (*rows, Rows("rule_item", "rule_id", rule.id)) if rule.id else tuple(rows)


def rows_of_edition(edition_id: int) -> tuple[Rows, ...]:
    """The row of the edition itself: its name, its years, what counts."""
    return (Rows("edition", "id", edition_id),)


def rows_of_words(edition_id: int) -> tuple[Rows, ...]:
    """The words of the scale and the abilities."""
    return (Rows("scale_word", "edition_id", edition_id), Rows("ability", "edition_id", edition_id))
