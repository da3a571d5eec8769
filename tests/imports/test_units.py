"""組織一覧: codes are text, bureaus come in the file's order, a later file closes and opens."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.proposal import Difference, Options, Proposal, apply, propose
from dxdesk.imports.units import UNITS
from dxdesk.models.desk import Desk
from dxdesk.models.people import units
from tests.factories import workbook

APRIL = date(2026, 4, 1)
OCTOBER = date(2026, 10, 1)
HEADINGS: list[object] = [
    "所属コード",
    "部局名",
    "所属名",
    "区分",
    "デジタル施策推進部局",
    "表示順",
]
FIRST: list[list[object]] = [
    ["組織一覧"],
    [],
    HEADINGS,
    ["010001", "総務部", "総務課", "本庁", "", 1],
    ["010002", "総務部", "人事課", "本庁", "", 2],
    ["020001", "総合政策部", "ＤＸ推進課", "本庁", "○", 3],
    ["520001", "空知振興局", "税務課", "振興局", "", 4],
]


def compared(
    desk: Desk, folder: Path, rows: list[list[object]], as_of: date = APRIL, missing: str = "leave"
) -> Proposal:
    path = workbook(folder / "組織.xlsx", rows)
    return propose(desk, UNITS, path, Options(as_of=as_of, missing=missing))


def taken_in(
    desk: Desk, folder: Path, rows: list[list[object]], as_of: date = APRIL, missing: str = "leave"
) -> None:
    apply(desk, compared(desk, folder, rows, as_of, missing))


def test_units_hang_under_their_bureaus_in_the_order_of_the_file(
    desk: Desk, tmp_path: Path
) -> None:
    taken_in(desk, tmp_path, FIRST)
    assert [bureau.name for bureau in units.bureaus_on(desk, APRIL)] == [
        "総務部",
        "総合政策部",
        "空知振興局",
    ]
    found = [(u.code, u.bureau_name, u.name, u.digital) for u in units.units_on(desk, APRIL)]
    assert found[2] == ("020001", "総合政策部", "ＤＸ推進課", True)
    assert len(found) == 4


def test_the_first_file_also_holds_before_its_day(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    assert len(units.units_on(desk, date(1999, 1, 1))) == 4


def test_the_same_file_again_is_all_the_same(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    again = compared(desk, tmp_path, FIRST)
    assert (again.new, again.changed, again.same, again.missing) == (0, 0, 4, 0)
    assert apply(desk, again) is None


def test_a_renamed_unit_keeps_its_old_name_for_the_days_before(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    renamed = [*FIRST[:3], ["010001", "総務部", "総務企画課", "本庁", "", 1], *FIRST[4:]]
    later = compared(desk, tmp_path, renamed, OCTOBER)
    (line,) = [line for line in later.lines if line.differences]
    assert line.differences == (Difference("所属名", "総務課", "総務企画課"),)
    apply(desk, later)
    before, after = units.by_code(desk, date(2026, 9, 30)), units.by_code(desk, OCTOBER)
    assert (before["010001"].name, after["010001"].name) == ("総務課", "総務企画課")
    assert before["010001"].unit_id == after["010001"].unit_id


def test_a_unit_missing_from_a_later_file_is_left_alone_unless_told(
    desk: Desk, tmp_path: Path
) -> None:
    taken_in(desk, tmp_path, FIRST)
    assert compared(desk, tmp_path, FIRST[:-1], OCTOBER).missing == 1
    taken_in(desk, tmp_path, FIRST[:-1], OCTOBER)
    assert "520001" in units.by_code(desk, OCTOBER)


def test_a_missing_unit_can_be_closed_on_the_day_before(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    taken_in(desk, tmp_path, FIRST[:-1], OCTOBER, "retire")
    assert "520001" in units.by_code(desk, date(2026, 9, 30))
    assert "520001" not in units.by_code(desk, OCTOBER)


def test_a_numeric_code_is_padded_and_remarked_upon(desk: Desk, tmp_path: Path) -> None:
    found = compared(desk, tmp_path, [HEADINGS, [10001, "総務部", "総務課", "本庁", "", 1]])
    assert found.lines[0].key == "010001"
    assert found.remarks == ("所属コードの先頭の0を補いました（1件）",)


def test_a_code_of_two_units_is_refused_in_both_rows(desk: Desk, tmp_path: Path) -> None:
    found = compared(desk, tmp_path, [*FIRST, ["010001", "総務部", "秘書課", "本庁", "", 9]])
    assert [refusal.cell for refusal in found.refused] == ["A4", "A8"]
    assert found.new == 3


def test_an_unknown_kind_of_unit_is_refused_with_its_cell(desk: Desk, tmp_path: Path) -> None:
    found = compared(desk, tmp_path, [HEADINGS, ["010001", "総務部", "総務課", "本部署", "", 1]])
    (refusal,) = found.refused
    assert (refusal.sheet, refusal.cell, refusal.value) == ("名簿", "D2", "本部署")


def test_an_older_file_than_the_newest_is_refused(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    taken_in(desk, tmp_path, [*FIRST, ["030001", "環境部", "環境課", "本庁", "", 5]], OCTOBER)
    with pytest.raises(UserError, match="より前"):
        compared(desk, tmp_path, FIRST, APRIL)


def test_units_need_the_day_on_which_they_are_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="基準日"):
        propose(desk, UNITS, workbook(tmp_path / "組織.xlsx", FIRST))


def test_a_bureau_that_loses_its_last_unit_ends(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    moved: list[list[object]] = [*FIRST[:-1], ["520001", "総務部", "税務課", "本庁", "", 4]]
    taken_in(desk, tmp_path, moved, OCTOBER)
    assert [bureau.name for bureau in units.bureaus_on(desk, OCTOBER)] == ["総務部", "総合政策部"]
    assert len(units.bureaus_on(desk, date(2026, 9, 30))) == 3


def test_a_unit_whose_row_is_refused_is_not_missing(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    wrong: list[list[object]] = [*FIRST[:-1], ["520001", "空知振興局", "税務課", "本部署", "", 4]]
    assert compared(desk, tmp_path, wrong, OCTOBER).missing == 0


def test_a_bureau_whose_units_all_change_its_name_is_renamed(desk: Desk, tmp_path: Path) -> None:
    taken_in(desk, tmp_path, FIRST)
    before = units.bureaus_on(desk, APRIL)[0]
    renamed = [[cell if cell != "総務部" else "総務企画部" for cell in row] for row in FIRST]
    taken_in(desk, tmp_path, renamed, OCTOBER)
    after = units.bureaus_on(desk, OCTOBER)[0]
    assert (after.unit_id, after.name) == (before.unit_id, "総務企画部")
    assert units.bureaus_on(desk, APRIL)[0].name == "総務部"
