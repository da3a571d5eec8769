from __future__ import annotations

import sys

from PySide6.QtCore import QObject

import dxdesk.ui  # noqa: F401  makes None undying


def test_none_survives_any_number_of_calls_of_qt() -> None:
    thing = QObject()
    for _ in range(50_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > 1_000_000
