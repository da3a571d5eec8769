"""Every page as a picture, in the smallest and in a large size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from dxdesk.models.desk import Desk
from dxdesk.ui import appearance, theme
from dxdesk.ui.first_run import FirstRunPage
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.messages import Boxes
from dxdesk.ui.pages.entries import ENTRIES, PANELS
from dxdesk.ui.pdf_view import PdfView
from dxdesk.ui.sign_in import SignInPage
from dxdesk.ui.theme import Look, Shade, TextSize
from dxdesk.ui.workplace import Workplace

SIZES = ((1280, 660), (1920, 1080))
OTHER_LOOKS = (
    (
        "dark", Look(Shade.DARK),
        ("home", "employees", "certification", "plan", "settings", "qualifications", "trainings"),
    ),
    (
        "largest", Look(text=TextSize.LARGEST),
        ("home", "employees", "certification", "plan", "settings", "qualifications", "trainings"),
    ),
)  # fmt: skip
LONGEST_WAIT = 60.0
PAGE_WAIT = 0.3


def screenshots(out: Path, desk: Desk) -> int:
    """Write every page as PNG.

    Args:
        out: a folder; it is made where it is missing.
        desk: what the pages show.

    Returns:
        How many pictures there are.
    """
    out.mkdir(parents=True, exist_ok=True)
    theme.add_rare_letters()
    count = 0
    for width, height in SIZES:
        for name, widget in _views(desk, width, height):
            widget.grab().save(str(out / f"{name}_{width}x{height}.png"))
            count += 1
    return count + _other_looks(out, desk)


def _other_looks(out: Path, desk: Desk) -> int:
    """The main pages in dark, and in the largest text, on the small screen."""
    width, height = SIZES[0]
    before, count = theme.look(), 0
    for suffix, look, keys in OTHER_LOOKS:
        appearance.change(look)
        jobs = Jobs()
        window = MainWindow(Workplace(desk, jobs, Boxes(QWidget())))
        for key in keys:
            window.show_page(key)
            made = _settled(window, width, height, jobs)
            made.grab().save(str(out / f"{suffix}_{key}_{width}x{height}.png"))
            count += 1
        window.stop()
        window.close()
        jobs.close()
    appearance.change(before)
    return count


def _views(desk: Desk, width: int, height: int) -> Iterator[tuple[str, QWidget]]:
    first_run = FirstRunPage(Path("デスクトップ"))
    yield "00_first_run", _settled(first_run, width, height)
    first_run.show_new()
    yield "00_first_run_new", _settled(first_run, width, height)
    first_run.show_key("ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-34567-89ABC-DEFGH")
    yield "00_first_run_key", _settled(first_run, width, height)
    sign_in = SignInPage()
    sign_in.show_desk(desk.path)
    sign_in.show_place("共有フォルダー")
    yield "01_sign_in", _settled(sign_in, width, height)
    jobs = Jobs()
    holder = QWidget()
    window = MainWindow(Workplace(desk, jobs, Boxes(holder)))
    for at, entry in enumerate((*ENTRIES, *PANELS), start=2):
        window.show_page(entry.key)
        yield f"{at:02}_{entry.key}", _settled(window, width, height, jobs)
        for name, prepare in window.pages[entry.key].views().items():
            dialog = prepare()
            yield (
                f"{at:02}_{entry.key}_{name}",
                _settled(window, width, height, jobs)
                if dialog is None
                else _settled(dialog, dialog.width(), dialog.height(), jobs),
            )
            if dialog is not None:
                dialog.close()
    window.stop()
    window.close()
    jobs.close()


def _settled(widget: QWidget, width: int, height: int, jobs: Jobs | None = None) -> QWidget:
    """Show a widget and wait until nothing is running any more."""
    widget.resize(width, height)
    widget.show()
    until = time.perf_counter() + LONGEST_WAIT
    rounds = 0
    while rounds < 4 and time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        rounds = rounds + 1 if jobs is None or jobs.idle else 0
    if any(view.isVisible() for view in widget.findChildren(PdfView)):
        _wait_for_pages(widget)
    focused = QApplication.focusWidget()
    if focused is not None:  # a blinking cursor would make two pictures differ
        focused.clearFocus()
    QApplication.processEvents()
    return widget


def _wait_for_pages(widget: QWidget) -> None:
    """Wait until Qt's own thread has drawn the pages of a PDF: until two pictures are the same."""
    before, now = None, widget.grab().toImage()
    until = time.perf_counter() + LONGEST_WAIT
    while before != now and time.perf_counter() < until:
        pause = time.perf_counter() + PAGE_WAIT
        while time.perf_counter() < pause:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        before, now = now, widget.grab().toImage()
