"""Fields that every form about evidence has: whose it is, and who checked it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox

from dxdesk.errors import UserError
from dxdesk.models import accounts
from dxdesk.models.desk import Desk
from dxdesk.models.evidence.confirmation import SEEN, Confirmation
from dxdesk.models.people import employees
from dxdesk.models.schema import VERIFICATIONS
from dxdesk.models.store import Reads
from dxdesk.ui.forms.date_field import DateField, maybe
from dxdesk.ui.forms.fields import when_typed
from dxdesk.ui.forms.form import Field
from dxdesk.ui.forms.line_edit import LineEdit


class PersonFields:
    """Whose evidence it is: a 職員番号 that is typed in, with the name that belongs to it.

    Args:
        reads: the desk.
        employee_id: who it is; 0 where that is to be typed in.
        day: as of which the name is.
    """

    def __init__(self, reads: Reads, employee_id: int, day: date) -> None:
        self._reads, self._day = reads, day
        self.number = LineEdit("職員番号", "例：012345")
        self.name = LineEdit("氏名", "職員番号を入れると表示されます")
        self.name.setReadOnly(True)
        self.number.textChanged.connect(lambda _text: self._say_name())
        if employee_id:
            self.number.setText(employees.get(reads, employee_id).number)
            self.number.setReadOnly(True)

    def fields(self) -> list[Field]:
        """The two lines."""
        return [Field("number", "職員番号", self.number), Field("name", "氏名", self.name)]

    def _say_name(self) -> None:
        try:
            found = employees.find(self._reads, self.number.text().strip())
            self.name.setText(employees.profile(self._reads, found.employee_id, self._day).name)
        except UserError:
            self.name.setText("")

    def employee_id(self) -> int:
        """Who it is.

        Raises:
            UserError: nobody has that number.
        """
        return employees.find(self._reads, self.number.text().strip()).employee_id


class ConfirmationFields:
    """確認区分, 確認者 and 確認日; whoever says to have seen the paper is filled in as of today.

    Args:
        desk: the desk.
        given: how it was checked so far.
    """

    def __init__(self, desk: Desk, given: Confirmation) -> None:
        self._desk = desk
        self.verification = choice("確認区分", [(each, each) for each in VERIFICATIONS])
        self.verification.setCurrentIndex(self.verification.findData(given.verification))
        self.checked_by = choice("確認者", [("", 0)])
        for account in accounts.list_accounts(desk):
            if account.active or account.id == given.checked_by:
                self.checked_by.addItem(account.name, account.id)
        self.checked_on = DateField("確認日", given.checked_on, may_be_empty=True)
        self._show(given.checked_by or 0)
        when_typed(self.verification, self._verification_chosen)

    def fields(self) -> list[Field]:
        """The three lines."""
        return [
            Field("verification", "確認区分", self.verification),
            Field("checked_by", "確認者", self.checked_by),
            Field("checked_on", "確認日", self.checked_on),
        ]

    def _seen(self) -> bool:
        return self.verification.currentData() in SEEN

    def _verification_chosen(self) -> None:
        if self._seen():
            self._show(self.checked_by.currentData() or self._desk.account_id)
            if not self.checked_on.edit.text():
                self.checked_on.set_day(self._desk.today())
        else:
            self._show(0)
            self.checked_on.set_day(None)

    def _show(self, account_id: int) -> None:
        self.checked_by.setCurrentIndex(max(0, self.checked_by.findData(account_id)))
        self.checked_by.setEnabled(self._seen())
        self.checked_on.setEnabled(self._seen())

    def read(self) -> Confirmation:
        """What was chosen.

        Raises:
            UserError: the day cannot be read.
        """
        by = self.checked_by.currentData() or None
        day = maybe(self.checked_on, "checked_on")
        return Confirmation(self.verification.currentData(), by, day)


def choice(name: str, offered: Sequence[tuple[str, Any]]) -> QComboBox:
    """A choice among words, each with what it stands for."""
    made = QComboBox()
    made.setAccessibleName(name)
    for title, data in offered:
        made.addItem(title, data)
    return made
