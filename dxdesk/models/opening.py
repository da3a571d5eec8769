"""Making a desk and opening one: in the right order, and with a sentence for all that can be wrong."""

from __future__ import annotations

import platform
import shutil
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models import attempts, keys, migrations
from dxdesk.models import backup as backups
from dxdesk.models.desk import SUFFIX, Desk, Office
from dxdesk.models.files import speaking_of_files, sync_folder
from dxdesk.models.presence import others
from dxdesk.models.store import Readers, Store, is_local_disk, speaking_of_the_store
from dxdesk.models.turns import WAIT_SECONDS, lock_desk


def make_desk(
    path: Path,
    account_name: str,
    password: str,
    recovery_key: str,
    *,
    found: Callable[[Path, Store], None],
    cost: keys.Cost,
) -> Store:
    """Make the folder, the keys and the store of a new desk. Account 1 is the first account.

    Args:
        found: writes the first rows; the desk appears under its name only when they are in it.

    Raises:
        UserError: the name does not end in .dxdesk, or something is there already.
        StoreError: the folder cannot be written.
    """
    _check_path(path)
    growing = path.with_name(path.name + ".new")
    desk_id, store_key = str(uuid.uuid4()), keys.new_store_key()
    key_file = keys.KeyFile(desk_id, ())
    key_file = keys.wrap(
        key_file, store_key, password, account_id=1, account_name=account_name, cost=cost
    )
    key_file = keys.wrap(key_file, store_key, keys.read_recovery_key(recovery_key), cost=cost)
    with speaking_of_files(path):
        shutil.rmtree(growing, ignore_errors=True)  # left by a creation that was killed
        for name in ("open", "backups"):
            (growing / name).mkdir(parents=True)
    keys.save_keys(growing / "keys.json", key_file)
    store = Store(growing / "store.db", store_key, wal=False)
    _make_store(store, desk_id)
    found(growing, store)
    with speaking_of_files(path):
        growing.rename(path)
        sync_folder(path.parent)
    return Store(path / "store.db", store_key, wal=is_local_disk(path))


def _check_path(path: Path) -> None:
    if path.suffix != SUFFIX:
        raise UserError(
            f"業務データのフォルダー名は「{SUFFIX}」で終わるようにしてください"
            f"（例：{path.name or '人事課'}{SUFFIX}）。",
            "path",
        )
    if path.exists():
        raise UserError(
            f"「{path.name}」はすでにあります。別の名前を付けるか、その業務データを開いてください。",
            "path",
        )


def _make_store(store: Store, desk_id: str) -> None:
    connection = store.connect(query_only=False, create=True)
    try:
        migrations.migrate(connection)
        with speaking_of_the_store():
            facts = ("desk_id", desk_id)
            connection.execute("INSERT INTO desk_fact (key, value) VALUES (?, ?)", facts)
    finally:
        connection.close()


def open_desk(
    path: Path,
    password: str,
    *,
    account_name: str | None,
    office: Office,
    clock: Callable[[], datetime],
) -> Desk:
    """Open a desk with an account's password.

    Raises:
        UserError: wrong password, or no such account.
        StoreError: not a desk, damaged, newer version, gone.
    """
    _check_folder(path)
    key_file = keys.load_keys(path / "keys.json")
    slot, store_key = _unlock(path, key_file, account_name, password, clock())
    writable = _can_write(path)
    wal = is_local_disk(path) and not _is_open_elsewhere(path, clock())
    store = Store(path / "store.db", store_key, wal=wal, read_only=not writable)
    _bring_up_to_date(path, store, clock)
    if writable:
        _settle_log(path, store)
    desk = Desk(path, store, slot.account_id, office, clock)
    try:
        _check_identity(desk, key_file)
        _check_account(desk)
        _remove_orphans(desk, key_file)
        desk.failed_attempts = attempts.failed_attempts(path)
        attempts.forget_failures(path)
    except BaseException:
        desk.close(with_backup=False)
        raise
    return desk


def _unlock(
    path: Path, key_file: keys.KeyFile, account_name: str | None, password: str, now: datetime
) -> tuple[keys.Slot, bytes]:
    """The account's slot and the store's key; a wrong password is counted, and the count said."""
    try:
        slot = keys.slot_of(key_file, account_name)
        return slot, keys.unwrap(key_file, slot, password)
    except UserError as error:
        if error.field != "password":
            raise
        count = attempts.count_failure(path, now).count
        raise UserError(f"{error.text}（{count}回目）", error.field) from error


def _check_folder(path: Path) -> None:
    if not path.exists():
        raise StoreError(
            Trouble.GONE,
            f"「{path.name}」が見つかりません。"
            "名前と場所を確かめ、共有フォルダーにあるときは接続を確かめてください。",
        )
    missing = [name for name in ("store.db", "keys.json") if not (path / name).is_file()]
    if len(missing) == 1:
        raise StoreError(
            Trouble.DAMAGED,
            f"業務データ「{path.name}」の中の「{missing[0]}」がありません。"
            "バックアップから復元してください。",
        )
    if missing:
        raise StoreError(
            Trouble.NOT_A_DESK,
            f"「{path.name}」は業務データではありません。"
            f"名前が「{SUFFIX}」で終わるフォルダーを指定してください。",
        )


def _can_write(path: Path) -> bool:
    probe = path / f".{uuid.uuid4().hex}"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _bring_up_to_date(path: Path, store: Store, clock: Callable[[], datetime]) -> None:
    readers = Readers(store)
    try:
        if migrations.is_current(readers):
            return
    finally:
        readers.close()
    in_use = others(path / "open", path, clock())
    if in_use:
        machines = "、".join(sorted({presence.machine for presence in in_use}))
        raise StoreError(
            Trouble.LOCKED,
            f"業務データを新しい版に合わせる必要がありますが、ほかのPC（{machines}）で開かれています。"
            "そのPCで閉じてから、もう一度開いてください。",
        )
    with lock_desk(FileLock(path / "lock"), WAIT_SECONDS):
        backups.make_backup(store, path, path / "backups", "版の更新前", clock())
        writer = store.connect(query_only=False)
        try:
            migrations.migrate(writer)
        finally:
            writer.close()


def _is_open_elsewhere(path: Path, now: datetime) -> bool:
    """Whether another PC works on this folder: then not even its own PC may use the write-ahead log."""
    return any(one.machine != platform.node() for one in others(path / "open", path, now))


def _settle_log(path: Path, store: Store) -> None:
    """Bring the store's kind of log in line with where it lies now, before the first reader.

    A desk moved from a disk to a share still says that it has a write-ahead log; with a reader on
    it, it could not be changed any more.
    """
    try:
        store.connect(query_only=False).close()
    except StoreError as error:
        if error.trouble is not Trouble.LOCKED:
            raise
        raise StoreError(
            Trouble.LOCKED,
            f"「{path.name}」は、置いてあるPCで開かれています。共有フォルダーからは同時に開けません。"
            "そのPCで閉じてから、もう一度開いてください。",
        ) from error


def _check_identity(desk: Desk, key_file: keys.KeyFile) -> None:
    if desk.id != key_file.desk_id:
        raise StoreError(
            Trouble.DAMAGED,
            "鍵のファイル（keys.json）が別の業務データのものです。"
            "バックアップから同じ業務データの keys.json を戻してください。",
        )


def _check_account(desk: Desk) -> None:
    rows = desk.rows("SELECT active FROM account WHERE id = ?", (desk.account_id,))
    if not rows or not rows[0]["active"]:
        raise UserError("この利用者は使えなくなっています。管理者に確かめてください。", "account")


def _remove_orphans(desk: Desk, key_file: keys.KeyFile) -> None:
    """Remove slots whose account was never written.

    A slot is written before its account's row, inside one action: under the lock, a slot without
    a row is what a killed process left.
    """
    if desk.read_only or not _orphans(desk, key_file):
        return
    with lock_desk(FileLock(desk.path / "lock"), WAIT_SECONDS):
        now = keys.load_keys(desk.path / "keys.json")
        orphans = _orphans(desk, now)
        kept = tuple(slot for slot in now.slots if slot not in orphans)
        keys.save_keys(desk.path / "keys.json", replace(now, slots=kept))


def _orphans(desk: Desk, key_file: keys.KeyFile) -> tuple[keys.Slot, ...]:
    accounts = {row["id"] for row in desk.rows("SELECT id FROM account")}
    return tuple(
        slot
        for slot in key_file.slots
        if slot.kind == keys.ACCOUNT and slot.account_id not in accounts
    )
