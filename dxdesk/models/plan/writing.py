"""Write the contents of an edition into the desk, or clear them to be written anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Item, Way, WayKind

if TYPE_CHECKING:
    from dxdesk.models.journal import Action

Ids = Mapping[str, int]

# Children before parents.
_CONTENTS = (
    ("rule_item", "rule_id IN (SELECT id FROM rule WHERE edition_id = ?)"),
    ("rule", "edition_id = ?"),
    ("way", "item_id IN (SELECT id FROM item WHERE edition_id = ?)"),
    ("item", "edition_id = ?"),
    ("kpi_target", "edition_id = ?"),
    ("edition_training", "edition_id = ?"),
    ("edition_qualification", "edition_id = ?"),
    ("edition_experience_kind", "edition_id = ?"),
    ("category", "edition_id = ?"),
)


def clear(action: Action, edition_id: int) -> None:
    """Remove what an edition says. The shared trainings, qualifications and kinds stay."""
    for table, condition in _CONTENTS:
        for row in action.rows(f"SELECT id FROM {table} WHERE {condition}", (edition_id,)):
            action.delete(table, row[0])


def fill(action: Action, edition_id: int, plan: PlanFile) -> None:
    """Write what a plan says into an edition that says nothing yet."""
    categories = _add_categories(action, edition_id, plan)
    known = {
        WayKind.TRAINING: _share_trainings(action, edition_id, plan),
        WayKind.QUALIFICATION: _share_qualifications(action, edition_id, plan),
        WayKind.EXPERIENCE: _share_experience_kinds(action, edition_id, plan),
    }
    items = {
        item.code: _add_item(action, edition_id, item, position, categories, known)
        for position, item in enumerate(plan.items, 1)
    }
    for rule in plan.rules:
        _add_rule(action, edition_id, rule, categories, items)
    for target in plan.kpi_targets:
        action.insert(
            "kpi_target",
            edition_id=edition_id,
            name=target.name,
            category_id=categories.get(target.category),
            fiscal_year=target.fiscal_year,
            target=target.target,
        )


def _add_categories(action: Action, edition_id: int, plan: PlanFile) -> Ids:
    return {
        category.code: action.insert(
            "category",
            edition_id=edition_id,
            code=category.code,
            name=category.name,
            from_level=category.from_level,
            to_level=category.to_level,
            duty=category.duty,
            mindset=category.mindset,
            skill_set=category.skill_set,
            display_order=position,
        )
        for position, category in enumerate(plan.categories, 1)
    }


def _share_trainings(action: Action, edition_id: int, plan: PlanFile) -> Ids:
    ids: dict[str, int] = {}
    for position, training in enumerate(plan.trainings, 1):
        ids[training.code] = _share(
            action,
            "training",
            training.code,
            {"name": training.name, "form": training.form, "hours": training.hours},
        )
        action.insert(
            "edition_training",
            edition_id=edition_id,
            training_id=ids[training.code],
            mandatory=int(training.mandatory),
            display_order=position,
        )
    return ids


def _share_qualifications(action: Action, edition_id: int, plan: PlanFile) -> Ids:
    ids: dict[str, int] = {}
    for position, own in enumerate(plan.qualifications, 1):
        ids[own.code] = _share(
            action,
            "qualification",
            own.code,
            {
                "name": own.name,
                "issuer": own.issuer,
                "first_exam_on": _text(own.first_exam_on),
                "last_exam_on": _text(own.last_exam_on),
                "valid_years": own.valid_years,
            },
        )
        action.insert(
            "edition_qualification",
            edition_id=edition_id,
            qualification_id=ids[own.code],
            display_order=position,
        )
    for own in plan.qualifications:  # a successor may stand further down than what it replaces
        _share(action, "qualification", own.code, {"successor_id": ids.get(own.successor)})
    return ids


def _share_experience_kinds(action: Action, edition_id: int, plan: PlanFile) -> Ids:
    ids: dict[str, int] = {}
    for position, kind in enumerate(plan.experience_kinds, 1):
        ids[kind.code] = _share(action, "experience_kind", kind.code, {"name": kind.name})
        action.insert(
            "edition_experience_kind",
            edition_id=edition_id,
            experience_kind_id=ids[kind.code],
            display_order=position,
        )
    return ids


def _share(action: Action, table: str, code: str, values: Mapping[str, Any]) -> int:
    """The id of what all editions share by its code: made, or brought up to date."""
    columns = ", ".join(values)
    found = action.rows(f"SELECT id, {columns} FROM {table} WHERE code = ?", (code,))
    if not found:
        return action.insert(table, code=code, **values)
    row_id = int(found[0]["id"])
    changed = {key: value for key, value in values.items() if found[0][key] != value}
    if changed:
        action.update(table, row_id, **changed)
    return row_id


def _add_item(
    action: Action,
    edition_id: int,
    item: Item,
    position: int,
    categories: Ids,
    known: Mapping[WayKind, Ids],
) -> int:
    item_id = action.insert(
        "item",
        edition_id=edition_id,
        category_id=categories[item.category],
        code=item.code,
        heading=item.heading,
        text=item.text,
        points=item.points,
        tag=item.tag,
        display_order=position,
    )
    for order, way in enumerate(item.ways, 1):
        action.insert("way", item_id=item_id, display_order=order, **_way_values(way, known))
    return item_id


def _way_values(way: Way, known: Mapping[WayKind, Ids]) -> dict[str, Any]:
    named = {
        f"{'experience_kind' if kind is WayKind.EXPERIENCE else kind}_id": ids[way.code]
        for kind, ids in known.items()
        if kind is way.kind
    }
    return {
        "kind": str(way.kind),
        "within_years": way.within_years,
        "months": way.months,
        "rating": way.rating,
        **named,
    }


def _add_rule(action: Action, edition_id: int, rule: Rule, categories: Ids, items: Ids) -> None:
    rule_id = action.insert(
        "rule",
        edition_id=edition_id,
        category_id=categories[rule.category],
        at_least=rule.at_least,
        points=rule.points,
        holds_category_id=categories.get(rule.holds),
        managers_of_digital_units=int(rule.managers_of_digital_units),
    )
    for part, codes in (("all", rule.all_of), ("of", rule.of)):
        for code in codes:
            action.insert("rule_item", rule_id=rule_id, item_id=items[code], part=part)


def _text(day: date | None) -> str | None:
    """A day as the store keeps it."""
    return day.isoformat() if day else None
