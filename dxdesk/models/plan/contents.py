"""Everything that one edition of a plan says, as one value, and whether it holds together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dxdesk.models.plan.fields import ABILITIES as ABILITIES_TITLE
from dxdesk.models.plan.fields import PLAN, WAY_NAMES, Spot
from dxdesk.models.plan.rules import Problem, Rule, problems_of_rules
from dxdesk.models.plan.skill_map import (
    ABILITIES,
    HIGHEST_RATING,
    LOWEST_RATING,
    Category,
    ExperienceKind,
    Item,
    Qualification,
    ScaleWord,
    Training,
    Way,
    WayKind,
)
from dxdesk.models.plan.targets import KpiTarget
from dxdesk.models.wareki import fiscal_year_name


@dataclass(frozen=True)
class PlanFile:
    """The contents of an edition, as they travel in a file.

    Args:
        name: the plan's name.
        label: the edition's name.
        from_fiscal_year: first fiscal year, by the calendar year in which it begins.
        to_fiscal_year: last fiscal year.
        note: a remark.
        counts_self_reported: whether evidence known from the person alone (本人申告) counts.
    """

    name: str
    label: str
    from_fiscal_year: int
    to_fiscal_year: int
    note: str = ""
    counts_self_reported: bool = False
    categories: tuple[Category, ...] = ()
    trainings: tuple[Training, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    experience_kinds: tuple[ExperienceKind, ...] = ()
    items: tuple[Item, ...] = ()
    rules: tuple[Rule, ...] = ()
    kpi_targets: tuple[KpiTarget, ...] = ()
    scale: tuple[ScaleWord, ...] = ()
    abilities: tuple[str, ...] = ABILITIES


@dataclass(frozen=True)
class Part:
    """One kind of thing in a plan.

    Args:
        attribute: where a `PlanFile` holds the things.
        title: what an officer calls one.
        key: the attribute by which one is told apart from the others.
    """

    attribute: str
    title: str
    key: str

    def of(self, plan: PlanFile) -> tuple[Any, ...]:
        """The things of this kind in a plan."""
        things: tuple[Any, ...] = getattr(plan, self.attribute)
        return things

    def key_of(self, thing: Any) -> str:
        """What tells a thing apart; a target also by its fiscal year."""
        year = getattr(thing, "fiscal_year", None)
        return f"{getattr(thing, self.key)}{f'（{fiscal_year_name(year)}）' if year else ''}"

    def spot(self, thing: Any, attribute: str = "") -> Spot:
        """Where a thing of this kind, or one of its fields, stands."""
        return Spot(self.title, self.key_of(thing), attribute)


CATEGORIES = Part("categories", "人材区分", "code")
TRAININGS = Part("trainings", "研修", "code")
QUALIFICATIONS = Part("qualifications", "資格", "code")
EXPERIENCE_KINDS = Part("experience_kinds", "業務経歴の種別", "code")
ITEMS = Part("items", "評価指標項目", "code")
RULES = Part("rules", "認定基準", "category")
KPI_TARGETS = Part("kpi_targets", "成果指標", "name")
SCALE = Part("scale", "評語", "rating")
PARTS = (
    CATEGORIES,
    TRAININGS,
    QUALIFICATIONS,
    EXPERIENCE_KINDS,
    ITEMS,
    RULES,
    KPI_TARGETS,
    SCALE,
)


def part(title: str) -> Part | None:
    """The kind of thing with a title; None for what a plan holds otherwise (its ways, its abilities)."""
    return next((each for each in PARTS if each.title == title), None)


def problems(plan: PlanFile) -> list[Problem]:
    """Everything that keeps a plan from being taken in, each with its place and a sentence."""
    return [
        *_problems_of_edition(plan),
        *_problems_of_codes(plan),
        *_problems_of_qualifications(plan.qualifications),
        *_problems_of_items(plan),
        *problems_of_rules(
            plan.rules, plan.items, frozenset(category.code for category in plan.categories)
        ),
        *_problems_of_targets(plan),
        *_problems_of_scale(plan.scale),
        *(
            Problem(Spot(ABILITIES_TITLE, name, "name"), "同じ資質・能力が2度書かれています。")
            for name in _repeated(plan.abilities)
        ),
    ]


def _problems_of_edition(plan: PlanFile) -> Iterator[Problem]:
    if plan.from_fiscal_year > plan.to_fiscal_year:
        yield Problem(
            Spot(PLAN, "", "to_fiscal_year"), "最初の年度が最後の年度より後になっています。"
        )
    if not plan.categories:
        yield Problem(Spot(PLAN), "人材区分が一つもありません。")
    for category in plan.categories:
        if (category.from_level or 0) > (category.to_level or 0):
            yield Problem(CATEGORIES.spot(category, "to_level"), "レベルの並びが逆です。")


def _problems_of_codes(plan: PlanFile) -> Iterator[Problem]:
    """Two things of one code."""
    for part in (CATEGORIES, TRAININGS, QUALIFICATIONS, EXPERIENCE_KINDS, ITEMS):
        for code in _repeated([thing.code for thing in part.of(plan)]):
            yield Problem(Spot(part.title, code, "code"), "同じコードのものが2つ以上あります。")
    for code in _repeated([rule.category for rule in plan.rules]):
        yield Problem(
            Spot(RULES.title, code, "category"), "一つの人材区分に認定基準が2つ以上あります。"
        )


def _repeated(codes: Sequence[str]) -> list[str]:
    """Each code that occurs more than once, once."""
    return [code for code in dict.fromkeys(codes) if codes.count(code) > 1]


def _problems_of_qualifications(qualifications: Sequence[Qualification]) -> Iterator[Problem]:
    successors = {own.code: own.successor for own in qualifications}
    for own in qualifications:
        place = QUALIFICATIONS.spot(own, "successor")
        if own.first_exam_on and own.last_exam_on and own.first_exam_on > own.last_exam_on:
            yield Problem(
                replace(place, attribute="last_exam_on"),
                "試験の最初の日が最後の日より後になっています。",
            )
        if own.successor and own.successor not in successors:
            yield Problem(place, f"資格「{own.successor}」がこの計画にありません。")
        elif own.successor and own.code in _chain(own.successor, successors):
            yield Problem(place, "後継の資格が輪になっています。")


def _chain(start: str, next_of: dict[str, str]) -> list[str]:
    """What follows from a start, each once."""
    path: list[str] = []
    while start and start not in path:
        path.append(start)
        start = next_of.get(start, "")
    return path


def _problems_of_items(plan: PlanFile) -> Iterator[Problem]:
    categories = {category.code for category in plan.categories}
    known = {
        WayKind.TRAINING: {training.code for training in plan.trainings},
        WayKind.QUALIFICATION: {own.code for own in plan.qualifications},
        WayKind.EXPERIENCE: {kind.code for kind in plan.experience_kinds},
    }
    for item in plan.items:
        if item.category not in categories:
            place = ITEMS.spot(item, "category")
            yield Problem(place, f"人材区分「{item.category}」がこの計画にありません。")
        if item.tag and item.tag not in plan.abilities:
            yield Problem(
                ITEMS.spot(item, "tag"),
                f"「{item.tag}」は{'・'.join(plan.abilities)}のどれでもありません。",
            )
        if not item.ways:
            yield Problem(ITEMS.spot(item, "ways"), "満たす方法が一つも書かれていません。")
        for position, way in enumerate(item.ways, 1):
            place = replace(ITEMS.spot(item, "ways"), position=position)
            yield from _problems_of_way(way, item.ways[: position - 1], known, place)


def _problems_of_way(
    way: Way, before: Sequence[Way], known: dict[WayKind, set[str]], place: Spot
) -> Iterator[Problem]:
    if way.kind in known and way.code not in known[way.kind]:
        yield Problem(place, f"{WAY_NAMES[way.kind]}「{way.code}」がこの計画にありません。")
    if way in before:
        yield Problem(place, "同じ方法が2度書かれています。")


def _problems_of_targets(plan: PlanFile) -> Iterator[Problem]:
    categories = {category.code for category in plan.categories}
    seen: set[tuple[str, int | None]] = set()
    for target in plan.kpi_targets:
        place = KPI_TARGETS.spot(target)
        if target.category and target.category not in categories:
            yield Problem(
                replace(place, attribute="category"),
                f"人材区分「{target.category}」がこの計画にありません。",
            )
        year = target.fiscal_year
        if year is not None and not plan.from_fiscal_year <= year <= plan.to_fiscal_year:
            yield Problem(
                replace(place, attribute="fiscal_year"), f"{year}年度はこの計画の年度の外です。"
            )
        if (target.category, year) in seen:
            yield Problem(place, "同じ区分と年度の目標値が2つあります。")
        seen.add((target.category, year))


def _problems_of_scale(scale: Sequence[ScaleWord]) -> Iterator[Problem]:
    for word in scale:
        if not LOWEST_RATING <= word.rating <= HIGHEST_RATING:
            yield Problem(
                SCALE.spot(word, "rating"), f"評価は{LOWEST_RATING}から{HIGHEST_RATING}までです。"
            )
    for rating in _repeated([str(word.rating) for word in scale]):
        yield Problem(Spot(SCALE.title, rating, "rating"), "同じ評価の評語が2つ以上あります。")
