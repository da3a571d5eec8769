"""Ratings of a fiscal year: 1 to 5, one line for each person and item."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.plan import PLAN
from dxdesk.imports.proposal import Difference, Options, Proposal, apply, propose
from dxdesk.imports.ratings import RATINGS
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import ratings
from tests.factories import changing, employee, text_file

HEADINGS = ["職員番号", "項目コード", "自己評価", "所属長評価"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """One person and the example plan."""
    apply(desk, propose(desk, PLAN, paths.resource("plans", "example.toml")))
    with changing(desk) as action:
        employee(action, "000123", "髙橋　修")
    return desk


def compared(desk: Desk, folder: Path, *rows: list[str], year: int = 2025) -> Proposal:
    path = text_file(folder / "評価.csv", [HEADINGS, *rows], "utf-8-sig")
    return propose(desk, RATINGS, path, Options(fiscal_year=year))


def test_ratings_are_read_with_digits_of_any_width(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, ["０００１２３", "１-１", "４", "3"]))
    (rated,) = ratings.of_employee(office, 1)
    assert (rated.fiscal_year, rated.item_code, rated.own, rated.head) == (2025, "1-1", 4, 3)


def test_the_newest_rating_of_a_fiscal_year_takes_the_place_of_the_old(
    office: Desk, tmp_path: Path
) -> None:
    apply(office, compared(office, tmp_path, ["000123", "1-1", "4", "3"]))
    proposal = compared(office, tmp_path, ["000123", "1-1", "", "5"])
    assert proposal.lines[0].differences == (Difference("所属長評価", "3", "5"),)
    apply(office, proposal)
    assert [(each.own, each.head) for each in ratings.of_employee(office, 1)] == [(4, 5)]


def test_another_fiscal_year_has_ratings_of_its_own(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, ["000123", "1-1", "4", "3"]))
    apply(office, compared(office, tmp_path, ["000123", "1-1", "4", "3"], year=2026))
    assert [each.fiscal_year for each in ratings.of_employee(office, 1)] == [2026, 2025]


@pytest.mark.parametrize(
    ("wrong", "cell"),
    [
        (["000123", "9-9", "3", "3"], "B2"),
        (["000123", "", "3", "3"], "B2"),
        (["000123", "1-1", "6", "3"], "C2"),
        (["000123", "1-1", "3", "0"], "D2"),
        (["000123", "1-1", "3.5", "3"], "C2"),
        (["000123", "1-1", "良", "3"], "C2"),
        (["000123", "1-1", "", ""], "D2"),
        (["999999", "1-1", "3", "3"], "A2"),
    ],
)
def test_a_wrong_row_is_refused_with_its_cell(
    office: Desk, tmp_path: Path, wrong: list[str], cell: str
) -> None:
    assert [each.cell for each in compared(office, tmp_path, wrong).refused] == [cell]


def test_without_a_fiscal_year_nothing_is_compared(office: Desk, tmp_path: Path) -> None:
    path = text_file(tmp_path / "評価.csv", [HEADINGS])
    with pytest.raises(UserError, match="年度を入れてください"):
        propose(office, RATINGS, path)


def test_a_fiscal_year_without_a_plan_is_said(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="計画がありません"):
        compared(office, tmp_path, ["000123", "1-1", "4", "3"], year=2030)
