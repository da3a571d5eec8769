"""フリガナ, 生年月日 and 備考: what stands in a person's own row, put right in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, conflicts
from dxdesk.models.conflicts import ChangedMeanwhile, Seen
from dxdesk.models.journal import Action
from dxdesk.models.people import employees
from dxdesk.ui.forms.conflict import ConflictDialog, TwoVersions
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.draft_keeper import DraftKeeper
from dxdesk.ui.forms.form import REGISTER, Field, Form
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.employees.person import Person, look_at
from dxdesk.ui.pages.employees.words import difference_words
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button
from dxdesk.ui.workplace import Workplace

_COLUMNS = ("kana", "born_on", "note")


class OwnRow(QWidget):
    """The form in the 基本 tab; nothing typed is lost when another person is shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self._person: Person | None = None
        self.conflict: ConflictDialog | None = None
        self.kana = LineEdit("フリガナ")
        self.born_on = DateField("生年月日", may_be_empty=True)
        self.note = LineEdit("備考")
        self.form = Form(
            [
                Field("kana", "フリガナ", self.kana),
                Field("born_on", "生年月日", self.born_on),
                Field("note", "備考", self.note),
            ],
            draft_elsewhere=True,
        )
        self.keeper = DraftKeeper(workplace, self.form, "employee")
        self.answer = body("", "muted")
        self.register_button = button(REGISTER, self.form.submit, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(row(self.form.draft_row, self.answer, 1, self.register_button))
        self.form.submitted.connect(self.register)
        self.form.typed.connect(self._show_whether_changed)

    def show_person(self, person: Person) -> None:
        """Show one person; who is shown already keeps what is typed."""
        shown = person.profile.employee.employee_id == self.shown
        if shown and self.is_changed():
            return
        self.keeper.keep_now()
        self._person = person
        self._show_registered()
        self.keeper.begin(f"employee/{self.shown}")
        self._show_whether_changed()

    def _show_registered(self) -> None:
        assert self._person is not None
        employee = self._person.profile.employee
        self.keeper.record = ""  # what is filled in here is not typed
        self.kana.setText(employee.kana)
        self.born_on.set_day(employee.born_on)
        self.note.setText(employee.note)
        self.form.show_error(None)

    @property
    def shown(self) -> int:
        """The id of the person shown; 0 for nobody."""
        return self._person.profile.employee.employee_id if self._person else 0

    def is_changed(self) -> bool:
        """Whether something typed is not registered yet."""
        return self.keeper.is_changed()

    def _show_whether_changed(self) -> None:
        changed = self.is_changed()
        self.register_button.setEnabled(changed)
        self.answer.setText("まだ登録していません" if changed else "")

    # --- 登録 ---

    def register(self) -> None:
        """登録: correct the entry as one action that can be undone."""
        if self._person is not None and self.is_changed():
            try:
                born_on = self.born_on.day()
            except UserError as error:
                self.form.show_error(UserError(error.text, "born_on"))
                return
            employee_id, changed = self.shown, self._changed_columns()
            kana, note = self.kana.text(), self.note.text()
            self._write(
                lambda action: employees.correct_employee(
                    action, employee_id,
                    kana=kana if "kana" in changed else None,
                    born_on=born_on if "born_on" in changed else None,
                    forget_born_on="born_on" in changed and born_on is None,
                    note=note if "note" in changed else None,
                )
            )  # fmt: skip

    def _write(self, change: Callable[[Action], None], *, look: bool = True) -> None:
        assert self._person is not None
        person, employee = self._person, self._person.profile.employee
        columns = self._changed_columns()

        def checked(action: Action) -> Seen:
            if look:
                conflicts.check(action, person.seen.of("employee"), columns)
            change(action)
            return look_at(action, employee.employee_id)

        def failed(error: UserError | StoreError) -> None:
            if isinstance(error, ChangedMeanwhile):
                self._show_conflict(error, lambda: self._write(change, look=False))
            else:
                self.form.show_error(error)

        self.workplace.write(
            acts.CORRECT_EMPLOYEE, f"職員情報の訂正（{employee.number}）", checked,
            lambda seen: self._done(employee.employee_id, seen), failed,
            subject=f"employee/{employee.employee_id}",
        )  # fmt: skip

    def _changed_columns(self) -> frozenset[str]:
        """What this registration writes anew; a change of the others is nobody's conflict."""
        registered, typed = self.keeper.registered_texts, self.form.texts()
        return frozenset(name for name in _COLUMNS if registered.get(name) != typed[name])

    def _done(self, employee_id: int, seen: Seen) -> None:
        if employee_id == self.shown and self._person is not None:
            self._person = replace(self._person, seen=seen)
            self.keeper.registered()
            self._show_whether_changed()
            self.answer.setText("登録しました")

    def _show_conflict(self, error: ChangedMeanwhile, register_mine: Callable[[], None]) -> None:
        words = difference_words(self.workplace.desk, error.differences)
        versions = TwoVersions(error, self._changed_words(), words)
        self.conflict = ConflictDialog(self, versions, self._take_theirs, register_mine)
        self.conflict.open()

    def _changed_words(self) -> list[tuple[str, str]]:
        """What is registered anew; beside what the other has written the rest would say nothing."""
        changed = self._changed_columns()
        titles = {self.form.fields[name].title for name in changed}
        return [(title, text) for title, text in self.form.words() if title in titles]

    def _take_theirs(self) -> None:
        self.keeper.throw_away()
        self.workplace.news.look_again.emit()
