"""Taking files in, and putting back what they did."""

from __future__ import annotations

import csv

from bench.bare_store import read_and_write, read_workbook, rows_of
from bench.ground import PASSWORD, Ground, clock, take_in
from bench.measure import Taken
from bench.timing import Stopwatch, best_of, race
from dxdesk.models.accounts import sign_in
from dxdesk.models.verification import verify

PEOPLE_TABLES = ("employee", "service", "name_in_use", "posting", "leave")


def roster(ground: Ground) -> Taken:
    """The whole roster on a desk that knows units and plan."""
    file, written = ground.file("roster"), rows_of(ground, "people", PEOPLE_TABLES)
    ours, bound = race(
        ground.runs,
        lambda: _take_in(ground, "units", "roster"),
        lambda: read_and_write(ground, lambda: read_workbook(file), written),
    )
    return Taken(ours, bound)


def attendance(ground: Ground) -> Taken:
    """A year of attendance on a desk that knows everybody."""
    file, written = ground.file("attendance"), rows_of(ground, "full", ("attendance",))

    def read() -> list[list[str]]:
        with file.open(encoding="cp932", newline="") as lines:
            return list(csv.reader(lines))

    ours, bound = race(
        ground.runs,
        lambda: _take_in(ground, "people", "attendance"),
        lambda: read_and_write(ground, read, written),
    )
    return Taken(ours, bound)


def roster_again(ground: Ground) -> Taken:
    """Comparing the same roster with a desk that has it: nothing to write."""
    return Taken(best_of(ground.runs, lambda: _take_in(ground, "people", "roster")))


def undo_roster(ground: Ground) -> Taken:
    """Undoing the roster."""

    def once() -> float:
        with ground.opened("people") as desk:
            action_id = desk.last_action()
            with Stopwatch() as watch:
                desk.undo(action_id)
        return watch.seconds

    return Taken(best_of(ground.runs, once))


def signing_in(ground: Ground) -> Taken:
    """From the password to an open desk."""

    def once() -> float:
        with ground.copy("full") as path:
            with Stopwatch() as watch:
                desk = sign_in(path, PASSWORD, clock=clock)
            desk.close(with_backup=False)
        return watch.seconds

    return Taken(best_of(ground.runs, once))


def verifying(ground: Ground) -> Taken:
    """Computing the whole chain again and comparing every row with its images."""

    def once() -> float:
        with ground.opened("full") as desk, Stopwatch() as watch:
            verify(desk)
        return watch.seconds

    return Taken(best_of(ground.runs, once))


def _take_in(ground: Ground, desk_name: str, kind: str) -> float:
    file = ground.file(kind)
    with ground.opened(desk_name) as desk, Stopwatch() as watch:
        take_in(desk, kind, file)
    return watch.seconds
