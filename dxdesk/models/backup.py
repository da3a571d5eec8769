"""Backups: verified copies of a desk, rotated by count, and their way back."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models.chain import head
from dxdesk.models.files import replace_file, speaking_of_files, sync_folder
from dxdesk.models.store import Store, fetch

KEPT_NEWEST, KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 5, 7, 5, 12
_STAMP = "%Y%m%d-%H%M%S"
_GROWING = ".new"
_NAME = re.compile(r"(\d{8}-\d{6})(?:-\d+)? .+")


@dataclass(frozen=True)
class Backup:
    """A verified copy.

    Args:
        path: its folder, with ``store.db``, ``keys.json`` and ``about.json``.
        made_at: when.
        reason: Japanese, e.g. 取込前.
        head: of the chain.
        last_change: the newest action in it that changed something.
    """

    path: Path
    made_at: datetime
    reason: str
    head: str
    last_change: int


def make_backup(store: Store, desk_path: Path, folder: Path, reason: str, now: datetime) -> Backup:
    """Copy a desk's store and keys, open the copy, check it, and drop the ones no longer kept.

    Others may write meanwhile; the copy is one state of the desk as a whole. Nothing is copied
    where the newest backup already holds the same state and is still sound.

    Raises:
        StoreError: the copy cannot be written, or it is not sound; the desk itself is untouched.
    """
    with speaking_of_files(folder):
        folder.mkdir(parents=True, exist_ok=True)
    _clear_half_made(folder, now)
    existing = list_backups(folder)
    if existing and existing[-1].head == _head_of(store) and _is_sound(existing[-1], store):
        return existing[-1]
    stamp = now.strftime(_STAMP)
    growing = folder / f"{stamp} {secrets.token_hex(4)}{_GROWING}"
    with speaking_of_files(folder):
        growing.mkdir()
        store.copy_to(growing / "store.db")
        shutil.copy2(desk_path / "keys.json", growing / "keys.json")
    copy = Store(growing / "store.db", store.key, wal=False)
    copied, last_change = check_copy(copy), last_change_in(copy)
    about = {
        "made_at": now.isoformat(timespec="seconds"),
        "reason": reason,
        "head": copied,
        "last_change": last_change,
    }
    replace_file(growing / "about.json", json.dumps(about, ensure_ascii=False).encode())
    with speaking_of_files(folder):
        target = _move(growing, folder, stamp, reason)
        sync_folder(folder)
    rotate(folder, now.date())
    return Backup(target, now, reason, copied, last_change)


def needs_backup(store: Store, folder: Path) -> bool:
    """Whether something was changed since the newest backup; what was only printed can wait."""
    existing = list_backups(folder)
    return not existing or existing[-1].last_change != last_change_in(store)


def last_change_in(store: Store) -> int:
    """The newest action of a store that changed something."""
    connection = store.connect(query_only=True)
    try:
        sql = "SELECT coalesce(max(id), 0) FROM action WHERE kind = 'change'"
        return int(fetch(connection, sql)[0][0])
    finally:
        connection.close()


def check_copy(store: Store) -> str:
    """Open a copy and make sure that it is whole.

    Returns:
        The head of its chain.

    Raises:
        StoreError: it is not.
    """
    connection = store.connect(query_only=True)
    try:
        if fetch(connection, "PRAGMA quick_check")[0][0] == "ok":
            return head(connection)
    finally:
        connection.close()
    raise StoreError(
        Trouble.DAMAGED,
        "バックアップを作りましたが、開いて確かめたところ正しくありませんでした。"
        "保存先のディスクを確かめてください。",
    )


def _is_sound(backup: Backup, store: Store) -> bool:
    try:
        copied = check_copy(Store(backup.path / "store.db", store.key, wal=False))
    except StoreError:
        return False
    return copied == backup.head and (backup.path / "keys.json").is_file()


def _clear_half_made(folder: Path, now: datetime) -> None:
    """Remove what processes that were killed long ago have left."""
    yesterday = (now - timedelta(days=1)).strftime(_STAMP)
    for path in folder.glob(f"*{_GROWING}"):
        if path.name < yesterday:
            shutil.rmtree(path, ignore_errors=True)


def _move(growing: Path, folder: Path, stamp: str, reason: str) -> Path:
    """Give a finished backup its name; another process may take the same one first."""
    count = 1
    while True:
        number = f"-{count}" if count > 1 else ""
        target = folder / f"{stamp}{number} {reason}"
        try:
            if not target.exists():
                return growing.rename(target)
        except OSError:
            if not target.exists():
                raise
        count += 1


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, oldest first. Half-made and damaged ones do not count."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        about = path / "about.json"
        if not _NAME.fullmatch(path.name) or path.name.endswith(_GROWING):
            continue
        try:
            data = json.loads(about.read_text(encoding="utf-8"))
            made_at = datetime.fromisoformat(data["made_at"])
            backup = Backup(path, made_at, data["reason"], data["head"], data["last_change"])
            found.append(backup)
        except (OSError, ValueError, KeyError, TypeError):  # damaged, or just being removed
            continue
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name))


def rotate(folder: Path, today: date) -> None:
    """Keep the newest ones, and the last of each of the latest days, weeks and months."""
    backups = list_backups(folder)
    kept = {backup.path for backup in backups[-KEPT_NEWEST:]}
    for period, count in (
        ("%Y-%m-%d", KEPT_DAYS),
        ("%G-%V", KEPT_WEEKS),
        ("%Y-%m", KEPT_MONTHS),
    ):
        past = (backup for backup in backups if backup.made_at.date() <= today)
        last = {backup.made_at.strftime(period): backup.path for backup in past}
        kept |= {last[key] for key in sorted(last)[-count:]}
    for backup in backups:
        if backup.path not in kept:
            shutil.rmtree(backup.path, ignore_errors=True)


def restore(backup_path: Path, target: Path) -> None:
    """Make a desk from a backup. Its numbering stays stopped until an administrator confirms it.

    It goes on only where the backup still lies in its desk and that desk has never handed out a
    number: otherwise numbers may have been used since that the backup does not know.

    Args:
        backup_path: a backup's folder.
        target: the new desk; must not exist.

    Raises:
        UserError: this is no backup, or the target exists.
    """
    if not (backup_path / "store.db").is_file() or not (backup_path / "keys.json").is_file():
        raise UserError(
            f"「{backup_path.name}」はバックアップではありません。"
            "業務データの backups フォルダーの中にある、日時の付いたフォルダーを指定してください。"
        )
    if target.suffix != ".dxdesk":
        raise UserError(
            f"業務データのフォルダー名は「.dxdesk」で終わるようにしてください（例：{target.name}.dxdesk）。"
        )
    if target.exists():
        raise UserError(f"「{target.name}」はすでにあります。別の名前を指定してください。")
    growing = target.with_name(target.name + ".new")
    with speaking_of_files(target):
        shutil.rmtree(growing, ignore_errors=True)
        growing.mkdir(parents=True)
        for name in ("store.db", "keys.json"):
            shutil.copy2(backup_path / name, growing / name)
        if _numbers_may_be_used(backup_path):
            (growing / "numbers.json").write_text('{"restored": true}', encoding="utf-8")
        (growing / "open").mkdir()
        (growing / "backups").mkdir()
        growing.rename(target)
        sync_folder(target.parent)


def _numbers_may_be_used(backup_path: Path) -> bool:
    desk = backup_path.parent.parent
    return not (desk / "keys.json").is_file() or (desk / "numbers.json").exists()


def _head_of(store: Store) -> str:
    connection = store.connect(query_only=True)
    try:
        return head(connection)
    finally:
        connection.close()
