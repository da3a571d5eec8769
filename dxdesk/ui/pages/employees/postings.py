"""異動歴: where somebody worked, as what, and when away; each from a day to a day."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.models.columns import Column, Kind
from dxdesk.models.people.employees import Profile
from dxdesk.models.people.leaves import Leave
from dxdesk.models.people.postings import Posting
from dxdesk.ui.forms.sheet import Sheet, SheetDialog
from dxdesk.ui.pages.employees.dated_list import DatedList
from dxdesk.ui.pages.employees.editing import open_sheet
from dxdesk.ui.pages.employees.person import Person, name_words
from dxdesk.ui.pages.employees.posting_sheets import change_posting, correct_posting
from dxdesk.ui.pages.employees.sheets import change_leave, correct_leave
from dxdesk.ui.workplace import Workplace

POSTINGS: Final = (
    Column("since", "いつから", Kind.DAY, 10),
    Column("until", "いつまで", Kind.DAY, 10),
    Column("place", "部局・所属", Kind.TEXT, 24),
    Column("title", "職名（職級）", Kind.TEXT, 18),
    Column("kind", "本務・兼務", Kind.TEXT, 9),
)
LEAVES: Final = (
    Column("since", "いつから", Kind.DAY, 10),
    Column("until", "いつまで", Kind.DAY, 10),
    Column("kind", "区分", Kind.TEXT, 14),
)


class Postings(QWidget):
    """The 異動歴 tab."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.dialog: SheetDialog | None = None
        self._person: Person | None = None
        self.postings = DatedList(
            "異動・兼務", POSTINGS, "place", self.open_change, self.open_correction, tall=True,
            leave_out=("kind",),
        )  # fmt: skip
        self.leaves = DatedList(
            "休職・育児休業など", LEAVES, "kind", self.open_leave, self.open_leave_correction
        )
        for each in (self.postings, self.leaves):
            each.have_habits(workplace, self._whose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.postings, 1)
        layout.addWidget(self.leaves)

    def show_person(self, person: Person) -> None:
        """Show one person."""
        self._person = person
        self.postings.show_rows(posting_rows(person.profile))
        self.leaves.show_rows(
            [
                {"since": each.since, "until": each.until, "kind": each.kind, "record": each}
                for each in person.profile.leaves
            ]
        )

    def _whose(self) -> str:
        return name_words(self._person)

    def open_change(self) -> SheetDialog | None:
        """異動・昇任, 兼務."""
        if self._person is None:
            return None
        place = self.workplace
        return self._open(change_posting(place.desk, place.desk.today(), self._person), "posting")

    def open_correction(self, held: Posting) -> SheetDialog | None:
        """A posting that was entered wrongly."""
        place = self.workplace
        return self._open(correct_posting(place.desk, place.desk.today(), held), "posting")

    def open_leave(self) -> SheetDialog | None:
        """The beginning or the end of a leave."""
        return self._open(change_leave(self._person), "leave") if self._person else None

    def open_leave_correction(self, held: Leave) -> SheetDialog | None:
        """A leave that was entered wrongly."""
        return self._open(correct_leave(self._person, held), "leave") if self._person else None

    def _open(self, sheet: Sheet, table: str) -> SheetDialog | None:
        if self._person is None:
            return None
        self.dialog = open_sheet(self, self.workplace, self._person, sheet, table, "service")
        return self.dialog


def posting_rows(profile: Profile) -> list[dict[str, Any]]:
    """Every posting as a line, the newest first."""
    lines = []
    for place in profile.places:
        posting = place.posting
        grade = f"（{posting.grade}）" if posting.grade else ""
        lines.append(
            {
                "since": posting.since,
                "until": posting.until,
                "place": f"{place.bureau_name} {place.unit_name}".strip(),
                "title": f"{posting.title}{grade}",
                "kind": "本務" if posting.main else "兼務",
                "record": posting,
            }
        )
    return lines
