"""Walks through the window with a large desk open, in a process of its own, and says what it took.

Started by the measures of lists and memory: ``python -m bench.window_walk PASSWORD RUNS`` opens the
desk opened last, shows everybody, sorts by each column, filters, types into the search field, jumps
to the end of the list, and prints one line of JSON. With no RUNS it only shows everybody: a page
can be shown for the first time only once in a process.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimerEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTableView, QWidget

WORDS = ("12", "タカ", "高瀬")
MORE_THAN_THE_FIRST = 1_000
DOWN = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
PATIENCE_SECONDS = 60.0

Found = TypeVar("Found")


def main() -> None:
    """Start the program; instead of waiting for the user, walk."""
    password, runs = sys.argv[1], int(sys.argv[2])
    walk = staticmethod(lambda: _walk(password, runs))
    setattr(QApplication, "exec", walk)  # noqa: B010  (a method of C++)
    sys.argv = ["dxdesk"]
    runpy.run_module("dxdesk", run_name="__main__")


def _walk(password: str, runs: int) -> int:
    field = _wait_for(_password_field)
    QTest.keyClicks(field, password)
    begun = perf_counter()
    QTest.keyClick(field, Qt.Key.Key_Return)
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "frame"))
    frame = _wait_for(lambda: window.frame)
    _settle()
    home = perf_counter() - begun
    opened = _open_list(frame)
    page = frame.pages["employees"]
    took = {"home": home, **opened, "people": _list_of(page).model().rowCount()}
    if runs:
        took |= _use(page, runs)
    print(json.dumps(took), flush=True)
    window.close()
    return 0


def _list_of(page: QWidget) -> QTableView:
    return _named(page, QTableView, "職員の一覧")


def _use(page: QWidget, runs: int) -> dict[str, float]:
    """Everything that is done with the list; the best of the runs of each thing, the slowest thing."""
    view, search = _list_of(page), _named(page, QLineEdit, "職員の検索")
    columns = range(view.model().columnCount())  # those that are left out on a small screen, too
    sorts = [_best(runs, lambda at=at: _sort(view, at)) for at in columns]
    filters = [_best(runs, lambda at=at: _filter(page, view, at)) for at in (1, 0)]
    ends = _best(runs, lambda: _jump(view))
    return {
        "sort": max(took for took, _silence in sorts),
        "filter": max(took for took, _silence in filters),
        "key": max(map(min, zip(*(_type(search, view) for _ in range(runs)), strict=True))),
        "end": ends[0],
        "hold": max(silence for _took, silence in (*sorts, *filters, ends)),
        **_memory(),
    }


def _best(runs: int, once: Callable[[], float]) -> tuple[float, float]:
    """The best time of something, and its shortest longest silence until all has settled."""
    times, silences = [], []
    for _ in range(runs):
        ticks = _Ticks()
        times.append(once())
        _settle()
        silences.append(ticks.stop())
    return min(times), min(silences)


def _open_list(frame: QWidget) -> dict[str, float]:
    """The list of people for the first time: until its first rows, and the longest silence.

    A silence is the time between two ticks of a clock in the window's thread: so long the window
    does not answer.
    """
    ticks = _Ticks()
    begun = perf_counter()
    frame.show_page("employees")
    view = _list_of(frame.pages["employees"])
    _wait_for(view.model().rowCount)
    view.viewport().repaint()
    first = perf_counter() - begun
    _wait_for(lambda: view.model().rowCount() > MORE_THAN_THE_FIRST)
    _settle()
    return {"first": first, "silence": ticks.stop()}


class _Ticks(QObject):
    """A timer of 5 ms that remembers its longest gap."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, perf_counter()
        self.startTimer(5, Qt.TimerType.PreciseTimer)

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Another tick."""
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        """The longest gap in seconds, the one that is still open among them."""
        self.timerEvent(QTimerEvent(0))
        self.deleteLater()
        return self.longest


def _sort(view: QTableView, at: int) -> float:
    """From a click on a heading to the rows; each time the other way round."""
    header = view.horizontalHeader()
    down = header.sortIndicatorSection() == at and header.sortIndicatorOrder() is DOWN[0]
    return _until_shown(view, lambda: header.setSortIndicator(at, DOWN[1] if down else DOWN[0]))


def _filter(page: QWidget, view: QTableView, at: int) -> float:
    """From another 部局 to its rows, or back to all."""
    choice = _named(page, QComboBox, "部局")
    choice.blockSignals(True)
    choice.setCurrentIndex(1 - at)
    choice.blockSignals(False)
    return _until_shown(view, lambda: choice.setCurrentIndex(at))


def _type(search: QLineEdit, view: QTableView) -> list[float]:
    """Seconds until each key of some words has its rows on the screen."""
    took = []
    for word in WORDS:
        took += [_until_shown(view, lambda key=key: search.insert(key)) for key in word]
        _until_shown(view, search.clear)
        _settle()
    return took


def _until_shown(view: QTableView, act: Callable[[], object]) -> float:
    loop = QEventLoop()
    connection = view.model().modelReset.connect(loop.quit)
    begun = perf_counter()
    act()
    loop.exec()
    view.viewport().repaint()
    took = perf_counter() - begun
    view.model().disconnect(connection)
    return took


def _jump(view: QTableView) -> float:
    view.scrollToTop()
    view.setCurrentIndex(view.model().index(0, 0))
    _settle()
    begun = perf_counter()
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    view.viewport().repaint()
    return perf_counter() - begun


def _memory() -> dict[str, float]:
    """Megabytes of this process, now and at most, where the system tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return {
        name: int(lines[key].split()[0]) * 1024 / 1e6
        for name, key in (("memory", "VmRSS"), ("memory_peak", "VmHWM"))
    }


def _password_field() -> QLineEdit | None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit) and field.echoMode() is QLineEdit.EchoMode.Password:
        return field
    return None


def _named(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    return next(one for one in page.findChildren(kind) if one.accessibleName() == name)


def _wait_for(look: Callable[[], Found | None]) -> Found:
    """Let the window live until something is there; this thread sleeps as the program's does."""
    until = perf_counter() + PATIENCE_SECONDS
    while not (found := look()):
        if perf_counter() > until:
            raise TimeoutError("the window did not get that far")
        QTest.qWait(5)
    return found


def _settle() -> None:
    """Let everything happen that is still on its way."""
    QTest.qWait(300)


if __name__ == "__main__":
    main()
