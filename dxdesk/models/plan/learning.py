"""学習機会の情報: exams, courses and material of a fiscal year that everybody is told about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.plan import editions
from dxdesk.models.plan.skill_map import Category, Qualification, Training
from dxdesk.models.schema import OPPORTUNITY_KINDS

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

EXAM: Final = "試験"
EVERYBODY: Final = "全て"
_BETWEEN_CODES: Final = " "
_BETWEEN: Final = re.compile(r"[\s、，,・/／]+")


@dataclass(frozen=True)
class Opportunity:
    """学習機会. What is not known yet is empty; a course without days is open at any time.

    Args:
        kind: one of `OPPORTUNITY_KINDS`.
        provider: 実施機関.
        category_codes: whom it is meant for; empty for everybody.
        since, until: its days; a single day has no `until`.
        apply_since, apply_until: from when until when one can apply.
        place: where, or how one takes part.
        url: where more is said, e.g. a page of the office's portal.
        recommended: whether it is one of the 推奨講座.
    """

    fiscal_year: int
    kind: str
    title: str
    provider: str = ""
    qualification_id: int | None = None
    training_id: int | None = None
    category_codes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    apply_since: date | None = None
    apply_until: date | None = None
    place: str = ""
    fee: str = ""
    url: str = ""
    text: str = ""
    recommended: bool = False
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Offer:
    """What the plan of a fiscal year knows, to choose from; nothing where there is no plan."""

    categories: tuple[Category, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    trainings: tuple[Training, ...] = ()


def offer(reads: Reads, fiscal_year: int) -> Offer:
    """What can be chosen in a fiscal year, in the official order."""
    try:
        edition = editions.in_force_in(reads, fiscal_year)
    except UserError:
        return Offer()
    return Offer(
        tuple(editions.categories(reads, edition.id)),
        tuple(editions.qualifications(reads, edition.id)),
        tuple(editions.trainings(reads, edition.id)),
    )


_STORED: Final = tuple(each.name for each in fields(Opportunity))
_DAYS: Final = ("since", "until", "apply_since", "apply_until")


def of_year(reads: Reads, fiscal_year: int) -> list[Opportunity]:
    """What is told in a fiscal year, in the order in which it was entered."""
    found = reads.rows(
        f"SELECT {', '.join(_STORED)} FROM learning_opportunity"
        " WHERE fiscal_year = ? ORDER BY display_order, id",
        (fiscal_year,),
    )
    return [_read(dict(zip(_STORED, row, strict=True))) for row in found]


def _read(values: dict[str, Any]) -> Opportunity:
    days = {name: date.fromisoformat(values[name]) for name in _DAYS if values[name]}
    codes = tuple(values["category_codes"].split())
    more = {"category_codes": codes, "recommended": bool(values["recommended"])}
    return Opportunity(**{**values, **days, **more})


def add(action: Action, opportunity: Opportunity) -> int:
    """Tell about something more.

    Returns:
        The row's id.

    Raises:
        UserError: it cannot be so, or is there already; with the field.
    """
    last = action.value(
        "SELECT coalesce(max(display_order), 0) FROM learning_opportunity WHERE fiscal_year = ?",
        (opportunity.fiscal_year,),
    )
    values = _checked(action, opportunity)
    return action.insert("learning_opportunity", **values, display_order=last + 1)


def change(action: Action, row_id: int, opportunity: Opportunity) -> None:
    """Say something else of it.

    Raises:
        UserError: as for `add`, or it has been removed meanwhile.
    """
    known = replace(opportunity, id=row_id)
    action.update("learning_opportunity", row_id, **_checked(action, known))


def remove(action: Action, row_id: int) -> None:
    """Tell no more about it."""
    action.delete("learning_opportunity", row_id)


def copy_year(action: Action, from_year: int, to_year: int) -> int:
    """Bring what was told in one fiscal year into another, but for what is told there already.

    The days are left out: last year's, moved by a year, would look right and be wrong.

    Returns:
        How many there are more.

    Raises:
        UserError: there is nothing to copy.
    """
    known = {(each.kind, each.title) for each in of_year(action, to_year)}
    codes = {category.code for category in offer(action, to_year).categories}
    found = of_year(action, from_year)
    missing = {(each.kind, each.title): each for each in found}
    for key in known:
        missing.pop(key, None)
    if not missing:
        name = wareki.fiscal_year_name(from_year)
        why = "は、全てこの年度に登録されています" if found else "がありません"
        raise UserError(f"{name}の学習機会の情報{why}。写すものはありません。")
    for each in missing.values():
        still = tuple(code for code in each.category_codes if code in codes)
        again = replace(without_days(each), fiscal_year=to_year, category_codes=still)
        add(action, again)
    return len(missing)


def codes_of(text: str, categories: Sequence[Category]) -> tuple[str, ...]:
    """The codes of categories as somebody wrote them: L1 L2, レベル1・レベル2, names, 全て.

    Raises:
        UserError: the plan knows none of that name.
    """
    known = {
        word: category.code
        for category in categories
        for word in (category.name, category.short_name, category.code)
    }
    if text.strip() == EVERYBODY:
        return ()
    # The longest first: a name may hold another one, or a mark that stands between names.
    word = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))) or r"(?!)")
    rest = _BETWEEN.sub("", word.sub("", text))
    if rest:
        names = "・".join(category.short_name for category in categories)
        choices = f"{names}から書いてください。" if names else "空欄にしてください。"
        raise UserError(
            f"「{rest[:20]}」という人材区分はこの年度の計画にありません。{choices}",
            "category_codes",
        )
    found = {known[each] for each in word.findall(text)}
    return tuple(category.code for category in categories if category.code in found)


def without_days(opportunity: Opportunity) -> Opportunity:
    """The same at another time, as a new one: its days are not known yet."""
    return replace(opportunity, since=None, until=None, apply_since=None, apply_until=None, id=0)


# --- what cannot be so ---


def _checked(action: Action, given: Opportunity) -> dict[str, Any]:
    """The columns of a row, without spaces around its texts."""
    texts = {
        name: getattr(given, name).strip()
        for name in ("title", "provider", "place", "fee", "url", "text")
    }
    clean = replace(given, **texts)
    _check_words(clean)
    _check_days(clean)
    _check_year(clean)
    _check_codes(clean.category_codes, offer(action, clean.fiscal_year).categories)
    _check_free(action, clean)
    values = {name: getattr(clean, name) for name in _STORED if name != "id"}
    return {
        **values,
        "category_codes": _BETWEEN_CODES.join(clean.category_codes),
        "recommended": int(clean.recommended),
    }


def _check_words(given: Opportunity) -> None:
    if given.kind not in OPPORTUNITY_KINDS:
        raise UserError(
            f"種類「{given.kind}」はありません。{'・'.join(OPPORTUNITY_KINDS)}から選んでください。",
            "kind",
        )
    if not given.title:
        raise UserError("名称を入力してください。", "title")


def _check_days(given: Opportunity) -> None:
    for first, last, what in (
        ("since", "until", "実施の末日"),
        ("apply_since", "apply_until", "申込の締切"),
    ):
        begin, end = getattr(given, first), getattr(given, last)
        if begin and end and end < begin:
            raise UserError(
                f"{what}（{wareki.short(end)}）が初日（{wareki.short(begin)}）より前です。"
                "どちらかを直してください。",
                last,
            )
    closes, over = given.apply_until, given.until or given.since
    if closes and over and closes > over:
        raise UserError(
            f"申込の締切（{wareki.short(closes)}）が実施の末日（{wareki.short(over)}）より後です。"
            "どちらかを直してください。",
            "apply_until",
        )


def _check_year(given: Opportunity) -> None:
    """Refuse days of which none lies in the fiscal year: a year was mistyped, or last year's stayed."""
    begin, end = given.since or given.until, given.until or given.since
    year = given.fiscal_year
    if begin and end and (begin > wareki.last_day(year) or end < wareki.first_day(year)):
        raise UserError(
            f"実施の日（{wareki.short(begin)}）が{wareki.fiscal_year_name(year)}の外です。"
            "日か年度を確かめてください。",
            "since",
        )


def _check_codes(codes: Sequence[str], categories: Sequence[Category]) -> None:
    known = [category.code for category in categories]
    for code in codes:
        if code not in known:
            choices = f"{'・'.join(known)}から選んでください。" if known else "空欄にしてください。"
            raise UserError(
                f"人材区分「{code}」はこの年度の計画にありません。{choices}", "category_codes"
            )


def _check_free(action: Action, given: Opportunity) -> None:
    """Refuse what is told already: a block pasted twice would be."""
    found = action.rows(
        "SELECT 1 FROM learning_opportunity"
        " WHERE fiscal_year = ? AND kind = ? AND title = ? AND since IS ? AND id <> ?",
        (
            given.fiscal_year, given.kind, given.title,
            given.since.isoformat() if given.since else None, given.id,
        ),
    )  # fmt: skip
    if found:
        raise UserError(
            f"{given.kind}「{given.title}」は、同じ初日で既に登録されています。"
            "登録済みの行を変更してください。",
            "title",
        )
