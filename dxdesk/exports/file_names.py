"""Names of files and folders that every PC can hold, made from the office's own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

LONGEST: Final = 60  # of one name: a path on Windows ends at 260 characters
_FORBIDDEN: Final = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_DEVICES: Final = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)


def safe_name(text: str) -> str:
    """A text as the name of a file or folder, without an ending.

    What Windows forbids becomes its full-width twin; names of devices and names that end with a dot
    or a space are made harmless; long ones are cut.
    """
    name = _UNSEEN.sub("", text.translate(_FORBIDDEN))[:LONGEST].strip(" ").rstrip(".")
    return f"_{name}" if not name or _DEVICES.fullmatch(name) else name


def free_folder(parent: Path, name: str) -> Path:
    """A folder that is not there yet: 件名, else 件名（2）, 件名（3）."""
    wanted = parent / safe_name(name)
    place = 2
    while wanted.exists():
        wanted = parent / f"{safe_name(name)}（{place}）"
        place += 1
    return wanted
