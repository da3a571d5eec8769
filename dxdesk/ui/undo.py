"""元に戻す in this window: the newest action of this account here that still has its effect."""

from __future__ import annotations

from dataclasses import dataclass

from dxdesk.models.desk import Desk
from dxdesk.models.history import Entry
from dxdesk.models.journal import Kind

_LOOKED_AT = 200
UNDO_KEY = "undo"


@dataclass(frozen=True)
class UndoState:
    """What the status line shows.

    Args:
        last: the newest change on the desk, by whomever.
        undo: what 元に戻す would put back.
        redo: what やり直し would do again.
    """

    last: Entry | None
    undo: Entry | None
    redo: Entry | None


def state_of(desk: Desk, since: int) -> UndoState:
    """Look at the record.

    Args:
        since: the last action before this window was opened; earlier ones are not its own.
    """
    changes = [entry for entry in desk.history(_LOOKED_AT) if entry.kind is Kind.CHANGE]
    own = [entry for entry in changes if entry.id > since and entry.account == desk.account_name]
    done = [entry for entry in own if not entry.undone and entry.act != UNDO_KEY]
    undo = next((entry for entry in done if not entry.why_not), None)
    newest = next((entry for entry in own if not entry.undone), None)
    redo = newest if newest is not None and newest.act == UNDO_KEY else None
    return UndoState(changes[0] if changes else None, undo, redo)
