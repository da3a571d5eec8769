"""verify and doctor: is a desk sound, and what it stands on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.keys import load_keys, new_store_key, save_keys, wrap
from dxdesk.models.migrations import make_triggers
from dxdesk.models.schema import JOURNALED
from dxdesk.models.store import Connection, Store
from dxdesk.models.verification import compare_head, doctor, verify


def bend(desk: Desk, change: Callable[[Connection], object]) -> None:
    """Write past the program, as somebody with the key and another tool could."""
    connection = Store(desk.path / "store.db", desk.store.key, wal=True).connect(query_only=False)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_image' ESCAPE '\\'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    change(connection)
    connection.close()


def test_a_new_desk_is_sound(desk: Desk) -> None:
    found = verify(desk)

    assert found.ok
    assert found.last_action == 1
    assert set(found.tables) == {table.name for table in JOURNALED}
    assert found.tables["account"].rows == 1


def test_undo_gives_every_table_its_digest_back(desk: Desk) -> None:
    before = verify(desk).tables
    with desk.action(acts.IMPORT_UNITS, "組織の取込") as action:
        action.insert("unit", note="新しい課")
    changed = verify(desk).tables
    desk.undo(action.id)

    assert changed["unit"] != before["unit"]
    assert verify(desk).tables == before


def test_removed_triggers_are_noticed(desk: Desk) -> None:
    bend(desk, lambda _connection: None)

    assert any("記録の仕組み" in problem for problem in verify(desk).problems)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE unit SET note = '書き換えた課' WHERE id = 1",
        "DELETE FROM unit WHERE id = 1",
        "INSERT INTO unit (note) VALUES ('差し込んだ課')",
    ],
)
def test_a_row_changed_behind_the_record_is_noticed_though_the_triggers_are_back(
    desk: Desk, change: str
) -> None:
    with desk.action(acts.IMPORT_UNITS, "組織の取込") as action:
        action.insert("unit", note="元の課")

    def change_unseen(connection: Connection) -> None:
        connection.execute(change)
        make_triggers(connection)

    bend(desk, change_unseen)

    (problem,) = verify(desk).problems
    assert "「unit」の内容が、記録と違います" in problem


def test_a_column_that_a_newer_schema_added_is_no_difference(desk: Desk) -> None:
    with desk.action(acts.IMPORT_UNITS, "組織の取込") as action:
        action.insert("unit", note="元の課")

    def forget_a_column(connection: Connection) -> None:
        connection.execute(
            "UPDATE image SET after = json_remove(after, '$.note') WHERE table_name = 'unit'"
        )
        make_triggers(connection)

    bend(desk, forget_a_column)

    assert not any("記録と違います" in problem for problem in verify(desk).problems)


def test_a_number_without_certification_or_reason_is_noticed(desk: Desk) -> None:
    with desk.action(acts.CONFIRM_NUMBERS, "番号") as action:
        series = action.insert("number_series", key="certification", pattern="第{n}号")
        for number in (1, 3):
            action.insert("number", series_id=series, number=number, text=f"第{number}号")
    problems = verify(desk).problems

    assert "第1号は払い出されましたが、認定も欠番の理由もありません。" in problems
    assert any("抜けが1件" in problem for problem in problems)


def test_a_slot_of_nobody_is_noticed(desk: Desk) -> None:
    path = desk.path / "keys.json"
    save_keys(
        path, wrap(load_keys(path), new_store_key(), "dareka", account_id=9, account_name="謎")
    )

    assert "使われていない鍵（利用者9）が残っています。" in verify(desk).problems


def test_a_printed_head_proves_that_the_end_was_not_cut_off(desk: Desk) -> None:
    found = verify(desk)

    assert compare_head(desk, found.last_action, found.head) == ""
    assert "違います" in compare_head(desk, found.last_action, "0" * 64)
    assert "切り取られた" in compare_head(desk, 99, found.head)


@pytest.mark.usefixtures("own_local_data")
def test_doctor_names_what_is_missing_and_what_is_well(desk: Desk) -> None:
    before = {finding.text: finding.ok for finding in doctor(desk)}
    desk.backup("手動")
    after = {finding.text: finding.ok for finding in doctor(desk)}

    assert not before["バックアップがありません。「backup」で作ってください。"]
    assert any("0日前" in text and ok for text, ok in after.items())
    assert after["認定番号を払い出せます。"]
