"""Backups: verified copies, kept by count, and desks made from them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models import acts, keys
from dxdesk.models import backup as backups
from dxdesk.models.desk import Desk
from dxdesk.models.store import Store
from tests.conftest import NOW
from tests.models.floor import add_unit, digests, open_again, start_process


def test_a_backup_holds_store_keys_and_what_it_is(desk: Desk) -> None:
    add_unit(desk)
    path = desk.backup("取込前")
    assert path.name == "20261123-090000 取込前"
    assert {"store.db", "keys.json", "about.json"} == {file.name for file in path.iterdir()}
    assert json.loads((path / "about.json").read_text("utf-8")) == {
        "made_at": "2026-11-23T09:00:00",
        "reason": "取込前",
        "head": desk.walk_chain().head,
        "last_change": desk.last_action(),
    }
    assert (path / "keys.json").read_bytes() == (desk.path / "keys.json").read_bytes()


def test_a_backup_is_encrypted_too(desk: Desk) -> None:
    add_unit(desk, "ひみつの組織")
    content = (desk.backup("取込前") / "store.db").read_bytes()
    assert "ひみつの組織".encode() not in content


def test_closing_makes_a_backup(desk: Desk) -> None:
    add_unit(desk)
    desk.close()
    assert [one.reason for one in backups.list_backups(desk.path / "backups")] == ["終了時"]


def test_nothing_is_copied_where_nothing_has_changed(desk: Desk) -> None:
    first = desk.backup("取込前")
    assert desk.backup("終了時") == first
    add_unit(desk)
    assert desk.backup("終了時") != first
    assert len(backups.list_backups(desk.path / "backups")) == 2


@pytest.mark.parametrize("name", ["store.db", "keys.json", "about.json"])
def test_a_backup_that_was_damaged_since_is_made_anew(desk: Desk, name: str) -> None:
    first = desk.backup("取込前")
    if name == "keys.json":
        (first / name).unlink()
    else:
        (first / name).write_bytes(b"damaged")
    second = desk.backup("取込前")
    assert second.name == "20261123-090000-2 取込前"
    assert backups.check_copy(Store(second / "store.db", desk.store.key, wal=False))


def test_a_damaged_copy_is_detected(desk: Desk) -> None:
    path = desk.backup("取込前") / "store.db"
    content = bytearray(path.read_bytes())
    for at in range(5000, len(content), 4096):
        content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        backups.check_copy(Store(path, desk.store.key, wal=False))
    assert caught.value.trouble is Trouble.DAMAGED


def test_what_killed_backups_left_goes_after_a_day(desk: Desk) -> None:
    folder = desk.path / "backups"
    old, fresh = folder / "20261121-090000 aa.new", folder / "20261123-085959 bb.new"
    for path in (old, fresh):
        path.mkdir()
    desk.backup("取込前")
    assert (old.exists(), fresh.exists()) == (False, True)
    assert len(backups.list_backups(folder)) == 1


def test_a_backup_may_go_to_a_second_place(desk: Desk, tmp_path: Path) -> None:
    assert desk.backup("予備", tmp_path / "予備" / "業務").parent == tmp_path / "予備" / "業務"


def test_a_place_that_is_no_folder_gets_a_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        desk.backup("予備", tmp_path / "file")


def pretend(folder: Path, moment: datetime) -> None:
    path = folder / f"{moment:%Y%m%d-%H%M%S} 試験"
    path.mkdir(parents=True)
    about = {"made_at": moment.isoformat(), "reason": "試験", "head": "", "last_change": 0}
    (path / "about.json").write_text(json.dumps(about))


def test_backups_are_kept_by_day_week_and_month(tmp_path: Path) -> None:
    for days in range(800):
        for hour in (9, 17):
            if days < 10 or hour == 9:
                pretend(tmp_path, NOW.replace(hour=hour) - timedelta(days=days))
    backups.rotate(tmp_path, NOW.date())
    kept = [one.made_at for one in backups.list_backups(tmp_path)]
    expected = {
        # the five newest
        *(NOW.replace(hour=hour) - timedelta(days=days) for days in (0, 1) for hour in (9, 17)),
        NOW.replace(hour=17) - timedelta(days=2),
        # the last of seven days
        *(NOW.replace(hour=17) - timedelta(days=days) for days in range(7)),
        # the last of five weeks: this Monday, and the Sundays before it
        *(datetime(2026, 11, day, 17) for day in (22, 15)),
        *(datetime(2026, month, day, 9) for month, day in ((11, 8), (11, 1))),
        # the last of twelve months
        *(datetime(2026, month, 1, 9) - timedelta(days=1) for month in range(1, 12)),
    }
    assert set(kept) == expected


def test_fewer_backups_than_are_kept_all_stay(tmp_path: Path) -> None:
    for days in range(5):
        pretend(tmp_path, NOW - timedelta(days=days * 400))
    backups.rotate(tmp_path, NOW.date())
    assert len(backups.list_backups(tmp_path)) == 5


def test_a_restored_desk_opens_with_the_same_contents(desk: Desk, tmp_path: Path) -> None:
    add_unit(desk, "前")
    before, path = digests(desk), desk.backup("取込前")
    add_unit(desk, "後")
    backups.restore(path, tmp_path / "復元.dxdesk")
    restored = open_again(tmp_path / "復元.dxdesk")
    assert digests(restored) == before
    assert restored.walk_chain().problems == ()
    add_unit(restored, "続き")
    restored.close(with_backup=False)


def test_nothing_is_restored_over_something(desk: Desk) -> None:
    path = desk.backup("取込前")
    with pytest.raises(UserError, match="すでにあります"):
        backups.restore(path, desk.path)


def test_what_is_no_backup_cannot_be_restored(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="バックアップではありません"):
        backups.restore(desk.path / "open", tmp_path / "復元.dxdesk")
    assert not (tmp_path / "復元.dxdesk").exists()


def test_the_keys_of_a_backup_open_it_after_the_password_has_changed(
    desk: Desk, tmp_path: Path
) -> None:
    path = desk.backup("取込前")
    changed = keys.wrap(
        keys.load_keys(desk.path / "keys.json"),
        desk.store.key,
        "atarashii-kotoba",
        account_id=1,
        account_name="管理者",
        cost=keys.Cost(1, 64, 1),
    )
    keys.save_keys(desk.path / "keys.json", changed)
    backups.restore(path, tmp_path / "復元.dxdesk")
    open_again(tmp_path / "復元.dxdesk").close(with_backup=False)


WRITER = """
import sys
from pathlib import Path
from tests.models.floor import add_unit, open_again
desk = open_again(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(25):
    add_unit(desk, "x" * 2000)
desk.close(with_backup=False)
"""


@pytest.mark.parametrize("share", [False, True], ids=["wal", "share"])
def test_a_backup_while_another_process_writes_is_whole(
    desk: Desk, *, share: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if share:
        monkeypatch.setenv("DXDESK_SHARE", "1")
    path = desk.path
    desk.close(with_backup=False)
    mine = open_again(path)
    with start_process(WRITER, str(path), share=share) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        made = []
        while writer.poll() is None:
            made.append(mine.backup("試験"))
        assert writer.returncode == 0
    newest = mine.backup("終了時")
    heads = {row["head"] for row in mine.rows("SELECT head FROM action")}
    for one in backups.list_backups(path / "backups"):
        assert one.head in heads
    assert made
    restored = path.with_name("復元.dxdesk")
    backups.restore(newest, restored)
    again = open_again(restored)
    assert digests(again) == digests(mine)
    again.close(with_backup=False)
    mine.close(with_backup=False)


def test_what_was_only_printed_needs_no_backup_on_closing(desk: Desk) -> None:
    desk.backup("手動")
    desk.record(acts.PRINT, "認定証（1ページ）")

    assert not backups.needs_backup(desk.store, desk.path / "backups")


def test_a_change_needs_a_backup_on_closing(desk: Desk) -> None:
    desk.backup("手動")
    add_unit(desk)

    assert backups.needs_backup(desk.store, desk.path / "backups")
