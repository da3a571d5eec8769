from __future__ import annotations

import threading
import time
from typing import Any

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.ui.jobs import Job, Jobs, Line, Progress


def run(qtbot: QtBot, jobs: Jobs, job: Job) -> None:
    jobs.run(job)
    qtbot.waitUntil(lambda: jobs.idle)


def test_a_result_comes_back_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    jobs, seen = Jobs(), []
    run(qtbot, jobs, Job("x", lambda _p: threading.get_ident(), lambda there: seen.append(
        (there, threading.get_ident()))))  # fmt: skip
    jobs.close()
    there, here = seen[0]
    assert here == threading.get_ident() != there


def test_an_error_of_the_user_is_handed_back(qtbot: QtBot) -> None:
    jobs, failed = Jobs(), []

    def work(_progress: Progress) -> None:
        raise UserError("日付を確かめてください。")

    run(qtbot, jobs, Job("x", work, lambda _r: None, failed.append))
    jobs.close()
    assert [error.text for error in failed] == ["日付を確かめてください。"]


def test_a_mistake_of_the_program_reaches_the_crash_window(qtbot: QtBot) -> None:
    jobs, crashes = Jobs(), []
    jobs.crashed.connect(crashes.append)
    run(qtbot, jobs, Job("x", lambda _p: 1 // 0, lambda _r: None))
    jobs.close()
    assert isinstance(crashes[0], ZeroDivisionError)


def test_a_busy_job_hands_its_turn_to_the_window_at_once(qtbot: QtBot) -> None:
    jobs, busy = Jobs(), [True]

    def work(_progress: Progress) -> None:
        while busy[0]:
            pass

    def turns() -> float:
        begun = time.perf_counter()
        for _ in range(20):
            time.sleep(0)  # as each call into Qt does: gives the turn away, and wants it back
        return time.perf_counter() - begun

    jobs.run(Job("x", work, lambda _r: None))
    taken = min(turns() for _ in range(5))
    busy[0] = False
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()
    assert taken < 20 * 0.0025  # half of what Python takes by itself


def test_stopping_ends_a_job_at_its_next_step(qtbot: QtBot) -> None:
    jobs, stopped = Jobs(), []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            begun.set()
            progress(1, 2, "調べています")

    jobs.run(Job("x", work, lambda _r: None, stopped=lambda: stopped.append(True)))
    assert begun.wait(10)
    jobs.stop()
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()
    assert stopped == [True]


def test_writes_stand_in_one_line(qtbot: QtBot) -> None:
    jobs, order = Jobs(), []
    threads: list[Any] = []

    def work(number: int) -> None:
        threads.append(threading.get_ident())
        order.append(number)

    for number in range(5):
        jobs.run(Job("x", lambda _p, n=number: work(n), lambda _r: None, line=Line.WRITE))
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()
    assert order == list(range(5))
    assert len(set(threads)) == 1


def test_a_search_beside_a_stopped_job_is_asked_again(qtbot: QtBot) -> None:
    jobs, answers = Jobs(), []
    stopped, begun = threading.Event(), threading.Event()
    jobs.interrupt_with(stopped.set)

    def search(_progress: Progress) -> str:
        if not stopped.is_set():
            begun.set()
            stopped.wait(10)
            raise StoreError(Trouble.OTHER, "interrupted")
        return "見つかりました"

    jobs.run(Job("x", search, answers.append, quiet=True))
    assert begun.wait(10)
    jobs.stop()
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()
    assert answers == ["見つかりました"]


def test_between_two_steps_the_window_answers(qtbot: QtBot) -> None:
    jobs, seen = Jobs(), []
    jobs.in_steps(
        jobs,
        lambda: (seen.append("first"), QTimer.singleShot(0, lambda: seen.append("a key"))),
        lambda: seen.append("second"),
    )
    assert not jobs.idle
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()
    assert seen == ["first", "a key", "second"]


def test_steps_end_with_what_they_are_for(qtbot: QtBot) -> None:
    jobs, seen, owner = Jobs(), [], QObject()
    jobs.in_steps(owner, lambda: delete(owner), lambda: seen.append("too late"))
    qtbot.waitUntil(lambda: jobs.idle)
    jobs.close()
    assert seen == []
