"""人事担当 of each bureau, typed or pasted like in Excel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QKeyEvent

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, names
from dxdesk.models.journal import Action
from dxdesk.models.people import contacts, units
from dxdesk.models.people.contacts import LONGEST_EXTENSION, Contact
from dxdesk.models.people.spans import day_before
from dxdesk.models.people.units import Bureau
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import REGISTER
from dxdesk.ui.forms.keys import registers
from dxdesk.ui.tables.grid import Grid, GridColumn, GridRow
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import Answer, body, button, label
from dxdesk.ui.workplace import Workplace

_HINT = (
    "Excelの範囲をそのまま貼り付けられます（Ctrl+V）。"
    "「この日から」を入れて登録すると前の担当は前の日まで、空欄なら今の登録の訂正になります。"
)


def _name(text: str) -> str:
    if text.strip():
        names.check_name(text.strip(), "name")
    return text.strip()


def _extension(text: str) -> str:
    found = names.digits(text)
    if len(found) > LONGEST_EXTENSION:
        raise UserError(f"内線番号は{LONGEST_EXTENSION}文字までにしてください。", "extension")
    return found


COLUMNS = (
    GridColumn("bureau", "部局", 24, editable=False),
    GridColumn("name", "人事担当", 24, check=_name),
    GridColumn("extension", "内線", 16, check=_extension),
)


class ContactsCard(Card):
    """The grid, from when it holds, and 登録."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.held: dict[int, Contact] = {}
        self.grid = Grid(COLUMNS, "部局ごとの人事担当", stretch="bureau")
        self.since = DateField("この日から", may_be_empty=True)
        self.since.setMaximumWidth(260)
        self.answer = Answer()
        self.save_button = button(REGISTER, self.save, "primary")
        self.column.addWidget(body(_HINT, "muted"))
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.answer)
        self.column.addLayout(row(label("この日から", "muted"), self.since, 1, self.save_button))
        self.grid.changed.connect(self._enable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        if registers(event):
            self.save()
            return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        """Show who is responsible; what is typed and not registered yet stays."""
        if self.grid.is_changed():
            return
        desk, day = self.workplace.desk, self.workplace.as_of()

        def work() -> tuple[list[Bureau], dict[int, Contact]]:
            return units.bureaus_on(desk, day), contacts.contacts_on(desk, day)

        self.workplace.read("人事担当を調べています", work, self._show, quiet=True)

    def _show(self, found: tuple[list[Bureau], dict[int, Contact]]) -> None:
        bureaus, self.held = found
        rows = []
        for bureau in bureaus:
            held = self.held.get(bureau.unit_id)
            values = {
                "bureau": bureau.name,
                "name": held.name if held else "",
                "extension": held.extension if held else "",
            }
            rows.append(GridRow(bureau.unit_id, values))
        self.grid.show_rows(rows)
        self._enable()

    def _enable(self) -> None:
        may = self.workplace.desk.may(acts.CHANGE_CONTACT)
        self.save_button.setEnabled(may and bool(self.grid.edits()))

    def save(self) -> None:
        """登録: every row that was changed, as one action; what is refused stays in the grid."""
        edits = self.grid.edits()
        if not edits:
            return
        try:
            since = self.since.day()
        except UserError as error:
            self.answer.say(error.text, "bad")
            return
        wanted = {
            bureau_id: (self.grid.cell(bureau_id, "name"), self.grid.cell(bureau_id, "extension"))
            for bureau_id in edits
        }
        held, first = self.held, since or self.workplace.desk.today()
        refused = self.grid.refused()
        self.save_button.setEnabled(False)
        self.workplace.write(
            acts.CHANGE_CONTACT, f"人事担当の変更（{len(edits):,}部局）",
            lambda action: register(action, wanted, held, first, correcting=since is None),
            lambda _done: self._saved(len(edits), len(refused)), self._failed,
        )  # fmt: skip

    def _saved(self, count: int, refused: int) -> None:
        rest = f"直す必要のあるセルが{refused:,}つ残っています。" if refused else ""
        self.answer.say(
            f"{count:,}部局の人事担当を登録しました。{rest}", "attention" if refused else "good"
        )
        if not refused:
            self.grid.show_rows([])
            self.refresh()

    def _failed(self, error: UserError | StoreError) -> None:
        self.answer.say(error.text, "bad")
        self._enable()


def register(
    action: Action,
    wanted: Mapping[int, tuple[str, str]],
    held: Mapping[int, Contact],
    since: date,
    *,
    correcting: bool,
) -> None:
    """Write what was typed: as a correction of what is there, or as a change from a day.

    Raises:
        UserError: an extension without a name.
    """
    for bureau_id, (name, extension) in wanted.items():
        now = held.get(bureau_id)
        if not name and extension:
            raise UserError(
                "人事担当の氏名のない内線番号があります。氏名を入れてください。", "name"
            )
        if not name and now is not None:
            contacts.end_contact(action, now, day_before(since))
        elif name and correcting and now is not None:
            contacts.correct_contact(action, now, name, extension)
        elif name:
            contacts.set_contact(action, bureau_id, name, extension, since)
