"""Every kind of file that can be taken in, by its word on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from dxdesk.imports.attendance import ATTENDANCE
from dxdesk.imports.contacts import CONTACTS
from dxdesk.imports.experience import EXPERIENCE
from dxdesk.imports.headings import named_fields
from dxdesk.imports.leaders import LEADERS
from dxdesk.imports.plan import PLAN
from dxdesk.imports.proposal import ImportKind
from dxdesk.imports.qualifications import QUALIFICATIONS
from dxdesk.imports.ratings import RATINGS
from dxdesk.imports.reorganisation import REORGANISATION
from dxdesk.imports.roster import ROSTER
from dxdesk.imports.targets import TARGETS
from dxdesk.imports.transfers import TRANSFERS
from dxdesk.imports.units import UNITS

KINDS: dict[str, ImportKind] = {
    kind.key: kind
    for kind in (
        UNITS,
        REORGANISATION,
        CONTACTS,
        ROSTER,
        TRANSFERS,
        ATTENDANCE,
        QUALIFICATIONS,
        EXPERIENCE,
        RATINGS,
        TARGETS,
        PLAN,
        LEADERS,
    )
}


def fitting(headings: Sequence[str]) -> list[ImportKind]:
    """The kinds of which a file with these headings has all that is needed, and most of the rest."""
    named = {
        kind.key: named_fields(headings, kind.fields) for kind in KINDS.values() if kind.fields
    }
    complete = [
        KINDS[key]
        for key, found in named.items()
        if all(field.key in found for field in KINDS[key].fields if field.required)
    ]
    most = max((len(named[kind.key]) for kind in complete), default=0)
    return [kind for kind in complete if len(named[kind.key]) == most]
