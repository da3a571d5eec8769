"""The window: how soon it can be used, and how much memory it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench import READY
from bench.ground import Ground
from bench.measure import Taken
from bench.timing import Stopwatch, best_of

REMEMBER = (
    "import sys; from pathlib import Path; from dxdesk.ui.local_settings import remember_desk;"
    "remember_desk(Path(sys.argv[1]))"
)


def window(ground: Ground) -> Taken:
    """From the command to a password field that has taken a key, in a fresh process."""
    with ground.copy("full") as desk, ground.scratch() as local:
        environment = _environment(local)
        subprocess.run([sys.executable, "-c", REMEMBER, desk], check=True, env=environment)
        return Taken(best_of(ground.runs, lambda: _start(environment)))


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
    root = str(Path(__file__).parents[1])
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "DXDESK_LOCAL_DATA": str(local),
        "PYTHONPATH": root,
    }
