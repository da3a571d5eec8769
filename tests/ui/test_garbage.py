"""Unreachable objects are searched for in the window's thread only."""

from __future__ import annotations

import gc
import weakref

from pytestqt.qtbot import QtBot

from dxdesk.ui.garbage import GarbageCollector, undisturbed
from dxdesk.ui.jobs import Jobs


class Ring:
    """Refers to itself, so that only a search finds it unreachable."""

    def __init__(self) -> None:
        self.own = self


def test_python_does_not_search_by_itself_while_jobs_can_run(qtbot: QtBot) -> None:
    first, second = Jobs(), Jobs()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_what_nobody_refers_to_goes_all_the_same(qtbot: QtBot) -> None:
    jobs = Jobs()
    left = weakref.ref(Ring())
    rings = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
    del rings
    collector = jobs.findChild(GarbageCollector)
    assert isinstance(collector, GarbageCollector)
    collector.collect_due()
    jobs.close()

    assert left() is None


def test_a_job_that_must_not_be_disturbed_is_not(qtbot: QtBot) -> None:
    jobs = Jobs()
    collector = jobs.findChild(GarbageCollector)
    assert isinstance(collector, GarbageCollector)
    with undisturbed():
        before = gc.get_stats()
        rings = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
        collector.collect_due()
        assert gc.get_stats() == before
        assert not gc.isenabled()
    assert not gc.isenabled()
    del rings
    jobs.close()
    assert gc.isenabled()
