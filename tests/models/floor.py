"""What the tests of the floor share: a second look at a desk, and another process at work on it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from dxdesk.models import acts
from dxdesk.models.accounts import sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.schema import JOURNALED
from tests.conftest import PASSWORD, clock

ROOT = Path(__file__).resolve().parents[2]


def open_again(path: Path, account_name: str | None = None) -> Desk:
    """The same desk, opened once more."""
    return sign_in(path, PASSWORD, account_name=account_name, clock=clock)


def digests(desk: Desk) -> dict[str, str]:
    """A digest of every table that undo covers."""
    return {
        table.name: hashlib.sha256(
            repr(
                [
                    tuple(row)
                    for row in desk.rows(
                        f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY id"
                    )
                ]
            ).encode()
        ).hexdigest()
        for table in JOURNALED
    }


def last_id(desk: Desk, table: str) -> int:
    """The newest row of a table."""
    return int(desk.value(f"SELECT max(id) FROM {table}"))


def add_unit(desk: Desk, note: str = "") -> int:
    """Add a row by an action of its own, and give the row's id."""
    with desk.action(acts.CORRECT_EMPLOYEE, "組織の追加") as action:
        return action.insert("unit", note=note)


def change_unit(desk: Desk, row_id: int, note: str) -> int:
    """Change a row by an action of its own, and give the action's id."""
    with desk.action(acts.CORRECT_EMPLOYEE, "組織の訂正") as action:
        action.update("unit", row_id, note=note)
        return action.id


def start_process(script: str, *arguments: str, share: bool = False) -> subprocess.Popen[str]:
    """Run a script of this project in another process; it is told when to go on by a line."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if share:
        environment["DXDESK_SHARE"] = "1"
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )
