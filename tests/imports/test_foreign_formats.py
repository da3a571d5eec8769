"""One roster as LibreOffice saved it: .xls, .ods and a UTF-16 .tsv are read as the .xlsx is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.imports.proposal import Options, apply, propose
from dxdesk.imports.roster import ROSTER
from dxdesk.models.desk import Desk
from dxdesk.models.people.standings import standings_on
from tests.factories import changing, unit

APRIL = date(2026, 4, 1)
FILES = Path(__file__).parent / "files"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The two units of the roster."""
    with changing(desk) as action:
        unit(action, "010001", "総務課")
        unit(action, "010002", "人事課")
    return desk


@pytest.mark.parametrize("name", ["roster.xls", "roster.ods", "roster.tsv"])
def test_a_roster_is_the_same_in_every_format(office: Desk, name: str) -> None:
    found = propose(office, ROSTER, FILES / name, Options(as_of=APRIL))
    assert (found.rows, found.new, found.passed_over, found.refused) == (2, 2, 1, ())
    assert "先頭の0を補いました（1件）" in found.remarks
    apply(office, found)
    people = standings_on(office, APRIL)
    first, second = people["000123"], people["116881"]
    assert (first.name, first.kana, first.born_on) == (
        "髙橋　修",
        "タカハシ　オサム",
        date(1989, 1, 7),
    )
    assert (second.name, second.kana, second.status) == ("𠮷田　愛", "ヨシダ　アイ", "育児休業")
    assert first.service is not None
    assert second.service is not None
    assert (first.service.since, second.service.since) == (date(1989, 4, 1), date(2010, 4, 1))
