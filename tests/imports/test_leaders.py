"""The ledger of leaders that an office has when it begins with this program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.imports.leaders import LEADERS
from dxdesk.imports.proposal import Difference, Proposal, apply, propose
from dxdesk.models.desk import Desk
from dxdesk.models.register import designations
from tests.factories import changing, employee, unit, workbook

HEADINGS = ["所属コード", "所属名", "職員番号", "氏名", "正・副", "指定日", "終了日"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two people in one unit."""
    with changing(desk) as action:
        unit_id = unit(action, "010001", "総務課")
        for number in ("000001", "000002"):
            employee(action, number, "髙橋　修", unit_id)
    return desk


def row(
    number: str, role: str, since: object, until: object = "", code: str = "010001"
) -> list[object]:
    return [code, "総務課", number, "髙橋　修", role, since, until]


def compared(desk: Desk, folder: Path, *rows: list[object]) -> Proposal:
    return propose(desk, LEADERS, workbook(folder / "台帳.xlsx", [list(HEADINGS), *rows]))


def test_a_ledger_comes_in_as_carried_over(office: Desk, tmp_path: Path) -> None:
    rows = (row("000001", "正", "R7.4.1", "R8.3.31"), row("000002", "副", date(2025, 4, 1)))
    apply(office, compared(office, tmp_path, *rows))
    held = designations.in_force_on(office, date(2025, 5, 1))
    assert [(each.role, each.until, each.carried_over) for each in held] == [
        ("正", date(2026, 3, 31), True),
        ("副", None, True),
    ]
    assert compared(office, tmp_path, *rows).same == 2


def test_a_leader_who_follows_another_one_is_taken_in_whatever_the_order(
    office: Desk, tmp_path: Path
) -> None:
    apply(office, compared(office, tmp_path, row("000001", "正", "R6.4.1")))
    ended = row("000001", "正", "R6.4.1", "R7.3.31")
    proposal = compared(office, tmp_path, row("000002", "正", "R7.4.1"), ended)
    assert (proposal.new, proposal.refused) == (1, ())
    assert proposal.lines[1].differences == (Difference("終了日", "", "R7.3.31"),)


@pytest.mark.parametrize(
    ("wrong", "cell"),
    [
        (row("000001", "主", "R7.4.1"), "E2"),
        (row("000001", "", "R7.4.1"), "E2"),
        (row("000001", "正", ""), "F2"),
        (row("000001", "正", "H1.4.1"), "F2"),
        (row("000001", "正", "R7.4.1", "R7.3.31"), "G2"),
        (row("000001", "正", "R7.4.1", code="999999"), "A2"),
        (row("000009", "正", "R7.4.1"), "C2"),
    ],
)
def test_a_wrong_row_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, wrong: list[object], cell: str
) -> None:
    assert [each.cell for each in compared(office, tmp_path, wrong).refused] == [cell]


def test_a_second_main_leader_is_refused_and_the_first_is_kept(
    office: Desk, tmp_path: Path
) -> None:
    proposal = compared(
        office, tmp_path, row("000001", "正", "R7.4.1"), row("000002", "正", "R7.10.1")
    )
    assert (proposal.new, [each.cell for each in proposal.refused]) == (1, ["E3"])
