"""What this PC remembers: the desk opened last. Nothing personal."""

from __future__ import annotations

import json
from pathlib import Path

from dxdesk import paths

_FILE = "window.json"


def last_desk() -> Path | None:
    """The desk that was opened last on this PC, if it is still there."""
    try:
        text = (paths.local_data() / _FILE).read_text(encoding="utf-8")
        path = Path(json.loads(text)["last_desk"])
    except (OSError, ValueError, KeyError, TypeError):  # never written, or of no use any more
        return None
    return path if path.is_dir() else None


def remember_desk(path: Path) -> None:
    """Open this desk next time."""
    folder = paths.local_data()
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"last_desk": str(path.resolve())}, ensure_ascii=False)
    (folder / _FILE).write_text(text, encoding="utf-8")
