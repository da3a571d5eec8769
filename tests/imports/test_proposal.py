"""Applying a proposal: one action or nothing, never on a desk that has changed, undoable."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.kinds import KINDS
from dxdesk.imports.proposal import (
    Options,
    Proposal,
    apply,
    compare_again,
    differing_lines,
    propose,
)
from dxdesk.imports.roster import ROSTER
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import postings, units
from tests.factories import changing, employee, unit, workbook

APRIL = date(2026, 4, 1)
ROWS: list[list[object]] = [
    ["職員名簿"],
    ["職員番号", "氏名", "所属コード", "職名"],
    ["000123", "髙橋　修", "010001", "主査"],
    ["000124", "𠮷田　愛", "010001", "主事"],
]
WRONG: list[object] = ["000125", "山田　一", "999999", "主事"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two units, nobody yet."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
    return desk


def compared(desk: Desk, folder: Path, *more: list[object]) -> Proposal:
    path = workbook(folder / "名簿.xlsx", [*ROWS, *more])
    return propose(desk, ROSTER, path, Options(as_of=APRIL))


def people(desk: Desk) -> int:
    return int(desk.value("SELECT count(*) FROM employee"))


def test_proposing_changes_nothing(office: Desk, tmp_path: Path) -> None:
    last = office.last_action()
    compared(office, tmp_path)
    assert (office.last_action(), people(office)) == (last, 0)


def test_applying_is_one_named_action_that_keeps_the_file(office: Desk, tmp_path: Path) -> None:
    proposal = compared(office, tmp_path)
    action_id = apply(office, proposal)
    assert office.last_action() == action_id
    assert office.history()[0].title == "名簿の取込（2人）"
    sql = "SELECT k.name, b.bytes FROM kept_file k JOIN blob b USING (sha256) WHERE action_id = ?"
    ((name, content),) = office.rows(sql, (action_id,))
    assert (name, content) == ("名簿.xlsx", (tmp_path / "名簿.xlsx").read_bytes())


def test_a_backup_is_made_before(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path))
    assert any("取込前" in path.name for path in (office.path / "backups").iterdir())


def test_with_a_row_refused_nothing_is_taken_in(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="シート「名簿」のC5"):
        apply(office, compared(office, tmp_path, WRONG))
    assert people(office) == 0


def test_the_rest_can_be_taken_in_without_the_refused_rows(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, WRONG), skip_refused=True)
    assert people(office) == 2


def test_an_unticked_line_is_left_alone(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path), unticked=frozenset({0}))
    assert [row["number"] for row in office.rows("SELECT number FROM employee")] == ["000124"]


def test_a_file_that_changes_nothing_makes_no_action(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path))
    last = office.last_action()
    assert apply(office, compared(office, tmp_path)) is None
    assert office.last_action() == last


def test_undoing_takes_everybody_out_again(office: Desk, tmp_path: Path) -> None:
    action_id = apply(office, compared(office, tmp_path))
    assert action_id is not None
    office.undo(action_id)
    assert people(office) == 0
    assert compared(office, tmp_path).new == 2


def test_what_was_changed_meanwhile_is_said_and_nothing_is_written(
    office: Desk, tmp_path: Path
) -> None:
    apply(office, compared(office, tmp_path))
    path = workbook(
        tmp_path / "異動後.xlsx", [*ROWS[:2], ["000123", "髙橋　修", "010001", "課長"], ROWS[3]]
    )
    proposal = propose(office, ROSTER, path, Options(as_of=date(2026, 10, 1)))
    with changing(office) as action:
        postings.transfer(action, 1, units.find(action, "010002", APRIL).unit_id, date(2026, 6, 1))
    last = office.last_action()
    with pytest.raises(UserError, match="ほかの操作で関係する内容が変わりました（1件：000123）"):
        apply(office, proposal)
    assert office.last_action() == last


def test_what_does_not_concern_the_file_may_change_meanwhile(office: Desk, tmp_path: Path) -> None:
    proposal = compared(office, tmp_path)
    office.record(acts.EXPORT, "一覧の出力")
    assert apply(office, proposal) is not None


def test_every_kind_has_its_own_key_and_unambiguous_headings() -> None:
    for key, kind in KINDS.items():
        assert kind.key == key
        fields = [field.key for field in kind.fields]
        assert len(set(fields)) == len(fields)


class Halt(BaseException):
    pass


def test_whoever_is_told_can_stop_it_at_every_step_and_nothing_is_written(
    office: Desk, tmp_path: Path
) -> None:
    proposal, last = compared(office, tmp_path), office.last_action()
    heard: list[str] = []
    for at in (1, 2, 3):
        heard.clear()

        def told(what: str, stop_at: int = at) -> None:
            heard.append(what)
            if len(heard) == stop_at:
                raise Halt

        with pytest.raises(Halt):
            apply(office, proposal, told=told)
        assert (office.last_action(), people(office)) == (last, 0)
    assert heard[-1] == "書き込んだ内容を保存しています"


def test_comparing_again_shows_what_somebody_wrote_meanwhile(office: Desk, tmp_path: Path) -> None:
    before = compared(office, tmp_path)
    with changing(office) as action:
        employee(action, "000123", "髙橋　修", units.find(action, "010001", APRIL).unit_id)
    now = compare_again(office, before)
    assert [line.key for line in differing_lines(now, before)] == ["000123"]
    assert apply(office, now) is not None


def test_a_file_that_is_not_there_is_a_sentence(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        propose(office, ROSTER, tmp_path / "無い.xlsx", Options(as_of=APRIL))
