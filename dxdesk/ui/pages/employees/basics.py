"""基本: what stands in a person's own row, to be corrected; and another name, from a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.models import acts, wareki
from dxdesk.models.journal import Act, Action
from dxdesk.models.people import employees, names_in_use
from dxdesk.models.schema import NAME_KINDS
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.form import REGISTER, Field, Form, FormDialog
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.employees.person import Person
from dxdesk.ui.widgets.card import row, rule
from dxdesk.ui.widgets.texts import body, button, chosen_text, heading
from dxdesk.ui.workplace import Workplace


class Basics(QWidget):
    """The 基本 tab."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self._person: Person | None = None
        self._drafts: dict[int, tuple[str, str, str]] = {}
        self._nothing_new = False
        self.names = chosen_text()
        self.services = chosen_text()
        self.kana = LineEdit("フリガナ")
        self.born_on = DateField("生年月日", may_be_empty=True)
        self.note = LineEdit("備考")
        self.form = Form(
            [
                Field("kana", "フリガナ", self.kana),
                Field("born_on", "生年月日", self.born_on),
                Field("note", "備考", self.note),
            ]
        )
        self.form.submitted.connect(self.register)
        self.answer = body("", "muted")
        self.register_button = button(REGISTER, self.form.submit, "primary")
        self.change_button = button("氏名の変更", self.open_name_change)
        self.correct_button = button("氏名の訂正", self.open_name_correction)
        self.dialog: FormDialog | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading("氏名"))
        layout.addWidget(self.names)
        layout.addLayout(row(self.change_button, self.correct_button, 1))
        layout.addWidget(rule())
        layout.addWidget(heading("登録内容の訂正"))
        layout.addWidget(self.form)
        layout.addLayout(row(self.answer, 1, self.register_button))
        layout.addWidget(rule())
        layout.addWidget(heading("任用"))
        layout.addWidget(self.services)
        layout.addStretch(1)
        for edit in (self.kana, self.note, self.born_on.edit):
            edit.textChanged.connect(self._typed)

    def show_person(self, person: Person) -> None:
        """Show one person; what was typed and not registered waits until the person is shown again."""
        if self.is_changed():
            self._drafts[self.shown] = self._typed_texts()
        self._person = person
        employee = person.profile.employee
        self.names.setText("\n".join(_name_words(each) for each in person.profile.names))
        self.services.setText(
            "\n".join(
                f"{each.appointment}　{_span(each.since, each.until)}"
                for each in person.profile.services
            )
            or "記録がありません"
        )
        self.kana.setText(employee.kana)
        self.born_on.set_day(employee.born_on)
        self.note.setText(employee.note)
        self.form.show_error(None)
        self._nothing_new = False
        draft = self._drafts.pop(employee.employee_id, None)
        if draft is not None:
            for edit, text in zip(self._edits(), draft, strict=True):
                edit.setText(text)
        self._show_whether_changed()

    def _edits(self) -> tuple[LineEdit, LineEdit, LineEdit]:
        return self.kana, self.born_on.edit, self.note

    def _typed_texts(self) -> tuple[str, str, str]:
        kana, born_on, note = self._edits()
        return kana.text(), born_on.text().strip(), note.text()

    @property
    def shown(self) -> int:
        """The id of the person shown; 0 for nobody."""
        return self._person.profile.employee.employee_id if self._person else 0

    def is_changed(self) -> bool:
        """Whether something typed is not registered yet."""
        if self._person is None or self._nothing_new:
            return False
        employee = self._person.profile.employee
        born_on = "" if employee.born_on is None else wareki.short(employee.born_on)
        return self._typed_texts() != (employee.kana, born_on, employee.note)

    def _typed(self) -> None:
        self._nothing_new = False
        self._show_whether_changed()

    def _show_whether_changed(self) -> None:
        changed = self.is_changed()
        self.register_button.setEnabled(changed)
        self.answer.setText("まだ登録していません" if changed else "")

    def register(self) -> None:
        """登録: correct the entry as one action that can be undone."""
        if self._person is None or not self.is_changed():
            return
        employee = self._person.profile.employee
        try:
            born_on = self.born_on.day()
        except UserError as error:
            self.form.show_error(UserError(error.text, "born_on"))
            return
        kana, note = self.kana.text(), self.note.text()

        def change(action: Action) -> None:
            employees.correct_employee(
                action, employee.employee_id, kana=kana, born_on=born_on,
                forget_born_on=born_on is None, note=note,
            )  # fmt: skip

        self.workplace.write(
            acts.CORRECT_EMPLOYEE,
            f"職員情報の訂正（{employee.number}）",
            change,
            self._done,
            self.form.show_error,
            subject=f"employee/{employee.employee_id}",
        )

    def _done(self, _result: object) -> None:
        self._nothing_new = True
        self._show_whether_changed()
        self.answer.setText("登録しました")

    # --- names ---

    def open_name_change(self) -> FormDialog | None:
        """Ask for another name and the day from which it holds."""
        if self._person is None:
            return None
        name, since = LineEdit("新しい氏名", "姓と名の間は空白"), DateField("変更年月日")
        kana, kind = LineEdit("フリガナ", text=self._person.profile.employee.kana), QComboBox()
        kind.addItems(NAME_KINDS)
        form = Form(
            [
                Field("kind", "種別", kind),
                Field("name", "新しい氏名", name),
                Field("kana", "フリガナ", kana),
                Field(
                    "since",
                    "変更年月日",
                    since,
                    "この日から新しい氏名になります。前の氏名も残ります。",
                ),
            ]
        )

        def register(close: Callable[[], None]) -> None:
            try:
                day = since.required()
            except UserError as error:
                raise UserError(error.text, "since") from error
            self._change_name(form, close, name.text(), day, kind.currentText(), kana.text())

        explanation = "改姓など、ある日から氏名が変わるときに使います。"
        return self._open("氏名の変更", explanation, form, register)

    def _change_name(
        self,
        form: Form,
        close: Callable[[], None],
        text: str,
        since: date,
        kind: str,
        kana: str,
    ) -> None:
        assert self._person is not None
        employee = self._person.profile.employee

        def change(action: Action) -> None:
            names_in_use.change_name(action, employee.employee_id, text, since, kind)
            if kind == names_in_use.REGISTERED and kana != employee.kana:
                employees.correct_employee(action, employee.employee_id, kana=kana)

        self._write(acts.CHANGE_EMPLOYEE, "氏名の変更", change, form, close)

    def open_name_correction(self) -> None:
        """Ask for the right spelling of a name that was entered wrongly."""
        held = self._registered()
        if held is None:
            return
        name = LineEdit("正しい氏名", text=held.text)
        form = Form([Field("name", "正しい氏名", name)])

        def register(close: Callable[[], None]) -> None:
            text = name.text()

            def change(action: Action) -> None:
                names_in_use.correct_name(action, held.id, text)

            self._write(acts.CORRECT_EMPLOYEE, "氏名の訂正", change, form, close)

        explanation = "登録の誤りを直すときに使います。前の氏名は変更履歴にだけ残ります。"
        self._open("氏名の訂正", explanation, form, register)

    def _registered(self) -> names_in_use.NameInUse | None:
        names = self._person.profile.names if self._person else ()
        registered = [each for each in names if each.kind == names_in_use.REGISTERED]
        return registered[0] if registered else None

    def _write(
        self,
        act: Act,
        title: str,
        change: Callable[[Action], None],
        form: Form,
        close: Callable[[], None],
    ) -> None:
        assert self._person is not None
        employee = self._person.profile.employee
        self.workplace.write(
            act,
            f"{title}（{employee.number}）",
            change,
            lambda _result: close(),
            form.show_error,
            subject=f"employee/{employee.employee_id}",
        )

    def _open(
        self,
        title: str,
        explanation: str,
        form: Form,
        register: Callable[[Callable[[], None]], None],
    ) -> FormDialog:
        self.dialog = FormDialog(self, title, explanation, form, register)
        self.dialog.open()
        return self.dialog


def _name_words(name: names_in_use.NameInUse) -> str:
    return f"{name.text}　{name.kind}　{_span(name.since, name.until)}"


def _span(since: date | None, until: date | None) -> str:
    first = wareki.short(since) if since is not None else ""
    last = wareki.short(until) if until is not None else ""
    return f"{first}～{last}" if first or last else ""
