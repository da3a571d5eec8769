"""Make the store of this release anew: python3 -m tests.stores.make

Only while its schema has not been released: afterwards it stays as it is for ever, and the next
schema gets a store of its own.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from dxdesk.models import acts, settings
from dxdesk.models.accounts import create_desk
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.keys import Cost

FOLDER = Path(__file__).resolve().parent
NEWEST = FOLDER / "v1.dxdesk"
ACCOUNT, PASSWORD = "管理者", "mukashi-no-kotoba"
NAME = "𠮷田 邉\U000e0101子"


def clock() -> datetime:
    """When the store was made."""
    return datetime(2026, 11, 23, 9, 0)


def make_store(path: Path) -> None:
    """A small desk with an import, a change, an undo, a kept file and a printed list."""
    with patch("platform.node", return_value="人事課のPC"):  # no PC of ours in a shipped record
        desk = create_desk(path, ACCOUNT, PASSWORD, clock=clock, cost=Cost(1, 64, 1)).desk
    with desk.action(acts.CHANGE_SETTING, acts.CHANGE_SETTING.title) as action:
        settings.set_value(action, settings.OFFICE_NAME, "総務部人事課")
    with desk.action(acts.IMPORT_ROSTER, "名簿の取込（1人）") as action:
        add_person(action)
    with desk.action(acts.CORRECT_EMPLOYEE, "訂正") as action:
        action.update("employee", 1, note="訂正後")
        corrected = action.id
    desk.undo(corrected)
    desk.record(acts.PRINT, "職員一覧の印刷")
    close_tidily(desk)


def add_person(action: Action) -> None:
    """One person with a name, a service, a posting and a certification behind it."""
    action.keep_file("名簿.csv", "職員番号,氏名\r\n000001,".encode())
    unit = action.insert("unit", note="")
    action.insert(
        "unit_version", unit_id=unit, code="000101", name="人事課", tier="所属", kind="本庁"
    )
    person = action.insert("employee", number="000001", kana="ヨシダ ナベコ", note="訂正前")
    action.insert("service", employee_id=person, appointment="常勤", since="2020-04-01")
    action.insert("name_in_use", employee_id=person, kind="戸籍", text=NAME)
    action.insert("posting", employee_id=person, unit_id=unit, title="主事", main=1)


def close_tidily(desk: Desk) -> None:
    """Close without a backup, and leave only what a desk cannot do without."""
    desk.close(with_backup=False)
    (desk.path / "lock").unlink(missing_ok=True)
    for name in ("open", "backups"):
        (desk.path / name).rmdir()


if __name__ == "__main__":
    shutil.rmtree(NEWEST, ignore_errors=True)
    make_store(NEWEST)
