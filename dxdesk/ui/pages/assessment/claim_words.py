"""A claim in words, and what may be chosen where it names nothing of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxdesk.models import wareki
from dxdesk.models.assessment import claims
from dxdesk.models.assessment.claims import Claim
from dxdesk.models.plan import editions
from dxdesk.models.store import Reads


def named(reads: Reads, kind: str, as_of: date) -> list[tuple[str, str]]:
    """Code and name of everything of a kind in the plan in force on a day.

    Raises:
        UserError: no plan is in force.
    """
    edition = editions.in_force(reads, as_of)
    if kind == claims.TRAINING:
        return [(each.code, each.name) for each in editions.trainings(reads, edition.id)]
    if kind == claims.QUALIFICATION:
        return [(each.code, each.name) for each in editions.qualifications(reads, edition.id)]
    return [(each.code, each.name) for each in editions.experience_kinds(reads, edition.id)]


def claim_words(claim: Claim) -> str:
    """資格　MOS（Excel）　R7.3.9."""
    said = claim.said
    days = wareki.short(said.since) if said.since else "日付なし"
    if said.until is not None:
        days += f"～{wareki.short(said.until)}"
    return "　".join(filter(None, (said.kind, said.text or said.code, days)))


def decided_words(claim: Claim) -> str:
    """認める R8.11.25; 認めない：受講の記録がない; nothing while it is open."""
    if claim.state == claims.OPEN:
        return ""
    when = f"　{wareki.short(claim.decided_on)}" if claim.decided_on else ""
    return f"{claim.state}{'：' + claim.reason if claim.reason else when}"


def gained_words(codes: Sequence[str]) -> str:
    """認めると 1-4 も達成になります."""
    if not codes:
        return "認めても、判定は変わりません"
    return f"認めると {'、'.join(codes)} も達成になります"
