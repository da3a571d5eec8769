"""担当: which account looks after the people of each bureau, decided for several bureaus at once."""

from __future__ import annotations

from dxdesk.models import acts, conflicts, wareki
from dxdesk.models.columns import Column, Kind
from dxdesk.models.conflicts import Part
from dxdesk.models.people import officers
from dxdesk.models.people.officers import BureauOfficer
from dxdesk.models.store import Reads
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.officer_choice import OfficerChoice
from dxdesk.ui.forms.sheet import About, Change, Sheet, SheetDialog
from dxdesk.ui.tables.habits import ListHabits
from dxdesk.ui.tables.ids_table import RowsTable
from dxdesk.ui.tables.list_view import ListView
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, label
from dxdesk.ui.workplace import Workplace

NOBODY = "（決めない）"
_COLUMNS = (
    Column("bureau", "部局", Kind.TEXT, 24),
    Column("officer", "担当", Kind.TEXT, 20),
    Column("people", "職員", Kind.NUMBER, 8),
    Column("apart", "うち個別に担当", Kind.NUMBER, 14),
)
_HINT = (
    "部局の職員を受け持つ利用者です。後から部局に来た職員も、その部局の担当になります。"
    "1人だけ違うときは、職員の画面の「基本」で決めます。"
)
_EXPLANATION = (
    "選んだ部局を本務とする全ての職員の担当になります。個別に担当を決めた職員は変わりません。"
)


class OfficersCard(Card):
    """All bureaus with their officers; 担当を決める for those that are chosen."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.bureaus: list[BureauOfficer] = []
        self.dialog: SheetDialog | None = None
        self.table = RowsTable(_COLUMNS)
        self.view = ListView(
            self.table, "部局ごとの担当", stretch="bureau", sortable=True, several=True
        )
        self.habits = ListHabits(
            self.view, workplace, "bureau_officers", "部局ごとの担当", personal=False
        )
        self.assign_button = button("担当を決める", self.open_sheet, "primary")
        self.count = label("", "muted")
        self.column.addWidget(body(_HINT, "muted"))
        self.column.addLayout(
            row(self.count, 1, self.habits.views_button, self.habits.output_button)
        )
        self.column.addWidget(self.view, 1)
        self.column.addLayout(row(1, self.assign_button))
        self.view.offer(self.assign_button)
        self.view.selectionModel().selectionChanged.connect(lambda *_changed: self._enable())
        self.view.doubleClicked.connect(lambda _index: self.open_sheet())

    def refresh(self) -> None:
        """Show who looks after which bureau."""
        desk, day = self.workplace.desk, self.workplace.as_of()
        self.workplace.read(
            "担当を調べています", lambda: officers.by_bureau(desk, day), self._show, quiet=True
        )

    def _show(self, bureaus: list[BureauOfficer]) -> None:
        chosen = self.view.chosen_rows()
        self.bureaus = bureaus
        self.table.show_rows(
            [
                {
                    "bureau": each.bureau,
                    "officer": each.officer,
                    "people": each.people,
                    "apart": each.apart or "",
                }
                for each in bureaus
            ]
        )
        without = sum(not each.officer for each in bureaus)
        left = f"　担当のいない部局 {without:,}" if without else ""
        day = wareki.short(self.workplace.as_of())
        self.count.setText(f"{len(bureaus):,}部局（{day}現在）{left}")
        self.view.choose(chosen[0] if chosen else 0)
        self._enable()

    def chosen(self) -> list[BureauOfficer]:
        """The bureaus that are chosen."""
        return [self.bureaus[self.table.id_at(at)] for at in self.view.chosen_rows()]

    def _enable(self) -> None:
        may = self.workplace.desk.may(acts.ASSIGN_OFFICER)
        self.assign_button.setEnabled(may and bool(self.view.chosen_rows()))

    def open_sheet(self) -> None:
        """担当を決める: one form for all bureaus that are chosen."""
        chosen = self.chosen()
        if chosen and self.assign_button.isEnabled():
            self.dialog = SheetDialog(
                self, self.workplace, sheet(self.workplace.desk, chosen), self._about(chosen)
            )
            self.dialog.open()

    def _about(self, chosen: list[BureauOfficer]) -> About:
        desk = self.workplace.desk
        parts = [Part("bureau_officer", "unit_id", each.bureau_id) for each in chosen]
        several = f"{len(chosen):,}部局"
        return About(
            record=f"unit/{chosen[0].bureau_id}" if len(chosen) == 1 else "",
            name=chosen[0].bureau if len(chosen) == 1 else several,
            seen=conflicts.look(desk, *parts),
            words=lambda differences: [("担当", f"{len(differences):,}部局で変更されています")],
            effect=lambda _act, _change: [],
        )


def sheet(reads: Reads, chosen: list[BureauOfficer]) -> Sheet:
    """Who looks after some bureaus."""
    choice = OfficerChoice(reads, NOBODY)
    choice.setCurrentText(chosen[0].officer or NOBODY)

    def read() -> Change:
        account_id, ids = choice.account_id(), [each.bureau_id for each in chosen]
        return lambda action: officers.assign_bureaus(action, ids, account_id)

    names = "、".join(each.bureau for each in chosen[:3])
    more = f"　ほか{len(chosen) - 3:,}部局" if len(chosen) > 3 else ""
    people = sum(each.people for each in chosen)
    return Sheet(
        "bureau_officer", acts.ASSIGN_OFFICER.title, f"{names}{more}（{people:,}人）\n{_EXPLANATION}",
        [Field("officer", "担当", choice)], acts.ASSIGN_OFFICER, read,
    )  # fmt: skip
