"""Which kind of file is offered first, from wherever the assistant is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.imports.kinds import KINDS
from dxdesk.models import settings, wareki
from dxdesk.models.people import employees, units
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads

KEY: Final = "taking_in"
_IN_ORDER = (
    "plan", "units", "reorganisation", "contacts", "roster", "transfers", "attendance",
    "qualifications", "experience", "ratings", "targets",
)  # fmt: skip
# In the order in which an empty desk needs them.
ORDER: Final = (*_IN_ORDER, *(key for key in KINDS if key not in _IN_ORDER))
_FITTING = {
    "employees": "roster",
    "units": "units",
    "trainings": "attendance",
    "qualifications": "qualifications",
    "assessment": "ratings",
    "plan": "plan",
    "figures": "targets",
    "leaders": "leaders",
}
_FIRST_NEEDED: Final[tuple[tuple[str, Callable[[Reads], object]], ...]] = (
    ("plan", editions.editions),
    ("units", units.are_known),
    ("roster", employees.are_known),
)
_APRIL = 4


@dataclass(frozen=True)
class Asked:
    """A wish to take a file in.

    Args:
        kind: key of the kind of import that is chosen at first; empty for what the desk lacks.
        back: key of the page to which closing leads back.
        path: a file that is already known.
    """

    kind: str = ""
    back: str = "home"
    path: str = ""


def asked_from(page: str) -> Asked:
    """What fits the page from which the assistant is opened."""
    return Asked(_FITTING.get(page, ""), page)


def first_needed(reads: Reads) -> str:
    """What a desk lacks: plan, then units, then people; a desk that has all gets the next roster."""
    for kind, known in _FIRST_NEEDED:
        if not known(reads):
            return kind
    return "roster"


def usual_day(reads: Reads, today: date) -> date:
    """The 基準日 that fits most files: 1 April, unless a roster of that day or later is known."""
    april = date(wareki.fiscal_year(today), _APRIL, 1)
    newest = settings.get(reads, settings.NEWEST_ROSTER)
    return today if newest and newest > april.isoformat() else april
