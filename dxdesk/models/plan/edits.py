"""Edits of a plan: put, remove or move one thing. What names it by its code follows a new code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models.plan.contents import (
    CATEGORIES,
    EXPERIENCE_KINDS,
    ITEMS,
    QUALIFICATIONS,
    TRAININGS,
    Part,
    PlanFile,
)
from dxdesk.models.plan.revising import Edit
from dxdesk.models.plan.skill_map import Item, ScaleWord, WayKind

Rename = Callable[[PlanFile, str, str], PlanFile]


def put(part: Part, thing: Any, key: str = "") -> Edit:
    """Add a thing at the end of its kind, or put it in the place of another one.

    Args:
        part: the kind of thing.
        thing: as it shall be.
        key: of the one whose place it takes; empty for a new one.

    Returns:
        The edit; it raises UserError where the other one is there no more.
    """

    def edit(plan: PlanFile) -> PlanFile:
        things = list(part.of(plan))
        if not key:
            return _with(plan, part, [*things, thing])
        at = _place(part, things, key)
        before, things[at] = things[at], thing
        return _follow(_with(plan, part, things), part, before, thing)

    return edit


def remove(part: Part, key: str) -> Edit:
    """Take a thing out; what still names it keeps the plan from being registered."""

    def edit(plan: PlanFile) -> PlanFile:
        things = list(part.of(plan))
        del things[_place(part, things, key)]
        return _with(plan, part, things)

    return edit


def move(part: Part, key: str, by: int) -> Edit:
    """Move a thing up (-1) or down (1) among those of its kind; at the end it stays."""

    def edit(plan: PlanFile) -> PlanFile:
        things = list(part.of(plan))
        at = _place(part, things, key)
        to = min(max(at + by, 0), len(things) - 1)
        things.insert(to, things.pop(at))
        return _with(plan, part, things)

    return edit


def say(**values: Any) -> Edit:
    """Let the edition itself say something else: its name, its years, its scale."""
    return lambda plan: replace(plan, **values)


def scale_of(texts: dict[int, str]) -> tuple[ScaleWord, ...]:
    """The words of the scale; a step without words has none."""
    return tuple(ScaleWord(rating, text) for rating, text in sorted(texts.items()) if text)


def find(plan: PlanFile, part: Part, key: str) -> Any | None:
    """A thing of a plan by its key."""
    return next((each for each in part.of(plan) if part.key_of(each) == key), None)


def _place(part: Part, things: list[Any], key: str) -> int:
    keys = [part.key_of(each) for each in things]
    if key not in keys:
        raise UserError(
            f"{part.title}「{key}」は、ほかの操作で削除されたか、コードが変わっています。"
            "一覧から選び直してください。"
        )
    return keys.index(key)


def _with(plan: PlanFile, part: Part, things: list[Any]) -> PlanFile:
    changed: dict[str, Any] = {part.attribute: tuple(things)}
    return replace(plan, **changed)


def _follow(plan: PlanFile, part: Part, before: Any, after: Any) -> PlanFile:
    """Let everything that named a thing by its old code name it by the new one."""
    rename = _RENAMES.get(part)
    if rename is None or before.code == after.code:
        return plan
    return rename(plan, before.code, after.code)


def _rename_category(plan: PlanFile, old: str, new: str) -> PlanFile:
    def named(code: str) -> str:
        return new if code == old else code

    return replace(
        plan,
        items=tuple(replace(each, category=named(each.category)) for each in plan.items),
        rules=tuple(
            replace(each, category=named(each.category), holds=named(each.holds))
            for each in plan.rules
        ),
        kpi_targets=tuple(
            replace(each, category=named(each.category)) for each in plan.kpi_targets
        ),
    )


def _rename_item(plan: PlanFile, old: str, new: str) -> PlanFile:
    def named(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if code == old else code for code in codes)

    rules = (replace(each, all_of=named(each.all_of), of=named(each.of)) for each in plan.rules)
    return replace(plan, rules=tuple(rules))


def _rename_in_ways(kind: WayKind) -> Rename:
    def rename(plan: PlanFile, old: str, new: str) -> PlanFile:
        def followed(item: Item) -> Item:
            ways = (
                replace(way, code=new) if (way.kind, way.code) == (kind, old) else way
                for way in item.ways
            )
            return replace(item, ways=tuple(ways))

        return replace(plan, items=tuple(map(followed, plan.items)))

    return rename


def _rename_qualification(plan: PlanFile, old: str, new: str) -> PlanFile:
    followed = _rename_in_ways(WayKind.QUALIFICATION)(plan, old, new)
    qualifications = (
        replace(each, successor=new) if each.successor == old else each
        for each in followed.qualifications
    )
    return replace(followed, qualifications=tuple(qualifications))


_RENAMES: Final[dict[Part, Rename]] = {
    CATEGORIES: _rename_category,
    TRAININGS: _rename_in_ways(WayKind.TRAINING),
    QUALIFICATIONS: _rename_qualification,
    EXPERIENCE_KINDS: _rename_in_ways(WayKind.EXPERIENCE),
    ITEMS: _rename_item,
}
