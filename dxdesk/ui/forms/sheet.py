"""A form over the page with all its habits: draft, effect on past figures, two versions, 削除."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from dxdesk.errors import StoreError, UserError
from dxdesk.models import conflicts
from dxdesk.models.conflicts import ChangedMeanwhile, Difference, Seen
from dxdesk.models.journal import Act, Action
from dxdesk.ui.forms.conflict import ConflictDialog, TwoVersions
from dxdesk.ui.forms.draft_keeper import DraftKeeper
from dxdesk.ui.forms.form import REGISTER, Field, Form, FormDialog
from dxdesk.ui.jobs import Job, Line, Progress
from dxdesk.ui.widgets.texts import button
from dxdesk.ui.workplace import Workplace

REGISTER_ALL_THE_SAME = "影響を確かめて登録（Ctrl+Enter）"

Change = Callable[[Action], Any]
Words = Callable[[Sequence[Difference]], list[tuple[str, str]]]
Effect = Callable[[Act, Change], list[str]]


@dataclass(frozen=True)
class Sheet:
    """One form to be filled in, as data.

    Args:
        key: of the form; its draft is kept under it.
        title: what is done, e.g. 氏名の変更.
        explanation: when this form is the right one.
        fields: in their order.
        act: what 登録 does.
        read: reads the fields and gives the change; what is wrong is a UserError with the field.
        remove: removes the entry as one that never was, where that makes sense.
    """

    key: str
    title: str
    explanation: str
    fields: list[Field]
    act: Act
    read: Callable[[], Change]
    remove: Change | None = None


@dataclass(frozen=True)
class About:
    """What a form is about.

    Args:
        record: table and number, e.g. ``employee/123``.
        name: said in the action's title, e.g. the 職員番号.
        seen: the rows as they were when the form was opened.
        words: differences in the officer's words.
        effect: what a change would do, e.g. to figures of the past, in sentences.
        columns: which columns are written; empty for any.
        effect_title: what is said above these sentences.
    """

    record: str
    name: str
    seen: Seen
    words: Words
    effect: Effect
    columns: Collection[str] = ()
    effect_title: str = "過去の年度の数値が変わります。"


class SheetDialog(FormDialog):
    """A sheet, open; it closes when 登録 has worked.

    Args:
        parent: what it lies over.
        place: the desk and everything that goes with it.
        sheet: the form.
        about: what it is about.
    """

    def __init__(self, parent: QWidget, place: Workplace, sheet: Sheet, about: About) -> None:
        super().__init__(parent, sheet.title, sheet.explanation, Form(sheet.fields), self._register)
        self._place = place
        self._sheet = sheet
        self._about = about
        self._said: list[str] = []
        self.conflict: ConflictDialog | None = None
        self.keeper = DraftKeeper(place, self.form, sheet.key)
        self.form.typed.connect(self._forget_effect)
        self.save_asked.connect(self._keep)
        if sheet.remove is not None:
            self.remove = button("この記録を削除", self._ask_to_remove, "link")
            self.buttons.insertWidget(0, self.remove)
        self.keeper.begin(about.record)

    def _keep(self) -> None:
        self.keeper.keep_now()
        self.answer.setText(f"保存済み {self._place.desk.now():%H:%M}（書きかけ）")

    # --- 登録 ---

    def _register(self, _close: Callable[[], None]) -> None:
        self._begin(self._sheet.read())

    def _begin(self, change: Change) -> None:
        """Say first what the change does beside what was typed; what was said is then registered."""
        checked = self._checked(change)

        def told(sentences: list[str]) -> None:
            if sentences == self._said:
                self._write(checked)
            else:
                self._said = sentences
                self.show_effect("\n".join([self._about.effect_title, *sentences]))
                self.yes.setText(REGISTER_ALL_THE_SAME)

        self._ask_effect(checked, told)

    def _ask_effect(self, change: Change, told: Callable[[list[str]], None]) -> None:
        def work(_progress: Progress) -> list[str]:
            return self._about.effect(self._sheet.act, change)

        self.yes.setEnabled(False)
        self._place.jobs.run(
            Job(
                "登録の影響を確かめています", work, self._if_open(told),
                self._if_open(self._refused), Line.WRITE, stopped=self._free,
            )
        )  # fmt: skip

    def _checked(self, change: Change) -> Change:
        def checked(action: Action) -> Any:
            conflicts.check(action, self._about.seen, self._about.columns)
            return change(action)

        return checked

    def _write(self, change: Change) -> None:
        self.yes.setEnabled(False)
        self._place.write(
            self._sheet.act, f"{self._sheet.title}（{self._about.name}）", change,
            self._if_open(self._done), self._if_open(self._refused), subject=self._about.record,
        )  # fmt: skip

    def _done(self, _result: object) -> None:
        self.keeper.registered()
        self.accept()

    def _refused(self, error: UserError | StoreError) -> None:
        if isinstance(error, ChangedMeanwhile):
            self._show_conflict(error)
        else:
            self.form.show_error(error)

    def _if_open(self, call: Callable[[Any], None]) -> Callable[[Any], None]:
        """What comes back from a job is of no interest once the dialog is closed."""

        def called(result: Any) -> None:
            if isValid(self):
                self._free()
                call(result)

        return called

    def _free(self) -> None:
        if isValid(self):
            self.yes.setEnabled(True)

    def _forget_effect(self) -> None:
        self._said = []
        self.show_effect("")
        self.yes.setText(REGISTER)

    # --- somebody else was faster ---

    def _show_conflict(self, error: ChangedMeanwhile) -> None:
        versions = TwoVersions(error, self.form.words(), self._about.words(error.differences))
        self.conflict = ConflictDialog(self, versions, self._take_theirs, self._register_mine)
        self.conflict.open()

    def _take_theirs(self) -> None:
        self.keeper.throw_away()
        self.reject()

    def _register_mine(self) -> None:
        tables = [part.table for part in self._about.seen.parts]
        desk = self._place.desk
        seen = conflicts.look(desk, *self._about.seen.of(*tables).parts)
        self._about = replace(self._about, seen=seen)
        self.form.submit()

    # --- 削除 ---

    def _ask_to_remove(self) -> None:
        assert self._sheet.remove is not None
        checked = self._checked(self._sheet.remove)

        def told(sentences: list[str]) -> None:
            text = "\n".join(
                ["誤って登録した記録として削除します。変更履歴に残り、元に戻せます。", *sentences]
            )
            self._place.messages.ask(self._sheet.title, text, "削除", lambda: self._write(checked))

        self._ask_effect(checked, told)


def open_dialog(parent: QWidget, place: Workplace, sheet: Sheet, about: About) -> SheetDialog:
    """Open a form over a page."""
    dialog = SheetDialog(parent, place, sheet, about)
    dialog.open()
    return dialog
