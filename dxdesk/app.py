"""The window, wired: what time it is, where things are, and what happens when something fails."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from dxdesk.ui import crash, local_settings, theme
from dxdesk.ui.application import Application

if TYPE_CHECKING:
    from dxdesk.models.desk import Desk


def make_application() -> QApplication:
    """Qt with our look and Japanese words of its own."""
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("dxdesk")
    application.setApplicationDisplayName("DX人材デスク")
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(application)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    theme.apply(application)
    return application


def run_window(desk_path: Path | None = None) -> int:
    """Show the window until it is closed.

    Args:
        desk_path: which desk to open; without it the last one, or the first-run page.

    Returns:
        The exit code.
    """
    application = make_application()
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
    if desk is not None:
        return screenshots(out, desk)
    import tempfile

    from dxdesk.samples import build_sample_desk

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
