"""An open desk: one folder with the office's encrypted store, read, written and recorded."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dxdesk import __version__
from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models import backup as backups
from dxdesk.models import history, journal, undo
from dxdesk.models.attempts import Attempts
from dxdesk.models.chain import ChainReport, walk_chain
from dxdesk.models.history import Entry, Moment
from dxdesk.models.journal import Act, Action, Who
from dxdesk.models.presence import Presence, PresenceFile, others
from dxdesk.models.store import (
    Connection,
    Params,
    Readers,
    Reads,
    Row,
    Store,
    speaking_of_the_store,
)
from dxdesk.models.turns import WAIT_SECONDS, Turns

SUFFIX = ".dxdesk"


@dataclass(frozen=True)
class Office:
    """What a desk must be told from above.

    Args:
        acts: every act by its key.
        may: whether an account may do an act.
    """

    acts: Mapping[str, Act]
    may: Callable[[Reads, int, Act], bool]


class Desk:
    """An open desk. Safe to use from several threads; each reads with a connection of its own."""

    def __init__(
        self,
        path: Path,
        store: Store,
        account_id: int,
        office: Office,
        clock: Callable[[], datetime],
    ) -> None:
        self.path = path
        self.name = path.name.removesuffix(SUFFIX)
        self.account_id = account_id
        self.store = store
        self.now = clock
        self.failed_attempts = Attempts()  # since it was opened before
        self._office = office
        self._readers = Readers(store)
        self._writer: Connection | None = None
        self.turns = Turns(path / "lock")
        self._who = Who(account_id, platform.node(), __version__)
        self._presence = PresenceFile(
            path / "open", account_id, self._who.machine, self._who.version
        )
        if not store.read_only:
            self._presence.touch(clock())

    # --- reading ---

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query, read to the end."""
        return self._readers.rows(sql, params)

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row.

        Raises:
            LookupError: there is no row.
        """
        return self._readers.value(sql, params)

    def today(self) -> date:
        """The day by the desk's clock."""
        return self.now().date()

    @property
    def account_name(self) -> str:
        """Who is signed in."""
        return str(self.value("SELECT name FROM account WHERE id = ?", (self.account_id,)))

    @property
    def id(self) -> str:
        """What tells this desk from every other."""
        return str(self.value("SELECT value FROM desk_fact WHERE key = 'desk_id'"))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.store.read_only

    def data_version(self) -> int:
        """A number that changes when another connection has written; kept by each thread."""
        return int(self.value("PRAGMA data_version"))

    def interrupt(self) -> None:
        """Stop every running query, and every save that still waits for its turn."""
        self.turns.stop_waiting()
        self._readers.interrupt()

    # --- writing ---

    def may(self, act: Act) -> bool:
        """Whether the signed-in account may do an act."""
        return self._office.may(self, self.account_id, act)

    @contextmanager
    def action(
        self, act: Act, title: str, *, subject: str = "", wait: float = WAIT_SECONDS
    ) -> Iterator[Action]:
        """Open a named action; leaving it commits, an error undoes all of it.

        Args:
            title: what the officer sees in the history; no names of persons.
            subject: what it is about, e.g. ``employee/123``.
            wait: seconds to wait for another officer's action.

        Raises:
            UserError: the account has no right to it.
            StoreError: the desk cannot be written now.
        """
        if self.read_only:
            raise StoreError(
                Trouble.READ_ONLY, "この業務データは読み取り専用で開いています。保存できません。"
            )
        if not self.may(act):
            raise UserError(f"「{act.title}」を行う権限がありません。管理者に確かめてください。")
        with self._alone(wait) as connection:
            with speaking_of_the_store():
                connection.execute("BEGIN IMMEDIATE")
            try:
                action = journal.begin(connection, act, title, self._who, self.now(), subject)
                yield action
                journal.finish(action)
                with speaking_of_the_store():
                    connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            action.committed()

    def record(self, act: Act, title: str, *, subject: str = "") -> int:
        """Enter into the record that something was read, printed or exported."""
        with self.action(act, title, subject=subject) as action:
            return action.id

    def note(self, sql: str, params: Params = ()) -> None:
        """Write a draft, a list's view or a remembered heading: no record, nothing to undo.

        Args:
            sql: one statement about a table of ``schema.ASIDE``; recorded tables refuse it.
        """
        with self._alone(WAIT_SECONDS) as connection, speaking_of_the_store():
            connection.execute(sql, params)

    def undo(self, action_id: int) -> int:
        """Put back what one action did; undoing an undo does it again.

        Returns:
            The id of the undoing action.

        Raises:
            UndoRefused: some row has changed since; nothing was undone.
            UserError: this entry has no undo.
        """
        return self._undo([action_id])

    def undo_from(self, action_id: int) -> int:
        """Put back everything from an action on, as one step."""
        return self._undo(undo.actions_since(self, action_id))

    def _undo(self, ids: Sequence[int]) -> int:
        undo.check_can_undo(self, ids, self._office.acts)
        if not ids:
            raise UserError("元に戻す操作がありません。")
        entries = {entry.id: entry for entry in self.history()}
        for action_id in ids:
            act = self._office.acts[entries[action_id].act]
            if not self.may(act):
                raise UserError(f"「{act.title}」を元に戻す権限がありません。")
        first = entries[ids[-1]]
        if len(ids) > 1:
            title = f"元に戻す：「{first.title}」以降の{len(ids)}件"
        elif first.act == undo.UNDO.key:
            title = f"やり直し：{first.title.split('：', 1)[-1]}"
        else:
            title = f"元に戻す：{first.title}"
        with self.action(undo.UNDO, title) as action:
            undo.check_can_undo(
                action, ids, self._office.acts
            )  # somebody else may have been faster
            undo.put_back(action, ids)
            return action.id

    # --- the record ---

    def last_action(self) -> int:
        """The id of the newest action; 0 on a new desk."""
        return int(self.value("SELECT coalesce(max(id), 0) FROM action"))

    def history(self, limit: int = -1) -> list[Entry]:
        """The record, newest first."""
        return history.entries(self, self._office.acts, limit)

    def moments(self, rows_of: Mapping[str, Sequence[int]]) -> list[Moment]:
        """What has happened to some rows, newest first.

        Args:
            rows_of: ids by table.
        """
        return history.moments(self, rows_of)

    def walk_chain(self) -> ChainReport:
        """Compute the whole chain again."""
        return walk_chain(self._readers.mine())

    # --- the desk as a whole ---

    def others(self) -> list[Presence]:
        """The other processes that have this desk open."""
        return others(self.path / "open", self._presence.path, self.now())

    def touch(self) -> None:
        """Say that this process still has the desk open; to be called every 30 seconds."""
        if not self.read_only:
            self._presence.touch(self.now())

    def backup(self, reason: str, folder: Path | None = None) -> Path:
        """Make a verified backup, in the desk's own folder or another.

        Returns:
            The backup's folder.
        """
        place = folder or self.path / "backups"
        return backups.make_backup(self.store, self.path, place, reason, self.now()).path

    def close(self, *, with_backup: bool = True) -> None:
        """Back up, and let go of the desk."""
        try:
            wanted = with_backup and not self.read_only
            if wanted and backups.needs_backup(self.store, self.path / "backups"):
                self.backup("終了時")
        finally:
            self._readers.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._presence.remove()

    @contextmanager
    def _alone(self, wait: float) -> Iterator[Connection]:
        """Hold the desk's lock: no other thread, process or PC writes meanwhile."""
        with self.turns.mine(wait):
            if self._writer is None:
                self._writer = self.store.connect(query_only=False)
                journal.teach_sealing(self._writer)
            yield self._writer
