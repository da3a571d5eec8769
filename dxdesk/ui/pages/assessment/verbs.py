"""What becomes of one sheet: 入力を登録, 差戻し, 保留, 確認に戻す, 確定して次へ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts, conflicts
from dxdesk.models.assessment import confirming, filling_in, sheets
from dxdesk.models.conflicts import ChangedMeanwhile
from dxdesk.models.journal import Act, Action
from dxdesk.ui.forms.conflict import ConflictDialog, TwoVersions
from dxdesk.ui.forms.draft_keeper import DraftKeeper
from dxdesk.ui.forms.form import FormDialog
from dxdesk.ui.pages.assessment import looking
from dxdesk.ui.pages.assessment.looking import Visit
from dxdesk.ui.pages.assessment.moving import ask_reason
from dxdesk.ui.pages.assessment.sheet_card import SheetCard
from dxdesk.ui.pages.assessment.sheet_words import changed_words
from dxdesk.ui.widgets.texts import button

CONFIRM: Final = "確定して次へ（Ctrl+Enter）"
REGISTER: Final = "入力を登録"
AGAIN: Final = "確認に戻す"
_CONFIRMABLE: Final = (*sheets.OPEN_STATES, sheets.NOT_SENT, sheets.SENT, sheets.SENT_BACK)

Change = Callable[[Action], None]


class SheetVerbs(QObject):
    """The buttons under a sheet, and the one draft of what is typed there.

    ``written`` says whose sheet has which state now, and whether to go on to the next one.
    """

    written = Signal(int, str, bool)

    def __init__(self, card: SheetCard) -> None:
        super().__init__(card)
        self.card = card
        self.place = card.workplace
        self.dialog: FormDialog | None = None
        self.conflict: ConflictDialog | None = None
        self.draft = DraftKeeper(self.place, card.form, "sheet")
        self.register_button = button(REGISTER, self.register)
        self.back_button = button(sheets.SENT_BACK, partial(self.ask_reason, sheets.SENT_BACK))
        self.hold_button = button(sheets.ON_HOLD, partial(self.ask_reason, sheets.ON_HOLD))
        self.again_button = button(AGAIN, self.take_up_again)
        self.confirm_button = button(CONFIRM, self.confirm, "primary")
        card.verbs.addWidget(self.register_button)
        card.verbs.addStretch(1)
        for each in (self.again_button, self.back_button, self.hold_button, self.confirm_button):
            card.verbs.addWidget(each)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), card)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.confirm_button.click)
        card.form.typed.connect(self._enable)

    def show_visit(self, visit: Visit | None) -> None:
        """Show a sheet; what was typed at the one before is kept as its draft."""
        self.draft.keep_now()
        self.draft.record = ""
        self.card.show_visit(visit, may=self.place.desk.may(acts.CHANGE_SHEET))
        if visit is not None:
            self.draft.begin(f"sheet/{visit.sheet.id}")
        self._enable()

    def _enable(self) -> None:
        visit = self.card.visit
        state = visit.sheet.state if visit else ""
        may = visit is not None and self.place.desk.may(acts.CHANGE_SHEET)
        typed = may and self.draft.is_changed()
        moves = sheets.MOVES.get(state, ()) if may else ()
        ready = state in sheets.OPEN_STATES or (typed and state in _CONFIRMABLE)
        self.register_button.setEnabled(typed)
        self.back_button.setEnabled(sheets.SENT_BACK in moves)
        self.hold_button.setEnabled(sheets.ON_HOLD in moves)
        self.again_button.setVisible(sheets.CHECKING in moves and state not in sheets.OPEN_STATES)
        self.confirm_button.setEnabled(may and ready)

    # --- verbs ---

    def register(self) -> None:
        """入力を登録: what was typed stands in the sheet; it is 人事確認中 then."""
        self._write(acts.CHANGE_SHEET, "シートの変更", lambda _action: None)

    def confirm(self) -> None:
        """確定して次へ: what was typed and 確定 as one action, and on to the next one."""
        visit, day = self.card.visit, self.place.as_of()
        if visit is None or not self.confirm_button.isEnabled():
            return
        self._write(
            acts.CONFIRM_SHEETS, "シートの確定",
            lambda action: confirming.confirm(action, [visit.sheet.id], day), go_on=True,
        )  # fmt: skip

    def take_up_again(self) -> None:
        """確認に戻す: what was 確定, on hold or sent back is looked at again."""
        self._move(sheets.CHECKING, "")

    def ask_reason(self, state: str) -> None:
        """差戻し, 保留: ask why, then do it and go on."""
        visit = self.card.visit
        if visit is not None:
            then = partial(self._move, state)
            self.dialog = ask_reason(self.card, self.place, visit.sheet.id, state, then)

    def _move(self, state: str, reason: str) -> None:
        visit = self.card.visit
        if visit is not None:
            self._write(
                acts.CHANGE_SHEET, f"シートの{state}",
                lambda action: sheets.move(action, [visit.sheet.id], state, reason),
                go_on=state != sheets.CHECKING,
            )  # fmt: skip

    def _write(self, act: Act, title: str, change: Change, *, go_on: bool = False) -> None:
        """Write what was typed and do something more, as one action."""
        visit = self.card.visit
        if visit is None:
            return
        filled = self.card.form.filled() if self.draft.is_changed() else None
        seen, sheet_id = visit.seen, visit.sheet.id

        def work(action: Action) -> str:
            conflicts.check(action, seen)
            if filled is not None:
                filling_in.fill_in(action, sheet_id, filled)
            change(action)
            return sheets.get(action, sheet_id).state

        self._allow(allowed=False)
        self.place.write(
            act, f"{title}（{visit.number}）", work, partial(self._written, visit, go_on),
            partial(self._refused, visit, partial(self._write, act, title, change, go_on=go_on)),
            subject=f"employee/{visit.sheet.employee_id}",
        )  # fmt: skip

    def _allow(self, *, allowed: bool) -> None:
        for each in (self.register_button, self.confirm_button, self.back_button, self.hold_button):
            each.setEnabled(allowed)

    def _written(self, visit: Visit, go_on: bool, state: str) -> None:
        if self.card.visit is visit:
            self.draft.registered()
        self.written.emit(visit.sheet.employee_id, state, go_on)

    def _refused(
        self, visit: Visit, again: Callable[[], None], error: UserError | StoreError
    ) -> None:
        if self.card.visit is not visit:
            self.place.tell(error)
            return
        self._enable()
        if isinstance(error, ChangedMeanwhile):
            self._show_conflict(error, again)
        else:
            self.card.answer.say(error.text, "bad")

    # --- somebody else was faster ---

    def _show_conflict(self, error: ChangedMeanwhile, again: Callable[[], None]) -> None:
        theirs = changed_words(self.place.desk, error.differences)
        versions = TwoVersions(error, self.card.form.words(), theirs)
        self.conflict = ConflictDialog(
            self.card, versions, self._take_theirs, partial(self._register_mine, again)
        )
        self.conflict.open()

    def _take_theirs(self) -> None:
        self.draft.throw_away()
        self.place.news.look_again.emit()

    def _register_mine(self, again: Callable[[], None]) -> None:
        if self.card.visit is not None:
            self.card.visit = looking.seen_again(self.place.desk, self.card.visit)
            again()
