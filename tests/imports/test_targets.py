"""Needed numbers: a column for each level, a row for each unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.plan import PLAN
from dxdesk.imports.proposal import Difference, Options, Proposal, apply, propose
from dxdesk.imports.targets import TARGETS
from dxdesk.models.desk import Desk
from dxdesk.models.plan import targets
from tests.factories import changing, unit, workbook

HEADINGS: list[object] = ["所属コード", "部局名", "所属名", "レベル１", "レベル２"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two units and the example plan."""
    apply(desk, propose(desk, PLAN, paths.resource("plans", "example.toml")))
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
    return desk


def compared(
    desk: Desk, folder: Path, *rows: list[object], headings: list[object] = HEADINGS
) -> Proposal:
    path = workbook(folder / "必要人数.xlsx", [headings, *rows])
    return propose(desk, TARGETS, path, Options(fiscal_year=2025))


def needed(desk: Desk) -> dict[str, int]:
    return {
        f"{row[0]} {row[1]}": row[2]
        for row in desk.rows(
            "SELECT code, category_code, number FROM needed_number JOIN unit_version USING (unit_id)"
        )
    }


def test_a_column_of_a_level_is_the_category_of_that_level(office: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [["010001", "", "", 1, 0], [10002, "", "", "２", ""]]
    apply(office, compared(office, tmp_path, *rows))
    assert needed(office) == {"010001 L1": 1, "010001 L2": 0, "010002 L1": 2}


def test_the_same_file_again_is_all_the_same(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, ["010001", "", "", 1, 0]))
    proposal = compared(office, tmp_path, ["010001", "", "", 1, 0])
    assert (proposal.same, apply(office, proposal)) == (1, None)


def test_another_number_is_a_change(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, ["010001", "", "", 1, 0]))
    proposal = compared(office, tmp_path, ["010001", "", "", 3, ""])
    assert proposal.lines[0].differences == (Difference("レベル1", "1", "3"),)
    apply(office, proposal)
    assert needed(office) == {"010001 L1": 3, "010001 L2": 0}


def test_other_fiscal_years_keep_theirs(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, ["010001", "", "", 1, 0]))
    assert targets.needed_numbers(office, 2024) == {}


@pytest.mark.parametrize(
    ("wrong", "cell"),
    [
        (["990000", "", "", 1, 0], "A2"),
        (["", "", "総務課", 1, 0], "A2"),
        (["010001", "", "", -1, 0], "D2"),
        (["010001", "", "", 1, "多数"], "E2"),
    ],
)
def test_a_wrong_row_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, wrong: list[object], cell: str
) -> None:
    assert [each.cell for each in compared(office, tmp_path, wrong).refused] == [cell]


def test_a_unit_twice_with_other_numbers_is_refused_in_both_rows(
    office: Desk, tmp_path: Path
) -> None:
    proposal = compared(office, tmp_path, ["010001", "", "", 1, 0], ["010001", "", "", 2, 0])
    assert [each.cell for each in proposal.refused] == ["A2", "A3"]
    assert proposal.lines == ()


def test_a_file_without_a_column_of_a_level_is_said(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="必要人数の列がありません"):
        compared(office, tmp_path, ["010001", "総務課"], headings=["所属コード", "所属名"])
