"""What the page shows of the plan: all editions, one of them with everything it says, and what uses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.assessment.plan_uses import PlanUses, plan_uses
from dxdesk.models.certification.round_book import made_with
from dxdesk.models.plan import editions
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.editions import Edition
from dxdesk.models.store import Reads

_NAMED = 2


@dataclass(frozen=True)
class Shown:
    """One edition as it is looked at.

    Args:
        known: all editions, the newest first.
        edition: the one that is shown.
        plan: everything it says.
        in_force_id: of the edition in force on the day shown; 0 where none is.
        uses: how many records use which code.
        sealed_by: what it was used for, in words; empty where it is not sealed.
    """

    known: tuple[Edition, ...]
    edition: Edition
    plan: PlanFile
    in_force_id: int
    uses: PlanUses
    sealed_by: str

    @property
    def last(self) -> Edition:
        """The newest revision of the edition shown: only that one can be changed."""
        return editions.last_of(self.known, self.edition)

    @property
    def is_last(self) -> bool:
        """Whether no other edition revises the one shown."""
        return self.last.id == self.edition.id

    @property
    def sealed(self) -> bool:
        """Whether a change makes a revision."""
        return self.edition.sealed_on is not None

    @property
    def next_version(self) -> str:
        """What a revision of it would be called: 版1.1."""
        revisions = [each for each in self.known if each.major == self.edition.major]
        return f"版{self.edition.major}.{len(revisions)}"

    def judged_day(self, day: date) -> date:
        """The day as of which the effect of a change is shown: within the edition's fiscal years."""
        first = self.edition.in_force_from or wareki.first_day(self.edition.from_fiscal_year)
        return min(max(day, first), wareki.last_day(self.edition.to_fiscal_year))


def look_at(reads: Reads, day: date, edition_id: int = 0) -> Shown | None:
    """Look an edition up.

    Args:
        day: for which 「有効」 is said.
        edition_id: which one; 0, or one that is gone, for the one in force, else the newest.

    Returns:
        Nothing where no plan was taken in.
    """
    known = editions.editions(reads)
    if not known:
        return None
    in_force_id = _in_force(reads, day)
    by_id = {each.id: each for each in known}
    edition = by_id.get(edition_id) or by_id.get(in_force_id) or known[0]
    return Shown(
        tuple(known),
        edition,
        editions.contents(reads, edition),
        in_force_id,
        plan_uses(reads),
        _sealed_by(reads, edition),
    )


def _in_force(reads: Reads, day: date) -> int:
    try:
        return editions.in_force(reads, day).id
    except UserError:
        return 0


def _sealed_by(reads: Reads, edition: Edition) -> str:
    if edition.sealed_on is None:
        return ""
    rounds = [each.title for each in made_with(reads, edition.id)]
    return _first_of(rounds) or f"{wareki.short(edition.sealed_on)}の判定・確定"


def _first_of(titles: Sequence[str]) -> str:
    more = f"ほか{len(titles) - _NAMED}件" if len(titles) > _NAMED else ""
    return "、".join(reversed(titles[:_NAMED])) + more


def years_words(edition: Edition) -> str:
    """令和4～8年度."""
    first = wareki.fiscal_year_name(edition.from_fiscal_year)
    last = wareki.fiscal_year_name(edition.to_fiscal_year)
    return first if first == last else f"{first}～{last}"
