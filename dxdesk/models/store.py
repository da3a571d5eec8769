"""The encrypted store: connections and what their errors mean."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlcipher3 import dbapi2

from dxdesk.errors import StoreError, Trouble

if TYPE_CHECKING:  # the driver has no types of its own, but the shape of the standard library's
    import sqlite3 as driver
else:
    driver = dbapi2

Connection = driver.Connection
IntegrityError = driver.IntegrityError
Row = driver.Row

Params = Sequence[Any] | Mapping[str, Any]

BUSY_SECONDS = 30.0
CACHE_KILOBYTES = (
    32_768  # of each connection: the window, two that read and one that writes have one
)
_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ncpfs", "davfs"}
)
_DRIVE_FIXED = 3


class Reads(Protocol):
    """Whatever answers a query: a desk, or an open action that sees its own changes."""

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query."""
        ...

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row.

        Raises:
            LookupError: the query has no row.
        """
        ...


class Store:
    """One encrypted database file, opened by any number of connections.

    Args:
        path: of ``store.db``.
        key: 32 bytes.
        wal: whether the write-ahead log may be used; only on a local fixed disk.
        read_only: the folder cannot be written; nothing may change beside us either.
    """

    def __init__(self, path: Path, key: bytes, *, wal: bool, read_only: bool = False) -> None:
        self.path = path
        self.wal = wal
        self.read_only = read_only
        self.key = key

    def connect(self, *, query_only: bool, create: bool = False) -> Connection:
        """A new connection with every setting that safety rests on.

        Args:
            query_only: for reading.
            create: make the file; otherwise a store that is gone must not come back empty.

        Raises:
            StoreError: wrong key, damaged, locked, gone.
        """
        with speaking_of_the_store():
            mode = "immutable=1" if self.read_only else f"mode={'rwc' if create else 'rw'}"
            connection: Connection = dbapi2.connect(
                f"{self.path.resolve().as_uri()}?{mode}",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                self._set_up(connection, query_only=query_only)
            except BaseException:
                connection.close()
                raise
        return connection

    def _set_up(self, connection: Connection, *, query_only: bool) -> None:
        connection.row_factory = Row
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"")
        connection.execute(f"PRAGMA cache_size = {-CACHE_KILOBYTES}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if query_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            log = "WAL" if self.wal else "DELETE"
            connection.execute(f"PRAGMA journal_mode = {log}").fetchone()

    def copy_to(self, path: Path) -> None:
        """Copy the store as one consistent whole, encrypted with the same key.

        A file copy of an open store would lose what is still in its log; this one does not. It uses
        connections of its own, since a copy from the one that writes would wait for itself for ever.
        """
        with speaking_of_the_store():
            source = self.connect(query_only=True)
            copy = Store(path, self.key, wal=False)
            target = copy.connect(query_only=False, create=True)
            try:
                source.backup(target)
            finally:
                target.close()
                source.close()


class Readers:
    """Reading connections, one per thread, all closed together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._local = threading.local()
        self._all: list[Connection] = []
        self._guard = threading.Lock()

    def mine(self) -> Connection:
        """This thread's reading connection."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._store.connect(query_only=True)
            self._local.connection = connection
            with self._guard:
                self._all.append(connection)
        return connection

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query, read to the end."""
        return fetch(self.mine(), sql, params)

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row.

        Raises:
            LookupError: there is no row.
        """
        return fetch_value(self.mine(), sql, params)

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()

    def interrupt(self) -> None:
        """Stop every running query; it ends with an error of the driver."""
        with self._guard:
            for connection in self._all:
                connection.interrupt()


def columns_of(
    reads: Reads, names: Sequence[str], source: str, params: Params = ()
) -> list[list[Any]]:
    """Some columns, each as a list: 130,000 rows would take seconds beside a busy thread, and 50 MB more.

    Args:
        reads: the desk.
        names: of the columns, or what they are made of.
        source: what follows FROM.
        params: what it asks for by name.
    """
    inner = ", ".join(f"{name} AS c{at}" for at, name in enumerate(names))
    gathered = ", ".join(f"json_group_array(c{at})" for at in range(len(names)))
    row = reads.rows(f"SELECT {gathered} FROM (SELECT {inner} FROM {source})", params)[0]
    return [json.loads(column) for column in row]


def newest_action(reads: Reads) -> int:
    """The id of the newest action; 0 where nothing was done yet."""
    return int(reads.value("SELECT coalesce(max(id), 0) FROM action"))


def fetch(connection: Connection, sql: str, params: Params = ()) -> list[Row]:
    """All rows of a query; a statement left half read would block the other officer's commit."""
    with speaking_of_the_store():
        rows: list[Row] = connection.execute(sql, params).fetchall()
    return rows


def fetch_value(connection: Connection, sql: str, params: Params = ()) -> Any:
    """The first column of the first row.

    Raises:
        LookupError: there is no row.
    """
    rows = fetch(connection, sql, params)
    if not rows:
        raise LookupError(sql)
    return rows[0][0]


@contextmanager
def speaking_of_the_store() -> Iterator[None]:
    """Turn the driver's errors into sentences; a broken constraint passes as it is."""
    try:
        yield
    except dbapi2.IntegrityError:
        raise
    except dbapi2.Error as error:
        raise store_trouble(error) from error


_TROUBLES: tuple[tuple[str, Trouble, str], ...] = (
    (
        "file is not a database",
        Trouble.DAMAGED,
        "業務データが壊れているか、鍵と合いません。バックアップから復元してください。",
    ),
    ("malformed", Trouble.DAMAGED, "業務データが壊れています。バックアップから復元してください。"),
    (
        "database or disk is full",
        Trouble.DISK_FULL,
        (
            "ディスクの空きが足りないため、保存できませんでした。変更は行われていません。"
            "空きを増やしてから、もう一度行ってください。"
        ),
    ),
    (
        "readonly",
        Trouble.READ_ONLY,
        "業務データに書き込む権限がありません。フォルダーの権限を確かめてください。",
    ),
    (
        "locked",
        Trouble.LOCKED,
        (
            "ほかの利用者の操作が終わらないため、保存できませんでした。変更は行われていません。"
            "しばらく待ってから、もう一度行ってください。"
        ),
    ),
    (
        "unable to open",
        Trouble.GONE,
        "業務データを開けません。フォルダーの場所と共有フォルダーへの接続を確かめてください。",
    ),
    (
        "disk i/o error",
        Trouble.GONE,
        "業務データを読み書きできません。共有フォルダーへの接続とディスクの状態を確かめてください。",
    ),
)


def store_trouble(error: dbapi2.Error) -> StoreError:
    """Decide what an error of the driver means for the user: the one place for it."""
    message = str(error).lower()
    for part, trouble, text in _TROUBLES:
        if part in message:
            return StoreError(trouble, text)
    return StoreError(Trouble.OTHER, f"業務データの読み書きに失敗しました（{error}）。")


def is_local_disk(folder: Path) -> bool:
    """Whether a folder lies on a local fixed disk, where the write-ahead log is safe.

    ``DXDESK_SHARE=1`` says that it does not, for a share that cannot be told from a disk.
    """
    if os.environ.get("DXDESK_SHARE") == "1":
        return False
    if os.name == "nt":
        import ctypes  # the Windows API exists only there

        anchor = folder.resolve().anchor
        windll: Any = getattr(ctypes, "windll", None)
        return not anchor.startswith("\\\\") and (
            windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_FIXED
        )
    return file_system_of(folder) not in _NETWORK_FILE_SYSTEMS


def file_system_of(folder: Path) -> str:
    """The kind of file system that a folder lies on; "unknown" where the system does not tell."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return "unknown"
    resolved = folder.resolve()
    best, kind = Path("/"), "unknown"
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        place = Path(line.split()[1].replace("\\040", " "))
        if resolved.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, line.split()[2]
    return kind
