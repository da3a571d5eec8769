"""What every page is given: the open desk, the jobs, the messages, and a way to say that it changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from dxdesk.errors import StoreError, UserError
from dxdesk.models import wareki
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Act, Action
from dxdesk.models.people.index import Everybody
from dxdesk.ui.jobs import Job, Jobs, Line, Progress
from dxdesk.ui.messages import Messages


class News(QObject):
    """What pages tell the frame."""

    changed = Signal()
    said = Signal(str)
    waiting = Signal(bool)
    save_asked = Signal()
    look_again = Signal()
    go_to = Signal(str, object)


@dataclass
class Workplace:
    """Where an officer works.

    Args:
        desk: open, with somebody signed in.
        jobs: for what takes longer than a moment.
        messages: the only way to open a box.
        fiscal_year: the one that is shown.
        everybody: the people in memory, for all who search.
    """

    desk: Desk
    jobs: Jobs
    messages: Messages
    news: News = field(default_factory=News)
    fiscal_year: int = 0
    everybody: Everybody = field(default_factory=Everybody)

    def __post_init__(self) -> None:
        self.fiscal_year = self.fiscal_year or wareki.fiscal_year(self.desk.today())

    def as_of(self) -> date:
        """The day as of which lists show people: today, or the last day of a past year."""
        return min(self.desk.today(), wareki.last_day(self.fiscal_year))

    def tell(self, error: UserError | StoreError) -> None:
        """Say in a box why something was not done."""
        self.messages.tell("お知らせ", error.text)

    def write(
        self,
        act: Act,
        title: str,
        change: Callable[[Action], Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError | StoreError], None],
        *,
        subject: str = "",
    ) -> None:
        """Do one named, undoable action in the line for writing; the window stays alive meanwhile."""

        def work(_progress: Progress) -> Any:
            opened: AbstractContextManager[Action] = self.desk.action(act, title, subject=subject)
            with opened as action:
                return change(action)

        def finished(result: Any) -> None:
            self.news.changed.emit()
            done(result)

        self.jobs.run(Job(f"{act.title}を保存しています", work, finished, failed, Line.WRITE))

    def read(
        self,
        title: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError | StoreError], None] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Look something up in a line for reading."""
        self.jobs.run(Job(title, lambda _progress: work(), done, failed, Line.READ, quiet))
