"""Who has a desk open: each process keeps a small file that it touches now and then."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dxdesk.models.files import speaking_of_files

STALE_AFTER = timedelta(minutes=2)


@dataclass(frozen=True)
class Presence:
    """A process that has the desk open.

    Args:
        account_id: who is signed in there.
        machine: the PC's name.
        version: of the program.
        since, seen: when it opened the desk, and when it was last heard of.
    """

    account_id: int
    machine: str
    version: str
    since: datetime
    seen: datetime


class PresenceFile:
    """This process's own file in ``open/``."""

    def __init__(self, folder: Path, account_id: int, machine: str, version: str) -> None:
        self.path = folder / f"{secrets.token_hex(8)}.json"
        self._data = {"account_id": account_id, "machine": machine, "version": version}

    def touch(self, now: datetime) -> None:
        """Say that we are still here; the caller does so every 30 seconds."""
        stamp = now.isoformat(timespec="seconds")
        self._data.setdefault("since", stamp)
        text = json.dumps({**self._data, "seen": stamp}, ensure_ascii=False)
        with speaking_of_files(self.path):
            self.path.parent.mkdir(exist_ok=True)
            new = self.path.with_suffix(".new")
            new.write_text(text, encoding="utf-8")
            new.replace(self.path)

    def remove(self) -> None:
        """Say that we have gone."""
        self.path.unlink(missing_ok=True)


def others(folder: Path, own: Path, now: datetime) -> list[Presence]:
    """The other processes that have the desk open. Files of killed processes are cleared away."""
    found = []
    for path in sorted(folder.glob("*.json")):
        if path == own:
            continue
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            seen = datetime.fromisoformat(data["seen"])
            since = datetime.fromisoformat(data["since"])
            account_id = int(data["account_id"])
            presence = Presence(account_id, data["machine"], data["version"], since, seen)
        except (ValueError, KeyError, TypeError, OSError):  # no such file, or just removed
            continue
        if now - seen > STALE_AFTER:
            with suppress(OSError):  # a folder that we may only read
                path.unlink()
        else:
            found.append(presence)
    return found
