"""The chain: whoever changes the record by another tool is found out, lawful erasure is not."""

from __future__ import annotations

import json

import pytest

from dxdesk.models import acts
from dxdesk.models.chain import DIGEST_BYTES, chain_value
from dxdesk.models.desk import Desk
from tests.models.floor import add_unit, change_unit


@pytest.fixture
def used(desk: Desk) -> Desk:
    """A desk with five actions: made, added, changed, kept a file, undone."""
    unit = add_unit(desk, "前")
    changed = change_unit(desk, unit, "後")
    with desk.action(acts.IMPORT_ROSTER, "名簿の取込") as action:
        action.insert("unit", note="取込")
        action.keep_file("名簿.xlsx", b"content")
    desk.undo(changed)
    assert desk.last_action() == 5
    return desk


def bend(desk: Desk, *statements: str) -> None:
    """What somebody with the key and another tool can do: triggers and references do not stop them."""
    connection = desk.store.connect(query_only=False)
    connection.execute("PRAGMA foreign_keys = OFF")
    for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {row[0]}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_an_untouched_record_is_whole(used: Desk) -> None:
    report = used.walk_chain()
    assert (report.problems, report.last_action, report.erased) == ((), 5, 0)
    assert report.head == used.value("SELECT head FROM action WHERE id = 5")


def test_every_action_is_linked_to_the_one_before(used: Desk) -> None:
    rows = used.rows("SELECT previous, head FROM action ORDER BY id")
    assert [row["previous"] for row in rows] == ["", *(row["head"] for row in rows[:-1])]
    assert len({row["head"] for row in rows}) == 5


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE image SET after = replace(after, '前', '別') WHERE action_id = 2", 2),
        ("UPDATE image SET before = NULL WHERE action_id = 3", 3),
        ("UPDATE image SET row_id = 2 WHERE action_id = 2", 2),
        ("UPDATE image SET seal = NULL WHERE action_id = 2", 2),
        ("UPDATE image SET seal = substr(seal, 17) WHERE action_id = 2", 2),
        ("DELETE FROM image WHERE action_id = 2", 2),
        ("UPDATE image SET action_id = 3 WHERE action_id = 2", 2),
        (
            "INSERT INTO image (action_id, table_name, row_id, seal) VALUES (2, 'unit', 9, x'00')",
            2,
        ),
        ("UPDATE action SET title = '別の操作' WHERE id = 2", 2),
        ("UPDATE action SET account_id = 2 WHERE id = 3", 3),
        ("UPDATE action SET at = '2020-01-01T00:00:00' WHERE id = 5", 5),
        ("DELETE FROM action WHERE id = 3", 4),
        ("DELETE FROM action WHERE id = 1", 2),
        ("UPDATE kept_file SET name = '別.xlsx'", 4),
        ("UPDATE kept_file SET sha256 = ''", 4),
        ("UPDATE blob SET bytes = x'00'", 4),
        ("DELETE FROM blob", 4),
        ("DELETE FROM undoing", 5),
        ("UPDATE undoing SET undone_id = 2", 5),
    ],
)
def test_a_bent_record_is_found_at_its_place(used: Desk, statement: str, broken: int) -> None:
    bend(used, statement)
    report = used.walk_chain()
    assert len(report.problems) == 1
    assert report.problems[0].startswith(f"操作{broken}：")


def test_an_end_that_was_cut_off_is_found(used: Desk) -> None:
    bend(
        used,
        "DELETE FROM undoing",
        "DELETE FROM image WHERE action_id = 5",
        "DELETE FROM action WHERE id = 5",
    )
    assert used.walk_chain().problems == ("操作4より後の記録が切り取られています。",)


def test_contents_without_their_action_are_found(used: Desk) -> None:
    bend(
        used,
        "DELETE FROM action WHERE id = 5",
        "UPDATE sqlite_sequence SET seq = 4 WHERE name = 'action'",
    )
    assert len(used.walk_chain().problems) == 1


def test_an_action_pushed_in_is_found(used: Desk) -> None:
    bend(
        used,
        "INSERT INTO action (act, kind, title, account_id, at, previous, head)"
        " SELECT act, kind, '紛れ込んだ操作', account_id, at, head, head FROM action WHERE id = 5",
    )
    assert used.walk_chain().problems == ("操作6：操作の記録が書き換えられています。",)


def test_a_whole_new_end_can_only_be_found_by_the_printed_head(used: Desk) -> None:
    printed = used.walk_chain().head
    bend(used, "UPDATE action SET title = '別の操作' WHERE id = 5")
    connection = used.store.connect(query_only=False)
    forged = chain_value(connection, 5)
    connection.execute("UPDATE action SET head = ? WHERE id = 5", (forged,))
    connection.close()
    report = used.walk_chain()
    assert report.problems == ()
    assert report.head != printed


def test_lawful_erasure_keeps_the_chain_whole_and_is_counted(used: Desk) -> None:
    head = used.walk_chain().head
    bend(
        used,
        f"UPDATE image SET before = NULL, after = NULL, seal = substr(seal, -{DIGEST_BYTES})"
        " WHERE action_id IN (2, 3)",
        f"UPDATE kept_file SET name = '', sha256 = '', seal = substr(seal, -{DIGEST_BYTES})",
        "DELETE FROM blob",
    )
    report = used.walk_chain()
    assert (report.problems, report.erased, report.head) == ((), 3, head)


def test_the_same_content_never_has_the_same_digest(desk: Desk) -> None:
    for _ in range(2):
        desk.undo(change_unit(desk, add_unit(desk), "同じ"))
    seals = [row["seal"] for row in desk.rows("SELECT seal FROM image")]
    assert len({seal[-DIGEST_BYTES:] for seal in seals}) == len(seals)


def test_an_entry_holds_what_the_history_shows(used: Desk) -> None:
    row = used.rows("SELECT * FROM action WHERE id = 4")[0]
    assert (row["act"], row["kind"], row["title"]) == ("import_roster", "change", "名簿の取込")
    assert (row["account_id"], row["at"]) == (1, "2026-11-23T09:00:00")
    assert json.loads(used.value("SELECT after FROM image WHERE action_id = 4"))["note"] == "取込"
