"""Wrong passwords are counted beside the store, and shown to whoever opens the desk next."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dxdesk.errors import StoreError
from dxdesk.models import wareki
from dxdesk.models.files import replace_file

NAME = "attempts.json"


@dataclass(frozen=True)
class Attempts:
    """Wrong passwords since the desk was last opened with the right one.

    Args:
        last: when the newest of them was; None where there was none.
    """

    count: int = 0
    last: datetime | None = None

    @property
    def remark(self) -> str:
        """What is said to whoever opens the desk; empty where there is nothing to say."""
        if self.last is None:
            return ""
        return (
            f"前に開いた後、パスワードの誤りが{self.count}回ありました"
            f"（最後は{wareki.short(self.last.date())} {self.last:%H:%M}）。"
        )


def failed_attempts(desk: Path) -> Attempts:
    """How often a wrong password was tried; a file that somebody ruined says nothing."""
    try:
        data = json.loads((desk / NAME).read_text(encoding="utf-8"))
        return Attempts(int(data["count"]), datetime.fromisoformat(data["last"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Attempts()


def count_failure(desk: Path, now: datetime) -> Attempts:
    """Count one more wrong password; where the folder cannot be written, it is only returned."""
    found = Attempts(failed_attempts(desk).count + 1, now)
    data = {"count": found.count, "last": now.isoformat(timespec="seconds")}
    with suppress(StoreError):
        replace_file(desk / NAME, json.dumps(data).encode())
    return found


def forget_failures(desk: Path) -> None:
    """Begin to count anew: the right password was given."""
    with suppress(OSError):
        (desk / NAME).unlink(missing_ok=True)
