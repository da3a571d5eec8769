"""Starts the program in this process as a user does, and says when it can be used.

Started by the measures of the window, in a process of its own:
``python -m bench.window_probe`` says READY when the password field has taken a key.
"""

from __future__ import annotations

import runpy
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bench import READY


def main() -> None:
    """Start the program; instead of waiting for the user, try the password field."""
    setattr(QApplication, "exec", staticmethod(_try_password))  # noqa: B010  (a method of C++)
    sys.argv = ["dxdesk"]
    runpy.run_module("dxdesk", run_name="__main__")


def _try_password() -> int:
    while not _takes_a_key(QApplication.focusWidget()):
        QTest.qWait(2)
    print(READY, flush=True)
    return 0


def _takes_a_key(field: object) -> bool:
    if not isinstance(field, QLineEdit) or field.echoMode() is not QLineEdit.EchoMode.Password:
        return False
    QTest.keyClick(field, Qt.Key.Key_A)
    return field.text() == "a"


if __name__ == "__main__":
    main()
