"""Backups: verified copies of a desk, rotated by count, and their way back."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models.chain import head
from dxdesk.models.files import speaking_of_files, sync_folder
from dxdesk.models.store import Store, fetch

KEPT_NEWEST, KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 5, 7, 5, 12
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(\d{8}-\d{6})(?:-\d+)? .+")


@dataclass(frozen=True)
class Backup:
    """A verified copy.

    Args:
        path: its folder, with ``store.db``, ``keys.json`` and ``about.json``.
        made_at: when.
        reason: Japanese, e.g. 取込前.
        head: of the chain.
    """

    path: Path
    made_at: datetime
    reason: str
    head: str


def make_backup(store: Store, desk_path: Path, folder: Path, reason: str, now: datetime) -> Backup:
    """Copy a desk's store and keys, open the copy, check it, and drop the ones no longer kept.

    Nothing is copied where the newest backup already holds the same state.

    Raises:
        StoreError: the copy cannot be written, or it is not sound; the desk itself is untouched.
    """
    with speaking_of_files(folder):
        folder.mkdir(parents=True, exist_ok=True)
    existing = list_backups(folder)
    current = _head_of(store)
    if existing and existing[-1].head == current:
        return existing[-1]
    target = _free_name(folder, f"{now.strftime(_STAMP)} {reason}")
    growing = target.with_name(target.name + ".new")
    with speaking_of_files(folder):
        shutil.rmtree(growing, ignore_errors=True)
        growing.mkdir()
        store.copy_to(growing / "store.db")
        shutil.copy2(desk_path / "keys.json", growing / "keys.json")
        about = {"made_at": now.isoformat(timespec="seconds"), "reason": reason, "head": current}
        (growing / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    check_copy(Store(growing / "store.db", store.key, wal=False), current)
    with speaking_of_files(folder):
        growing.rename(target)
        sync_folder(folder)
    backup = Backup(target, now, reason, current)
    rotate(folder, now.date())
    return backup


def check_copy(store: Store, expected_head: str) -> None:
    """Open a copy and make sure that it is whole.

    Raises:
        StoreError: it is not.
    """
    connection = store.connect(query_only=True)
    try:
        sound = fetch(connection, "PRAGMA quick_check")[0][0] == "ok"
        same = head(connection) == expected_head
    finally:
        connection.close()
    if not (sound and same):
        raise StoreError(
            Trouble.DAMAGED,
            "バックアップを作りましたが、開いて確かめたところ正しくありませんでした。"
            "保存先のディスクを確かめてください。",
        )


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, oldest first. Half-made ones do not count."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        about = path / "about.json"
        if not _NAME.fullmatch(path.name) or path.suffix == ".new" or not about.is_file():
            continue
        data = json.loads(about.read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(data["made_at"])
        found.append(Backup(path, made_at, data["reason"], data["head"]))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name))


def rotate(folder: Path, today: date) -> None:
    """Keep the newest ones, and the last of each of the latest days, weeks and months."""
    backups = list_backups(folder)
    kept = {backup.path for backup in backups[-KEPT_NEWEST:]}
    for period, count in (
        (lambda day: day.isoformat(), KEPT_DAYS),
        (lambda day: day.strftime("%G-%V"), KEPT_WEEKS),
        (lambda day: day.strftime("%Y-%m"), KEPT_MONTHS),
    ):
        last = {period(b.made_at.date()): b.path for b in backups if b.made_at.date() <= today}
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


def _free_name(folder: Path, name: str) -> Path:
    stamp, reason = name.split(" ", 1)
    path, count = folder / name, 1
    while path.exists():
        count += 1
        path = folder / f"{stamp}-{count} {reason}"
    return path
