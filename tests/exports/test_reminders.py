"""督促: letters to the bureaus that have not answered, and the day is noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from dxdesk.errors import UserError
from dxdesk.exports import reminders
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, packets
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.models.inquiries.packets import BureauProgress
from tests.exports import inquiries_out as office


@pytest.fixture
def inquiry(desk: Desk) -> Inquiry:
    office.fill(desk)
    return inquiries.get(desk, office.prepare_sheets(desk))


def waited_for(desk: Desk, inquiry: Inquiry) -> list[BureauProgress]:
    return packets.overdue(packets.progress(desk, inquiry, desk.today()))


def test_each_bureau_has_a_letter_and_its_units_are_noted_as_reminded(
    desk: Desk, inquiry: Inquiry, tmp_path: Path
) -> None:
    bureaus = waited_for(desk, inquiry)
    made = reminders.write_letters(desk, inquiry, bureaus, tmp_path)
    names = sorted(path.name for path in made.folder.iterdir())
    assert names == [f"{at:02}_{each.name}_督促文.docx" for at, each in enumerate(bureaus, 1)]
    said = "\n".join(each.text for each in Document(str(made.folder / names[0])).paragraphs)
    assert f"{inquiry.title}の提出について（督促）" in said
    days = {unit.reminded_on for each in waited_for(desk, inquiry) for unit in each.units}
    assert days == {desk.today()}


def test_undoing_the_reminder_takes_the_day_away_again(
    desk: Desk, inquiry: Inquiry, tmp_path: Path
) -> None:
    reminders.write_letters(desk, inquiry, waited_for(desk, inquiry), tmp_path)
    desk.undo(desk.last_action())
    days = {unit.reminded_on for each in waited_for(desk, inquiry) for unit in each.units}
    assert days == {None}


def test_a_second_time_overwrites_nothing(desk: Desk, inquiry: Inquiry, tmp_path: Path) -> None:
    bureaus = waited_for(desk, inquiry)
    first = reminders.write_letters(desk, inquiry, bureaus, tmp_path)
    second = reminders.write_letters(desk, inquiry, bureaus, tmp_path)
    assert first.folder != second.folder


@pytest.mark.parametrize(
    ("bureaus", "folder", "said"),
    [(False, ".", "督促する所属がありません"), (True, "ない", "フォルダー")],
)
def test_what_cannot_be_reminded_is_said(
    desk: Desk, inquiry: Inquiry, tmp_path: Path, bureaus: bool, folder: str, said: str
) -> None:
    whom = waited_for(desk, inquiry) if bureaus else []
    with pytest.raises(UserError, match=said):
        reminders.write_letters(desk, inquiry, whom, tmp_path / folder)
    assert not list(tmp_path.glob("*督促*"))
