"""基本: names, numbers and services with their days; and what stands in a person's own row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from dxdesk.models import acts, wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.people.names_in_use import NameInUse
from dxdesk.models.people.services import Service
from dxdesk.models.people.spans import Span
from dxdesk.ui.forms.sheet import Sheet, SheetDialog
from dxdesk.ui.pages.employees import officer_sheet, sheets
from dxdesk.ui.pages.employees.dated_list import DatedList
from dxdesk.ui.pages.employees.editing import open_sheet
from dxdesk.ui.pages.employees.own_row import OwnRow
from dxdesk.ui.pages.employees.person import Person, name_words
from dxdesk.ui.widgets.card import row, rule
from dxdesk.ui.widgets.texts import button, heading, label
from dxdesk.ui.workplace import Workplace

NAMES: Final = (
    Column("text", "氏名", Kind.TEXT, 16),
    Column("kind", "種別", Kind.TEXT, 8),
    Column("days", "期間", Kind.TEXT, 22),
)
NUMBERS: Final = (
    Column("number", "職員番号", Kind.CODE, 16),
    Column("kind", "種別", Kind.TEXT, 8),
    Column("days", "期間", Kind.TEXT, 22),
)
SERVICES: Final = (
    Column("appointment", "任用区分", Kind.TEXT, 16),
    Column("appointer", "任命権者", Kind.TEXT, 8),
    Column("days", "期間", Kind.TEXT, 22),
)


class Basics(QScrollArea):
    """The 基本 tab."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.dialog: SheetDialog | None = None
        self._person: Person | None = None
        self.names = DatedList(
            "氏名", NAMES, "text", self.open_name_change, self.open_name_correction
        )
        self.numbers = DatedList(
            "職員番号", NUMBERS, "number", self.open_number_change,
            lambda _row: self.open_number_correction(),
        )  # fmt: skip
        self.services = DatedList(
            "任用", SERVICES, "appointment", self.open_service_change, self.open_service_correction
        )
        self.officer = label("")
        self.officer_button = button("担当の変更", self.open_officer_change, "link")
        officer_row = QWidget()
        officer_row.setLayout(
            row(heading("担当"), self.officer, 1, self.officer_button, spacing=12)
        )
        for each in (self.names, self.numbers, self.services):
            each.have_habits(workplace, self._whose)
        self.own_row = OwnRow(workplace)
        content = QWidget()
        content.setObjectName("clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(5)
        for part in (
            self.names,
            self.numbers,
            self.services,
            officer_row,
            rule(),
            heading("登録内容の訂正"),
            self.own_row,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_person(self, person: Person) -> None:
        """Show one person; what was typed and not registered waits until the person is shown again."""
        self._person = person
        self.names.show_rows(
            [
                {"text": each.text, "kind": each.kind, "days": days(each), "record": each}
                for each in person.profile.names
            ]
        )
        self.numbers.show_rows(number_rows(person))
        self.services.show_rows(
            [
                {
                    "appointment": each.appointment,
                    "appointer": each.appointer,
                    "days": days(each),
                    "record": each,
                }
                for each in person.profile.services
            ]
        )
        self.officer.setText(officer_sheet.officer_words(person.officer))
        self.officer_button.setEnabled(self.workplace.desk.may(acts.ASSIGN_OFFICER))
        self.own_row.show_person(person)

    def _whose(self) -> str:
        return name_words(self._person)

    # --- the forms ---

    def open_name_change(self) -> SheetDialog | None:
        """Another name from a day."""
        if self._person is None:
            return None
        return self._open(sheets.change_name(self._person), "name_in_use")

    def open_name_correction(self, held: NameInUse) -> SheetDialog | None:
        """A name that was entered wrongly."""
        if self._person is None:
            return None
        return self._open(sheets.correct_name(self._person, held), "name_in_use")

    def open_number_change(self) -> SheetDialog | None:
        """Another 職員番号 from a day."""
        if self._person is None:
            return None
        return self._open(sheets.change_number(self._person), "employee", "former_number")

    def open_number_correction(self) -> SheetDialog | None:
        """The present 職員番号, entered wrongly."""
        if self._person is None:
            return None
        sheet = sheets.correct_number(self._person, None)
        return self._open(sheet, "employee", "former_number")

    def open_service_change(self) -> SheetDialog | None:
        """退職, 再任用, another 任用区分 or 任命権者."""
        if self._person is None:
            return None
        return self._open(sheets.change_service(self._person), "service", "posting", "leave")

    def open_service_correction(self, held: Service) -> SheetDialog | None:
        """A 任用 that was entered wrongly."""
        if self._person is None:
            return None
        return self._open(sheets.correct_service(self._person, held), "service", "posting", "leave")

    def open_officer_change(self) -> SheetDialog | None:
        """An officer of this person's own, or the bureau's again."""
        if self._person is None:
            return None
        sheet = officer_sheet.change_officer(self.workplace.desk, self._person)
        self.dialog = open_sheet(
            self, self.workplace, self._person, sheet, "employee", columns=["officer_id"]
        )
        return self.dialog

    def _open(self, sheet: Sheet, *tables: str) -> SheetDialog:
        assert self._person is not None
        self.dialog = open_sheet(self, self.workplace, self._person, sheet, *tables)
        return self.dialog


def days(span: Span) -> str:
    """From when to when, as a list says it; nothing where neither is known."""
    first = wareki.short(span.since) if span.since is not None else ""
    last = wareki.short(span.until) if span.until is not None else ""
    return f"{first}～{last}" if first or last else ""


def number_rows(person: Person) -> list[dict[str, Any]]:
    """The present 職員番号 and those before it."""
    former = person.former_numbers
    since = wareki.short(former[0].until + timedelta(days=1)) if former else ""
    employee = person.profile.employee
    present = {"number": employee.number, "kind": "今の番号", "record": employee}
    return [
        {**present, "days": f"{since}～" if since else ""},
        *(
            {
                "number": each.number,
                "kind": "前の番号",
                "days": f"～{wareki.short(each.until)}",
                "record": employee,
            }
            for each in former
        ),
    ]
