"""What every test stands on: no screen, no trace on this PC, no hurry."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from dxdesk.models.accounts import create_desk
from dxdesk.models.desk import Desk
from dxdesk.models.keys import Cost

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A machine that is busy with something else must not fail a test.
settings.register_profile("dxdesk", deadline=None, max_examples=100)
settings.load_profile("dxdesk")


@pytest.fixture(autouse=True)
def own_local_data(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Each test has this user's local data to itself, and no password from the environment."""
    folder = tmp_path_factory.mktemp("local", numbered=True)
    monkeypatch.setenv("DXDESK_LOCAL_DATA", str(folder))
    monkeypatch.delenv("DXDESK_PASSWORD", raising=False)
    return folder


NOW = datetime(2026, 11, 23, 9, 0)  # the office's own local time
PASSWORD = "himitsu-no-kotoba"
LIGHT = Cost(rounds=1, memory_kib=64, lanes=1)


def clock() -> datetime:
    """The day on which every test happens."""
    return NOW


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A real, encrypted, empty desk; 管理者 holds all three roles of a first account."""
    made = create_desk(tmp_path / "試験.dxdesk", "管理者", PASSWORD, clock=clock, cost=LIGHT)
    yield made.desk
    made.desk.close(with_backup=False)
