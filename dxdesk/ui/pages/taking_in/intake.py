"""One file on its way into the desk: what was chosen, what is done with it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dxdesk.imports.proposal import ImportKind, Proposal
from dxdesk.imports.remembered_headings import Look
from dxdesk.models.people.advance_notices import AdvanceNotice
from dxdesk.ui.jobs import Line
from dxdesk.ui.pages.taking_in import work
from dxdesk.ui.pages.taking_in.file_step import Choice
from dxdesk.ui.pages.taking_in.jobs import OneJob
from dxdesk.ui.pages.taking_in.lines import Shown
from dxdesk.ui.workplace import Workplace


class Intake:
    """The file that the assistant is about. Each step of it is a job; ``done`` is called with its result.

    Args:
        workplace: the desk and everything that goes with it.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._desk, self._news = workplace.desk, workplace.news
        self.job = OneJob(workplace)
        self.forget()

    def forget(self) -> None:
        """Begin with no file."""
        self.choice: Choice | None = None
        self.saved: Path | None = None
        self.action: int | None = None

    def kind(self) -> str:
        """The key of the kind of file; empty before one is chosen."""
        return self.choice.kind.key if self.choice else ""

    def has_headings(self) -> bool:
        """Whether its headings are looked at: a plan has none."""
        return self.choice is not None and bool(self.choice.kind.fields)

    def look(self, done: Callable[[Look], None]) -> None:
        """Read the file and say how its headings would be read."""
        choice, desk = self.choice, self._desk
        if choice is not None:
            self.job.run("ファイルを読んでいます", lambda told: work.look(desk, choice, told), done)

    def compare(
        self, mapping: Mapping[str, str], by_hand: Mapping[str, str], done: Callable[[Shown], None]
    ) -> None:
        """Compare the file with the desk.

        Args:
            mapping: how its headings are read.
            by_hand: those of them that the officer chose.
        """
        choice, desk = self.choice, self._desk
        if choice is not None:
            self.job.run(
                "業務データと比べています",
                lambda told: work.compare(desk, choice, mapping, by_hand, told),
                done,
                _line_of(choice.kind),
            )

    def compare_again(self, shown: Shown, done: Callable[[Shown], None]) -> None:
        """Compare the file with what the desk holds now, where somebody has written since."""
        desk = self._desk
        if desk.last_action() != shown.proposal.based_on:
            self.job.run(
                "今の内容と比べ直しています",
                lambda told: work.compare_again(desk, shown, told),
                done,
                _line_of(shown.proposal.of),
            )

    def apply(self, proposal: Proposal, unticked: frozenset[int], done: Callable[[], None]) -> None:
        """Take it in, as one action that can be undone."""
        desk = self._desk

        def applied(action: int | None) -> None:
            self.action = action
            done()
            self._news.changed.emit()

        self.job.run(
            "取り込んでいます",
            lambda told: work.apply(desk, proposal, unticked, told),
            applied,
            Line.WRITE,
        )

    def undo(self, done: Callable[[], None]) -> None:
        """Put back what was just taken in."""
        action, desk = self.action, self._desk

        def undone(_action: int) -> None:
            done()
            self._news.changed.emit()

        if action is not None:
            self.job.run("元に戻しています", lambda _told: desk.undo(action), undone, Line.WRITE)

    def keep_notice(self, done: Callable[[AdvanceNotice], None]) -> None:
        """Keep a file of 内示 until its day."""
        choice, desk = self.choice, self._desk

        def kept(notice: AdvanceNotice) -> None:
            self.action = None
            done(notice)
            self._news.changed.emit()

        if choice is not None:
            self.job.run(
                "内示を保管しています", lambda told: work.keep_notice(desk, choice, told), kept,
                Line.WRITE,
            )  # fmt: skip

    def save_refused(self, proposal: Proposal, path: Path, done: Callable[[], None]) -> None:
        """Save the refused rows with the reasons, to be corrected and taken in."""

        def saved(_nothing: None) -> None:
            self.saved = path
            done()

        self.job.run(
            "取り込めない行を保存しています",
            lambda _told: work.save_refused(proposal, path),
            saved,
        )


def _line_of(kind: ImportKind) -> Line:
    """What a comparison tries, it tries in an action: in turn with what is written."""
    return Line.WRITE if kind.foretell else Line.READ
