"""The skill map as a picture: which training, qualification or experience builds which category."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dxdesk.models.plan.contents import EXPERIENCE_KINDS, QUALIFICATIONS, TRAININGS, Part, PlanFile
from dxdesk.models.plan.skill_map import Category, Item, Qualification, Training, WayKind
from dxdesk.models.wareki import short

RATED = "所属長評価"
_RATED_NAME = "アセスメントシートの所属長評価"


@dataclass(frozen=True)
class MapRow:
    """One thing and what it builds.

    Args:
        kind: by which evidence.
        group: what things of its kind are called.
        code: its code; empty for the ratings.
        name: its name.
        mandatory: whether everybody must complete it in every fiscal year.
        note: what else has to be known: 試験はR9.3.31まで.
        cells: for each category in the plan's order, the items that it can meet.
    """

    kind: WayKind
    group: str
    code: str
    name: str
    mandatory: bool
    note: str
    cells: tuple[tuple[Item, ...], ...]

    @property
    def title(self) -> str:
        """研修 T101 デジタル推進リーダー基礎研修."""
        return " ".join(filter(None, (self.group, self.code, self.name)))


@dataclass(frozen=True)
class SkillMap:
    """Things in their order, grouped by kind, and the categories in theirs."""

    categories: tuple[Category, ...]
    rows: tuple[MapRow, ...]

    def building(self, code: str) -> SkillMap:
        """Only the things that build one category."""
        at = [category.code for category in self.categories].index(code)
        return SkillMap(self.categories, tuple(row for row in self.rows if row.cells[at]))


PARTS_OF_KINDS: dict[WayKind, Part] = {
    WayKind.TRAINING: TRAININGS,
    WayKind.QUALIFICATION: QUALIFICATIONS,
    WayKind.EXPERIENCE: EXPERIENCE_KINDS,
}


def skill_map(plan: PlanFile, written: Callable[[date], str] = short) -> SkillMap:
    """The picture of a plan. Items that a rating meets stand in a last row of their own.

    Args:
        plan: what an edition says.
        written: how days are written: short on the screen, long on paper.
    """
    rows = [
        MapRow(
            kind, part.title, thing.code, thing.name,
            isinstance(thing, Training) and thing.mandatory, _note(thing, written),
            _cells(plan, kind, thing.code),
        )
        for kind, part in PARTS_OF_KINDS.items()
        for thing in part.of(plan)
    ]  # fmt: skip
    rated = _cells(plan, WayKind.RATING, "")
    if any(rated):
        rows.append(MapRow(WayKind.RATING, RATED, "", _RATED_NAME, False, "", rated))
    return SkillMap(plan.categories, tuple(rows))


def _cells(plan: PlanFile, kind: WayKind, code: str) -> tuple[tuple[Item, ...], ...]:
    built = [
        item for item in plan.items if any((w.kind, w.code) == (kind, code) for w in item.ways)
    ]
    return tuple(
        tuple(item for item in built if item.category == category.code)
        for category in plan.categories
    )


def _note(thing: object, written: Callable[[date], str]) -> str:
    if not isinstance(thing, Qualification):
        return ""
    notes = []
    if thing.first_exam_on:
        notes.append(f"試験は{written(thing.first_exam_on)}から")
    if thing.last_exam_on:
        notes.append(f"試験は{written(thing.last_exam_on)}まで")
    if thing.valid_years:
        notes.append(f"有効{thing.valid_years}年")
    return "　".join(notes)
