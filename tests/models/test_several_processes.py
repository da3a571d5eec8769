"""Several officers at one desk, and a PC that fails in the middle."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from filelock import FileLock

from bench.kill_loop import kill_loop
from bench.turns import edit_at_once, make, open_again, take_turns, two_processes
from dxdesk.errors import StoreError, Trouble
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.presence import PresenceFile
from tests.conftest import clock
from tests.models import floor
from tests.models.floor import add_unit, change_unit, start_process

PLACES = pytest.mark.parametrize("share", [False, True], ids=["wal", "share"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk that nobody has open."""
    made = make(tmp_path / "試験.dxdesk")
    made.close(with_backup=False)
    return made.path


@PLACES
def test_two_processes_lose_nothing_and_see_all(path: Path, *, share: bool) -> None:
    with two_processes(path, share=share) as processes:
        answers = take_turns(processes, 30)
        edit_at_once(processes, 30)
    assert [seen for seen, _ in answers] == list(range(30))
    assert all(changed for _, changed in answers[1:])
    desk = open_again(path)
    assert desk.value("SELECT count(*) FROM unit") == 60
    assert desk.value("SELECT count(DISTINCT note) FROM unit") == 2
    assert desk.walk_chain().problems == ()
    assert desk.others() == []
    desk.close(with_backup=False)


def test_a_share_gets_no_write_ahead_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_SHARE", "1")
    desk = open_again(path)
    add_unit(desk)
    assert desk.value("PRAGMA journal_mode") == "delete"
    assert not (path / "store.db-wal").exists()
    desk.close(with_backup=False)


def test_a_desk_moved_to_a_share_can_be_written_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_again(path)
    add_unit(desk)
    desk.close(with_backup=False)
    monkeypatch.setenv("DXDESK_SHARE", "1")
    moved = open_again(path)
    assert add_unit(moved) == 2
    assert moved.value("PRAGMA journal_mode") == "delete"
    moved.close(with_backup=False)


def test_a_share_waits_for_the_pc_that_uses_the_desk_as_its_own(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = open_again(path)
    add_unit(own)
    monkeypatch.setenv("DXDESK_SHARE", "1")
    monkeypatch.setattr("dxdesk.models.store.BUSY_SECONDS", 0.1)
    with pytest.raises(StoreError, match="置いてあるPCで開かれています"):
        open_again(path)
    assert add_unit(own) == 2
    own.close(with_backup=False)


def test_a_desk_that_another_pc_has_open_gets_no_write_ahead_log(path: Path) -> None:
    PresenceFile(path / "open", 1, "人事課の別のPC", "0.1.0").touch(clock())
    desk = open_again(path)
    add_unit(desk)
    assert not desk.store.wal
    assert not (path / "store.db-wal").exists()
    desk.close(with_backup=False)


def test_a_local_disk_gets_the_write_ahead_log(path: Path) -> None:
    desk = open_again(path)
    add_unit(desk)
    assert desk.value("SELECT count(*) FROM unit") == 1
    assert desk.value("PRAGMA journal_mode") == "wal"
    assert (path / "store.db-wal").exists()
    desk.close(with_backup=False)
    assert not (path / "store.db-wal").exists()


def test_what_safety_rests_on_is_set_on_every_connection(desk: Desk) -> None:
    for query_only in (True, False):
        connection = desk.store.connect(query_only=query_only)
        asked = ("foreign_keys", "recursive_triggers", "synchronous", "query_only", "cache_size")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        assert found == [1, 1, 2, int(query_only), -32768]
        connection.close()


def test_a_write_changes_the_number_that_others_watch(desk: Desk) -> None:
    other = floor.open_again(desk.path)
    before = other.data_version()
    assert other.data_version() == before
    add_unit(desk)
    assert other.data_version() != before
    other.close(with_backup=False)


@PLACES
def test_who_waits_too_long_gets_a_sentence_and_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, share: bool
) -> None:
    if share:
        monkeypatch.setenv("DXDESK_SHARE", "1")
    mine, other = open_again(path), open_again(path)
    with other.action(acts.CORRECT_EMPLOYEE, "長い操作") as action:
        action.insert("unit", note="x")
        with (
            pytest.raises(StoreError, match="ほかの利用者の操作が終わらない") as caught,
            mine.action(acts.CORRECT_EMPLOYEE, "訂正", wait=0.1),
        ):
            pass
        assert mine.value("SELECT count(*) FROM unit") == 0
    assert caught.value.trouble is Trouble.LOCKED
    assert add_unit(mine) == 2
    mine.close(with_backup=False)
    other.close(with_backup=False)


def test_threads_of_one_process_write_one_after_the_other(desk: Desk) -> None:
    unit = add_unit(desk)

    def edit() -> None:
        for number in range(5):
            change_unit(desk, unit, f"{threading.get_ident()}-{number}")

    threads = [threading.Thread(target=edit) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert desk.last_action() == 2 + 15
    assert desk.walk_chain().problems == ()


def test_a_lock_file_left_behind_locks_nobody_out(desk: Desk) -> None:
    add_unit(desk)
    lock = FileLock(desk.path / "lock")
    lock.acquire()
    lock.release()
    (desk.path / "lock").write_bytes(b"")
    assert add_unit(desk) == 2


@PLACES
def test_a_kill_at_any_moment_leaves_all_or_nothing(path: Path, *, share: bool) -> None:
    assert kill_loop(path, 3, share=share, seed=hash(path) % 1000) == []


KILLED = """
import os, sys
from pathlib import Path
from dxdesk.models import acts
from bench.turns import open_again
desk = open_again(Path(sys.argv[1]))
with desk.action(acts.CORRECT_EMPLOYEE, "途中") as action:
    action.connection.execute("PRAGMA cache_size = 10")
    action.insert_many("unit", ["note"], [("x" * 1000,) for _ in range(3000)])
    os.kill(os.getpid(), 9)
"""


@PLACES
def test_a_large_action_that_was_cut_off_is_taken_back_at_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, share: bool
) -> None:
    if share:
        monkeypatch.setenv("DXDESK_SHARE", "1")
    desk = open_again(path)
    add_unit(desk, "前")
    desk.close(with_backup=False)
    with start_process(KILLED, str(path), share=share) as process:
        assert process.wait() == -9
    left = {one.name for one in path.iterdir()}
    assert ("store.db-journal" if share else "store.db-wal") in left
    desk = open_again(path)
    assert [row["note"] for row in desk.rows("SELECT note FROM unit")] == ["前"]
    assert desk.walk_chain().problems == ()
    add_unit(desk)
    desk.close(with_backup=False)
