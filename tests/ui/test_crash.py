from __future__ import annotations

from pytestqt.qtbot import QtBot

from dxdesk.ui.crash import CrashWindow, report_of


def failed() -> BaseException:
    name = "髙橋　健太"
    try:
        raise ValueError(f"{name}を読めません")
    except ValueError as error:
        return error


def test_a_report_says_where_but_no_names() -> None:
    report = report_of(failed())
    assert "test_crash.py" in report
    assert "ValueError" in report
    assert "髙橋" not in report


def test_the_crash_window_shows_the_report(qtbot: QtBot) -> None:
    window = CrashWindow(failed())
    qtbot.addWidget(window)
    assert "ValueError" in window.report.toPlainText()
