"""A store of every released schema opens, verifies and reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dxdesk.models import acts, settings
from dxdesk.models.accounts import sign_in
from dxdesk.models.verification import verify
from tests.conftest import clock
from tests.stores.make import ACCOUNT, FOLDER, NAME, PASSWORD

STORES = sorted(FOLDER.glob("*.dxdesk"))


def test_there_is_a_store_of_the_first_schema() -> None:
    assert "v1.dxdesk" in [path.name for path in STORES]


@pytest.mark.parametrize("store", STORES, ids=lambda path: path.stem)
def test_an_older_store_opens_verifies_and_reads(store: Path, tmp_path: Path) -> None:
    path = tmp_path / store.name
    shutil.copytree(store, path)
    desk = sign_in(path, PASSWORD, account_name=ACCOUNT, clock=clock)
    assert verify(desk).problems == ()
    assert desk.value("SELECT text FROM name_in_use") == NAME
    assert settings.get(desk, settings.OFFICE_NAME) == "総務部人事課"
    assert desk.value("SELECT note FROM employee") == "訂正前"
    assert [entry.undone for entry in desk.history() if entry.act == "correct_employee"] == [True]
    with desk.action(acts.CORRECT_EMPLOYEE, "訂正") as action:
        action.update("employee", 1, note="今の版で訂正")
        corrected = action.id
    desk.undo(corrected)
    assert verify(desk).problems == ()
    desk.close()
