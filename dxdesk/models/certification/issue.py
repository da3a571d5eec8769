"""Handing over the certificates (交付), and all three steps of a round at once."""

from __future__ import annotations

from datetime import date

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.certification.decision import Decision, check_days, decide
from dxdesk.models.certification.round_book import DECIDED, ISSUED, find
from dxdesk.models.certification.rounds import prepare
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.plan import editions


def issue(action: Action, round_id: int, on: date) -> int:
    """Register that the certificates of a decided round were handed over.

    Args:
        on: 交付日.

    Returns:
        How many certificates.

    Raises:
        UserError: the round is not decided yet, or handed over already.
    """
    found = find(action, round_id)
    if found.state == ISSUED:
        raise UserError(f"{found.title}はすでに交付済です。", field="round")
    if found.state != DECIDED:
        raise UserError(
            f"{found.title}はまだ決裁されていません。先に決裁を登録してください。", field="round"
        )
    ids = action.rows(
        "SELECT id FROM certification WHERE round_id = ? AND issued_on IS NULL", (round_id,)
    )
    action.update_many("certification", ("issued_on",), [(on, row[0]) for row in ids])
    action.update("round", round_id, state=ISSUED, issued_on=on)
    return len(ids)


def certify(
    desk: Desk,
    category_code: str,
    as_of: date,
    decided_on: date,
    certified_on: date,
    document: str,
    reason: str = "",
) -> Decision:
    """Prepare, decide and issue a round as one action, where one account may do all three.

    The 交付日 is the desk's today.

    Raises:
        UserError: no right to one of the steps, nobody to certify, a missing reason, or numbering
            is stopped; nothing has happened then.
    """
    check_days(decided_on, certified_on, reason)
    for act in (acts.PREPARE_ROUND, acts.ISSUE_CERTIFICATES):
        if not desk.may(act):
            raise UserError(
                f"「{act.title}」を行う権限がありません。準備・決裁・交付を別々に行ってください。"
            )
    edition = editions.in_force(desk, as_of)
    named = {each.code: each.name for each in editions.categories(desk, edition.id)}
    title = f"{named.get(category_code, category_code)}の認定（準備・決裁・交付）"
    with desk.action(acts.DECIDE_ROUND, title) as action:
        round_id = prepare(action, as_of, [category_code])
        decision = decide(action, round_id, decided_on, certified_on, document, reason)
        issue(action, round_id, action.today)
    return decision
