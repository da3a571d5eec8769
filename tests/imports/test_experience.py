"""Work experience: an empty end means that it is still going on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.imports.experience import EXPERIENCE
from dxdesk.imports.proposal import Difference, Proposal, apply, propose
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import experience
from tests.factories import changing, employee, workbook

HEADINGS = ["職員番号", "氏名", "種別コード", "種別", "開始年月日", "終了年月日", "内容"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """One person and one kind of work."""
    with changing(desk) as action:
        employee(action, "000123", "髙橋　修")
        action.insert("experience_kind", code="dx", name="事業")
    return desk


def compared(desk: Desk, folder: Path, *rows: list[object]) -> Proposal:
    return propose(desk, EXPERIENCE, workbook(folder / "経歴.xlsx", [list(HEADINGS), *rows]))


def row(since: object, until: object = "", code: str = "dx") -> list[object]:
    return ["000123", "髙橋　修", code, "", since, until, "企画"]


def test_an_empty_end_is_still_going_on(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, row(date(2020, 4, 16))))
    (worked,) = experience.of_employee(office, 1)
    assert (worked.since, worked.until, worked.content) == (date(2020, 4, 16), None, "企画")


def test_periods_that_overlap_are_kept_apart(office: Desk, tmp_path: Path) -> None:
    proposal = compared(office, tmp_path, row("R2.4.1", "R3.3.31"), row("R2.10.1", "R3.9.30"))
    assert proposal.new == 2


def test_work_that_has_ended_meanwhile_is_a_change(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, row("R2.4.1")))
    proposal = compared(office, tmp_path, row("R2.4.1", "R8.3.31"))
    assert proposal.lines[0].differences == (Difference("終了年月日", "", "R8.3.31"),)
    apply(office, proposal)
    assert experience.of_employee(office, 1)[0].until == date(2026, 3, 31)
    assert compared(office, tmp_path, row("R2.4.1", "R8.3.31")).same == 1


@pytest.mark.parametrize(
    ("wrong", "cell"),
    [(row("R2.4.1", code="zz"), "C2"), (row(""), "E2"), (row("R2.4.1", "R2.3.31"), "F2")],
)
def test_a_wrong_row_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, wrong: list[object], cell: str
) -> None:
    assert [each.cell for each in compared(office, tmp_path, wrong).refused] == [cell]
