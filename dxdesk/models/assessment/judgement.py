"""Who meets which category on a day: everybody at once, for all categories of the edition in force."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.models.assessment import relations
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads

NO_LEVEL: Final = "none"

# Three kinds of row in one statement, so that the evidence is gone through only once.
_JUDGED: Final = relations.everybody("""
SELECT 'counted' AS kind, NULL AS code, count(*) AS number, NULL AS employee_number, NULL AS level
  FROM counted
UNION ALL
SELECT 'item', item.code, count(*), NULL, NULL
  FROM item_met JOIN item ON item.id = item_met.item_id GROUP BY item.id
UNION ALL
SELECT 'verdict', category.code, employee.id, employee.number, levelled.level
  FROM levelled JOIN category ON category.id = levelled.category_id
  JOIN employee ON employee.id = levelled.employee_id
""")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person who meets a category.

    Args:
        employee_id: who.
        number: the 職員番号.
        level: of a category that spans several levels the highest that the person meets; None
            where the category has no level or the person meets none of them.
    """

    employee_id: int
    number: str
    level: int | None


@dataclass(frozen=True)
class Judgement:
    """What the whole organisation comes to on a day. Judged are the counted staff.

    Args:
        as_of: 判定基準日.
        edition_id: the edition of the plan in force on that day.
        counted: number of staff counted: on roll and on none of the leaves that are left out.
        items_met: by item code, in the plan's order, how many meet it.
        verdicts: by category code, in the plan's order and for each that has a rule, who meets it,
            by 職員番号.
        spanning: codes of the categories that span several levels.
    """

    as_of: date
    edition_id: int
    counted: int
    items_met: dict[str, int]
    verdicts: dict[str, tuple[Verdict, ...]]
    spanning: tuple[str, ...]

    @property
    def eligible(self) -> dict[str, int]:
        """How many meet each category."""
        return {code: len(met) for code, met in self.verdicts.items()}

    @property
    def people(self) -> dict[str, list[str]]:
        """The 職員番号 of those who meet each category."""
        return {code: [verdict.number for verdict in met] for code, met in self.verdicts.items()}

    @property
    def levels(self) -> dict[str, dict[str, int]]:
        """For each category that spans several levels, how many come to which ("none": to none)."""
        return {
            code: dict(sorted(Counter(map(_level_text, self.verdicts[code])).items()))
            for code in self.spanning
        }


def _level_text(verdict: Verdict) -> str:
    return NO_LEVEL if verdict.level is None else f"L{verdict.level}"


def judge(reads: Reads, as_of: date) -> Judgement:
    """Judge all counted staff for all categories of the edition in force on a day.

    Args:
        reads: the desk, or an action that should see its own changes.
        as_of: 判定基準日.

    Raises:
        UserError: no plan is in force on that day.
    """
    edition = editions.in_force(reads, as_of)
    items_met = {item.code: 0 for item in editions.items(reads, edition.id)}
    ruled = {rule.category for rule in editions.rules(reads, edition.id)}
    categories = [own for own in editions.categories(reads, edition.id) if own.code in ruled]
    found: dict[str, list[Verdict]] = {category.code: [] for category in categories}
    counted = 0
    for row in reads.rows(_JUDGED, relations.parameters(reads, edition, as_of)):
        kind, code, number, employee_number, level = tuple(row)
        if kind == "counted":
            counted = number
        elif kind == "item":
            items_met[code] = number
        else:
            found[code].append(Verdict(number, employee_number, level))
    return Judgement(
        as_of,
        edition.id,
        counted,
        items_met,
        {code: tuple(sorted(met, key=lambda one: one.number)) for code, met in found.items()},
        tuple(own.code for own in categories if own.from_level != own.to_level),
    )
