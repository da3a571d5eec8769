"""A rotating log of this PC. It holds ids and kinds of event, never names or contents."""

from __future__ import annotations

import logging
import logging.handlers

from dxdesk import paths

LOG = logging.getLogger("dxdesk")


def start_log() -> None:
    """Write the program's log to this user's local data folder (three files of 1 MB)."""
    folder = paths.local_data() / "log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "dxdesk.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
