"""What every test stands on: no screen, no trace on this PC, no hurry."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

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
