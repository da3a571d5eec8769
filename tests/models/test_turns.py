from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dxdesk.errors import StoreError
from dxdesk.models.turns import Turns


def test_who_need_not_wait_is_told_nothing(tmp_path: Path) -> None:
    turns, told = Turns(tmp_path / "lock"), []
    turns.told = told.append
    with turns.mine(1):
        pass
    assert told == []


def test_who_waits_for_another_is_told_so_and_then_goes_on(tmp_path: Path) -> None:
    first, second = Turns(tmp_path / "lock"), Turns(tmp_path / "lock")
    told: list[bool] = []
    waits = threading.Event()

    def tell(waiting: bool) -> None:
        told.append(waiting)
        waits.set()

    def save() -> None:
        with second.mine(60):
            told.append(second._lock.is_locked)

    second.told = tell
    saver = threading.Thread(target=save)
    with first.mine(1):
        saver.start()
        assert waits.wait(20)
    saver.join(20)
    assert told == [True, False, True]


def test_a_wait_can_be_stopped_and_saves_nothing(tmp_path: Path) -> None:
    first, second = Turns(tmp_path / "lock"), Turns(tmp_path / "lock")
    told: list[bool] = []

    def stop(waiting: bool) -> None:
        told.append(waiting)
        second.stop_waiting()

    second.told = stop
    with first.mine(1), pytest.raises(StoreError, match="変更は行われていません"), second.mine(60):
        raise AssertionError("it was not its turn")
    assert told == [True, False]
