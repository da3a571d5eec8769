"""認定基準: what of a category's items must be met. Met is a rule when everything it states is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dxdesk.models.plan.fields import Spot

if TYPE_CHECKING:
    from dxdesk.models.plan.skill_map import Item
    from dxdesk.models.store import Reads

_TITLE = "認定基準"


@dataclass(frozen=True)
class Rule:
    """The rule of one category.

    Args:
        category: the code of the category.
        all_of: codes of the items that must all be met.
        at_least: how many of ``of`` must be met.
        of: codes of the items to choose from.
        points: the points that the category's met items must sum up to.
        holds: the code of another category, certified and in force or met at the same time.
        managers_of_digital_units: only managers of digital units can meet it.
    """

    category: str
    all_of: tuple[str, ...] = ()
    at_least: int | None = None
    of: tuple[str, ...] = ()
    points: float | None = None
    holds: str = ""
    managers_of_digital_units: bool = False
    id: int = field(default=0, compare=False)

    @property
    def states_nothing(self) -> bool:
        """Whether everybody would meet it."""
        stated = (self.all_of, self.at_least, self.points, self.holds)
        return not any(stated) and not self.managers_of_digital_units


@dataclass(frozen=True)
class Problem:
    """What is wrong with a plan: where (a file may say it in its own words), and a sentence."""

    place: Spot | str
    text: str

    def __str__(self) -> str:
        return f"{self.place}：{self.text}"


def rules(reads: Reads, edition_id: int) -> list[Rule]:
    """The rules of an edition, in the order of their categories."""
    named: dict[tuple[int, str], list[str]] = {}
    for row in reads.rows(
        "SELECT rule_item.rule_id, rule_item.part, item.code FROM rule_item"
        " JOIN item ON item.id = rule_item.item_id"
        " WHERE item.edition_id = ? ORDER BY rule_item.id",
        (edition_id,),
    ):
        named.setdefault((row[0], row[1]), []).append(row[2])
    found = reads.rows(
        "SELECT rule.id, category.code, rule.at_least, rule.points, COALESCE(held.code, ''),"
        " rule.managers_of_digital_units FROM rule"
        " JOIN category ON category.id = rule.category_id"
        " LEFT JOIN category AS held ON held.id = rule.holds_category_id"
        " WHERE rule.edition_id = ? ORDER BY category.display_order, rule.id",
        (edition_id,),
    )
    return [
        Rule(
            category=row[1],
            all_of=tuple(named.get((row[0], "all"), ())),
            at_least=row[2],
            of=tuple(named.get((row[0], "of"), ())),
            points=row[3],
            holds=row[4],
            managers_of_digital_units=bool(row[5]),
            id=row[0],
        )
        for row in found
    ]


def problems_of_rules(
    rules: Sequence[Rule], items: Sequence[Item], categories: frozenset[str]
) -> Iterator[Problem]:
    """What would keep rules from being judged, or from ever being met.

    Args:
        rules: the rules of one edition.
        items: all items of that edition.
        categories: the codes of its categories.
    """
    by_category = {rule.category: rule for rule in rules}
    codes = {item.code for item in items}
    for rule in rules:
        place = Spot(_TITLE, rule.category)
        if rule.category not in categories:
            yield Problem(
                replace(place, attribute="category"),
                f"人材区分「{rule.category}」がこの計画にありません。",
            )
        if rule.states_nothing:
            yield Problem(place, "条件が一つも書かれていません。全員が満たすことになります。")
        for part, listed in (("all_of", rule.all_of), ("of", rule.of)):
            yield from _problems_of_list(replace(place, attribute=part), listed, codes)
        yield from _problems_of_choice(rule, place)
        yield from _problems_of_points(rule, items, place)
        yield from _problems_of_holds(rule, by_category, categories)


def _problems_of_list(place: Spot, listed: Sequence[str], codes: set[str]) -> Iterator[Problem]:
    for position, code in enumerate(listed, 1):
        at = replace(place, position=position)
        if code not in codes:
            yield Problem(at, f"項目「{code}」がこの計画にありません。")
        elif code in listed[: position - 1]:
            yield Problem(at, f"項目「{code}」が2度書かれています。")


def _problems_of_choice(rule: Rule, place: Spot) -> Iterator[Problem]:
    if rule.at_least is not None and rule.at_least > len(rule.of):
        yield Problem(
            replace(place, attribute="at_least"),
            f"必要数は{rule.at_least}ですが、選択項目は{len(rule.of)}個しかありません。",
        )
    if rule.of and rule.at_least is None:
        yield Problem(
            replace(place, attribute="at_least"),
            "選択項目がありますが、そのうち幾つが必要か書かれていません。",
        )


def _problems_of_points(rule: Rule, items: Sequence[Item], place: Spot) -> Iterator[Problem]:
    if rule.points is None:
        return
    # Rounded: 10 + 0.1 + 0.2 is a little less than 10.3 in binary.
    most = round(sum(item.points or 0 for item in items if item.category == rule.category), 6)
    if round(rule.points, 6) > most:
        yield Problem(
            replace(place, attribute="points"),
            f"{rule.points:g}点が必要ですが、この区分の項目の点数は合わせて{most:g}点です。",
        )


def _problems_of_holds(
    rule: Rule, by_category: Mapping[str, Rule], categories: frozenset[str]
) -> Iterator[Problem]:
    place = Spot(_TITLE, rule.category, "holds")
    if not rule.holds:
        return
    if rule.holds not in categories:
        yield Problem(place, f"人材区分「{rule.holds}」がこの計画にありません。")
        return
    if rule.holds not in by_category:
        yield Problem(place, f"人材区分「{rule.holds}」には認定基準がありません。")
        return
    path = [rule.category]
    while path[-1] in by_category and (held := by_category[path[-1]].holds):
        if held == rule.category:
            circle = "→".join([*path, held])
            yield Problem(place, f"認定基準が輪になっています（{circle}）。")
            return
        if held in path:
            return
        path.append(held)
