"""Try a change without making it: what it would do is seen inside an action that is put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action


class _PutBackError(Exception):
    """Ends a trial: everything in the action is undone."""


@contextmanager
def trial(desk: Desk, act: Act) -> Iterator[Action]:
    """Open an action that never happens; it holds the desk's lock as long as it is open.

    Args:
        desk: the desk.
        act: what the change would be registered as.

    Raises:
        UserError: the account has no right to it, or the change itself is refused.
    """
    with suppress(_PutBackError), desk.action(act, act.title) as action:
        yield action
        raise _PutBackError
