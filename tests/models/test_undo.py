"""Undo: what an action did is put back, or nothing is and the reason is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.accounts import create_desk
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.undo import UndoRefused, actions_since, undone_ids
from tests.conftest import LIGHT, PASSWORD, clock
from tests.models.floor import add_unit, change_unit, digests, last_id, open_again


def do(desk: Desk, work: Callable[[Action], object], title: str = "訂正") -> int:
    """An action of its own; gives its id."""
    with desk.action(acts.CORRECT_EMPLOYEE, title) as action:
        work(action)
        return action.id


def add_employee(desk: Desk, number: str = "000001") -> int:
    do(desk, lambda action: action.insert("employee", number=number, note="初め"))
    return last_id(desk, "employee")


def only(desk: Desk, table: str) -> dict[str, Any]:
    rows = desk.rows(f"SELECT * FROM {table}")
    assert len(rows) == 1
    return dict(rows[0])


# --- what comes back ---


def test_undoing_an_insert_removes_the_row(desk: Desk) -> None:
    before = digests(desk)
    add_unit(desk)
    desk.undo(desk.last_action())
    assert digests(desk) == before


def test_undoing_a_change_writes_the_old_value(desk: Desk) -> None:
    unit = add_unit(desk, "前")
    desk.undo(change_unit(desk, unit, "後"))
    assert only(desk, "unit")["note"] == "前"


def test_a_deleted_row_returns_with_its_id(desk: Desk) -> None:
    units = [add_unit(desk, str(number)) for number in range(3)]
    before = digests(desk)
    deletion = do(desk, lambda action: action.delete("unit", units[1]))
    desk.undo(deletion)
    assert digests(desk) == before


def test_only_the_columns_that_were_changed_are_written_back(desk: Desk) -> None:
    employee = add_employee(desk)
    first = do(desk, lambda action: action.update("employee", employee, note="後"))
    do(desk, lambda action: action.update("employee", employee, kana="カナ"))
    desk.undo(first)
    assert (only(desk, "employee")["note"], only(desk, "employee")["kana"]) == ("初め", "カナ")


def test_a_chain_of_edits_goes_back_as_one(desk: Desk) -> None:
    employee = add_employee(desk)
    before = digests(desk)

    def edit(action: Action) -> None:
        unit = action.insert("unit", note="a")
        posting = action.insert("posting", employee_id=employee, unit_id=unit, main=1)
        action.update("posting", posting, until="2026-03-31")
        action.insert("posting", employee_id=employee, unit_id=unit, main=1, since="2026-04-01")
        action.update("posting", posting, title="主事")
        action.update("posting", posting, title="")
        action.delete("posting", posting)

    edited = do(desk, edit)
    after = digests(desk)
    undone = desk.undo(edited)
    assert digests(desk) == before
    desk.undo(undone)
    assert digests(desk) == after


def test_a_number_swapped_between_two_rows_swaps_back(desk: Desk) -> None:
    first, second = add_employee(desk, "000001"), add_employee(desk, "000002")
    before = digests(desk)

    def swap(action: Action) -> None:
        action.update("employee", first, number="x")
        action.update("employee", second, number="000001")
        action.update("employee", first, number="000002")

    desk.undo(do(desk, swap))
    assert digests(desk) == before


def test_undoing_an_undo_does_it_again(desk: Desk) -> None:
    unit = add_unit(desk, "前")
    changed = change_unit(desk, unit, "後")
    undone = desk.undo(changed)
    again = desk.undo(undone)
    assert only(desk, "unit")["note"] == "後"
    titles = {entry.id: entry.title for entry in desk.history()}
    assert titles[undone] == "元に戻す：組織の訂正"
    assert titles[again] == "やり直し：組織の訂正"
    assert {entry.id for entry in desk.history() if entry.undone} == {undone}
    desk.undo(changed)
    assert only(desk, "unit")["note"] == "前"


def test_an_id_is_never_used_again(desk: Desk) -> None:
    first = add_unit(desk)
    desk.undo(desk.last_action())
    assert add_unit(desk) == first + 1


# --- what is refused ---


def refusal(desk: Desk, action_id: int) -> UndoRefused:
    before, last = digests(desk), desk.last_action()
    with pytest.raises(UndoRefused) as caught:
        desk.undo(action_id)
    assert digests(desk) == before
    assert desk.last_action() == last
    return caught.value


def test_a_row_changed_since_stops_the_undo_and_is_named(desk: Desk) -> None:
    unit, other = add_unit(desk, "前"), add_unit(desk)
    first = do(
        desk, lambda action: action.update_many("unit", ["note"], [("中", unit), ("中", other)])
    )
    later = change_unit(desk, unit, "後")
    error = refusal(desk, first)
    assert [(one.table, one.row_id, one.later_action) for one in error.obstacles] == [
        ("unit", unit, later)
    ]
    assert f"操作{later}「組織の訂正」" in error.text
    assert "後で変更されています" in error.text
    assert "この操作以降をまとめて元に戻す" in error.text


def test_a_row_removed_since_stops_the_undo(desk: Desk) -> None:
    unit = add_unit(desk, "前")
    first = change_unit(desk, unit, "後")
    later = do(desk, lambda action: action.delete("unit", unit))
    error = refusal(desk, first)
    assert [(one.row_id, one.later_action) for one in error.obstacles] == [(unit, later)]


def test_a_row_that_a_later_row_points_to_stays(desk: Desk) -> None:
    employee = add_employee(desk)
    added = desk.last_action()
    later = do(
        desk, lambda action: action.insert("leave", employee_id=employee, kind="休職"), "休職"
    )
    error = refusal(desk, added)
    assert [(one.table, one.later_action) for one in error.obstacles] == [("leave", later)]
    assert "職員を使っています" in error.text


def test_a_row_that_an_older_row_was_made_to_point_to_stays(desk: Desk) -> None:
    employee, old_unit = add_employee(desk), add_unit(desk)
    posting = 1
    do(desk, lambda action: action.insert("posting", employee_id=employee, unit_id=old_unit))

    def edit(action: Action) -> None:
        action.insert("unit", note="新しい組織")
        action.update("posting", posting, title="主事")

    both = do(desk, edit)
    later = do(desk, lambda action: action.update("posting", posting, unit_id=2), "異動")
    error = refusal(desk, both)
    assert [(one.table, one.row_id, one.later_action) for one in error.obstacles] == [
        ("posting", posting, later)
    ]


def test_a_row_does_not_return_to_a_parent_that_has_gone(desk: Desk) -> None:
    employee = add_employee(desk)
    do(desk, lambda action: action.insert("leave", employee_id=employee, kind="休職"))
    deletion = do(desk, lambda action: action.delete("leave", 1))
    later = do(desk, lambda action: action.delete("employee", employee), "職員の削除")
    error = refusal(desk, deletion)
    assert [(one.table, one.row_id, one.later_action) for one in error.obstacles] == [
        ("employee", employee, later)
    ]


def test_a_row_does_not_return_where_another_took_its_number(desk: Desk) -> None:
    employee = add_employee(desk, "000001")
    deletion = do(desk, lambda action: action.delete("employee", employee))
    add_employee(desk, "000001")
    error = refusal(desk, deletion)
    assert [(one.table, one.later_action) for one in error.obstacles] == [
        ("employee", desk.last_action())
    ]
    assert "同じ内容" in error.text


def test_a_main_posting_does_not_return_beside_another(desk: Desk) -> None:
    employee, unit = add_employee(desk), add_unit(desk)
    values = {"employee_id": employee, "unit_id": unit, "main": 1}
    do(desk, lambda action: action.insert("posting", **values))
    deletion = do(desk, lambda action: action.delete("posting", 1))
    later = do(desk, lambda action: action.insert("posting", **values))
    assert [one.later_action for one in refusal(desk, deletion).obstacles] == [later]


def test_an_act_with_an_opposite_says_what_to_do_instead(desk: Desk) -> None:
    with pytest.raises(UserError, match="利用者・操作記録の画面で"):
        desk.undo(1)
    with desk.action(acts.DECIDE_ROUND, "認定の決裁登録") as action:
        action.insert("unit")
        decided = action.id
    with pytest.raises(UserError, match="認定の取消し"):
        desk.undo(decided)
    with pytest.raises(UserError, match="認定の取消し"):
        desk.undo_from(decided)


@pytest.mark.parametrize("act", [acts.PRINT, acts.EXPORT], ids=lambda act: act.key)
def test_what_was_printed_or_exported_has_no_undo(desk: Desk, act: Any) -> None:
    entry = desk.record(act, "名簿")
    with pytest.raises(UserError, match="記録です"):
        desk.undo(entry)
    assert desk.history(1)[0].why_not


def test_nothing_is_undone_twice(desk: Desk) -> None:
    add_unit(desk)
    added = desk.last_action()
    desk.undo(added)
    with pytest.raises(UserError, match="すでに元に戻して"):
        desk.undo(added)


def test_an_action_that_is_not_there_cannot_be_undone(desk: Desk) -> None:
    with pytest.raises(UserError, match="操作99はありません"):
        desk.undo(99)


# --- from an action on ---


def test_everything_from_an_action_on_goes_back_as_one_step(desk: Desk) -> None:
    unit = add_unit(desk, "初め")
    before = digests(desk)
    first = change_unit(desk, unit, "一")
    change_unit(desk, unit, "二")
    desk.record(acts.PRINT, "印刷")
    add_unit(desk)
    after = digests(desk)
    undone = desk.undo_from(first)
    assert digests(desk) == before
    assert desk.history(1)[0].title == "元に戻す：「組織の訂正」以降の3件"
    desk.undo(undone)
    assert digests(desk) == after


def test_pairs_that_were_undone_in_between_cancel_each_other(desk: Desk) -> None:
    unit, other = add_unit(desk, "初め"), add_unit(desk, "他")
    before = digests(desk)
    first = change_unit(desk, unit, "一")
    second = change_unit(desk, other, "二")
    desk.undo(first)
    third = change_unit(desk, unit, "三")
    desk.undo_from(first)
    assert digests(desk) == before
    undone = [row[0] for row in desk.rows("SELECT undone_id FROM undoing WHERE undo_id = 8")]
    assert undone == [third, second]
    with pytest.raises(UserError, match="元に戻す操作がありません"):
        desk.undo_from(first)


def test_an_undo_that_reaches_further_back_is_reversed_too(desk: Desk) -> None:
    unit = add_unit(desk, "初め")
    first = change_unit(desk, unit, "一")
    second = change_unit(desk, unit, "二")
    change_unit(desk, unit, "三")
    desk.undo_from(first)
    assert only(desk, "unit")["note"] == "初め"
    desk.undo_from(second)
    assert only(desk, "unit")["note"] == "一"


def test_two_who_undo_the_same_action_undo_it_once(desk: Desk) -> None:
    added = do(desk, lambda action: action.insert("unit"))
    other = open_again(desk.path)
    desk.undo(added)
    with pytest.raises(UserError, match="すでに元に戻して"):
        other.undo(added)
    other.close(with_backup=False)


# --- whatever is done ---

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["unit", "rename", "drop", "employee", "number", "post", "close", "undo", "undo from"]
        ),
        st.integers(0, 6),
        st.integers(0, 6),
    ),
    min_size=1,
    max_size=4,
)


def work_on(action: Action, verb: str, one: int, two: int) -> None:
    """Some edit that the store may also refuse; then nothing happens."""
    units = [row[0] for row in action.rows("SELECT id FROM unit")]
    people = [row[0] for row in action.rows("SELECT id FROM employee")]
    postings = [row[0] for row in action.rows("SELECT id FROM posting")]
    free = [
        row[0]
        for row in action.rows("SELECT id FROM unit WHERE id NOT IN (SELECT unit_id FROM posting)")
    ]
    if verb == "unit":
        action.insert_many("unit", ["note"], [(f"{one}-{at}",) for at in range(two)])
    elif verb == "rename" and units:
        action.update("unit", units[one % len(units)], note=str(two))
    elif verb == "drop" and free:
        action.delete("unit", free[one % len(free)])
    elif verb == "employee" and not action.rows(
        "SELECT 1 FROM employee WHERE number = ?", (f"{one}",)
    ):
        action.insert("employee", number=f"{one}", note=f"{two}")
    elif verb == "number" and people:
        chosen = people[one % len(people)]
        if not action.rows("SELECT 1 FROM employee WHERE number = ?", (f"{two}",)):
            action.update("employee", chosen, number=f"{two}")
    elif verb == "post" and people and units:
        who, where = people[one % len(people)], units[two % len(units)]
        action.insert("posting", employee_id=who, unit_id=where, title=f"{one}{two}")
    elif verb == "close" and postings:
        action.delete("posting", postings[one % len(postings)])


def undo_something(desk: Desk, *, from_there_on: bool, at: int) -> None:
    can = [entry.id for entry in desk.history() if not entry.why_not]
    if not can:
        return
    chosen = can[at % len(can)]
    before = digests(desk)
    try:
        if from_there_on:
            desk.undo_from(chosen)
        else:
            desk.undo(chosen)
    except UndoRefused:
        assert not from_there_on
        assert digests(desk) == before


def undo_one_by_one(desk: Desk) -> None:
    for action_id in range(desk.last_action(), 1, -1):
        if action_id not in undone_ids(desk):
            desk.undo(action_id)


def test_a_row_that_was_touched_before_its_undo_stands_in_no_way_of_undoing_it_all(
    desk: Desk,
) -> None:
    before = digests(desk)
    with desk.action(acts.CORRECT_EMPLOYEE, "追加") as added:
        someone = added.insert("employee", number="000003")
    with desk.action(acts.CORRECT_EMPLOYEE, "番号を変え、元の番号に直す") as renumbered:
        renumbered.update("employee", someone, number="000000")
        renumbered.update("employee", someone, number="000003")
    desk.undo(added.id)
    after = digests(desk)

    undone = desk.undo_from(added.id)

    assert digests(desk) == before
    desk.undo(undone)
    assert digests(desk) == after


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_whatever_is_done_can_be_undone_and_done_again(
    tmp_path_factory: pytest.TempPathFactory, actions: list[list[tuple[str, int, int]]]
) -> None:
    path: Path = tmp_path_factory.mktemp("desk") / "試験.dxdesk"
    desk = create_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT).desk
    states = {}
    for steps in actions:
        states[desk.last_action() + 1] = digests(desk)
        verb, one, _ = steps[0]
        if verb.startswith("undo"):
            undo_something(desk, from_there_on=verb == "undo from", at=one)
        else:
            with desk.action(acts.CORRECT_EMPLOYEE, "いろいろ") as action:
                for step in steps:
                    work_on(action, *step)
    for first, before in states.items():
        if desk.last_action() < first:
            continue
        now, last = digests(desk), desk.last_action()
        if not actions_since(desk, first):
            assert now == before
            continue
        undone = desk.undo_from(first)
        assert digests(desk) == before
        desk.undo(undone)
        assert digests(desk) == now
        assert desk.last_action() == last + 2
    undo_one_by_one(desk)
    assert digests(desk) == states[2]
    assert desk.walk_chain().problems == ()
    desk.close(with_backup=False)


def test_an_empty_reference_to_an_empty_table_is_in_nobodys_way(desk: Desk) -> None:
    with desk.action(acts.CORRECT_EMPLOYEE, "写しの追加") as action:
        row_id = action.insert("attachment", name="写し.pdf", media_type="application/pdf")
    with desk.action(acts.CORRECT_EMPLOYEE, "名称の訂正") as action:
        action.update("attachment", row_id, name="証明書.pdf")
    desk.undo(desk.last_action())
    assert desk.value("SELECT name FROM attachment") == "写し.pdf"
