"""Every kind of file that can be taken in, by its word on the command line."""

from __future__ import annotations

from dxdesk.imports.attendance import ATTENDANCE
from dxdesk.imports.contacts import CONTACTS
from dxdesk.imports.experience import EXPERIENCE
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
    )
}
