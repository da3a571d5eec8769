"""Write what a plan says into an edition: only what differs, so that undo and history stay readable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import ABILITIES, Item, Way, WayKind

if TYPE_CHECKING:
    from dxdesk.models.journal import Action

Ids = Mapping[Any, int]
Values = dict[str, Any]


@dataclass(frozen=True)
class _Edition:
    """An edition that is being written, and the rows that it will no longer have."""

    action: Action
    id: int
    gone: list[tuple[str, int]] = field(default_factory=list)

    def match(self, table: str, key: str, wanted: Iterable[Values]) -> dict[Any, int]:
        """Let the edition's rows of a table be those wanted, told apart by a column; their ids."""
        return self.match_rows(table, "edition_id", self.id, key, list(wanted))

    def match_rows(
        self, table: str, owner: str, owner_id: int, key: str, wanted: Sequence[Values]
    ) -> dict[Any, int]:
        """The same for the rows that belong to something: the ways of an item."""
        present = self.action.rows(
            f"SELECT * FROM {table} WHERE {owner} = ? ORDER BY id", (owner_id,)
        )
        known = {row[key]: row for row in present}
        ids: dict[Any, int] = {}
        for values in wanted:
            row = known.pop(values[key], None)
            if row is None:
                ids[values[key]] = self.action.insert(table, **{owner: owner_id}, **values)
            else:
                ids[values[key]] = row["id"]
                changed = {name: value for name, value in values.items() if row[name] != value}
                if changed:
                    self.action.update(table, row["id"], **changed)
        self.gone.extend((table, row["id"]) for row in known.values())
        return ids

    def remove_the_rest(self) -> None:
        """Remove what is gone, what points to a thing before the thing."""
        for table, row_id in reversed(self.gone):
            self.action.delete(table, row_id)


def write(action: Action, edition_id: int, plan: PlanFile) -> None:
    """Let an edition say what a plan says; what it says already is not touched.

    The shared trainings, qualifications and kinds of experience are brought up to date, and stay
    where the plan no longer lists them, because evidence points to them.
    """
    edition = _Edition(action, edition_id)
    categories = edition.match("category", "code", _categories(plan))
    shared = {
        WayKind.TRAINING: _share_trainings(edition, plan),
        WayKind.QUALIFICATION: _share_qualifications(edition, plan),
        WayKind.EXPERIENCE: _share_experience_kinds(edition, plan),
    }
    edition.match(
        "scale_word", "rating", ({"rating": w.rating, "text": w.text} for w in plan.scale)
    )
    listed = () if plan.abilities == ABILITIES else plan.abilities
    edition.match("ability", "name", _in_order({"name": name} for name in listed))
    _write_targets(edition, plan, categories)
    items = edition.match(
        "item", "code", _in_order(_item_values(item, categories) for item in plan.items)
    )
    for item in plan.items:
        ways = _in_order(_way_values(way, shared) for way in item.ways)
        edition.match_rows("way", "item_id", items[item.code], "display_order", list(ways))
    _write_rules(edition, plan, categories, items)
    _forget_parts_of_the_gone(edition)
    edition.remove_the_rest()


def _in_order(wanted: Iterable[Values]) -> Iterable[Values]:
    return ({**values, "display_order": place} for place, values in enumerate(wanted, 1))


def _categories(plan: PlanFile) -> Iterable[Values]:
    return _in_order(
        {
            "code": category.code,
            "name": category.name,
            "from_level": category.from_level,
            "to_level": category.to_level,
            "duty": category.duty,
            "mindset": category.mindset,
            "skill_set": category.skill_set,
        }
        for category in plan.categories
    )


def _write_targets(edition: _Edition, plan: PlanFile, categories: Ids) -> None:
    """Targets have no order of their own but that in which they were written: the n-th is the n-th."""
    present = edition.action.rows(
        "SELECT * FROM kpi_target WHERE edition_id = ? ORDER BY id", (edition.id,)
    )
    for place, target in enumerate(plan.kpi_targets):
        values: Values = {
            "name": target.name,
            "category_id": categories.get(target.category),
            "fiscal_year": target.fiscal_year,
            "target": target.target,
        }
        if place >= len(present):
            edition.action.insert("kpi_target", edition_id=edition.id, **values)
        elif any(present[place][name] != value for name, value in values.items()):
            edition.action.update("kpi_target", present[place]["id"], **values)
    edition.gone.extend(("kpi_target", row["id"]) for row in present[len(plan.kpi_targets) :])


def _item_values(item: Item, categories: Ids) -> Values:
    return {
        "category_id": categories[item.category],
        "code": item.code,
        "heading": item.heading,
        "text": item.text,
        "points": item.points,
        "tag": item.tag,
    }


def _way_values(way: Way, shared: Mapping[WayKind, Ids]) -> Values:
    return {
        "kind": str(way.kind),
        "within_years": way.within_years,
        "months": way.months,
        "rating": way.rating,
        **{
            f"{'experience_kind' if kind is WayKind.EXPERIENCE else kind}_id": (
                ids[way.code] if kind is way.kind else None
            )
            for kind, ids in shared.items()
        },
    }


def _write_rules(edition: _Edition, plan: PlanFile, categories: Ids, items: Ids) -> None:
    wanted = [
        {
            "category_id": categories[rule.category],
            "at_least": rule.at_least,
            "points": rule.points,
            "holds_category_id": categories.get(rule.holds),
            "managers_of_digital_units": int(rule.managers_of_digital_units),
        }
        for rule in plan.rules
    ]
    ids = edition.match("rule", "category_id", wanted)
    for rule in plan.rules:
        _write_rule_items(edition.action, ids[categories[rule.category]], rule, items)


def _write_rule_items(action: Action, rule_id: int, rule: Rule, items: Ids) -> None:
    """A rule's items stand in the order in which they were written; another list is written anew."""
    listed = (("all", rule.all_of), ("of", rule.of))
    wanted = [(part, items[code]) for part, codes in listed for code in codes]
    present = action.rows("SELECT * FROM rule_item WHERE rule_id = ? ORDER BY id", (rule_id,))
    if [(row["part"], row["item_id"]) for row in present] == wanted:
        return
    for row in present:
        action.delete("rule_item", row["id"])
    for part, item_id in wanted:
        action.insert("rule_item", rule_id=rule_id, item_id=item_id, part=part)


_PARTS_OF = {"item": ("way", "item_id"), "rule": ("rule_item", "rule_id")}


def _forget_parts_of_the_gone(edition: _Edition) -> None:
    """With an item its ways go, with a rule the list of its items."""
    for table, row_id in list(edition.gone):
        if table in _PARTS_OF:
            part, owner = _PARTS_OF[table]
            edition.match_rows(part, owner, row_id, "id", [])


def _share_trainings(edition: _Edition, plan: PlanFile) -> Ids:
    ids = {
        each.code: _share(
            edition.action, "training", each.code,
            {"name": each.name, "form": each.form, "hours": each.hours},
        )
        for each in plan.trainings
    }  # fmt: skip
    listed = (
        {"training_id": ids[each.code], "mandatory": int(each.mandatory)} for each in plan.trainings
    )
    edition.match("edition_training", "training_id", _in_order(listed))
    return ids


def _share_qualifications(edition: _Edition, plan: PlanFile) -> Ids:
    ids = {
        each.code: _share(
            edition.action, "qualification", each.code,
            {
                "name": each.name,
                "issuer": each.issuer,
                "first_exam_on": _text(each.first_exam_on),
                "last_exam_on": _text(each.last_exam_on),
                "valid_years": each.valid_years,
            },
        )
        for each in plan.qualifications
    }  # fmt: skip
    for each in plan.qualifications:  # a successor may stand further down than what it replaces
        values = {"successor_id": ids.get(each.successor)}
        _share(edition.action, "qualification", each.code, values)
    listed = ({"qualification_id": ids[each.code]} for each in plan.qualifications)
    edition.match("edition_qualification", "qualification_id", _in_order(listed))
    return ids


def _share_experience_kinds(edition: _Edition, plan: PlanFile) -> Ids:
    ids = {
        each.code: _share(edition.action, "experience_kind", each.code, {"name": each.name})
        for each in plan.experience_kinds
    }
    listed = ({"experience_kind_id": ids[each.code]} for each in plan.experience_kinds)
    edition.match("edition_experience_kind", "experience_kind_id", _in_order(listed))
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


def _text(day: date | None) -> str | None:
    """A day as the store keeps it."""
    return day.isoformat() if day else None
