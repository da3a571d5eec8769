"""Every kind of thing in a plan that has a list of its own: its columns, its detail, its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dxdesk.models import wareki
from dxdesk.models.columns import Column
from dxdesk.models.columns import Kind as C
from dxdesk.models.plan import contents
from dxdesk.models.plan.contents import Part, PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, ExperienceKind, Item, Qualification, Training
from dxdesk.models.plan.targets import KpiTarget
from dxdesk.models.plan.words import (
    category_words,
    level_words,
    rule_words,
    way_words,
    ways_words,
)
from dxdesk.ui.pages.plan import entries
from dxdesk.ui.pages.plan.entries import Entry

FILL_IN = "入力してください"

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Kind:
    """One kind of thing, as a tab shows it.

    Args:
        key: of its list and its form; stays for ever.
        part: where a plan holds the things.
        columns: of the list.
        stretch: the column that takes the room that is left.
        leave_out: columns that go where there is no room.
        row: what the list shows of a thing.
        lines: what stands beside the list about a thing, title and text.
        entry: the form for a thing, or for a new one.
        things: the things of a plan; for rules also the categories that have none.
        judged: whether a change can alter somebody's judgement.
        ordered: whether their order means something, and can be changed.
        addable: whether new ones are added here.
    """

    key: str
    part: Part
    columns: tuple[Column, ...]
    stretch: str
    row: Callable[[Any, PlanFile], dict[str, Any]]
    lines: Callable[[Any, PlanFile], Lines]
    entry: Callable[[PlanFile, Any, str], Entry]
    things: Callable[[PlanFile], Sequence[Any]]
    leave_out: tuple[str, ...] = ()
    judged: bool = True
    ordered: bool = True
    addable: bool = True

    @property
    def title(self) -> str:
        """What one is called; also the tab's title."""
        return self.part.title


def _category_row(category: Category, _plan: PlanFile) -> dict[str, Any]:
    texts = (category.duty, category.mindset, category.skill_set)
    return {
        "code": category.code,
        "name": category.name,
        "level": level_words(category),
        "texts": f"{sum(map(bool, texts))}／{len(texts)}" if all(texts) else FILL_IN,
    }


def _category_lines(category: Category, plan: PlanFile) -> Lines:
    rule = next((each for each in plan.rules if each.category == category.code), None)
    return [
        ("役割", category.duty or FILL_IN),
        ("マインドセット", category.mindset or FILL_IN),
        ("スキルセット", category.skill_set or FILL_IN),
        ("認定基準", rule_words(rule, plan)),
    ]


def _training_row(training: Training, plan: PlanFile) -> dict[str, Any]:
    return {
        "code": training.code,
        "name": training.name,
        "form": training.form,
        "hours": training.hours,
        "mandatory": "必須" if training.mandatory else "",
        "items": _built_by(plan, "training", training.code),
    }


def _qualification_row(qualification: Qualification, plan: PlanFile) -> dict[str, Any]:
    return {
        "code": qualification.code,
        "name": qualification.name,
        "issuer": qualification.issuer,
        "first": qualification.first_exam_on,
        "last": qualification.last_exam_on,
        "successor": qualification.successor,
        "years": qualification.valid_years,
        "items": _built_by(plan, "qualification", qualification.code),
    }


def _experience_row(kind: ExperienceKind, plan: PlanFile) -> dict[str, Any]:
    return {
        "code": kind.code,
        "name": kind.name,
        "items": _built_by(plan, "experience", kind.code),
    }


def _item_row(item: Item, plan: PlanFile) -> dict[str, Any]:
    return {
        "category": item.category,
        "code": item.code,
        "text": item.text,
        "tag": item.tag,
        "points": item.points,
        "ways": ways_words(item.ways, plan),
    }


def _item_lines(item: Item, plan: PlanFile) -> Lines:
    names = {each.code: category_words(each) for each in plan.categories}
    asked = [each.category for each in plan.rules if item.code in (*each.all_of, *each.of)]
    return [
        ("人材区分", names.get(item.category, item.category)),
        ("見出し", item.heading or "―"),
        ("資質・能力", item.tag or "―"),
        *([("点数", f"{item.points:g}点")] if item.points else []),
        ("満たす方法（どれか一つ）", "\n".join(way_words(way, plan) for way in item.ways)),
        ("この項目を使う認定基準", "、".join(names[code] for code in asked) or "ありません"),
    ]


def _rules(plan: PlanFile) -> list[Rule]:
    """One for each category; those that have none state nothing yet."""
    known = {rule.category: rule for rule in plan.rules}
    return [known.get(each.code, Rule(each.code)) for each in plan.categories]


def _rule_row(rule: Rule, plan: PlanFile) -> dict[str, Any]:
    names = {each.code: category_words(each) for each in plan.categories}
    stated = None if rule.states_nothing else rule
    return {
        "code": rule.category,
        "category": names[rule.category],
        "rule": rule_words(stated, plan),
    }


def _rule_lines(rule: Rule, plan: PlanFile) -> Lines:
    sentences = {each.code: each.text for each in plan.items}
    points = {each.code: each.points for each in plan.items}
    asked = [
        (title, "\n".join(f"{code}　{sentences.get(code, '')}" for code in codes))
        for title, codes in (("必須の項目", rule.all_of), ("選択の項目", rule.of))
        if codes
    ]
    if rule.points is not None:
        worth = [code for code, each in points.items() if each and _is_of(plan, code, rule)]
        asked.append(
            (
                "項目の点数",
                "\n".join(f"{code}　{points[code]:g}点" for code in worth) or "ありません",
            )
        )
    return [("認定基準", _rule_row(rule, plan)["rule"]), *asked]


def _is_of(plan: PlanFile, code: str, rule: Rule) -> bool:
    return any((each.code, each.category) == (code, rule.category) for each in plan.items)


def _target_row(target: KpiTarget, plan: PlanFile) -> dict[str, Any]:
    names = {each.code: category_words(each) for each in plan.categories}
    year = target.fiscal_year
    return {
        "name": target.name,
        "of": names.get(target.category, target.category) if target.category else "受講率",
        "year": wareki.fiscal_year_name(year) if year else entries.EVERY_YEAR,
        "target": target.target,
    }


def _target_lines(target: KpiTarget, plan: PlanFile) -> Lines:
    row = _target_row(target, plan)
    return [("対象", row["of"]), ("年度", row["year"]), ("目標値", f"{target.target:g}％")]


def _built_by(plan: PlanFile, kind: str, code: str) -> str:
    return "・".join(
        item.code
        for item in plan.items
        if any((str(way.kind), way.code) == (kind, code) for way in item.ways)
    )


def _built_lines(kind: str) -> Callable[[Any, PlanFile], Lines]:
    """What a training, qualification or kind of experience is good for."""

    def lines(thing: Any, plan: PlanFile) -> Lines:
        codes = _built_by(plan, kind, thing.code).split("・")
        sentences = [f"{each.code}　{each.text}" for each in plan.items if each.code in codes]
        found: Lines = [("満たす項目", "\n".join(sentences) or "ありません")]
        if isinstance(thing, Qualification) and thing.successor:
            names = {each.code: each.name for each in plan.qualifications}
            found.append(("後継の資格", names.get(thing.successor, thing.successor)))
        return found

    return lines


KINDS = (
    Kind(
        "plan_categories", contents.CATEGORIES,
        (Column("code", "コード", C.CODE, 8), Column("name", "名称", C.TEXT, 26),
         Column("level", "レベル", C.TEXT, 12), Column("texts", "役割などの文", C.TEXT, 18)),
        "name", _category_row, _category_lines, entries.category, lambda plan: plan.categories,
    ),
    Kind(
        "plan_trainings", contents.TRAININGS,
        (Column("code", "コード", C.CODE, 8), Column("name", "名称", C.TEXT, 28),
         Column("form", "実施形態", C.TEXT, 13), Column("hours", "時間", C.NUMBER, 6),
         Column("mandatory", "必須", C.TEXT, 5), Column("items", "満たす項目", C.TEXT, 14)),
        "name", _training_row, _built_lines("training"), entries.training,
        lambda plan: plan.trainings, leave_out=("form", "hours"),
    ),
    Kind(
        "plan_qualifications", contents.QUALIFICATIONS,
        (Column("code", "コード", C.CODE, 7), Column("name", "名称", C.TEXT, 26),
         Column("issuer", "実施機関", C.TEXT, 16), Column("first", "試験の初日", C.DAY, 10),
         Column("last", "試験の末日", C.DAY, 10), Column("successor", "後継", C.CODE, 6),
         Column("years", "有効年数", C.NUMBER, 8), Column("items", "満たす項目", C.TEXT, 13)),
        "name", _qualification_row, _built_lines("qualification"), entries.qualification,
        lambda plan: plan.qualifications, leave_out=("issuer", "years", "first", "successor"),
    ),
    Kind(
        "plan_experience", contents.EXPERIENCE_KINDS,
        (Column("code", "コード", C.CODE, 14), Column("name", "名称", C.TEXT, 28),
         Column("items", "満たす項目", C.TEXT, 18)),
        "name", _experience_row, _built_lines("experience"), entries.experience_kind,
        lambda plan: plan.experience_kinds,
    ),
    Kind(
        "plan_items", contents.ITEMS,
        (Column("category", "区分", C.CODE, 5), Column("code", "項目番号", C.CODE, 8),
         Column("text", "項目の文", C.TEXT, 34), Column("tag", "資質・能力", C.TEXT, 12),
         Column("points", "点数", C.NUMBER, 5), Column("ways", "満たす方法", C.TEXT, 40)),
        "text", _item_row, _item_lines, entries.item, lambda plan: plan.items,
        leave_out=("ways", "tag", "points"),
    ),
    Kind(
        "plan_rules", contents.RULES,
        (Column("code", "区分", C.CODE, 5), Column("category", "人材区分", C.TEXT, 30),
         Column("rule", "認定基準", C.TEXT, 40)),
        "rule", _rule_row, _rule_lines, entries.rule, _rules, ordered=False, addable=False,
    ),
    Kind(
        "plan_targets", contents.KPI_TARGETS,
        (Column("name", "名称", C.TEXT, 34), Column("of", "対象", C.TEXT, 30),
         Column("year", "年度", C.TEXT, 12), Column("target", "目標値", C.PERCENT, 8)),
        "name", _target_row, _target_lines, entries.target, lambda plan: plan.kpi_targets,
        leave_out=("of",), judged=False,
    ),
)  # fmt: skip
