"""Scans for the sample desk: some of what was taken in has one, and some people have only said theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import attachments, confirmation, experience, listing, qualifications
from dxdesk.models.evidence.attachments import Proof
from dxdesk.models.evidence.confirmation import ORIGINAL_SEEN, SELF_REPORTED, Confirmation
from dxdesk.models.evidence.experience import ExperienceEntry
from dxdesk.models.evidence.listing import EvidenceRow, Wanted
from dxdesk.models.evidence.qualifications import HoldingEntry
from dxdesk.models.evidence.scans import Scan, check_scan
from dxdesk.models.people.index import PeopleIndex
from dxdesk.models.plan import editions
from dxdesk.paths import resource

# What people say that they hold: a code of the plan, how many days ago they came by it, and in how
# many days it lapses, where it does.
_SAID: Final = (
    ("IP", 60, None), ("FE", 150, None), ("SG", 210, None), ("IP", 330, None), ("AP", 400, None),
    ("DSL", 75, None), ("RISS", 1_055, 40), ("RISS", 1_110, -15),
)  # fmt: skip
_WORKED: Final = ("dx", 900)
_CHECKED: Final = 8
_REGISTRATION: Final = ("tourokusho.jpg", "登録証.jpg")
_PASS: Final = ("goukakusho.pdf", "合格証書.pdf")


def keep(desk: Desk) -> None:
    """Give evidence of the sample desk its scans, and add what waits for a check."""
    day = desk.today()
    wanted = Wanted((Proof.HOLDING,), day, order="since", descending=True)
    keys = [key for key, _ in listing.find(desk, wanted)]
    rows = listing.rows(desk, keys, day)
    lapsing = [key for key in keys if rows[key].until is not None]
    _check(desk, [rows[key] for key in dict.fromkeys((*lapsing[:3], *keys))][:_CHECKED])
    _say(desk, day)


def _check(desk: Desk, rows: list[EvidenceRow]) -> None:
    """Let the original of some be seen, with a scan each."""
    registration, passed = _scan(*_REGISTRATION), _scan(*_PASS)
    with desk.action(acts.ATTACH_SCAN, f"写しの登録（{len(rows)}件）") as action:
        for row in rows:
            proof, row_id = listing.of_key(row.key)
            scan = registration if row.until else passed
            attachments.attach(action, proof, row_id, scan)
            confirmation.confirm(action, proof.value, row_id, Confirmation(ORIGINAL_SEEN))


def _say(desk: Desk, day: date) -> None:
    """Add what people have only said themselves."""
    people = PeopleIndex(desk, day).search("")[3 :: len(_SAID) + 5]
    told = Confirmation(SELF_REPORTED)
    edition = editions.in_force(desk, day)
    held = {own.code: own.id for own in editions.qualifications(desk, edition.id)}
    done = {kind.code: kind.id for kind in editions.experience_kinds(desk, edition.id)}
    registration, passed = _scan(*_REGISTRATION), _scan(*_PASS)
    with desk.action(acts.ADD_EVIDENCE, f"資格・業務経歴の登録（{len(_SAID) + 1}件）") as action:
        for (code, days, left), employee_id in zip(_SAID, people, strict=False):
            since = day - timedelta(days)
            until = None if left is None else day + timedelta(left)
            entry = HoldingEntry(employee_id, held[code], since, until, "", "シートで申告", told)
            row_id = qualifications.add(action, entry)
            attachments.attach(action, Proof.HOLDING, row_id, registration if until else passed)
        code, days = _WORKED
        since = day - timedelta(days)
        work = ExperienceEntry(people[0], done[code], since, None, "申請手続の電子化", "", told)
        experience.add(action, work)


def _scan(place: str, name: str) -> Scan:
    """One of the certificates of the samples."""
    return check_scan(name, resource("samples", place).read_bytes())
