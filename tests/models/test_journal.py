"""Actions: the only way to write, whole or not at all, with images of everything they touch."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlite_utils

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, settings
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action, Kind, image_triggers
from dxdesk.models.schema import JOURNALED, TABLES, Table
from dxdesk.models.store import IntegrityError
from tests.models.floor import add_unit, change_unit, digests, last_id, open_again


def images(desk: Desk, table: str = "") -> list[tuple[str, Any, Any]]:
    """Table, before and after of the newest action's images."""
    return [
        (name, *(None if text is None else json.loads(text) for text in (before, after)))
        for name, before, after in desk.rows(
            "SELECT table_name, before, after FROM image"
            " WHERE action_id = (SELECT max(id) FROM action) AND table_name LIKE ? ORDER BY id",
            (table or "%",),
        )
    ]


class Failure(Exception):
    """Something went wrong in the middle."""


def fail_after(desk: Desk, work: Callable[[Action], object], error: BaseException) -> None:
    """An action that does some work and then fails."""
    with desk.action(acts.CORRECT_EMPLOYEE, "失敗する操作") as action:
        work(action)
        raise error


def fill_every_column(action: Action) -> dict[str, int]:
    """A row in every journaled table, with something in every column."""
    action.connection.execute("PRAGMA defer_foreign_keys = ON")
    made: dict[str, int] = {}
    for table in JOURNALED:
        values = {field.name: example(table, field.name, field.sql, made) for field in table.fields}
        made[table.name] = action.insert(table.name, **values)
    return made


def example(table: Table, name: str, sql: str, made: dict[str, int]) -> Any:
    if "REFERENCES" in sql:
        parent = sql.split("REFERENCES ")[1].split("(", maxsplit=1)[0]
        return made.get(parent, 1)
    if "CHECK (" in sql and "IN (" in sql:
        choice = sql.split("IN (")[1].split(",", maxsplit=1)[0].strip("'() ")
        return int(choice) if choice.isdigit() else choice
    if "date(" in sql:
        return "2026-04-01"
    if sql.startswith("REAL"):
        return 0.1 + 0.2
    if sql.startswith("INTEGER"):
        return 3
    return f"{table.name}の𠮷\u0000<'\"&{name}\U000e0100"


# --- writing only in an action ---


def test_no_table_can_be_written_outside_an_action(desk: Desk) -> None:
    connection = desk.store.connect(query_only=False)
    connection.create_function("dxdesk_seal", 4, lambda *_: b"")
    connection.execute("PRAGMA foreign_keys = OFF")
    for table in JOURNALED:
        values = {field.name: example(table, field.name, field.sql, {}) for field in table.fields}
        sql = f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})"
        with pytest.raises(IntegrityError, match="outside an action"):
            connection.execute(sql, list(values.values()))
    connection.close()


@pytest.mark.parametrize(
    "sql", ["UPDATE unit SET note = 'x'", "DELETE FROM unit", "REPLACE INTO unit VALUES (1, 'x')"]
)
def test_no_row_can_be_changed_outside_an_action(desk: Desk, sql: str) -> None:
    add_unit(desk)
    connection = desk.store.connect(query_only=False)
    connection.create_function("dxdesk_seal", 4, lambda *_: b"")
    connection.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(IntegrityError, match="outside an action"):
        connection.execute(sql)
    connection.close()


def test_a_reader_cannot_write(desk: Desk) -> None:
    with pytest.raises(StoreError):
        desk.rows("DELETE FROM action")


def test_an_error_in_an_action_leaves_nothing(desk: Desk) -> None:
    before, last = digests(desk), desk.last_action()
    called: list[str] = []

    def work(action: Action) -> None:
        action.insert("unit", note="x")
        action.keep_file("名簿.xlsx", b"content")
        action.after_commit(lambda: called.append("done"))

    with pytest.raises(Failure):
        fail_after(desk, work, Failure())
    assert digests(desk) == before
    assert desk.last_action() == last
    assert called == []
    assert desk.value("SELECT count(*) FROM blob") == 0
    assert add_unit(desk) == 1


def test_an_action_is_over_when_it_is_left_by_a_stop(desk: Desk) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail_after(desk, lambda action: action.insert("unit"), KeyboardInterrupt())
    assert desk.value("SELECT count(*) FROM unit") == 0
    assert desk.value("SELECT count(*) FROM open_action") == 0


def test_what_waits_for_the_commit_happens_after_it(desk: Desk) -> None:
    seen: list[int] = []
    with desk.action(acts.CORRECT_EMPLOYEE, "組織の追加") as action:
        action.insert("unit", note="x")
        action.after_commit(lambda: seen.append(desk.value("SELECT count(*) FROM unit")))
        assert desk.value("SELECT count(*) FROM unit") == 0
    assert seen == [1]


def test_an_action_in_an_action_is_our_mistake(desk: Desk) -> None:
    with (
        desk.action(acts.CORRECT_EMPLOYEE, "外側"),
        pytest.raises(RuntimeError, match="inside an action"),
        desk.action(acts.CORRECT_EMPLOYEE, "内側"),
    ):
        pass
    assert [entry.title for entry in desk.history()][:1] == ["外側"]


def test_a_row_that_is_gone_is_not_changed_in_silence(desk: Desk) -> None:
    unit = add_unit(desk)
    with desk.action(acts.CORRECT_EMPLOYEE, "削除") as action:
        action.delete("unit", unit)
    with desk.action(acts.CORRECT_EMPLOYEE, "訂正") as action:
        with pytest.raises(UserError, match="削除されています"):
            action.update("unit", unit, note="x")
        with pytest.raises(UserError, match="削除されています"):
            action.update_many("unit", ["note"], [("x", unit)])
        with pytest.raises(UserError, match="削除されています"):
            action.delete("unit", unit)
    assert desk.value("SELECT count(*) FROM unit") == 0


# --- rights ---


def test_a_viewer_may_do_nothing_that_needs_more_than_looking(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "役割の変更") as action:
        action.update("account", 1, roles="viewer")
    last = desk.last_action()
    for act in acts.ACTS.values():
        with pytest.raises(UserError, match="権限がありません"), desk.action(act, "してみる"):
            pass
        assert not desk.may(act)
    assert desk.last_action() == last


def test_an_account_that_is_switched_off_may_do_nothing(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "停止") as action:
        action.update("account", 1, active=0)
    assert not any(desk.may(act) for act in acts.ACTS.values())
    with pytest.raises(UserError, match="使えなくなっています"):
        open_again(desk.path)


def test_undoing_needs_the_right_to_the_act_itself(desk: Desk) -> None:
    with desk.action(acts.IMPORT_PLAN, "計画の取込") as action:
        action.insert("unit", note="x")
        imported = action.id
    with desk.action(acts.CORRECT_EMPLOYEE, "役割の変更") as action:
        action.update("account", 1, roles="officer")
    with pytest.raises(UserError, match="元に戻す権限がありません"):
        desk.undo(imported)


# --- images ---


def test_every_table_has_the_triggers_that_its_columns_ask_for(desk: Desk) -> None:
    present = {row["sql"] for row in desk.rows("SELECT sql FROM sqlite_master WHERE sql <> ''")}
    for table in JOURNALED:
        assert set(image_triggers(table)) <= present


def test_the_list_of_tables_is_the_stores_own(desk: Desk) -> None:
    in_store = {
        row["name"]: tuple(
            column["name"]
            for column in desk.rows(f"SELECT name FROM pragma_table_info('{row['name']}')")
        )
        for row in desk.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row["name"].startswith(("sqlite_", "_sqlite_"))
    }
    assert in_store == {table.name: table.columns for table in TABLES}


def test_an_insert_keeps_every_column_of_every_table(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "全ての表") as action:
        fill_every_column(action)
    for table in JOURNALED:
        row = desk.rows(f"SELECT * FROM {table.name} ORDER BY id DESC LIMIT 1")[0]
        assert images(desk, table.name) == [(table.name, None, dict(row))], table.name


def test_a_delete_keeps_every_column_of_every_table(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "全ての表") as action:
        made = fill_every_column(action)
    rows = {
        name: dict(desk.rows(f"SELECT * FROM {name} WHERE id = ?", (row_id,))[0])
        for name, row_id in made.items()
    }
    with desk.action(acts.CORRECT_EMPLOYEE, "削除") as action:
        action.connection.execute("PRAGMA defer_foreign_keys = ON")
        for name, row_id in made.items():
            action.delete(name, row_id)
    assert {name: before for name, before, after in images(desk) if after is None} == rows


def test_a_change_of_any_column_of_any_table_is_recorded(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "全ての表") as action:
        made = fill_every_column(action)

    def work(action: Action) -> None:
        # Which values a column takes is another matter.
        action.connection.execute("PRAGMA ignore_check_constraints = ON")
        action.connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in JOURNALED:
            for field in table.fields:
                check_that_a_change_is_recorded(action, table, made[table.name], field.name)

    with pytest.raises(Failure):
        fail_after(desk, work, Failure())


def check_that_a_change_is_recorded(action: Action, table: Table, row_id: int, name: str) -> None:
    before = dict(action.rows(f"SELECT * FROM {table.name} WHERE id = ?", (row_id,))[0])
    new = before[name] + 1 if isinstance(before[name], int | float) else "変更"
    action.update(table.name, row_id, **{name: new})
    kept = action.rows("SELECT before, after FROM image ORDER BY id DESC LIMIT 1")[0]
    assert json.loads(kept["before"]) == before, (table.name, name)
    assert json.loads(kept["after"]) == {**before, name: new}, (table.name, name)


def test_a_change_that_changes_nothing_leaves_no_image(desk: Desk) -> None:
    unit = add_unit(desk, "同じ")
    change_unit(desk, unit, "同じ")
    assert images(desk) == []


def test_replacing_a_row_records_that_the_old_one_went(desk: Desk) -> None:
    unit = add_unit(desk, "古い")
    with desk.action(acts.CORRECT_EMPLOYEE, "置換え") as action:
        sqlite_utils.Database(action.connection).table("unit").insert(
            {"id": unit, "note": "新しい"}, replace=True
        )
    assert images(desk) == [
        ("unit", {"id": unit, "note": "古い"}, None),
        ("unit", None, {"id": unit, "note": "新しい"}),
    ]


def test_an_action_knows_what_it_touched(desk: Desk) -> None:
    first = add_unit(desk)
    with desk.action(acts.CORRECT_EMPLOYEE, "訂正") as action:
        second = action.insert("unit")
        action.update("unit", first, note="変更")
        settings.set_value(action, settings.OFFICE_NAME, "総務部")
        assert action.changes().tables == {
            "unit": frozenset({first, second}),
            "setting": frozenset({1}),
        }


def test_many_rows_get_ids_in_their_order(desk: Desk) -> None:
    add_unit(desk, "初め")
    with desk.action(acts.CORRECT_EMPLOYEE, "組織の追加") as action:
        ids = action.insert_many("unit", ["note"], [("一",), ("二",), ("三",)])
        assert action.insert_many("unit", ["note"], []) == range(5, 5)
        action.update_many("unit", ["note"], [("弐", 3)])
    assert ids == range(2, 5)
    assert [row["note"] for row in desk.rows("SELECT note FROM unit")] == ["初め", "一", "弐", "三"]


def test_ids_of_a_failed_action_are_not_missed(desk: Desk) -> None:
    with pytest.raises(Failure):
        fail_after(desk, lambda action: action.insert("unit"), Failure())
    assert [entry.id for entry in desk.history()] == [1]
    add_unit(desk)
    assert [entry.id for entry in desk.history()] == [2, 1]


# --- what the store itself refuses ---


@pytest.mark.parametrize(
    ("spans", "refused"),
    [
        ([(None, "2026-03-31"), ("2026-04-01", None)], False),
        ([(None, None), ("2026-04-01", None)], True),
        ([("2025-04-01", "2026-04-01"), ("2026-04-01", None)], True),
        ([("2026-04-01", None), (None, "2026-04-01")], True),
    ],
)
def test_nobody_has_two_main_postings_on_one_day(
    desk: Desk, spans: list[tuple[str | None, str | None]], refused: bool
) -> None:
    def post() -> None:
        with desk.action(acts.CORRECT_EMPLOYEE, "異動") as action:
            unit = action.insert("unit")
            employee = action.insert("employee", number="000001")
            for since, until in spans:
                action.insert(
                    "posting",
                    employee_id=employee,
                    unit_id=unit,
                    main=1,
                    since=since,
                    until=until,
                )

    if refused:
        with pytest.raises(IntegrityError, match="two main postings"):
            post()
    else:
        post()
        assert desk.value("SELECT count(*) FROM posting") == 2


def test_a_second_posting_that_is_not_main_is_fine(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "兼務") as action:
        unit = action.insert("unit")
        employee = action.insert("employee", number="000001")
        for main in (1, 0, 0):
            action.insert("posting", employee_id=employee, unit_id=unit, main=main)
    assert last_id(desk, "posting") == 3


# --- kept files ---


def test_a_kept_file_stays_with_its_action(desk: Desk) -> None:
    content = bytes(range(256)) * 40
    for _ in range(2):
        with desk.action(acts.IMPORT_ROSTER, "名簿の取込") as action:
            action.keep_file("名簿.xlsx", content)
    rows = desk.rows("SELECT action_id, name, sha256 FROM kept_file")
    assert [(row["action_id"], row["name"]) for row in rows] == [(2, "名簿.xlsx"), (3, "名簿.xlsx")]
    blobs = desk.rows("SELECT sha256, bytes FROM blob")
    assert [(blob["sha256"], blob["bytes"]) for blob in blobs] == [(rows[0]["sha256"], content)]


@pytest.mark.parametrize("sql", ["UPDATE blob SET bytes = x'00'", "DELETE FROM blob"])
def test_a_kept_file_never_changes(desk: Desk, sql: str) -> None:
    with desk.action(acts.IMPORT_ROSTER, "名簿の取込") as action:
        action.keep_file("名簿.xlsx", b"content")
        with pytest.raises(IntegrityError, match="never changes"):
            action.connection.execute(sql)


# --- entries that change nothing ---


def test_printing_is_entered_into_the_record(desk: Desk) -> None:
    entry = desk.record(acts.PRINT, "認定証の印刷", subject="round/1")
    newest = desk.history(1)[0]
    assert (newest.id, newest.kind, newest.subject) == (entry, Kind.PRINT, "round/1")
    assert newest.account == "管理者"


def test_a_note_leaves_no_trace_in_the_record(desk: Desk) -> None:
    before = desk.last_action()
    desk.note(
        "INSERT INTO draft (account_id, form, record, content, saved_at) VALUES (?, ?, ?, ?, ?)",
        (desk.account_id, "employee", "employee/1", "{}", "2026-11-23T09:00:00"),
    )

    assert desk.value("SELECT count(*) FROM draft") == 1
    assert desk.last_action() == before


def test_a_note_cannot_touch_what_is_recorded(desk: Desk) -> None:
    with pytest.raises(IntegrityError, match="outside an action"):
        desk.note("UPDATE account SET roles = 'viewer'")
