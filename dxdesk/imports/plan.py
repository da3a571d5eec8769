"""計画の取込: a plan's file beside the edition that it would change, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dxdesk.imports.plan_file import parse_plan
from dxdesk.imports.proposal import Difference, Findings, ImportKind, Line, Options, State
from dxdesk.models import acts, wareki
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions, revising
from dxdesk.models.plan.contents import PARTS, Part, PlanFile
from dxdesk.models.plan.fields import LABELS
from dxdesk.models.plan.fields import PLAN as PLAN_ITSELF
from dxdesk.models.plan.skill_map import Way, WayKind
from dxdesk.models.store import Reads


@dataclass(frozen=True)
class TakePlan:
    """A whole plan: it is taken in as one, whichever of its lines is ticked."""

    plan: PlanFile


_NOT_COMPARED = {"id", "code"}


def compare(reads: Reads, findings: Findings) -> None:
    """Compare a plan's file with the edition for the same fiscal years.

    Raises:
        UserError: the file is no plan, or the plan does not hold together.
    """
    plan = parse_plan(findings.sheet.content, findings.sheet.file)
    edition = editions.counterpart(reads, plan)
    present = editions.contents(reads, edition) if edition else None
    change = TakePlan(plan)
    parts = [
        line
        for part in PARTS
        for line in _lines_of(part, part.of(plan), part.of(present) if present else (), change)
    ]
    gone = [sentence for part in PARTS for sentence in _gone(part, plan, present)]
    for sentence in gone:
        findings.say(sentence)
    replaces = edition is not None and editions.can_be_replaced(edition, plan)
    findings.lines += [_edition_line(plan, present, replaces, change), *parts]
    if edition and not replaces and present != plan:
        findings.say(_new_edition_sentence(edition))


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Take the plan in as a whole."""
    for line in lines[:1]:
        assert isinstance(line.change, TakePlan)
        revising.take_in(action, line.change.plan, options.as_of)


def _new_edition_sentence(edition: editions.Edition) -> str:
    years = f"{edition.from_fiscal_year}～{edition.to_fiscal_year}年度"
    why = "既に判定や認定に使われている" if edition.sealed_on else f"{years}を対象としている"
    return f"いまの版「{edition.label}」は{why}ため残し、新しい版として取り込みます。"


def _edition_line(
    plan: PlanFile, present: PlanFile | None, replaces: bool, change: TakePlan
) -> Line:
    """The line of the edition itself; it changes whenever anything in it does."""
    name = f"{plan.name} {plan.label}".strip()
    if present == plan:
        return Line(0, "計画", name, State.SAME, change=change)
    if present is None or not replaces:
        return Line(0, "計画", name, State.NEW, change=change)
    counts = tuple(
        Difference(f"{part.title}の数", str(len(part.of(present))), str(len(part.of(plan))))
        for part in PARTS
        if len(part.of(present)) != len(part.of(plan))
    )
    return Line(
        0, "計画", name, State.CHANGED, (*_differences(PLAN_ITSELF, present, plan), *counts), change
    )


def _lines_of(
    part: Part, new: Iterable[Any], old: Iterable[Any], change: TakePlan
) -> Iterable[Line]:
    before = {part.key_of(each): each for each in old}
    for each in new:
        known = before.get(part.key_of(each))
        differences = _differences(part.title, known, each) if known else ()
        state = State.NEW if known is None else State.CHANGED if differences else State.SAME
        name = getattr(each, "name", getattr(each, "text", ""))
        yield Line(0, f"{part.title} {part.key_of(each)}", name, state, differences, change)


def _gone(part: Part, plan: PlanFile, present: PlanFile | None) -> Iterable[str]:
    """What the edition has and the new plan has not."""
    kept = {part.key_of(each) for each in part.of(plan)}
    old = {part.key_of(each) for each in part.of(present)} if present else set()
    if old - kept:
        yield f"{part.title} {'、'.join(sorted(old - kept))} は新しい計画にありません。"


def _differences(title: str, old: Any, new: Any) -> tuple[Difference, ...]:
    parts = {part.attribute for part in PARTS}
    return tuple(
        Difference(LABELS[title, field.name], _shown(before), _shown(after))
        for field in fields(new)
        if field.name not in parts | _NOT_COMPARED
        for before, after in [(getattr(old, field.name), getattr(new, field.name))]
        if before != after
    )


def _shown(value: object) -> str:
    """A value as an officer reads it."""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, tuple):
        return "、".join(map(_shown, value))
    if isinstance(value, Way):
        return _way_shown(value)
    if isinstance(value, date):
        return wareki.short(value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


_WAY_TEXTS: Mapping[WayKind, str] = {
    WayKind.TRAINING: "研修 {way.code}",
    WayKind.QUALIFICATION: "資格 {way.code}",
    WayKind.EXPERIENCE: "業務経歴 {way.code} {way.months}月",
    WayKind.RATING: "所属長評価 {way.rating}以上",
}


def _way_shown(way: Way) -> str:
    within = f"（{way.within_years}年度以内）" if way.within_years else ""
    return _WAY_TEXTS[way.kind].format(way=way) + within


PLAN = ImportKind(
    key="plan",
    title="計画",
    act=acts.IMPORT_PLAN,
    needs="",
    fields=(),
    compare=compare,
    write=write,
)
