"""Why somebody meets a category, or what is missing, in words for the people shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment import near_misses, relations
from dxdesk.models.assessment.conditions import Facts, Terms, lines, open_case
from dxdesk.models.assessment.item_reason import ItemReason
from dxdesk.models.assessment.scenarios import Profile
from dxdesk.models.plan import editions
from dxdesk.models.plan.editions import Edition
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import WayKind
from dxdesk.models.store import Reads

__all__ = ["CategoryReason", "ItemReason", "Stand", "reasons", "reasons_for_all"]

# Each kind is named as the part of Facts that it fills; the newest evidence brings its 確認区分.
_FACTS: Final = relations.named("""
SELECT 'proof' AS kind, employee_id, way_id AS key, max(value) AS value, verification AS checked
  FROM proof GROUP BY employee_id, way_id
UNION ALL
SELECT 'months', experienced.employee_id, experience_kind.code, experienced.months, ''
  FROM experienced JOIN experience_kind ON experience_kind.id = experienced.kind_id
UNION ALL
SELECT 'worked', employee_id, experience_kind.code, group_concat(DISTINCT verification), ''
  FROM period JOIN experience_kind ON experience_kind.id = period.kind_id
 GROUP BY employee_id, experience_kind.id
UNION ALL
SELECT 'rating', employee_id, item_code, head, '' FROM rating
 WHERE fiscal_year = :fiscal_year AND head IS NOT NULL
   AND employee_id IN (SELECT employee_id FROM judged)
UNION ALL
SELECT 'own', employee_id, item_code, own, '' FROM rating
 WHERE fiscal_year = :fiscal_year AND own IS NOT NULL
   AND employee_id IN (SELECT employee_id FROM judged)
UNION ALL
SELECT 'verdict', levelled.employee_id, category.code, levelled.level, ''
  FROM levelled JOIN category ON category.id = levelled.category_id
UNION ALL
SELECT 'certified', employee_id, category_code, NULL, ''
  FROM certified WHERE employee_id IN (SELECT employee_id FROM judged)
UNION ALL
SELECT 'counted', employee_id, '', NULL, ''
  FROM counted WHERE employee_id IN (SELECT employee_id FROM judged)
UNION ALL
SELECT 'manager', employee_id, '', NULL, ''
  FROM manager WHERE employee_id IN (SELECT employee_id FROM judged)
""")
_MET: Final = relations.named("""
SELECT item_met.employee_id, item.code FROM item_met JOIN item ON item.id = item_met.item_id
""")


class Stand(StrEnum):
    """How somebody stands before one category."""

    MET = "○"
    NEAR = "あと1項目"
    LACKING = "―"
    OUTSIDE = "対象外"


@dataclass(frozen=True)
class CategoryReason:
    """One category for one person.

    Args:
        category_code: of which category.
        category_name: its name.
        met: whether the person is counted and meets everything that the rule states.
        level: which the person comes to, where the category has levels.
        items: the items that the rule looks at, in the plan's order.
        summary: 「必須3項目：全て達成　選択（1-3、1-4のうち1以上）：1達成」.
        missing: the shortest list of what is missing; empty when met.
        enough: codes of the items each of which alone would be enough; only where that was asked.
        outside: whether the rule is not for this person: not counted, or no manager of a digital unit.
        short_name: of the category, as tabs and lists say it.
        lacking: what is missing in a few letters; empty when met.
    """

    category_code: str
    category_name: str
    met: bool
    level: int | None
    items: tuple[ItemReason, ...]
    summary: str
    missing: tuple[str, ...]
    enough: tuple[str, ...] = ()
    outside: bool = False
    short_name: str = ""
    lacking: str = ""

    @property
    def stand(self) -> Stand:
        """○, あと1項目, ― or 対象外."""
        if self.met:
            return Stand.MET
        if self.outside:
            return Stand.OUTSIDE
        return Stand.NEAR if self.enough else Stand.LACKING

    @property
    def enough_words(self) -> str:
        """What alone would be enough: 1-1「取り組む」, or 1-3、1-4のうち1項目."""
        if len(self.enough) != 1:
            return f"{'、'.join(self.enough)}のうち1項目" if self.enough else ""
        texts = {item.code: item.text for item in self.items}
        code = self.enough[0]
        return f"{code}「{texts[code]}」" if code in texts else code

    @property
    def words(self) -> str:
        """Summary and one line for each item, as a round keeps it."""
        return "\n".join([self.summary, *(item.words for item in self.items)])


def reasons(
    reads: Reads, employee_ids: Iterable[int], as_of: date, category_code: str
) -> dict[int, CategoryReason]:
    """Why the people shown meet one category, or what they lack.

    Args:
        employee_ids: the people shown.
        as_of: 判定基準日.
        category_code: of a category with a rule in the edition in force.

    Returns:
        One for each person.

    Raises:
        UserError: no plan on that day, or no rule for that category.
    """
    edition = editions.in_force(reads, as_of)
    terms = _terms(reads, edition, as_of)
    if category_code not in terms.rules:
        raise UserError(
            f"人材区分「{category_code}」の認定基準がこの計画にありません。区分を確かめてください。",
            field="category",
        )
    known = _facts(reads, edition, as_of, list(employee_ids))
    rule = terms.rules[category_code]
    return {employee_id: _explain(facts, rule, terms) for employee_id, facts in known.items()}


def reasons_for_all(
    reads: Reads,
    employee_id: int,
    as_of: date,
    write_day: Callable[[date], str] = wareki.short,
) -> dict[str, CategoryReason]:
    """One person's reasons for every category that has a rule, in the plan's order.

    Beside what `reasons` says: which item alone would be enough, and what was met a year before.

    Args:
        reads: the desk, or an action.
        employee_id: whose.
        as_of: 判定基準日.
        write_day: how days are written; papers write them in full.

    Raises:
        UserError: no plan is in force on that day.
    """
    edition = editions.in_force(reads, as_of)
    terms = replace(_terms(reads, edition, as_of), write_day=write_day)
    facts = _facts(reads, edition, as_of, [employee_id])[employee_id]
    facts.last_year = _met_last_year(reads, employee_id, as_of)
    (enough,) = near_misses.enough(reads, edition, [_profile(employee_id, facts, terms)])
    return {
        code: replace(_explain(facts, rule, terms), enough=enough.get(code, ()))
        for code, rule in terms.rules.items()
    }


def _profile(employee_id: int, facts: Facts, terms: Terms) -> Profile:
    """One person before the rules, from what is known already."""
    met = [
        item.id for item in terms.items.values() if any(way.id in facts.proof for way in item.ways)
    ]
    return Profile(tuple(met), bool(facts.manager), tuple(facts.certified), (employee_id,))


def _met_last_year(reads: Reads, employee_id: int, as_of: date) -> frozenset[str] | None:
    """The codes of the items met at the end of the fiscal year before; None without a plan then."""
    day = wareki.last_day(wareki.fiscal_year(as_of) - 1)
    try:
        edition = editions.in_force(reads, day)
    except UserError:
        return None
    asked = relations.parameters(reads, edition, day) | {"employee_ids": json.dumps([employee_id])}
    return frozenset(row["code"] for row in reads.rows(_MET, asked))


def _terms(reads: Reads, edition: Edition, as_of: date) -> Terms:
    trainings = editions.trainings(reads, edition.id)
    qualifications = editions.qualifications(reads, edition.id)
    kinds = editions.experience_kinds(reads, edition.id)
    return Terms(
        wareki.fiscal_year(as_of),
        {category.code: category for category in editions.categories(reads, edition.id)},
        {item.code: item for item in editions.items(reads, edition.id)},
        {rule.category: rule for rule in editions.rules(reads, edition.id)},
        {
            **{(WayKind.TRAINING, training.code): training.name for training in trainings},
            **{(WayKind.QUALIFICATION, held.code): held.name for held in qualifications},
            **{(WayKind.EXPERIENCE, kind.code): kind.name for kind in kinds},
        },
    )


def _facts(
    reads: Reads, edition: Edition, as_of: date, employee_ids: list[int]
) -> dict[int, Facts]:
    asked = relations.parameters(reads, edition, as_of)
    asked["employee_ids"] = json.dumps(employee_ids)
    known = {employee_id: Facts() for employee_id in employee_ids}
    for row in reads.rows(_FACTS, asked):
        kind, employee_id, key, value, checked = tuple(row)
        getattr(known[employee_id], kind)[key] = value
        if checked:
            known[employee_id].checked[key] = checked
    return known


def _explain(facts: Facts, rule: Rule, terms: Terms) -> CategoryReason:
    case = open_case(facts, rule, terms)
    said = lines(case)
    category = terms.categories[rule.category]
    return CategoryReason(
        rule.category,
        category.name,
        bool(facts.counted) and rule.category in facts.verdict,
        facts.verdict.get(rule.category),
        tuple(case.items.values()),
        "　".join(line.summary for line in said),
        tuple(missing for line in said for missing in line.missing),
        outside=not facts.counted or (rule.managers_of_digital_units and not facts.manager),
        short_name=category.short_name,
        lacking="　".join(line.lacking for line in said if line.missing),
    )
