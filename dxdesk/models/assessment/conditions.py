"""What a rule states, one condition at a time: how it stands for one person, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dxdesk.models import wareki
from dxdesk.models.assessment.item_reason import ItemReason
from dxdesk.models.assessment.relations import MANAGER_GRADES
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, Item, Way, WayKind

NOT_COUNTED: Final = "判定の対象外（在籍していないか、休職・派遣などのため）"
_MANAGERS: Final = "デジタル施策推進部局の管理職"


@dataclass
class Facts:
    """What is known of one person on the day.

    Args:
        proof: by the id of each way that is met, the newest day, the months or the rating.
        checked: by the id of each way that is met by a training or qualification, its 確認区分.
        months: by the code of the kind of experience.
        worked: by the code of the kind of experience, the 確認区分 of its periods, parted by commas.
        rating: by 項目番号, the head's rating of the fiscal year.
        own: by 項目番号, the person's own rating of the fiscal year.
        last_year: the codes of the items met at the end of the fiscal year before; None where that
            was not asked, or no plan was in force.
        verdict: the codes of the categories met, each with the level.
        certified: the codes of the categories certified and in force.
        counted: filled when the person is counted.
        manager: filled when the person is a manager of a digital unit.
    """

    proof: dict[int, str | int] = field(default_factory=dict)
    checked: dict[int, str] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    worked: dict[str, str] = field(default_factory=dict)
    rating: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    last_year: frozenset[str] | None = None
    verdict: dict[str, int | None] = field(default_factory=dict)
    certified: dict[str, None] = field(default_factory=dict)
    counted: dict[str, None] = field(default_factory=dict)
    manager: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Terms:
    """What an edition says, as the words need it.

    Args:
        fiscal_year: of the day that is judged.
        categories: by code.
        items: by 項目番号, in the plan's order.
        rules: by the code of their category.
        titles: of trainings, qualifications and kinds of experience, by kind and code.
        write_day: how days are written: R7.6.3 on screens, 令和7年6月3日 on papers.
    """

    fiscal_year: int
    categories: Mapping[str, Category]
    items: Mapping[str, Item]
    rules: Mapping[str, Rule]
    titles: Mapping[tuple[WayKind, str], str]
    write_day: Callable[[date], str] = wareki.short


@dataclass(frozen=True)
class Line:
    """One condition of a rule: how it stands, what of it is missing, and that in a few letters."""

    summary: str
    missing: tuple[str, ...] = ()
    brief: str = ""

    @property
    def lacking(self) -> str:
        """What is missing in a few letters; empty where nothing is."""
        return self.brief or "、".join(self.missing)


@dataclass(frozen=True)
class Case:
    """One person before one rule."""

    facts: Facts
    rule: Rule
    terms: Terms
    items: Mapping[str, ItemReason]


def open_case(facts: Facts, rule: Rule, terms: Terms) -> Case:
    """Put one person's facts beside one rule, with every item that the rule looks at."""
    items = {
        item.code: _item_reason(item, facts, terms)
        for item in terms.items.values()
        if item.code in (*rule.all_of, *rule.of) or _gives_points(item, rule)
    }
    return Case(facts, rule, terms, items)


def lines(case: Case) -> list[Line]:
    """Every condition that the rule states, in the order in which the plan states them."""
    return [line for condition in _CONDITIONS for line in condition(case)]


def _gives_points(item: Item, rule: Rule) -> bool:
    return rule.points is not None and item.category == rule.category and bool(item.points)


def _counted(case: Case) -> Iterator[Line]:
    if not case.facts.counted:
        yield Line(NOT_COUNTED, (NOT_COUNTED,))


def _whole(case: Case) -> Iterator[Line]:
    listed = case.rule.all_of
    if not listed:
        return
    lacking = tuple(case.items[code] for code in listed if not case.items[code].met)
    stand = f"{len(listed) - len(lacking)}達成" if lacking else "全て達成"
    yield Line(
        f"必須{len(listed)}項目：{stand}",
        tuple(f"{item.code}「{item.text}」：{'、または'.join(item.ways)}" for item in lacking),
        "、".join(item.code for item in lacking),
    )


def _choice(case: Case) -> Iterator[Line]:
    listed, needed = case.rule.of, case.rule.at_least
    if not needed:
        return
    still = [code for code in listed if not case.items[code].met]
    met = len(listed) - len(still)
    missing = f"選択項目があと{needed - met}項目（{'、'.join(still)}のうち）"
    yield Line(
        f"選択（{'、'.join(listed)}のうち{needed}以上）：{met}達成",
        (missing,) if met < needed else (),
    )


def _points(case: Case) -> Iterator[Line]:
    needed = case.rule.points
    if needed is None:
        return
    worth = {
        code: case.terms.items[code].points or 0.0
        for code in case.items
        if _gives_points(case.terms.items[code], case.rule)
    }
    have = _sum(worth, [code for code in worth if case.items[code].met])
    # What the rule demands anyway is missing already; only the points beyond it are said here.
    then = _sum(worth, [code for code in worth if case.items[code].met or code in case.rule.all_of])
    still = [code for code in worth if not case.items[code].met and code not in case.rule.all_of]
    listed = "、".join(
        f"{code}＝{worth[code]:g}点" for code in sorted(still, key=worth.__getitem__)[::-1]
    )
    missing = f"点数があと{needed - then:g}点（{listed}のうち）"
    yield Line(f"点数（{needed:g}点以上）：{have:g}点", (missing,) if then < needed else ())


def _sum(worth: Mapping[str, float], codes: Iterable[str]) -> float:
    """Points added up; rounded, since 0.1 + 0.2 is not 0.3 in a machine."""
    return round(sum(worth[code] for code in codes), 6)


def _holds(case: Case) -> Iterator[Line]:
    code = case.rule.holds
    if not code:
        return
    name = f"{code} {case.terms.categories[code].name}"
    if code in case.facts.certified:
        yield Line(f"{name}：認定済")
    elif code in case.facts.verdict:
        yield Line(f"{name}：同時に達成")
    else:
        yield Line(f"{name}：未達成", (f"{name}の認定、またはその基準を同時に満たすこと",))


def _managers(case: Case) -> Iterator[Line]:
    if not case.rule.managers_of_digital_units:
        return
    missing = f"{_MANAGERS}（{'・'.join(MANAGER_GRADES)}）であること"
    if case.facts.manager:
        yield Line(f"{_MANAGERS}：該当")
    else:
        yield Line(f"{_MANAGERS}：非該当", (missing,))


_CONDITIONS: Final[tuple[Callable[[Case], Iterator[Line]], ...]] = (
    _counted,
    _whole,
    _choice,
    _points,
    _holds,
    _managers,
)


def _item_reason(item: Item, facts: Facts, terms: Terms) -> ItemReason:
    met = [way for way in item.ways if way.id in facts.proof]
    rated = any(way.kind is WayKind.RATING for way in item.ways)
    return ItemReason(
        item.code,
        item.text,
        bool(met),
        tuple(_evidence(way, facts, terms) for way in met),
        tuple(_way(way, item, facts, terms) for way in item.ways),
        tuple(dict.fromkeys(said for way in met for said in _verifications(way, facts))),
        None if facts.last_year is None else item.code in facts.last_year,
        (facts.own.get(item.code), facts.rating.get(item.code)) if rated else None,
    )


def _verifications(way: Way, facts: Facts) -> list[str]:
    """How the evidence of a way that is met was checked."""
    if way.kind is WayKind.EXPERIENCE:
        return facts.worked[way.code].split(",")
    return [facts.checked[way.id]] if way.id in facts.checked else []


def _evidence(way: Way, facts: Facts, terms: Terms) -> str:
    """What proves a way that is met."""
    value, title = facts.proof[way.id], _title(way, terms)
    match way.kind:
        case WayKind.TRAINING:
            return f"研修「{title}」修了（{_day(value, terms)}）"
        case WayKind.QUALIFICATION:
            return f"資格「{title}」（{_day(value, terms)}取得）"
        case WayKind.EXPERIENCE:
            return f"業務経歴「{title}」{value}か月"
        case WayKind.RATING:
            return f"{wareki.fiscal_year_name(terms.fiscal_year)}の所属長評価{value}"


def _way(way: Way, item: Item, facts: Facts, terms: Terms) -> str:
    """What would meet an item, with what there is of it so far."""
    title = _title(way, terms)
    match way.kind:
        case WayKind.TRAINING:
            return f"{_when(way.within_years, terms.fiscal_year)}研修「{title}」を修了"
        case WayKind.QUALIFICATION:
            return f"資格「{title}」を保有"
        case WayKind.EXPERIENCE:
            so_far = facts.months.get(way.code, 0)
            return f"業務経歴「{title}」{way.months}か月以上（現在{so_far}か月）"
        case WayKind.RATING:
            now = facts.rating.get(item.code, "未記入")
            year = wareki.fiscal_year_name(terms.fiscal_year)
            return f"{year}の所属長評価{way.rating}以上（現在{now}）"


def _when(within_years: int | None, fiscal_year: int) -> str:
    """令和7年度に, 令和6年度以後に, or nothing where a completed training counts for ever."""
    if within_years is None:
        return ""
    first = wareki.fiscal_year_name(fiscal_year - within_years + 1)
    return f"{first}に" if within_years == 1 else f"{first}以後に"


def _title(way: Way, terms: Terms) -> str:
    return terms.titles.get((way.kind, way.code), way.code)


def _day(value: str | int, terms: Terms) -> str:
    return terms.write_day(date.fromisoformat(str(value)))
