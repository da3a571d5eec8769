"""The window from the first start to the open desk: first-run page, sign-in, frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QStackedWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.ui import icons, local_settings, theme
from dxdesk.ui.crash import CrashWindow
from dxdesk.ui.first_run import FirstRunPage
from dxdesk.ui.garbage import undisturbed
from dxdesk.ui.jobs import Job, Jobs, Line, Progress
from dxdesk.ui.messages import Boxes, Messages
from dxdesk.ui.sign_in import SignInPage

# What needs the store is imported when it is needed: the password field must be there at once.
if TYPE_CHECKING:
    from dxdesk.models.accounts import NewDesk
    from dxdesk.models.desk import Desk
    from dxdesk.ui.main_window import MainWindow

SMALLEST = (1280, 660)
NEEDED_SOON = (
    "dxdesk.models.accounts",
    "dxdesk.ui.main_window",
    "dxdesk.ui.pages.home",
    "dxdesk.ui.pages.employees.page",
)
LATER_MS = 5_000  # once the first page stands and its figures are counted
SAMPLE_ACCOUNT = "管理者"


class Application(QStackedWidget):
    """The one window.

    Args:
        clock: the time; everything else receives it from here.
        home: where new desks are proposed.
        messages: how boxes are opened; a test passes in a record of what was said.
    """

    def __init__(
        self, clock: Callable[[], datetime], home: Path, messages: Messages | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("DX人材デスク")
        self.setWindowIcon(QIcon(icons.picture("app", theme.present().primary, 32)))
        self.setMinimumSize(960, 600)
        self.resize(*SMALLEST)
        self._clock = clock
        self._prepared = False
        self.messages: Messages = messages or Boxes(self)
        self.jobs = Jobs(self)
        self.jobs.crashed.connect(self.show_crash)
        self.desk: Desk | None = None
        self.frame: MainWindow | None = None
        self.first_run = FirstRunPage(home)
        self.sign_in = SignInPage()
        self.addWidget(self.first_run)
        self.addWidget(self.sign_in)
        self._connect()

    def _connect(self) -> None:
        page = self.first_run
        page.new_asked.connect(self.make_desk)
        page.open_asked.connect(self.show_sign_in)
        page.sample_asked.connect(self.make_samples)
        page.stop_asked.connect(self.jobs.stop)
        page.went_on.connect(self._enter_new)
        self.jobs.progressed.connect(page.show_progress)
        self.sign_in.submitted.connect(self.sign_in_to)
        self.sign_in.other_asked.connect(self.show_first_run)

    # --- before a desk is open ---

    def show_first_run(self) -> None:
        """Show the three ways to begin."""
        self.first_run.show_choices()
        self.setCurrentWidget(self.first_run)

    def show_sign_in(self, path: Path) -> None:
        """Ask for the password of a desk."""
        self.setCurrentWidget(self.sign_in)
        self.sign_in.show_desk(path)
        QTimer.singleShot(0, self.prepare)

    def prepare(self) -> None:
        """Load what the open desk will need while the password is being typed."""
        if not self._prepared:
            self._prepared = True
            self.jobs.run(Job("", _load_the_rest, lambda _nothing: None, quiet=True))

    def make_desk(self, path: Path, account: str, password: str) -> None:
        """Make an empty desk."""
        page, clock = self.first_run, self._clock
        page.show_busy("業務データを作っています")

        def work(_progress: Progress) -> NewDesk:
            from dxdesk.models.accounts import create_desk

            return create_desk(path, account, password, clock=clock)

        self.jobs.run(
            Job(
                "業務データを作っています", work, self._made,
                lambda error: page.show_error(error, page.new_form), Line.WRITE,
                stopped=page.show_choices,
            )
        )  # fmt: skip

    def make_samples(self, path: Path, password: str) -> None:
        """Make a desk with an invented prefecture."""
        page, clock = self.first_run, self._clock
        page.show_busy("見本データを作っています")

        def work(progress: Progress) -> NewDesk:
            from dxdesk.samples import build_sample_desk

            return build_sample_desk(path, SAMPLE_ACCOUNT, password, clock=clock, progress=progress)

        self.jobs.run(
            Job(
                "見本データを作っています", work, self._made,
                lambda error: page.show_error(error, page.sample_form), Line.WRITE,
                stopped=page.show_choices,
            )
        )  # fmt: skip

    def _made(self, made: NewDesk) -> None:
        self.desk = made.desk
        self.first_run.show_key(made.recovery_key)

    def _enter_new(self) -> None:
        if self.desk is not None:
            self.enter(self.desk)

    def sign_in_to(self, path: Path, password: str, account: str | None) -> None:
        """Open a desk with a password."""
        clock = self._clock

        def work(_progress: Progress) -> Desk:
            from dxdesk.models.accounts import sign_in

            return sign_in(path, password, account_name=account, clock=clock)

        self.jobs.run(Job("開いています", work, self.enter, self.sign_in.show_error))

    # --- with a desk open ---

    def enter(self, desk: Desk) -> None:
        """Show the frame with the home page."""
        from dxdesk.ui.main_window import MainWindow
        from dxdesk.ui.workplace import Workplace

        self.desk = desk
        local_settings.remember_desk(desk.path)
        theme.add_rare_letters()
        self.jobs.interrupt_with(desk.interrupt)
        place = Workplace(desk, self.jobs, self.messages)
        self.frame = MainWindow(place)
        self.addWidget(self.frame)
        self.setCurrentWidget(self.frame)
        self.setWindowTitle(f"{desk.name} ― DX人材デスク")
        self.frame.show_page("home")
        QTimer.singleShot(LATER_MS, self, self._load_pages)
        if desk.failed_attempts.remark:
            place.news.said.emit(desk.failed_attempts.remark)

    def _load_pages(self) -> None:
        """Load what no page shown so far has needed: the first look at another one waits less."""
        self.jobs.run(Job("", _load_pages, lambda _nothing: None, quiet=True))

    def show_crash(self, error: BaseException) -> None:
        """Show that the program failed; what the user can put right is only said."""
        if isinstance(error, UserError | StoreError):
            self.messages.tell("お知らせ", error.text)
        else:
            CrashWindow(error, self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what is being written, back up, and let go of the desk."""
        self.hide()
        if self.frame is not None:
            self.frame.stop()
        self.jobs.close()
        if self.desk is not None:
            desk, self.desk = self.desk, None
            try:
                desk.close()
            except (UserError, StoreError) as error:
                self.messages.tell("終了時のバックアップ", error.text)
        super().closeEvent(event)


def _load_the_rest(_progress: Progress) -> None:
    with undisturbed():  # modules stay: no later search for unreachable objects has to look at them
        for name in NEEDED_SOON:
            import_module(name)


def _load_pages(_progress: Progress) -> None:
    for module, _page in import_module("dxdesk.ui.pages.catalogue").BUILT.values():
        import_module(module)
