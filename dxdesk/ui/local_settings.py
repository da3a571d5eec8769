"""What this PC remembers: the desk opened last, and the look. Nothing personal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dxdesk import paths
from dxdesk.ui.theme import Look, RowHeight, Shade, TextSize

_FILE = "window.json"


def last_desk() -> Path | None:
    """The desk that was opened last on this PC, if it is still there."""
    path = _remembered().get("last_desk")
    return Path(path) if isinstance(path, str) and Path(path).is_dir() else None


def remember_desk(path: Path) -> None:
    """Open this desk next time."""
    _remember(last_desk=str(path.resolve()))


def look() -> Look:
    """The look chosen on this PC; what is missing or unknown is as on the first day."""
    kept = _remembered()
    first = Look()
    try:
        return Look(
            Shade(kept.get("shade", first.shade)),
            TextSize(kept.get("text", first.text)),
            RowHeight(kept.get("rows", first.rows)),
        )
    except ValueError:
        return first


def remember_look(chosen: Look) -> None:
    """Look like this next time."""
    _remember(shade=chosen.shade, text=chosen.text, rows=chosen.rows)


def _remembered() -> dict[str, Any]:
    try:
        found = json.loads((paths.local_data() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # never written, or of no use any more
        return {}
    return found if isinstance(found, dict) else {}


def _remember(**news: str) -> None:
    folder = paths.local_data()
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**_remembered(), **news}, ensure_ascii=False)
    (folder / _FILE).write_text(text, encoding="utf-8")
