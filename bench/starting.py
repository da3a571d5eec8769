"""The window: how soon it can be used, and how much memory it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bench import READY
from bench.ground import PASSWORD, Ground
from bench.measure import Taken
from bench.timing import Stopwatch, best_of

REMEMBER = (
    "import sys; from pathlib import Path; from dxdesk.ui.local_settings import remember_desk;"
    "remember_desk(Path(sys.argv[1]))"
)


def window(ground: Ground) -> Taken:
    """From the command to a password field that has taken a key, in a fresh process."""
    with _last_desk(ground, "full") as environment:
        return Taken(best_of(ground.runs, lambda: _start(environment)))


def first_page(ground: Ground) -> Taken:
    """From Enter in the password field to the home page."""
    return Taken(_walk(ground)["home"])


def key(ground: Ground) -> Taken:
    """From a key in the search field to its rows on the screen, the slowest key of some words."""
    return Taken(_walk(ground)["key"] * 1000)


def end_of_list(ground: Ground) -> Taken:
    """From Ctrl+End to the last rows on the screen."""
    return Taken(_walk(ground)["end"] * 1000)


def first_rows(ground: Ground) -> Taken:
    """From the entry of the navigation to the first rows of everybody, the page made for it."""
    return Taken(_best_opening(ground, "first") * 1000)


def silence(ground: Ground) -> Taken:
    """The longest time without an answer from that to the whole list with all its orders."""
    return Taken(_best_opening(ground, "silence") * 1000)


def hold(ground: Ground) -> Taken:
    """The longest time without an answer while the list is sorted, filtered and scrolled."""
    return Taken(_walk(ground)["hold"] * 1000)


def sort(ground: Ground) -> Taken:
    """From a click on a heading to the rows, the slowest column."""
    return Taken(_walk(ground)["sort"] * 1000)


def filter_list(ground: Ground) -> Taken:
    """From the choice of a 部局 to its rows, or back to all."""
    return Taken(_walk(ground)["filter"] * 1000)


def memory(ground: Ground) -> Taken:
    """What the process holds once everybody was listed, searched and scrolled through."""
    return Taken(_walk(ground)["memory"])


def memory_peak(ground: Ground) -> Taken:
    """The most that it held on the way."""
    return Taken(_walk(ground)["memory_peak"])


@cache
def _walk(ground: Ground) -> dict[str, float]:
    """What one walk through the window took; several measures look at it."""
    with _last_desk(ground, "large") as environment:
        return _walk_once(ground, environment, ground.runs)


def _best_opening(ground: Ground, name: str) -> float:
    return min(opened[name] for opened in _openings(ground))


@cache
def _openings(ground: Ground) -> tuple[dict[str, float], ...]:
    """What each opening of the list took, every one in a fresh process."""
    with _last_desk(ground, "large") as environment:
        return tuple(_walk_once(ground, environment, 0) for _ in range(ground.runs))


def _walk_once(ground: Ground, environment: dict[str, str], runs: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.window_walk", PASSWORD, str(runs)]
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    if found["people"] != ground.large.people:
        raise RuntimeError(f"the window lists {found['people']} people")
    return found


@contextmanager
def _last_desk(ground: Ground, name: str) -> Iterator[dict[str, str]]:
    """The environment in which a copy of a desk is the one that the program opens by itself."""
    with ground.copy(name) as desk, ground.scratch() as local:
        environment = _environment(local)
        subprocess.run([sys.executable, "-c", REMEMBER, desk], check=True, env=environment)
        yield environment


def _start(environment: dict[str, str]) -> float:
    command = [sys.executable, "-m", "bench.window_probe"]
    with Stopwatch() as watch:
        child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        said = child.stdout.readline().strip()
    child.communicate()
    if said != READY:
        raise RuntimeError("the window did not come up; the lines above say why")
    return watch.seconds


def _environment(local: Path) -> dict[str, str]:
    places = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "DXDESK_LOCAL_DATA": str(local),
        "PYTHONPATH": os.pathsep.join(places),
    }
