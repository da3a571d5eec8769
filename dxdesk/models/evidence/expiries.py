"""有効期限: which registrations lapse soon or have lapsed, and how that is said."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.models.evidence import listing
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.listing import EvidenceRow, Wanted

if TYPE_CHECKING:
    from dxdesk.models.store import Reads


def expiring(day: date, months: int, *, order: str = "until") -> Wanted:
    """Registrations of people on roll that lapse within some months, or have lapsed unrenewed."""
    return Wanted((Proof.HOLDING,), day, lapsing=months_later(day, months), order=order)


def by_bureau(reads: Reads, day: date, months: int) -> list[EvidenceRow]:
    """The same as rows, in the official order of bureaus and units."""
    keys = [key for key, _ in listing.find(reads, expiring(day, months, order="bureau"))]
    rows = listing.rows(reads, keys, day)
    return [rows[key] for key in keys]


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_left_words(expires_on: date, day: date) -> str:
    """あと23日, 本日まで, 12日前に失効."""
    days = (expires_on - day).days
    if days < 0:
        return f"{-days:,}日前に失効"
    return f"あと{days:,}日" if days else "本日まで"
