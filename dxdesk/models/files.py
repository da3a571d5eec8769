"""Files beside the store: written, synced and replaced in steps, so that each is whole or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dxdesk.errors import StoreError, Trouble


def replace_file(path: Path, content: bytes) -> None:
    """Write a whole file or leave the old one: nothing in between, also when the process is killed.

    Raises:
        StoreError: disk full, read-only or gone.
    """
    with speaking_of_files(path):
        try:
            for _ in replace_steps(path, content):
                pass
        except OSError:
            new_file(path).unlink(missing_ok=True)
            raise


def replace_steps(path: Path, content: bytes) -> Iterator[str]:
    """The steps of ``replace_file``, each named after it is done, so that a test can stop at every one."""
    new = new_file(path)
    with new.open("wb") as file:
        file.write(content)
        yield "written"
        file.flush()
        os.fsync(file.fileno())
    yield "synced"
    new.replace(path)
    yield "replaced"
    sync_folder(path.parent)
    yield "folder synced"


def new_file(path: Path) -> Path:
    """Where the next contents of a file are written before they take its place."""
    return path.with_name(path.name + ".new")


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut (Windows does this by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def speaking_of_files(path: Path) -> Iterator[None]:
    """Turn an error of the file system into a sentence."""
    try:
        yield
    except OSError as error:
        raise file_trouble(error, path) from error


def file_trouble(error: OSError, path: Path) -> StoreError:
    """Decide what an error of the file system means for the user."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(
            Trouble.DISK_FULL,
            "ディスクの空きが足りないため、書き込めませんでした。空きを増やしてから、もう一度行ってください。",
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreError(
            Trouble.READ_ONLY,
            f"「{path.name}」に書き込む権限がありません。フォルダーの権限を確かめてください。",
        )
    if error.errno in (errno.ENOENT, errno.ESTALE, errno.EHOSTDOWN):
        return StoreError(
            Trouble.GONE,
            f"「{path.name}」が見つかりません。共有フォルダーへの接続を確かめてください。",
        )
    return StoreError(
        Trouble.OTHER, f"「{path.name}」を読み書きできませんでした（{error.strerror}）。"
    )
