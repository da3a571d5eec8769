"""Qualifications: every written form of a day, and an empty cell takes nothing away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.imports.proposal import Difference, Proposal, apply, propose
from dxdesk.imports.qualifications import QUALIFICATIONS
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import qualifications
from tests.factories import changing, employee, workbook

HEADINGS = ["職員番号", "氏名", "資格コード", "資格名", "取得年月日", "有効期限", "合格証書番号"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """One person, an exam and a registration that lapses."""
    with changing(desk) as action:
        employee(action, "000123", "髙橋　修")
        action.insert("qualification", code="IP", name="試験")
        action.insert("qualification", code="RISS", name="登録", valid_years=3)
    return desk


def compared(desk: Desk, folder: Path, *rows: list[object]) -> Proposal:
    return propose(desk, QUALIFICATIONS, workbook(folder / "資格.xlsx", [list(HEADINGS), *rows]))


def row(
    code: str = "IP", acquired: object = "令和5年4月1日", expires: object = "", paper: str = "第1号"
) -> list[object]:
    return ["000123", "髙橋　修", code, "", acquired, expires, paper]


@pytest.mark.parametrize(
    "written", ["令和5年4月1日", "R5.4.1", "20230401", "2023/04/01", date(2023, 4, 1)]
)
def test_a_day_is_read_in_every_form(office: Desk, tmp_path: Path, written: object) -> None:
    apply(office, compared(office, tmp_path, row(acquired=written)))
    (held,) = qualifications.of_employee(office, 1)
    assert (held.code, held.acquired_on, held.expires_on) == ("IP", date(2023, 4, 1), None)
    assert held.certificate_number == "第1号"


def test_a_renewed_registration_is_a_change(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, row("RISS", expires="R8.3.31")))
    proposal = compared(office, tmp_path, row("RISS", expires="R11.3.31"))
    assert proposal.lines[0].differences == (Difference("有効期限", "R8.3.31", "R11.3.31"),)
    apply(office, proposal)
    assert qualifications.of_employee(office, 1)[0].expires_on == date(2029, 3, 31)


def test_an_empty_cell_takes_nothing_away(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, row("RISS", expires="R8.3.31")))
    assert compared(office, tmp_path, row("RISS", paper="")).same == 1


def test_a_registration_without_its_last_day_is_remarked_upon(office: Desk, tmp_path: Path) -> None:
    assert "有効期限が入っていません" in compared(office, tmp_path, row("RISS")).remarks[0]


@pytest.mark.parametrize(
    ("wrong", "cell"),
    [
        (row("XX"), "C2"),
        (row(acquired=""), "E2"),
        (row(acquired="不明"), "E2"),
        (row(expires="R4.3.31"), "F2"),
    ],
)
def test_a_wrong_row_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, wrong: list[object], cell: str
) -> None:
    (refused,) = compared(office, tmp_path, wrong).refused
    assert (refused.sheet, refused.cell) == ("名簿", cell)
