"""What the page knows of a fiscal year's learning opportunities, and how its lists say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxdesk.models import conflicts, wareki
from dxdesk.models.conflicts import Part, Seen
from dxdesk.models.plan import learning, learning_dates
from dxdesk.models.plan.learning import Offer, Opportunity
from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Shown:
    """The opportunities of a fiscal year as of a day, and what its plan knows.

    Args:
        last_year: how many there were in the year before, to be copied.
        seen: the rows, to notice whether somebody else changes them.
    """

    fiscal_year: int
    today: date
    opportunities: tuple[Opportunity, ...]
    offer: Offer
    last_year: int
    seen: Seen

    def whom(self, codes: Sequence[str]) -> str:
        """The short names of categories: レベル1・レベル2; 全て for none."""
        names = {category.code: category.short_name for category in self.offer.categories}
        return "・".join(names.get(code, code) for code in codes) or learning.EVERYBODY


def look(reads: Reads, fiscal_year: int, today: date) -> Shown:
    """Look up everything about a fiscal year."""
    return Shown(
        fiscal_year,
        today,
        tuple(learning.of_year(reads, fiscal_year)),
        learning.offer(reads, fiscal_year),
        len(learning.of_year(reads, fiscal_year - 1)),
        conflicts.look(reads, Part("learning_opportunity", "fiscal_year", fiscal_year)),
    )


def row_of(each: Opportunity, shown: Shown) -> dict[str, Any]:
    """What lists say of an opportunity; days are ordered as days."""
    first = learning_dates.first_day(each)
    return {
        "kind": each.kind,
        "title": each.title,
        "provider": each.provider,
        "days": learning_dates.days_words(each, wareki.short),
        "days_order": first.isoformat() if first else "",
        "applying": learning_dates.applying_words(each, wareki.short),
        "applying_order": each.apply_until.isoformat() if each.apply_until else "",
        **state_of(each, shown),
        "whom": shown.whom(each.category_codes),
        "recommended": each.recommended,
        "place": each.place,
        "fee": each.fee,
    }


def state_of(each: Opportunity, shown: Shown) -> dict[str, str]:
    """How an application stands, and its colour where it is near or over."""
    words = learning_dates.deadline_words(each, shown.today)
    near = learning_dates.is_near(each, shown.today)
    muted = "muted" if words == learning_dates.CLOSED else ""
    return {"state": words, "state_tone": "attention" if near else muted}
