"""人事担当: one for each bureau and day, by hand and from a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.contacts import CONTACTS
from dxdesk.imports.proposal import Options, Proposal, apply, propose
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.people import contacts, units
from tests.factories import changing, unit, workbook

APRIL = date(2026, 4, 1)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two bureaus."""
    with changing(desk) as action:
        unit(action, "010001", "総務課", bureau_name="総務部")
        unit(action, "520001", "税務課", bureau_name="空知振興局")
    return desk


def compared(desk: Desk, folder: Path, *rows: list[object], as_of: date = APRIL) -> Proposal:
    path = workbook(folder / "人事担当.xlsx", [["部局名", "人事担当者名", "内線番号"], *rows])
    return propose(desk, CONTACTS, path, Options(as_of=as_of))


def on(desk: Desk, day: date) -> dict[str, tuple[str, str]]:
    names = {bureau.unit_id: bureau.name for bureau in units.bureaus_on(desk, day)}
    return {
        names[unit_id]: (held.name, held.extension)
        for unit_id, held in contacts.contacts_on(desk, day).items()
    }


def test_a_list_says_who_is_asked_in_each_bureau(office: Desk, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["総務部", "髙橋　修", 2101],
        ["空知振興局", "山田　愛", "７－２２"],
    ]
    apply(office, compared(office, tmp_path, *rows))
    assert on(office, APRIL) == {
        "総務部": ("髙橋　修", "2101"),
        "空知振興局": ("山田　愛", "7-22"),
    }
    assert compared(office, tmp_path, *rows).same == 2


def test_another_one_follows_from_a_day(office: Desk, tmp_path: Path) -> None:
    apply(office, compared(office, tmp_path, ["総務部", "髙橋　修", ""]))
    apply(office, compared(office, tmp_path, ["総務部", "山田　愛", ""], as_of=OCTOBER))
    assert on(office, date(2026, 9, 30)) == {"総務部": ("髙橋　修", "")}
    assert on(office, OCTOBER) == {"総務部": ("山田　愛", "")}


def test_an_unknown_bureau_is_refused(office: Desk, tmp_path: Path) -> None:
    (refusal,) = compared(office, tmp_path, ["経理部", "髙橋　修", ""]).refused
    assert refusal.cell == "A2"


def test_a_bureau_has_one(office: Desk, tmp_path: Path) -> None:
    found = compared(office, tmp_path, ["総務部", "髙橋　修", ""], ["総務部", "山田　愛", ""])
    assert [refusal.cell for refusal in found.refused] == ["A3"]


def test_a_contact_is_set_corrected_and_ended_by_hand(office: Desk) -> None:
    bureau = units.bureaus_on(office, APRIL)[0]
    with changing(office, acts.CHANGE_CONTACT) as action:
        contacts.set_contact(action, bureau.unit_id, "髙橋　修", "2101", APRIL)
        held = contacts.contacts_on(action, APRIL)[bureau.unit_id]
        contacts.correct_contact(action, held, "髙橋　脩", "2102")
        contacts.end_contact(action, held, date(2026, 9, 30))
        with pytest.raises(UserError):
            contacts.set_contact(action, bureau.unit_id, " ", "", OCTOBER)
    assert on(office, APRIL) == {"総務部": ("髙橋　脩", "2102")}
    assert on(office, OCTOBER) == {}
