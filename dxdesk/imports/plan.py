"""計画の取込: a plan's file beside the edition that it would change, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dxdesk.imports.plan_file import parse_plan
from dxdesk.imports.plan_needs import UnitNeeds, lines_of_needs, read_needs
from dxdesk.imports.plan_sheets import Place, refuse
from dxdesk.imports.plan_workbook import PlanWorkbook, read_workbook
from dxdesk.imports.proposal import (
    Difference,
    Findings,
    ImportKind,
    Line,
    Options,
    Proposal,
    State,
)
from dxdesk.models import acts, wareki
from dxdesk.models.assessment.plan_effects import CategoryEffect, PlanEffect, effect_of_taking_in
from dxdesk.models.assessment.plan_uses import PlanUses, plan_uses, renamed
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions, revising, targets
from dxdesk.models.plan.contents import PARTS, Part, PlanFile
from dxdesk.models.plan.fields import LABELS, Spot
from dxdesk.models.plan.fields import PLAN as PLAN_ITSELF
from dxdesk.models.plan.skill_map import Way, WayKind
from dxdesk.models.store import Reads


@dataclass(frozen=True)
class TakePlan:
    """A whole plan: it is taken in as one, whichever of its lines is ticked.

    Args:
        plan: what it says.
        needs: the numbers needed, where the file has them.
    """

    plan: PlanFile
    needs: tuple[UnitNeeds, ...] = ()


_NOT_COMPARED = {"id", "code"}


def compare(reads: Reads, findings: Findings) -> None:
    """Compare a plan's file with the edition for the same fiscal years.

    Raises:
        UserError: the file is no plan, or a TOML file does not hold together.
    """
    change, workbook = _read(reads, findings)
    plan = change.plan
    edition = editions.counterpart(reads, plan)
    present = editions.contents(reads, edition) if edition else None
    if present:
        uses = plan_uses(reads)
        for each in renamed(uses, present, plan):
            spot = Spot(each.part.title, each.new, "code")
            place = workbook.place(spot) if workbook else Place("", 0, f"{spot}", "")
            refuse(findings, place, str(each))
        for sentence in _all_gone(plan, present, uses):
            findings.say(sentence)
    if findings.refused:
        return
    parts = [
        line
        for part in PARTS
        for line in _lines_of(part, part.of(plan), part.of(present) if present else (), change)
    ]
    replaces = edition is not None and editions.can_be_replaced(edition, plan)
    findings.lines += [
        _edition_line(plan, present, replaces, change),
        *parts,
        *lines_of_needs(reads, change.needs, change),
    ]


def _read(reads: Reads, findings: Findings) -> tuple[TakePlan, PlanWorkbook | None]:
    sheet = findings.sheet
    if not sheet.tables:
        return TakePlan(parse_plan(sheet.content, sheet.file)), None
    workbook = read_workbook(sheet.tables, findings)
    needs = workbook.needed and read_needs(reads, findings, workbook.needed, workbook.plan)
    return TakePlan(workbook.plan, tuple(needs or ())), workbook


def write(action: Action, lines: Sequence[Line], options: Options) -> None:
    """Take the plan in as a whole."""
    for line in lines[:1]:
        change = line.change
        assert isinstance(change, TakePlan)
        revising.take_in(action, change.plan, options.as_of)
        for year in dict.fromkeys(each.fiscal_year for each in change.needs):
            numbers = [n for each in change.needs if each.fiscal_year == year for n in each.numbers]
            targets.set_needed_numbers(action, year, numbers)


def foretell(desk: Desk, proposal: Proposal) -> tuple[str, ...]:
    """Which edition is made of it and whose judgement it alters, found by trying it.

    Raises:
        UserError: it would be refused, e.g. for the day of a revision.
    """
    change = proposal.lines[0].change
    assert isinstance(change, TakePlan)
    effect = effect_of_taking_in(desk, change.plan, proposal.options.as_of)
    day = proposal.options.as_of or desk.today()
    return (*_edition_made(desk, change.plan, day), *_effect_in_words(effect))


def _edition_made(reads: Reads, plan: PlanFile, day: date) -> Iterator[str]:
    """That the present edition stays, where it does."""
    edition = editions.counterpart(reads, plan)
    if edition is None or editions.contents(reads, edition) == plan:
        return
    if not editions.is_for_the_years_of(edition, plan):
        years = f"{edition.from_fiscal_year}～{edition.to_fiscal_year}年度"
        yield f"いまの{edition.title}は{years}を対象としているため残し、新しい版として取り込みます。"
    elif edition.sealed_on:
        version = editions.next_version(reads, edition)
        yield (
            f"いまの{edition.title}は既に判定や認定に使われているため残し、版{version}として"
            f"取り込みます。{wareki.short(day)}から有効です。"
        )


def _effect_in_words(effect: PlanEffect | None) -> Iterator[str]:
    if effect is None or not effect.before.counted:
        return
    day = wareki.short(effect.as_of)
    if not effect.categories:
        yield f"変更の影響（{day}現在）：判定が変わる職員はいません。"
        return
    counts = "、".join(
        f"{each.code} {'・'.join(_counts_in_words(each))}" for each in effect.categories
    )
    yield f"変更の影響（{day}現在）：判定が変わる職員 {len(effect.people):,}人（{counts}）"


def _counts_in_words(effect: CategoryEffect) -> Iterator[str]:
    for words, people in (
        ("新たに満たす", effect.gained),
        ("満たさなくなる", effect.lost),
        ("レベルが変わる", effect.relevelled),
    ):
        if people:
            yield f"{words}{len(people):,}人"


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


def _all_gone(plan: PlanFile, present: PlanFile, uses: PlanUses) -> Iterator[str]:
    """What the edition has and the new plan has not, and what records go on using of it."""
    for part in PARTS:
        kept = {part.key_of(each) for each in part.of(plan)}
        gone = sorted({part.key_of(each) for each in part.of(present)} - kept)
        used = [
            f"{key}（{words}で使われています）" for key in gone if (words := uses.of(part, key))
        ]
        unused = [key for key in gone if not uses.of(part, key)]
        if unused:
            yield f"{part.title} {'、'.join(unused)} は新しい計画にありません。"
        if used:
            yield (
                f"{part.title} {'、'.join(used)} は新しい計画にありません。"
                "記録は残りますが、判定には使われなくなります。"
            )


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
    whole=True,
    foretell=foretell,
)
