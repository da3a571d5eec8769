"""見出しの対応: mapped by hand once, known at the next file, also on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.proposal import Options, propose
from dxdesk.imports.remembered_headings import (
    Look,
    forget_headings,
    look_at_headings,
    remember_headings,
)
from dxdesk.imports.roster import ROSTER
from dxdesk.models.desk import Desk
from tests.factories import changing, unit, workbook

AS_OF = Options(as_of=date(2026, 4, 1))
STRANGE: list[list[object]] = [
    ["令和8年度　職員の一覧"],
    [],
    ["しるし", "だれ", "どこ", "あだ名"],
    ["000123", "髙橋　修", "010001", "おさむ"],
]
MAPPING = {"しるし": "number", "だれ": "name", "どこ": "unit"}


@pytest.fixture
def office(desk: Desk) -> Desk:
    """One unit."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
    return desk


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A roster whose headings nobody can know."""
    return workbook(tmp_path / "一覧.xlsx", STRANGE)


def look(desk: Desk, path: Path, by_hand: dict[str, str] | None = None) -> Look:
    return look_at_headings(desk, "roster", ROSTER.fields, path, by_hand)


def test_unknown_headings_are_shown_with_some_values(office: Desk, strange: Path) -> None:
    found = look(office, strange)
    assert found.row == 3
    assert [(each.letters, each.text, each.key) for each in found.headings[:2]] == [
        ("A", "しるし", ""),
        ("B", "だれ", ""),
    ]
    assert found.headings[1].samples == ("髙橋　修",)
    assert [field.label for field in found.missing] == ["職員番号", "氏名", "所属コード"]


def test_a_title_with_the_office_beside_it_is_not_taken_for_the_headings(
    office: Desk, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["職員の一覧", None, None, None, None],
        ["令和8年4月1日現在", None, None, None, "総務部人事局"],
        ["しるし", "だれ", "どこ", "あだ名", "ほか"],
        ["000123", "髙橋　修", "010001", "おさむ", "なし"],
    ]
    found = look(office, workbook(tmp_path / "一覧.xlsx", rows))
    assert found.row == 3
    assert [other.row for other in found.others] == [2, 4]


def test_one_known_word_in_a_title_does_not_make_it_the_headings(
    office: Desk, tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["氏名", "の一覧", None, None],
        ["しるし", "だれ", "どこ", "あだ名"],
        ["000123", "髙橋　修", "010001", "おさむ"],
    ]
    assert look(office, workbook(tmp_path / "一覧.xlsx", rows)).row == 2


def test_a_mapping_by_hand_is_shown_before_it_is_remembered(office: Desk, strange: Path) -> None:
    found = look(office, strange, MAPPING)
    assert [each.key for each in found.headings] == ["number", "name", "unit", ""]
    assert found.missing == ()


def test_a_remembered_mapping_reads_the_next_file(office: Desk, strange: Path) -> None:
    with pytest.raises(UserError, match="見出し"):
        propose(office, ROSTER, strange, AS_OF)
    remember_headings(office, "roster", MAPPING)
    assert propose(office, ROSTER, strange, AS_OF).new == 1
    assert look(office, strange).missing == ()


def test_a_forgotten_mapping_reads_nothing(office: Desk, strange: Path) -> None:
    remember_headings(office, "roster", MAPPING)
    forget_headings(office, "roster")
    assert len(look(office, strange).missing) == 3


def test_a_column_can_be_left_unread(office: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["職員番号", "氏名", "所属コード", "職名"],
        ["000123", "髙橋　修", "010001", "主査"],
    ]
    path = workbook(tmp_path / "名簿.xlsx", rows)
    remember_headings(office, "roster", {"職名": ""})
    header = propose(office, ROSTER, path, AS_OF).sheet.header
    assert header is not None
    assert "title" not in header.columns


def test_remembering_is_no_action(office: Desk) -> None:
    before = office.last_action()
    remember_headings(office, "roster", MAPPING)
    remember_headings(office, "roster", MAPPING)
    assert office.last_action() == before
