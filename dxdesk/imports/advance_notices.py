"""内示のファイル: kept as a proposal that only administrators see, applied on its day."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dxdesk.errors import UserError
from dxdesk.imports import proposal as proposals
from dxdesk.imports.proposal import Findings, ImportKind, Line, Options, Proposal
from dxdesk.imports.reading import Progress
from dxdesk.imports.transfer_orders import OrderChange
from dxdesk.imports.transfers import TRANSFERS
from dxdesk.models import acts, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.people import advance_notices
from dxdesk.models.people.advance_notices import AdvanceNotice
from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Applied:
    """What applying a 内示 did.

    Args:
        action: its number; nothing where everything was so already.
        lines: how many orders were written.
        left: how many have a later 発令日 and stay kept.
    """

    action: int | None
    lines: int
    left: int


def keep(
    desk: Desk,
    path: Path,
    effective_on: date | None = None,
    progress: Progress | None = None,
) -> Proposal:
    """Keep a file of 異動発令 until its day; only administrators see it before.

    Rows that are refused today are kept too: the units that they name may come with 組織改正.

    Args:
        desk: the desk.
        path: the file.
        effective_on: its 発令日; by default the first day that the file tells.
        progress: told while the file is read.

    Returns:
        What it would change as of today.

    Raises:
        UserError: no administrator, the file cannot be read, it is kept already, or no order lies ahead.
    """
    advance_notices.check_may_see(desk)
    proposal = proposals.propose(desk, _kind(), path, progress=progress)
    days = [_day(line) for line in proposal.lines]
    first = effective_on or min(days, default=None)
    if first is None:
        raise UserError(
            "発令日を読める行がないため、内示として保管できません。ファイルを確かめてください。"
        )
    if first <= desk.today():
        raise UserError(
            f"発令日（{wareki.long(first)}）が来ています。内示ではなく、異動発令として取り込んでください。",
            "effective_on",
        )
    title = f"{acts.KEEP_NOTICE.title}（{wareki.long(first)}発令）"
    with desk.action(acts.KEEP_NOTICE, title) as action:
        advance_notices.keep(action, TRANSFERS.key, proposal.file, proposal.content, first)
    return proposal


def look(desk: Desk, notice: AdvanceNotice, progress: Progress | None = None) -> Proposal:
    """What a kept file would change, compared with the desk as it is now.

    Raises:
        UserError: the account is no administrator.
    """
    content = advance_notices.content(desk, notice)
    with tempfile.TemporaryDirectory() as folder:  # the process's own, emptied at its end
        path = Path(folder) / Path(notice.file_name).name
        path.write_bytes(content)
        return proposals.propose(desk, _kind(notice), path, progress=progress)


def apply(desk: Desk, notice: AdvanceNotice, *, skip_refused: bool = False) -> Applied:
    """Apply the orders of a kept file whose day has come; later ones stay kept.

    Raises:
        UserError: its day has not come, rows are refused, or the account is no administrator.
    """
    today = desk.today()
    if notice.effective_on > today:
        raise UserError(
            f"{wareki.long(notice.effective_on)}の発令です。その日が来てから適用してください。"
        )
    proposal = look(desk, notice)
    later = frozenset(place for place, line in enumerate(proposal.lines) if _day(line) > today)
    done = proposals.apply(desk, proposal, skip_refused=skip_refused, unticked=later)
    if done is None:  # everything was entered otherwise meanwhile
        with desk.action(acts.APPLY_NOTICE, f"{acts.APPLY_NOTICE.title}（0人）") as action:
            _settle(action, notice, proposal.lines)
        return Applied(None, 0, len(later))
    return Applied(done, len(proposals.to_write(proposal, later)), len(later))


def apply_due(desk: Desk) -> list[Applied]:
    """Apply every 内示 whose day has come, each as one action; for who may not, nothing happens.

    Raises:
        UserError: rows of one are refused; those before it are applied.
    """
    return [apply(desk, notice) for notice in advance_notices.due(desk, desk.today())]


def cancel(desk: Desk, notice: AdvanceNotice) -> int:
    """Give a 内示 up.

    Returns:
        The number of the action.
    """
    with desk.action(acts.CANCEL_NOTICE, acts.CANCEL_NOTICE.title) as action:
        advance_notices.cancel(action, notice.id)
        return action.id


def _kind(notice: AdvanceNotice | None = None) -> ImportKind:
    """異動発令 under the name and right of 内示; writing also settles the notice."""

    def write(action: Action, lines: Sequence[Line], options: Options) -> None:
        TRANSFERS.write(action, lines, options)
        if notice is not None:
            _settle(action, notice, proposal_lines)

    proposal_lines: list[Line] = []

    def compare(reads: Reads, findings: Findings) -> None:
        TRANSFERS.compare(reads, findings)
        proposal_lines[:] = findings.lines

    return replace(TRANSFERS, act=acts.APPLY_NOTICE, compare=compare, write=write)


def _settle(action: Action, notice: AdvanceNotice, lines: Sequence[Line]) -> None:
    later = [_day(line) for line in lines if _day(line) > action.today]
    advance_notices.settle(action, notice.id, min(later, default=None))


def _day(line: Line) -> date:
    assert isinstance(line.change, OrderChange)
    return line.change.order.day
