"""組織改正 carried out: what follows is made first, then each unit goes where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dxdesk.models.journal import Action
from dxdesk.models.people import reorganisations, units
from dxdesk.models.people.reorganisations import MERGED, SPLIT
from dxdesk.models.people.units import Unit


@dataclass(frozen=True, slots=True)
class Following:
    """What follows a unit: its code, its name and the name of its bureau."""

    code: str
    name: str
    bureau: str


@dataclass(frozen=True, slots=True)
class SuccessionChange:
    """What becomes of one unit, or one that is new.

    Args:
        kind: 改称, 統合, 分割, 廃止 or 新設.
        old: the unit as it is on the last day of the old organisation.
        new: how the following unit is called; nothing where none follows.
        goes_on: identity of the unit that follows; 0 for one that is yet to be made.
    """

    kind: str
    old: Unit | None
    new: Following | None
    goes_on: int


def carry_out(action: Action, changes: Sequence[SuccessionChange], as_of: date) -> None:
    """Carry a reorganisation out.

    Args:
        changes: of all units that it concerns; the whole decides what becomes of bureaus.
        as_of: the first day of the new organisation.
    """
    following = _make_following(action, changes, as_of)
    parts: dict[int, tuple[Unit, list[int]]] = {}
    for change in changes:
        if change.old is None:
            continue
        if change.new is None:
            reorganisations.abolish(action, change.old, as_of)
            continue
        successor = following[change.new.code]
        if change.kind == SPLIT:
            parts.setdefault(change.old.unit_id, (change.old, []))[1].append(successor)
        elif change.kind == MERGED:
            reorganisations.merge(action, change.old, successor, as_of)
        else:
            reorganisations.record_renaming(action, change.old.unit_id, as_of)
    for old, successors in parts.values():
        reorganisations.split(action, old, successors, as_of)
    units.close_empty_bureaus(action, as_of)


def _make_following(
    action: Action, changes: Sequence[SuccessionChange], as_of: date
) -> dict[str, int]:
    """New code → unit, each made or described anew as the file says."""
    moves = {c.old.unit_id: c.new.bureau if c.new else "" for c in changes if c.old}
    for bureau_id, name in units.renamed_bureaus(action, as_of, moves).items():
        units.rename_bureau(action, bureau_id, name, as_of)
    wanted: dict[str, str] = {}
    for change in changes:
        if change.new is not None:
            kind = change.old.kind if change.old else units.kind_of_bureau(change.new.bureau)
            wanted.setdefault(change.new.bureau, kind)
    bureaus = units.with_bureaus(action, wanted, as_of, as_of)
    now = {unit.unit_id: unit for unit in units.units_on(action, as_of)}
    following: dict[str, int] = {}
    for change in changes:
        new = change.new
        if new is None or new.code in following:
            continue
        bureau_id = bureaus[new.bureau]
        present = now.get(change.goes_on)
        if present is None:
            like = _description(change, now, bureau_id)
            following[new.code] = reorganisations.found(action, like, as_of, unit_id=change.goes_on)
            continue
        following[new.code] = present.unit_id
        if (present.code, present.name, present.bureau_id) != (
            new.code,
            new.name,
            bureau_id,
        ):
            reorganisations.describe(
                action, present, as_of, code=new.code, name=new.name, bureau_id=bureau_id
            )
    return following


def _description(change: SuccessionChange, now: dict[int, Unit], bureau_id: int) -> Unit:
    """How a new unit begins: like the one before it, or at the end of its bureau."""
    new = change.new
    assert new is not None
    if change.old is not None:
        return replace(change.old, code=new.code, name=new.name, bureau_id=bureau_id)
    beside = [unit for unit in now.values() if unit.bureau_id == bureau_id] or list(now.values())
    order = max((unit.display_order for unit in beside), default=0)
    kind = beside[-1].kind if beside[0].bureau_id == bureau_id else units.kind_of_bureau(new.bureau)
    return Unit(0, new.code, new.name, bureau_id, new.bureau, kind, False, order, 0, None, None)
