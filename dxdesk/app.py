"""The window, wired: what time it is, where things are, and what happens when something fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from dxdesk.ui import crash, local_settings, theme
from dxdesk.ui.application import Application

if TYPE_CHECKING:
    from dxdesk.models.desk import Desk


def make_application(look: theme.Look | None = None) -> QApplication:
    """Qt with our look and Japanese words of its own.

    Args:
        look: shade, text size and rows; without it those of the first day.
    """
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("dxdesk")
    application.setApplicationDisplayName("DX人材デスク")
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(application)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.apply(application, look)
    return application


def run_window(desk_path: Path | None = None) -> int:
    """Show the window until it is closed.

    Args:
        desk_path: which desk to open; without it the last one, or the first-run page.

    Returns:
        The exit code.
    """
    application = make_application(local_settings.look())
    window = Application(clock, Path.home())
    path = desk_path or local_settings.last_desk()
    if path is None:
        window.show_first_run()
    else:
        window.show_sign_in(path)
    window.show()

    crash.catch_everything(window.show_crash)
    QTimer.singleShot(0, theme.add_rare_letters)
    return application.exec()


def take_screenshots(out: Path, desk: Desk | None = None) -> int:
    """Write every page as a picture, in both sizes.

    Args:
        out: a folder; it is made where it is missing.
        desk: what to show; without it a desk of sample data.

    Returns:
        How many pictures there are.
    """
    from dxdesk.ui.screenshots import screenshots

    make_application()
    with _quiet_about_sizes():
        return screenshots(out, desk) if desk is not None else _picture_samples(out)


@contextmanager
def _quiet_about_sizes() -> Iterator[None]:
    """Without a screen Qt says at every window that it cannot hand on size hints; nobody needs that."""

    def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message and before is not None:
            before(kind, context, message)
        elif "propagateSizeHints" not in message:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _picture_samples(out: Path) -> int:
    import tempfile

    from dxdesk.samples import build_sample_desk
    from dxdesk.ui.screenshots import screenshots

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "見本県 人事課.dxdesk"
        made = build_sample_desk(path, "佐藤", "mihon-no-kotoba", clock=sample_clock)
        try:
            return screenshots(out, made.desk)
        finally:
            made.desk.close(with_backup=False)


def clock() -> datetime:
    """The time of this PC."""
    return datetime.now()


def sample_clock() -> datetime:
    """The time in every picture, so that the same pictures come out each time."""
    return datetime(2026, 11, 23, 14, 32)
