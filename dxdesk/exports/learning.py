"""What everybody is told about learning in a fiscal year, gathered for paper and for the intranet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import settings, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.plan import learning, learning_dates
from dxdesk.models.plan.learning import EXAM, Offer, Opportunity
from dxdesk.models.plan.learning_dates import Month
from dxdesk.models.schema import OPPORTUNITY_KINDS

TITLE: Final = "学習機会の情報"
NO_CONTACT: Final = (
    "問い合わせ先が設定されていません。設定の画面の「庁内の取り決め」で入力すると、案内に載ります。"
)
CALENDAR, RECOMMENDED, QUALIFICATIONS = "試験カレンダー", "推奨講座", "計画の対象となる資格"


@dataclass(frozen=True)
class Information:
    """What is told.

    Args:
        office, contact: who tells it, and whom one may ask.
        opportunities: of the fiscal year, in the order of entry.
        offer: what the plan of that year knows.
    """

    fiscal_year: int
    made_on: date
    office: str
    contact: str
    opportunities: tuple[Opportunity, ...]
    offer: Offer

    @property
    def title(self) -> str:
        """令和8年度 学習機会の情報."""
        return f"{wareki.fiscal_year_name(self.fiscal_year)}　{TITLE}"

    @property
    def exams(self) -> list[Month]:
        """The calendar of exams."""
        return learning_dates.calendar(each for each in self.opportunities if each.kind == EXAM)

    @property
    def by_kind(self) -> list[tuple[str, list[Opportunity]]]:
        """Every kind of which there is something, the earliest day first."""
        told = learning_dates.in_order_of_days(self.opportunities)
        groups = [
            (kind, [each for each in told if each.kind == kind]) for kind in OPPORTUNITY_KINDS
        ]
        return [(kind, group) for kind, group in groups if group]

    @property
    def recommended(self) -> list[tuple[str, list[Opportunity]]]:
        """The recommended courses of each category."""
        return learning_dates.recommended(self.opportunities, self.offer.categories)

    @property
    def qualifications(self) -> list[tuple[str, str, str]]:
        """Name, issuer, and since or until when its exam is held, of each qualification of the plan."""
        every = self.offer.qualifications
        return [(own.name, own.issuer, learning_dates.exam_words(own, every)) for own in every]

    def whom(self, opportunity: Opportunity) -> str:
        """The names of the categories that something is meant for."""
        return names_of(opportunity.category_codes, self.offer)


def names_of(codes: Sequence[str], offer: Offer) -> str:
    """The names of some categories; 全ての人材区分 for none."""
    names = {category.code: category.name for category in offer.categories}
    told = "、".join(names.get(code, code) for code in codes)
    return told or learning_dates.FOR_EVERYBODY


def month_of(opportunity: Opportunity) -> str:
    """The heading under which something stands: its month, or that it has none."""
    day = learning_dates.first_day(opportunity)
    if day is None:
        return learning_dates.days_words(opportunity)
    return Month(day.replace(day=1), ()).name


def where(opportunity: Opportunity) -> str:
    """Where it is, or how one takes part, and what it costs."""
    fee = f"費用：{opportunity.fee}" if opportunity.fee else ""
    return "\n".join(part for part in (opportunity.place, fee) if part)


def gather(desk: Desk, fiscal_year: int) -> Information:
    """Everything that is told in a fiscal year.

    Raises:
        UserError: nothing was entered for it.
    """
    found = learning.of_year(desk, fiscal_year)
    if not found:
        name = wareki.fiscal_year_name(fiscal_year)
        raise UserError(
            f"{name}の{TITLE}がありません。登録してから出力してください。", "fiscal_year"
        )
    return Information(
        fiscal_year,
        desk.today(),
        settings.get(desk, settings.OFFICE_NAME),
        settings.get(desk, settings.CONTACT),
        tuple(found),
        learning.offer(desk, fiscal_year),
    )
