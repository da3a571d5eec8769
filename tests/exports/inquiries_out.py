"""A small office's inquiries, prepared and written into a folder, for tests of what goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from dxdesk.exports import bundles
from dxdesk.models import acts, settings
from dxdesk.models.assessment import audiences
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.inquiries.presets import BY_UNIT, CHOICE, DAY, SHEET, Question
from dxdesk.models.people import contacts
from dxdesk.models.plan import editions
from tests.factories import attendance, changing, training
from tests.models.certification.offices import DAY as AS_OF
from tests.models.certification.offices import employee_id_of, fill_office

DEADLINE = date(2026, 12, 10)
QUESTIONS = (
    Question("推薦", CHOICE, ("推薦する", "推薦しない"), required=True),
    Question("取得年月日", DAY),
)


def untold(_done: int, _total: int, _text: str) -> None:
    """For tests that do not ask how far it is."""


def fill(desk: Desk) -> None:
    """The office of the tests of rounds, with a 人事担当, its name, and one training."""
    fill_office(desk)
    with changing(desk) as action:
        settings.set_value(action, settings.OFFICE_NAME, "蒼海県総務部人事課")
        bureau = action.value("SELECT unit_id FROM unit_version WHERE name = '総務部'")
        contacts.set_contact(action, bureau, "長谷　川", "2345", date(2026, 4, 1))
        kind = training(action, "T9", "データ活用研修")
        attendance(action, employee_id_of(desk, "000001"), kind, "2025-06-01")


def prepare_sheets(desk: Desk, mode: str = BY_UNIT, password: str = "") -> int:
    """The assessment sheets of 令和7年度 for everybody."""
    return _prepare(
        desk,
        lambda edition_id: Draft(
            2025, "令和7年度アセスメントシート", SHEET.key, mode, "全職員", AS_OF, DEADLINE,
            SHEET.purpose, "人第123号", "不明な点は問い合わせてください。", edition_id=edition_id,
            password=password,
        ),
    )  # fmt: skip


def prepare_questions(desk: Desk, title: str = "受講者の推薦") -> int:
    """An inquiry with two columns to fill in."""
    return _prepare(
        desk,
        lambda _edition_id: Draft(
            2025, title, "trainees", BY_UNIT, "全職員", AS_OF, DEADLINE, "受講者の決定のため",
            questions=QUESTIONS,
        ),
    )  # fmt: skip


def _prepare(desk: Desk, draft: Callable[[int], Draft]) -> int:
    with desk.action(acts.PREPARE_INQUIRY, acts.PREPARE_INQUIRY.title) as action:
        edition = editions.in_force(action, AS_OF)
        everybody = audiences.asked(action, "everybody", 2025, AS_OF)
        return inquiries.prepare(action, draft(edition.id), everybody)


def send(desk: Desk, inquiry_id: int, out: Path) -> Path:
    """Write it; the folder of the inquiry."""
    return bundles.send(desk, inquiry_id, out, untold).folder


def page(path: Path, name: str) -> Any:
    """One sheet of a file that was written."""
    return load_workbook(path)[name]


def column(sheet: Any, key: str) -> list[Any]:
    """What stands below the heading of a column, by the key in the hidden second row."""
    place = next(cell.column for cell in sheet[2] if cell.value == key)
    head = next(
        row
        for row in range(3, sheet.max_row + 1)
        if sheet.cell(row, 2).has_style and sheet.cell(row, 2).font.bold and row > 3
    )
    return [sheet.cell(row, place).value for row in range(head + 1, sheet.max_row + 1)]
