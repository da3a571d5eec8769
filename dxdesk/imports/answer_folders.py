"""What lies in the folders that come back: workbooks, and everything else by kind, told without opening it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dxdesk.errors import UserError
from dxdesk.imports.file_kinds import other_kind

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
UNREADABLE, ELSE = "開けないファイル", "その他のファイル"
_OPEN_IN_EXCEL: Final = "~$"  # what Excel puts beside a workbook while it is open
_BY_NAME: Final = {
    ".docx": "Word文書", ".doc": "Word文書", ".pptx": "PowerPoint文書", ".ppt": "PowerPoint文書",
    ".csv": "文字の表（CSV）", ".tsv": "文字の表（CSV）", ".txt": "文字のファイル",
    ".zip": "圧縮ファイル（ZIP）", ".lzh": "圧縮ファイル（LZH）", ".eml": "メール", ".msg": "メール",
    ".lnk": "ショートカット", ".db": "システムのファイル", ".ini": "システムのファイル",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What was found.

    Args:
        workbooks: the files that may be answers, the earliest saved first, so that of two copies
            the later one counts.
        others: how many other files there are of each kind, the most frequent first.
    """

    workbooks: tuple[Path, ...]
    others: dict[str, int]


def find(paths: Sequence[Path]) -> Found:
    """Look through files and folders; hidden files and those that Excel keeps are passed over.

    Raises:
        UserError: one of them is not there.
    """
    workbooks: dict[Path, int] = {}
    others: Counter[str] = Counter()
    for path in _files(paths):
        if path.suffix.lower() in WORKBOOKS:
            workbooks[path] = _saved(path)
        else:
            others[_kind_of(path)] += 1
    ordered = sorted(workbooks, key=lambda path: (workbooks[path], path))
    return Found(tuple(ordered), dict(others.most_common()))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield path.absolute()
        else:
            raise UserError(
                f"「{path}」が見つかりません。移されたか、名前が変わっていないか確かめてください。"
            )


def _inside(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder.absolute()):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", _OPEN_IN_EXCEL)):
                yield Path(where, name)


def _saved(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0  # that it cannot be read is said when it is read


def _kind_of(path: Path) -> str:
    """What a file is by its name, else by its first bytes."""
    named = _BY_NAME.get(path.suffix.lower())
    if named is not None:
        return named
    try:
        with path.open("rb") as file:
            return other_kind(file.read(16)) or ELSE
    except OSError:
        return UNREADABLE
