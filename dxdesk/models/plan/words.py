"""What a plan says, in sentences: ways to meet an item, and rules, as an officer reads them."""

from __future__ import annotations

from collections.abc import Iterator

from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.fields import WAY_WORDS
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import Category, Way, WayKind

KIND_TITLES = {WayKind(kind): word for kind, word in WAY_WORDS.items()}
NO_RULE = "認定基準は定めていません。"


def level_words(category: Category) -> str:
    """レベル1, レベル2～4, or nothing: 全職員 (0) has no level that anybody is certified for."""
    if not category.from_level:
        return ""
    if category.from_level == category.to_level:
        return f"レベル{category.from_level}"
    return f"レベル{category.from_level}～{category.to_level}"


def category_words(category: Category) -> str:
    """レベル1　デジタル推進リーダー人材."""
    return "　".join(filter(None, (level_words(category), category.name)))


def titles(plan: PlanFile) -> dict[tuple[WayKind, str], str]:
    """The names of trainings, qualifications and kinds of experience, by kind and code."""
    listed = (
        (WayKind.TRAINING, plan.trainings),
        (WayKind.QUALIFICATION, plan.qualifications),
        (WayKind.EXPERIENCE, plan.experience_kinds),
    )
    return {(kind, each.code): each.name for kind, things in listed for each in things}


def way_words(way: Way, plan: PlanFile) -> str:
    """One way: 研修「デジタルリテラシー研修」の修了（判定する年度）."""
    title = titles(plan).get((way.kind, way.code), way.code)
    match way.kind:
        case WayKind.TRAINING:
            return f"研修「{title}」の修了{_within(way.within_years)}"
        case WayKind.QUALIFICATION:
            return f"資格「{title}」の保有"
        case WayKind.EXPERIENCE:
            return f"業務経歴「{title}」{way.months}か月以上"
        case WayKind.RATING:
            return f"その年度の所属長評価{way.rating}以上"


def _within(years: int | None) -> str:
    if years is None:
        return ""
    return "（判定する年度）" if years == 1 else f"（判定する年度を含む{years}年度以内）"


def ways_words(ways: tuple[Way, ...], plan: PlanFile) -> str:
    """All ways, any one of which is enough."""
    return "、または".join(way_words(way, plan) for way in ways)


def rule_words(rule: Rule | None, plan: PlanFile) -> str:
    """A rule: everything that it states has to be met."""
    lines = list(rule_lines(rule, plan)) if rule else []
    return "。かつ、".join(lines) + "。" if lines else NO_RULE


def rule_lines(rule: Rule, plan: PlanFile) -> Iterator[str]:
    """What a rule states, one condition a line."""
    if rule.all_of:
        yield f"{'、'.join(rule.all_of)}を{'全て' if len(rule.all_of) > 1 else ''}満たす"
    if rule.at_least:
        yield f"{'、'.join(rule.of)}のうち{rule.at_least}項目以上を満たす"
    if rule.points is not None:
        yield f"満たした項目の点数の合計が{rule.points:g}点以上"
    if rule.holds:
        names = {category.code: category_words(category) for category in plan.categories}
        held = names.get(rule.holds, rule.holds)
        yield f"{held}に認定されている（同時に満たすときを含む）"
    if rule.managers_of_digital_units:
        yield "デジタル施策推進部局の管理職である"
