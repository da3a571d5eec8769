"""A scan of 10 MB: from the file to the screen, by way of the store."""

from __future__ import annotations

import os
import subprocess
import sys

from bench.ground import PASSWORD, Ground
from bench.measure import Taken


def scan(ground: Ground) -> Taken:
    """The slower of a PDF and a JPEG; the window is a real one, in a process of its own."""
    with ground.copy("full") as path:
        command = [sys.executable, "-m", "bench.scan_probe", str(path), PASSWORD, str(ground.runs)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return Taken(float(said.stdout.split()[-1]))
