"""Making and opening a desk, and the sentence for everything that can be wrong with one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models import acts, keys
from dxdesk.models.accounts import create_desk, sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.store import Store
from tests.conftest import LIGHT, PASSWORD, clock
from tests.models.floor import add_unit, open_again


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x01
    path.write_bytes(content)


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_again(path)
    return caught.value


@pytest.fixture
def closed(desk: Desk) -> Path:
    """The folder of a desk with some content that nobody has open."""
    with desk.action(acts.CORRECT_EMPLOYEE, "組織の追加") as action:
        action.insert_many("unit", ["note"], [(f"組織{number}" * 40,) for number in range(60)])
    desk.close(with_backup=False)
    return desk.path


# --- making ---


def test_a_new_desk_is_a_folder_with_store_keys_and_lock(closed: Path) -> None:
    assert {"store.db", "keys.json", "lock", "open", "backups"} == {
        path.name for path in closed.iterdir()
    }


def test_nothing_in_a_desk_can_be_read_without_its_key(desk: Desk) -> None:
    add_unit(desk, "ひみつの組織")
    for path in desk.path.rglob("*"):
        if path.is_file():
            assert "ひみつの組織".encode() not in path.read_bytes()
            assert "管理者".encode() not in path.read_bytes()
    assert not (desk.path / "store.db").read_bytes().startswith(b"SQLite format")


def test_a_name_without_the_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="で終わるように") as caught:
        create_desk(tmp_path / "人事課", "管理者", PASSWORD, clock=clock, cost=LIGHT)
    assert caught.value.field == "path"
    assert list(tmp_path.iterdir()) == []


def test_a_desk_is_never_made_over_another(closed: Path) -> None:
    before = (closed / "store.db").read_bytes()
    with pytest.raises(UserError, match="すでにあります"):
        create_desk(closed, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    assert (closed / "store.db").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [("", PASSWORD, "account"), ("一\n二", PASSWORD, "account"), ("管理者", "short", "password")],
)
def test_a_name_or_password_that_will_not_do_makes_no_desk(
    tmp_path: Path, name: str, password: str, field: str
) -> None:
    with pytest.raises(UserError) as caught:
        create_desk(tmp_path / "人事課.dxdesk", name, password, clock=clock, cost=LIGHT)
    assert caught.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_creation_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "人事課.dxdesk.new" / "open").mkdir(parents=True)
    made = create_desk(tmp_path / "人事課.dxdesk", "管理者", PASSWORD, clock=clock, cost=LIGHT)
    made.desk.close(with_backup=False)
    assert [path.name for path in tmp_path.iterdir()] == ["人事課.dxdesk"]


def test_a_desk_appears_only_with_its_first_account_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "人事課.dxdesk"

    def stop(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stop)
        with pytest.raises(KeyboardInterrupt):
            create_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    assert not path.exists()
    (tmp_path / "人事課.dxdesk.new").rename(path)
    assert open_again(path).account_name == "管理者"


def test_the_first_account_holds_all_three_roles(desk: Desk) -> None:
    assert desk.value("SELECT roles FROM account") == "officer registrar administrator"


# --- opening ---


def test_the_right_password_opens(closed: Path) -> None:
    desk = open_again(closed, "管理者")
    assert desk.value("SELECT count(*) FROM unit") == 60
    desk.close(with_backup=False)


@pytest.mark.parametrize("name", [None, "管理者", "知らない人"])
def test_a_wrong_password_and_an_unknown_name_sound_the_same(
    closed: Path, name: str | None
) -> None:
    with pytest.raises(UserError, match="利用者名かパスワードが違います"):
        sign_in(closed, "chigau-kotoba", account_name=name, clock=clock)


def test_wrong_passwords_are_counted_and_shown_to_whoever_opens_the_desk_next(
    closed: Path,
) -> None:
    for time in ("1回目", "2回目"):
        with pytest.raises(UserError, match=time):
            sign_in(closed, "chigau-kotoba", clock=clock)
    first, second = open_again(closed), open_again(closed)
    assert "パスワードの誤りが2回ありました" in first.failed_attempts.remark
    assert second.failed_attempts.remark == ""


def test_a_ruined_count_of_wrong_passwords_keeps_nobody_out(closed: Path) -> None:
    (closed / "attempts.json").write_text('{"count": "多数"', encoding="utf-8")
    assert open_again(closed).failed_attempts.count == 0


def test_the_recovery_key_opens_the_stores_key(tmp_path: Path) -> None:
    made = create_desk(tmp_path / "人事課.dxdesk", "管理者", PASSWORD, clock=clock, cost=LIGHT)
    made.desk.close(with_backup=False)
    key_file = keys.load_keys(tmp_path / "人事課.dxdesk" / "keys.json")
    typed = keys.read_recovery_key(f" {made.recovery_key.lower().replace('-', ' ')}\n")
    assert keys.unwrap(key_file, keys.recovery_slot(key_file), typed) == made.desk.store.key


def test_another_recovery_key_opens_nothing(closed: Path) -> None:
    key_file = keys.load_keys(closed / "keys.json")
    with pytest.raises(UserError):
        keys.unwrap(
            key_file,
            keys.recovery_slot(key_file),
            keys.read_recovery_key(keys.new_recovery_key()),
        )


def test_a_slot_moved_to_another_account_opens_nothing(closed: Path) -> None:
    text = (closed / "keys.json").read_text()
    moved = text.replace('"account_id": 1,', '"account_id": 2,')
    assert moved != text
    data = json.loads(moved)
    slots = tuple(
        keys.Slot(**{**slot, "cost": keys.Cost(**slot["cost"])}) for slot in data["slots"]
    )
    keys.save_keys(closed / "keys.json", keys.KeyFile(data["desk_id"], slots))
    with pytest.raises(UserError, match="パスワードが違います"):
        open_again(closed)


def test_a_folder_that_is_no_desk_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert error.trouble is Trouble.NOT_A_DESK
    assert "業務データではありません" in error.text


def test_a_file_is_no_desk(tmp_path: Path) -> None:
    (tmp_path / "人事課.dxdesk").write_bytes(b"x")
    assert refusal(tmp_path / "人事課.dxdesk").trouble is Trouble.NOT_A_DESK


def test_a_desk_that_is_gone_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "人事課.dxdesk")
    assert error.trouble is Trouble.GONE
    assert "「人事課.dxdesk」が見つかりません" in error.text


@pytest.mark.parametrize("name", ["store.db", "keys.json"])
def test_a_desk_that_lost_a_file_says_which(closed: Path, name: str) -> None:
    (closed / name).unlink()
    error = refusal(closed)
    assert error.trouble is Trouble.DAMAGED
    assert f"「{name}」がありません" in error.text
    assert not (closed / name).exists()


def test_a_store_is_never_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store(tmp_path / "store.db", bytes(32), wal=True).connect(query_only=True)
    assert caught.value.trouble is Trouble.GONE
    assert list(tmp_path.iterdir()) == []


# --- damaged ---


def test_garbage_instead_of_a_store_is_damage_not_a_wrong_password(closed: Path) -> None:
    (closed / "store.db").write_bytes(b"garbage" * 10_000)
    error = refusal(closed)
    assert error.trouble is Trouble.DAMAGED
    assert "壊れている" in error.text
    assert "バックアップから" in error.text


def test_an_empty_store_is_damage(closed: Path) -> None:
    (closed / "store.db").write_bytes(b"")
    assert refusal(closed).trouble is Trouble.DAMAGED
    assert (closed / "store.db").read_bytes() == b""


@pytest.mark.parametrize("at", [3, 17, 100, 4000])
def test_a_flipped_byte_in_the_first_page_is_damage(closed: Path, at: int) -> None:
    flip(closed / "store.db", at)
    assert refusal(closed).trouble is Trouble.DAMAGED


def test_flipped_bytes_in_the_middle_are_damage_once_they_are_read(closed: Path) -> None:
    size = (closed / "store.db").stat().st_size
    for place in range(4096 * 3 + 100, size, 4096):
        flip(closed / "store.db", place)
    with pytest.raises(StoreError) as caught:
        open_again(closed).rows("SELECT * FROM unit")
    assert caught.value.trouble is Trouble.DAMAGED


def test_a_store_cut_short_is_damage(closed: Path) -> None:
    content = (closed / "store.db").read_bytes()
    (closed / "store.db").write_bytes(content[: len(content) // 2 // 4096 * 4096])
    with pytest.raises(StoreError) as caught:
        open_again(closed).rows("PRAGMA integrity_check")
    assert caught.value.trouble is Trouble.DAMAGED


def test_flipped_bytes_of_the_keys_are_damage(closed: Path) -> None:
    whole = (closed / "keys.json").read_bytes()
    for at in range(0, len(whole), 7):
        flip(closed / "keys.json", at)
        with pytest.raises(StoreError) as caught:
            keys.load_keys(closed / "keys.json")
        assert caught.value.trouble in {Trouble.DAMAGED, Trouble.NEWER_VERSION}
        (closed / "keys.json").write_bytes(whole)


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b'{"format": "1"}', b"\xff\xfe", b'{"format": 1}']
)
def test_keys_that_are_no_keys_are_damage(closed: Path, content: bytes) -> None:
    (closed / "keys.json").write_bytes(content)
    error = refusal(closed)
    assert error.trouble is Trouble.DAMAGED
    assert "keys.json" in error.text


def test_the_keys_of_another_desk_do_not_open_this_one(closed: Path, tmp_path: Path) -> None:
    other = create_desk(tmp_path / "別.dxdesk", "管理者", PASSWORD, clock=clock, cost=LIGHT).desk
    other.close(with_backup=False)
    shutil.copy(other.path / "keys.json", closed / "keys.json")
    error = refusal(closed)
    assert error.trouble is Trouble.DAMAGED
    assert "鍵と合いません" in error.text


def test_keys_with_another_desks_id_are_refused(desk: Desk) -> None:
    stranger = keys.wrap(
        keys.KeyFile("another", ()),
        desk.store.key,
        PASSWORD,
        account_id=1,
        account_name="管理者",
        cost=LIGHT,
    )
    keys.save_keys(desk.path / "keys.json", stranger)
    error = refusal(desk.path)
    assert error.trouble is Trouble.DAMAGED
    assert "別の業務データのもの" in error.text


# --- versions ---


def test_a_store_of_a_newer_version_is_refused_and_left_alone(desk: Desk) -> None:
    connection = desk.store.connect(query_only=False)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('dxdesk', '9999 from the future', '2031-01-01')"
    )
    connection.close()
    error = refusal(desk.path)
    assert error.trouble is Trouble.NEWER_VERSION
    assert "新しい版にしてから" in error.text


def test_keys_of_a_newer_format_are_refused(closed: Path) -> None:
    data = json.loads((closed / "keys.json").read_text())
    (closed / "keys.json").write_text(json.dumps({**data, "format": keys.FORMAT + 1}))
    assert refusal(closed).trouble is Trouble.NEWER_VERSION


# --- accounts and their slots ---


def test_a_slot_without_an_account_is_removed_at_the_next_opening(desk: Desk) -> None:
    path = desk.path / "keys.json"
    with_orphan = keys.wrap(
        keys.load_keys(path),
        desk.store.key,
        "kotoba-no-nokori",
        account_id=7,
        account_name="作りかけ",
        cost=LIGHT,
    )
    keys.save_keys(path, with_orphan)
    desk.close(with_backup=False)
    open_again(desk.path, "管理者").close(with_backup=False)
    assert [slot.account_id for slot in keys.load_keys(path).slots] == [1, 0]
    open_again(desk.path).close(with_backup=False)


def test_a_slot_without_an_account_opens_nothing(desk: Desk) -> None:
    path = desk.path / "keys.json"
    orphan = keys.wrap(
        keys.load_keys(path),
        desk.store.key,
        PASSWORD,
        account_id=7,
        account_name="作りかけ",
        cost=LIGHT,
    )
    keys.save_keys(path, orphan)
    with pytest.raises(UserError, match="使えなくなっています"):
        open_again(desk.path, "作りかけ")
    assert desk.others() == []


def test_with_several_accounts_a_name_is_asked_for(desk: Desk) -> None:
    path = desk.path / "keys.json"
    second = keys.wrap(
        keys.load_keys(path),
        desk.store.key,
        PASSWORD,
        account_id=2,
        account_name="担当",
        cost=LIGHT,
    )
    keys.save_keys(path, second)
    with pytest.raises(UserError, match="利用者名を入力") as caught:
        open_again(desk.path)
    assert caught.value.field == "account"


def test_a_store_is_readable_where_nothing_can_be_written(closed: Path, desk: Desk) -> None:
    store = Store(closed / "store.db", desk.store.key, wal=False, read_only=True)
    connection = store.connect(query_only=True)
    assert connection.execute("SELECT count(*) FROM unit").fetchone()[0] == 60
    connection.close()
