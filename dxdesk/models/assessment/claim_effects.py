"""What accepting a claim would do to the judgement, said before an officer decides; nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxdesk.models import acts
from dxdesk.models.assessment import claims
from dxdesk.models.assessment.claims import Claim
from dxdesk.models.assessment.confirming import judged_of
from dxdesk.models.desk import Desk
from dxdesk.models.evidence.confirmation import COPY_SEEN
from dxdesk.models.trial import trial


def items_gained(
    desk: Desk, employee_id: int, open_claims: Sequence[Claim], as_of: date
) -> dict[int, tuple[str, ...]]:
    """Which items each of somebody's claims would prove by itself that are not proved now.

    Claims that name nothing of the plan, or no day, are left out: what they would do is not known
    before somebody has said what they are.

    Args:
        desk: the desk.
        employee_id: whose claims.
        open_claims: the claims.
        as_of: 判定基準日.

    Returns:
        Claim → 項目番号.

    Raises:
        UserError: the account may not decide on claims, or no plan is in force.
    """
    known = [each for each in open_claims if each.said.code and each.said.since]
    if not known:
        return {}
    before = judged_of(desk, [employee_id], as_of)[employee_id]
    found = {}
    for claim in known:
        with trial(desk, acts.DECIDE_CLAIM) as action:
            claims.accept(action, claim.id, COPY_SEEN)
            after = judged_of(action, [employee_id], as_of)[employee_id]
        found[claim.id] = tuple(sorted(after.items.keys() - before.items.keys()))
    return found
