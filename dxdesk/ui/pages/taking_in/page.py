"""The four steps in one place: file → headings → proposal → result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dxdesk import paths
from dxdesk.errors import UserError
from dxdesk.imports.proposal import Proposal
from dxdesk.imports.remembered_headings import Look
from dxdesk.imports.transfers import TRANSFERS
from dxdesk.models import acts, wareki
from dxdesk.models.people.advance_notices import AdvanceNotice
from dxdesk.ui.forms.keys import ENTER
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.page import Page, Views
from dxdesk.ui.pages.taking_in.asked import Asked, first_needed, usual_day
from dxdesk.ui.pages.taking_in.file_step import FileStep
from dxdesk.ui.pages.taking_in.headings_step import HeadingsStep
from dxdesk.ui.pages.taking_in.intake import Intake
from dxdesk.ui.pages.taking_in.lines import Shown
from dxdesk.ui.pages.taking_in.result_step import ResultStep
from dxdesk.ui.pages.taking_in.review_step import ReviewStep
from dxdesk.ui.pages.taking_in.saving import ask_where_to_save
from dxdesk.ui.pages.taking_in.steps import FILE, HEADINGS, RESULT, REVIEW, Steps
from dxdesk.ui.workplace import Workplace


class TakingInPage(Page):
    """The assistant. It is a page like every other, and leads back to where it was opened."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.setAcceptDrops(True)
        self.asked = Asked()
        self.intake = Intake(workplace)
        self.job = self.intake.job
        self.file, self.headings = FileStep(), HeadingsStep()
        self.review, self.result = ReviewStep(workplace), ResultStep()
        self.steps = Steps((self.file, self.headings, self.review, self.result), self)
        self.answer, self.primary = self.steps.answer, self.steps.primary
        self.close_button, self.back_button = self.steps.close_button, self.steps.back_button
        self.column.addWidget(self.steps)
        self._connect()
        self.file.show_years(wareki.fiscal_year(workplace.desk.today()))
        self.start(Asked())

    def _connect(self) -> None:
        self.job.changed.connect(self._job_changed)
        self.job.failed.connect(lambda text: self._said(text, "bad"))
        self.job.stopped.connect(lambda text: self._said(text, "primary"))
        self.steps.close_asked.connect(self.leave)
        self.steps.back_asked.connect(self.go_back)
        self.steps.next_asked.connect(self.go_on)
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
            if self.step() in (HEADINGS, REVIEW) and query.kind in ("", self.intake.kind()):
                self.asked = replace(query, kind=self.asked.kind)
                self._focus()
            else:
                self.start(query)

    def start(self, asked: Asked) -> None:
        """Begin at the first step."""
        desk = self.workplace.desk
        self.asked = asked
        self.intake.forget()
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
        return self.steps.step()

    def _show(self, step: int) -> None:
        self.steps.show_step(step)
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
        self.steps.enable(busy=self.job.busy, ready=ready())

    def go_on(self) -> None:
        """Do what the step leads to."""
        if self.job.busy or not self.primary.isEnabled():
            return
        (self._read_file, self._compare, self.apply, self.leave)[self.step()]()

    def go_back(self) -> None:
        """Go one step back; nothing was changed yet."""
        if self.job.busy:
            return
        back_to_headings = self.step() == REVIEW and self.intake.has_headings()
        self._show(HEADINGS if back_to_headings else FILE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Enter presses what has the focus, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ENTER and not self._composing():
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
            self.steps.hold_focus()
        self._enable()
        if not self.job.busy:
            self.steps.give_focus_back()

    def _said(self, text: str, tone: str) -> None:
        self.steps.say(text, tone)
        if self.step() == FILE and self.isVisible():
            self.file.focus_path()
        else:
            self._focus()

    def _read_file(self) -> None:
        try:
            self.intake.choice = self.file.read()
        except UserError as error:
            self.steps.say(error.text, "bad")
            return
        if self.intake.has_headings():
            self.intake.look(self._show_headings)
        else:
            self._compare()

    def _show_headings(self, look: Look) -> None:
        choice = self.intake.choice
        if choice is not None:
            self.headings.show_look(look, choice.kind.fields)
            self._show(HEADINGS)
            if other := self.headings.other_kind(choice.kind):
                self.steps.say(other, "attention")

    def _compare(self) -> None:
        read = self.headings if self.intake.has_headings() else None
        mapped = (read.mapping(), read.by_hand()) if read else ({}, {})
        self.intake.compare(*mapped, self.show_proposal)

    def show_proposal(self, shown: Shown) -> None:
        """Show what would change."""
        self.review.show_proposal(shown)
        is_transfers = shown.proposal.kind == TRANSFERS.key
        self.review.keep_button.setVisible(
            is_transfers and self.workplace.desk.may(acts.KEEP_NOTICE)
        )
        self._show(REVIEW)
        if not shown.places["全て"] and not shown.proposal.refused:
            self.steps.say("業務データと違いがないため、取り込むものはありません。", "primary")

    def refresh(self) -> None:
        """Compare again where somebody has written since; otherwise all stays as it is."""
        shown = self.review.shown
        if self.step() == REVIEW and not self.job.busy and shown is not None:
            self.intake.compare_again(shown, self._show_again)

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
        shown = self.review.shown
        if shown is not None and self.review.is_ready():
            proposal, ticked = shown.proposal, sorted(self.review.lines.ticked)
            unticked = self.review.unticked()
            self.intake.apply(proposal, unticked, lambda: self._applied(proposal, ticked))

    def _applied(self, proposal: Proposal, ticked: list[int]) -> None:
        self.result.show_done(proposal, ticked, saved=self.intake.saved is not None)
        self._show(RESULT)

    def undo(self) -> None:
        """元に戻す: what was just taken in."""
        self.intake.undo(self.result.show_undone)

    def keep_notice(self) -> None:
        """内示として保管: keep the file until its day."""
        self.intake.keep_notice(self._kept)

    def _kept(self, notice: AdvanceNotice) -> None:
        self.result.show_kept(notice)
        self._show(RESULT)

    # --- refused rows ---

    def ask_where_to_save(self) -> None:
        """Ask where the refused rows are to be saved."""
        choice = self.intake.choice
        if choice is not None:
            ask_where_to_save(self, choice.path, self.save_refused)

    def save_refused(self, path: Path) -> None:
        """Save the refused rows with the reasons, to be corrected and taken in."""
        shown = self.review.shown

        def saved() -> None:
            self.review.corrected_button.show()
            self.steps.say(
                f"「{path.name}」に保存しました。Excelで直して保存し、"
                "「直したファイルを取り込む」を押してください。",
                "good",
            )
            self._focus()

        if shown is not None:
            self.intake.save_refused(shown.proposal, path, saved)

    def take_corrected(self) -> None:
        """Begin again with the file of refused rows, with the same kind and day."""
        choice, saved = self.intake.choice, self.intake.saved
        if choice is None or saved is None:
            return
        self.start(Asked(choice.kind.key, self.asked.back, str(saved)))
        self.file.show_options(choice.options)

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
        if not self.job.busy:
            self._compare()
        return None
