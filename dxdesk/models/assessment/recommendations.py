"""受講推薦: whom which single training would bring to a category that they lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment import scenarios
from dxdesk.models.assessment.scenarios import Profile
from dxdesk.models.people.spans import in_force
from dxdesk.models.plan import editions
from dxdesk.models.plan.editions import Edition
from dxdesk.models.plan.skill_map import Category, Item, Training, WayKind
from dxdesk.models.register import designations
from dxdesk.models.store import Reads

_UNITS: Final = f"""
SELECT p.employee_id, p.unit_id
  FROM posting p JOIN unit_version v ON v.unit_id = p.unit_id
 WHERE p.main = 1 AND {in_force("p")} AND v.tier = '所属' AND {in_force("v")}
"""


@dataclass(frozen=True)
class Reached:
    """The people whom one training would bring to one category.

    Args:
        category_code: which.
        people: counted staff who neither meet it nor are certified in it.
        leaders: how many of them are leaders on the day.
        units: the 所属 of their 本務 in which nobody counted meets it or is certified in it yet.
    """

    category_code: str
    people: frozenset[int]
    leaders: int
    units: frozenset[int]


@dataclass(frozen=True)
class Recommendation:
    """What one training would do, completed today and nothing else.

    Args:
        training: of the edition.
        reached: for each category to which it would bring anybody, in the plan's order.
    """

    training: Training
    reached: tuple[Reached, ...]

    @property
    def people(self) -> dict[int, tuple[str, ...]]:
        """Everybody whom it would bring to any category, with the codes of the categories."""
        found: dict[int, tuple[str, ...]] = {}
        for each in self.reached:
            for employee_id in each.people:
                found[employee_id] = (*found.get(employee_id, ()), each.category_code)
        return found


@dataclass(frozen=True)
class Recommendations:
    """What every training of the edition would do.

    Args:
        as_of: 判定基準日.
        counted: number of counted staff.
        categories: those with a rule, by code, in the plan's order.
        trainings: in the plan's order.
        leaders: everybody who is a leader on the day, with 正 or 副.
        unit_of: the 所属 of each person's 本務.
    """

    as_of: date
    counted: int
    categories: Mapping[str, Category]
    trainings: tuple[Recommendation, ...]
    leaders: Mapping[int, str]
    unit_of: Mapping[int, int]

    def find(self, training_code: str) -> Recommendation | None:
        """What one training would do; nothing where the edition in force on the day lacks it."""
        found = [each for each in self.trainings if each.training.code == training_code]
        return found[0] if found else None

    def names(self, category_codes: Iterable[str]) -> str:
        """Categories in the words of lists: レベル3・レベル4."""
        return "・".join(self.categories[code].short_name for code in category_codes)

    def counts(self, recommendation: Recommendation) -> list[tuple[str, str]]:
        """Whom a training would bring where: レベル1に届く職員, and how many they are."""
        return [
            (
                f"{self.names([each.category_code])}に届く職員",
                (
                    f"{len(each.people):,}人（うち推進リーダー {each.leaders:,}人、"
                    f"対象者のいない所属 {len(each.units):,}）"
                ),
            )
            for each in recommendation.reached
        ]

    def sentences(self, recommendation: Recommendation) -> list[str]:
        """The same as a sentence for each category."""
        return [f"この研修だけで{whom} {many}" for whom, many in self.counts(recommendation)]


def planning_day(reads: Reads, day: date) -> date:
    """The day whose judgement tells whom to recommend what.

    Ratings count for their fiscal year only. Until the first of a year have come back, nobody could
    reach a level that asks for one, so the last day of the year before is taken, if that has any.
    """
    year = wareki.fiscal_year(day)
    if _is_rated(reads, year) or not _is_rated(reads, year - 1):
        return day
    before = wareki.last_day(year - 1)
    try:
        editions.in_force(reads, before)
    except UserError:
        return day
    return before


def _is_rated(reads: Reads, fiscal_year: int) -> bool:
    sql = "SELECT EXISTS (SELECT 1 FROM rating WHERE fiscal_year = ? AND head IS NOT NULL)"
    return bool(reads.value(sql, (fiscal_year,)))


def day_words(asked: date, taken: date) -> str:
    """Why another day than the one asked for is taken; nothing where it is the same."""
    if asked == taken:
        return ""
    year = wareki.fiscal_year_name(wareki.fiscal_year(asked))
    return f"{year}の所属長評価がまだないため、{wareki.long(taken)}現在の判定によります。"


def recommendations(reads: Reads, as_of: date) -> Recommendations:
    """For each training: which counted staff it alone would bring to a category that they lack.

    Everybody is judged as if the training were completed on the day, by the relations that judge
    them anyway. Whoever meets a category, or is certified in it, is not brought to it.

    Args:
        reads: the desk, or an action.
        as_of: 判定基準日.

    Raises:
        UserError: no plan is in force on that day.
    """
    edition = editions.in_force(reads, as_of)
    known = scenarios.profiles(reads, edition, as_of)
    unit_of = dict(tuple(row) for row in reads.rows(_UNITS, {"day": as_of.isoformat()}))
    leaders = _leaders(reads, as_of)
    trainings = editions.trainings(reads, edition.id)
    people = _people(reads, edition, known, trainings)
    covered = _covered(reads, edition, known, unit_of)

    def reached(training: int, code: str) -> Reached:
        found = frozenset(people[training, code])
        units = frozenset(unit_of[each] for each in found if each in unit_of)
        led = len(leaders.keys() & found)
        return Reached(code, found, led, units - covered.get(code, set()))

    ruled = [rule.category for rule in editions.rules(reads, edition.id)]
    categories = {each.code: each for each in editions.categories(reads, edition.id)}
    return Recommendations(
        as_of,
        sum(len(profile.people) for profile in known),
        {code: categories[code] for code in ruled},
        tuple(
            Recommendation(
                training, tuple(reached(at, code) for code in ruled if (at, code) in people)
            )
            for at, training in enumerate(trainings)
        ),
        leaders,
        unit_of,
    )


def _people(
    reads: Reads, edition: Edition, known: Sequence[Profile], trainings: Sequence[Training]
) -> dict[tuple[int, str], list[int]]:
    """By place of the training and category: whom it would bring there."""
    items = editions.items(reads, edition.id)
    additions = [{item.id for item in items if _meets(training, item)} for training in trainings]
    found: dict[tuple[int, str], list[int]] = {}
    for gain in scenarios.gains(reads, edition, known, additions):
        found.setdefault((gain.addition, gain.category_code), []).extend(known[gain.profile].people)
    return found


def _leaders(reads: Reads, day: date) -> dict[int, str]:
    """Everybody who leads a unit on a day; who is 正 somewhere is 正."""
    found: dict[int, str] = {}
    for each in designations.in_force_on(reads, day):
        if found.get(each.employee_id) != designations.MAIN:
            found[each.employee_id] = each.role
    return found


def _meets(training: Training, item: Item) -> bool:
    """Whether completing a training today meets an item, within however few years it must be."""
    return any(way.kind is WayKind.TRAINING and way.code == training.code for way in item.ways)


def _covered(
    reads: Reads, edition: Edition, known: Sequence[Profile], unit_of: Mapping[int, int]
) -> dict[str, set[int]]:
    """By category: the 所属 with somebody counted who meets it or is certified in it."""
    found: dict[str, set[int]] = {}
    for profile, met in zip(known, scenarios.met(reads, edition, known), strict=True):
        units = {unit_of[each] for each in profile.people if each in unit_of}
        for code in met.union(profile.certified):
            found.setdefault(code, set()).update(units)
    return found
