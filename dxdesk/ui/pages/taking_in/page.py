"""The four steps in one place: file → headings → proposal → result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.proposal import Proposal
from dxdesk.imports.remembered_headings import Look
from dxdesk.imports.transfers import TRANSFERS
from dxdesk.models import acts, wareki
from dxdesk.models.people.advance_notices import AdvanceNotice
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.jobs import Line
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.pages.taking_in import work
from dxdesk.ui.pages.taking_in.asked import Asked, first_needed, usual_day
from dxdesk.ui.pages.taking_in.file_step import Choice, FileStep
from dxdesk.ui.pages.taking_in.headings_step import HeadingsStep
from dxdesk.ui.pages.taking_in.jobs import OneJob
from dxdesk.ui.pages.taking_in.lines import Shown
from dxdesk.ui.pages.taking_in.result_step import ResultStep
from dxdesk.ui.pages.taking_in.review_step import ReviewStep
from dxdesk.ui.pages.taking_in.saving import ask_where_to_save
from dxdesk.ui.pages.taking_in.step_bar import StepBar
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import body, button, set_tone
from dxdesk.ui.workplace import Workplace

FILE, HEADINGS, REVIEW, RESULT = range(4)
_STEPS = ("ファイル", "見出し", "内容の確認", "結果")
_VERBS = (
    "次へ（Ctrl+Enter）",
    "内容を確認（Ctrl+Enter）",
    "取り込む（Ctrl+Enter）",
    "閉じる（Ctrl+Enter）",
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TakingInPage(Page):
    """The assistant. It is a page like every other, and leads back to where it was opened."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.setAcceptDrops(True)
        self.asked = Asked()
        self.choice: Choice | None = None
        self.saved: Path | None = None
        self.action: int | None = None
        self.job = OneJob(workplace)
        self._held: QWidget | None = None
        self.file, self.headings = FileStep(), HeadingsStep()
        self.review, self.result = ReviewStep(workplace), ResultStep()
        self.stack = QStackedWidget()
        for step in (self.file, self.headings, self.review, self.result):
            self.stack.addWidget(step)
        self.bar = StepBar(_STEPS)
        self.answer = body("")
        set_tone(self.answer, "primary")
        self.close_button = button("閉じる（Esc）", self.leave)
        self.back_button = button("戻る（Alt+←）", self.go_back)
        self.primary = button(_VERBS[FILE], self.go_on, "primary")
        self._lay_out()
        self._connect()
        self.file.show_years(wareki.fiscal_year(workplace.desk.today()))
        self.start(Asked())

    def _lay_out(self) -> None:
        self.column.addWidget(self.bar)
        self.column.addWidget(self.answer)
        self.column.addWidget(self.stack, 1)
        self.column.addLayout(row(self.close_button, 1, self.back_button, self.primary))
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.back_button.click)

    def _connect(self) -> None:
        self.job.changed.connect(self._job_changed)
        self.job.failed.connect(lambda text: self._said(text, "bad"))
        self.job.stopped.connect(lambda text: self._said(text, "primary"))
        self.file.done.connect(self.go_on)
        self.headings.changed.connect(self._enable)
        self.review.changed.connect(self._enable)
        self.review.save_asked.connect(self.ask_where_to_save)
        self.review.keep_asked.connect(self.keep_notice)
        self.review.corrected_asked.connect(self.take_corrected)
        self.result.undo_asked.connect(self.undo)
        self.result.next_asked.connect(lambda: self.start(self.asked))
        self.result.corrected_asked.connect(self.take_corrected)

    # --- opening and closing ---

    def search_for(self, query: object) -> None:
        """Begin with what a page asked for; what is being looked at is not lost by it."""
        if isinstance(query, Asked) and not self.job.busy:
            if self.step() in (HEADINGS, REVIEW) and query.kind in ("", self.chosen_kind()):
                self.asked = replace(query, kind=self.asked.kind)
                self._focus()
            else:
                self.start(query)

    def chosen_kind(self) -> str:
        """The key of the kind that is being taken in."""
        return self.choice.kind.key if self.choice else ""

    def start(self, asked: Asked) -> None:
        """Begin at the first step."""
        desk = self.workplace.desk
        self.asked, self.choice, self.saved, self.action = asked, None, None, None
        self.file.choose_kind(asked.kind or first_needed(desk))
        self.file.path.setText(asked.path)
        self.file.as_of.set_day(usual_day(desk, desk.today()))
        self._show(FILE)

    def leave(self) -> None:
        """Go back to the page from which the assistant was opened."""
        if self.job.busy:
            return
        if self.step() == RESULT:
            self.start(Asked(back=self.asked.back))
        self.workplace.news.go_to.emit(self.asked.back, None)

    # --- steps ---

    def step(self) -> int:
        """Which step is shown."""
        return self.stack.currentIndex()

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.bar.show_step(step)
        self.primary.setText(_VERBS[step])
        self.primary.setAccessibleName(_VERBS[step])
        self.back_button.setVisible(step in (HEADINGS, REVIEW))
        self.answer.hide()
        self._enable()
        self._focus()

    def _focus(self) -> None:
        if not self.isVisible():  # a hidden widget would take the keys from the page that is shown
            return
        step = self.step()
        if step == FILE:
            self.file.focus_first()
        elif step == HEADINGS and not self.headings.focus_first():
            self.primary.setFocus()
        elif step == REVIEW:
            self.review.focus_first()
        elif step == RESULT:
            self.result.next_button.setFocus()

    def _enable(self) -> None:
        ready = {
            HEADINGS: lambda: not self.headings.missing(),
            REVIEW: self.review.is_ready,
        }.get(self.step(), lambda: True)
        self.primary.setEnabled(not self.job.busy and ready())
        self.stack.setEnabled(not self.job.busy)
        for each in (self.close_button, self.back_button):
            each.setEnabled(not self.job.busy)

    def go_on(self) -> None:
        """Do what the step leads to."""
        if self.job.busy or not self.primary.isEnabled():
            return
        (self._read_file, self._compare, self.apply, self.leave)[self.step()]()

    def go_back(self) -> None:
        """Go one step back; nothing was changed yet."""
        if self.job.busy:
            return
        has_headings = self.choice is not None and self.choice.kind.fields
        self._show(HEADINGS if self.step() == REVIEW and has_headings else FILE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Enter presses what has the focus, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER and not self._composing():
            held = self.focusWidget()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on()
            elif isinstance(held, QPushButton):
                held.click()
            elif self.step() == FILE and not self.job.busy:
                self.file.enter(held)
            elif self.step() == HEADINGS:
                self.go_on()
        else:
            super().keyPressEvent(event)

    def _composing(self) -> bool:
        return any(edit.composing for edit in self.findChildren(LineEdit))

    # --- what the steps do ---

    def _job_changed(self) -> None:
        if self.job.busy:
            self.answer.hide()
            self._hold_focus()
        self._enable()
        if not self.job.busy and self.hasFocus() and self._held is not None:
            self._held.setFocus()

    def _hold_focus(self) -> None:
        """Keep the keys here: Qt would hand them on to the navigation, and Enter would lead away."""
        held = QApplication.focusWidget()
        if held is not None and self.isAncestorOf(held):
            self._held = held
            self.setFocus()

    def _said(self, text: str, tone: str) -> None:
        self._say(text, tone)
        if self.step() == FILE and self.isVisible():
            self.file.focus_path()
        else:
            self._focus()

    def _say(self, text: str, tone: str) -> None:
        set_tone(self.answer, tone)
        self.answer.setText(text)
        self.answer.show()

    def _read_file(self) -> None:
        try:
            choice = self.file.read()
        except UserError as error:
            self._say(error.text, "bad")
            return
        self.choice = choice
        if not choice.kind.fields:
            self._compare()
            return
        desk = self.workplace.desk
        self.job.run(
            "ファイルを読んでいます",
            lambda told: work.look(desk, choice, told),
            self._show_headings,
        )

    def _show_headings(self, look: Look) -> None:
        if self.choice is not None:
            self.headings.show_look(look, self.choice.kind.fields)
            self._show(HEADINGS)
            if other := self.headings.other_kind(self.choice.kind):
                self._say(other, "attention")

    def _compare(self) -> None:
        choice, desk = self.choice, self.workplace.desk
        if choice is None:
            return
        mapped = (
            (self.headings.mapping(), self.headings.by_hand()) if choice.kind.fields else ({}, {})
        )
        self.job.run(
            "業務データと比べています",
            lambda told: work.compare(desk, choice, *mapped, told),
            self.show_proposal,
        )

    def show_proposal(self, shown: Shown) -> None:
        """Show what would change."""
        self.review.show_proposal(shown)
        is_transfers = shown.proposal.kind == TRANSFERS.key
        self.review.keep_button.setVisible(
            is_transfers and self.workplace.desk.may(acts.KEEP_NOTICE)
        )
        self._show(REVIEW)
        if not shown.places["全て"] and not shown.proposal.refused:
            self._say("業務データと違いがないため、取り込むものはありません。", "primary")

    def refresh(self) -> None:
        """Compare again where somebody has written since; otherwise all stays as it is."""
        shown, desk = self.review.shown, self.workplace.desk
        if self.step() != REVIEW or self.job.busy or shown is None:
            return
        if desk.last_action() != shown.proposal.based_on:
            self.job.run(
                "今の内容と比べ直しています",
                lambda told: work.compare_again(desk, shown, told),
                self._show_again,
            )

    def _show_again(self, shown: Shown) -> None:
        before = self.review.shown
        if (
            before is not None
            and not shown.differing
            and shown.proposal.lines == before.proposal.lines
        ):
            before = replace(before, proposal=shown.proposal)
            self.review.shown = before
            return
        self.review.show_again(shown)
        self._enable()

    def apply(self) -> None:
        """取り込む: one action that can be undone."""
        shown, desk = self.review.shown, self.workplace.desk
        if shown is None or not self.review.is_ready():
            return
        proposal, unticked = shown.proposal, self.review.unticked()
        ticked = sorted(self.review.lines.ticked)
        self.job.run(
            "取り込んでいます",
            lambda told: work.apply(desk, proposal, unticked, told),
            lambda action: self._applied(proposal, ticked, action),
            Line.WRITE,
        )

    def _applied(self, proposal: Proposal, ticked: list[int], action: int | None) -> None:
        self.action = action
        self.result.show_done(proposal, ticked, saved=self.saved is not None)
        self._show(RESULT)
        self.workplace.news.changed.emit()

    def undo(self) -> None:
        """元に戻す: what was just taken in."""
        action, desk = self.action, self.workplace.desk
        if action is not None:
            self.job.run(
                "元に戻しています", lambda _told: desk.undo(action), self._undone, Line.WRITE
            )

    def _undone(self, _action: int) -> None:
        self.result.show_undone()
        self.workplace.news.changed.emit()

    def keep_notice(self) -> None:
        """内示として保管: keep the file until its day."""
        choice, desk = self.choice, self.workplace.desk
        if choice is not None:
            self.job.run(
                "内示を保管しています", lambda told: work.keep_notice(desk, choice, told),
                self._kept, Line.WRITE,
            )  # fmt: skip

    def _kept(self, notice: AdvanceNotice) -> None:
        self.action = None
        self.result.show_kept(notice)
        self._show(RESULT)
        self.workplace.news.changed.emit()

    # --- refused rows ---

    def ask_where_to_save(self) -> None:
        """Ask where the refused rows are to be saved."""
        if self.choice is not None:
            ask_where_to_save(self, self.choice.path, self.save_refused)

    def save_refused(self, path: Path) -> None:
        """Save the refused rows with the reasons, to be corrected and taken in."""
        shown = self.review.shown
        if shown is None:
            return

        def saved(_nothing: None) -> None:
            self.saved = path
            self.review.corrected_button.show()
            self._say(
                f"「{path.name}」に保存しました。Excelで直して保存し、"
                "「直したファイルを取り込む」を押してください。",
                "good",
            )
            self._focus()

        self.job.run(
            "取り込めない行を保存しています",
            lambda _told: work.save_refused(shown.proposal, path),
            saved,
        )

    def take_corrected(self) -> None:
        """Begin again with the file of refused rows, with the same kind and day."""
        choice, saved = self.choice, self.saved
        if choice is None or saved is None:
            return
        self.start(Asked(choice.kind.key, self.asked.back, str(saved)))
        if choice.options.as_of is not None:
            self.file.as_of.set_day(choice.options.as_of)
        if choice.options.fiscal_year is not None:
            at = self.file.year.findData(choice.options.fiscal_year)
            self.file.year.setCurrentIndex(at)

    # --- dropping a file ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is drawn over the page while no other one is being looked at."""
        if event.mimeData().hasUrls() and self.step() in (FILE, RESULT) and not self.job.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        found = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if found:
            if self.step() == RESULT:
                self.start(self.asked)
            self.file.path.setText(found[0])
            self.file.path.setFocus()
            event.acceptProposedAction()

    # --- pictures ---

    def views(self) -> Views:
        """The second and third step."""
        return {"headings": self._picture_of_headings, "review": self._picture_of_review}

    def _picture_of_headings(self) -> QWidget | None:
        self.start(Asked("roster", "home", str(paths.resource("samples", "meibo_r8_0401.xlsx"))))
        self.file.as_of.set_day(self.workplace.desk.today())
        self._read_file()
        self.file.path.setText("")  # where this PC keeps its samples is of no interest
        return None

    def _picture_of_review(self) -> QWidget | None:
        if self.choice is not None and not self.job.busy:
            self._compare()
        return None
