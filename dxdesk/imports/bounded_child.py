"""The child process that reads foreign files, seen from the desk: ask, listen, watch, end.

No thread waits for it: the desk looks at the line ten times a second, sees whether the child still
shows signs of life, and whether the officer has pressed 中止 meanwhile.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from dxdesk.paths import PACKAGE

Cancelled = Callable[[], bool]

SECONDS_WITHOUT_PROGRESS = 4.5  # so that the sentence is there within five
_LOOK_SECONDS = 0.1
_PIECE = 1024 * 1024
_MAX_MESSAGE = 256 * 1024 * 1024


class ChildDiedError(Exception):
    """The child is gone, mostly because the file asked for more memory than it may have."""


class ChildHungError(Exception):
    """The child showed no sign of life for too long."""


class StoppedError(Exception):
    """The officer pressed 中止."""


def child_command() -> list[str]:
    """How the child is started: a bundle starts itself, everything else its interpreter."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-child"]
    start = (
        "import sys; sys.path.append(sys.argv[1]);"
        "from dxdesk.imports.reading_child import serve; serve()"
    )
    # -P: a module that lies in the current folder is not taken for one of ours
    return [sys.executable, "-P", "-c", start, str(PACKAGE.parent)]


class BoundedChild:
    """One running child; it answers one question after another."""

    def __init__(self) -> None:
        self._process = _start()

    def ask(self, question: list[Any]) -> None:
        """Send a question; that the child is already gone is seen when its answer is awaited."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
        except OSError as error:
            raise ChildDiedError from error

    def receive(self, cancelled: Cancelled | None = None) -> list[Any]:
        """Wait for the next message, for as long as the child shows signs of life.

        Raises:
            ChildDiedError, ChildHungError, StoppedError: instead of a message.
        """
        (size,) = struct.unpack(">I", self._receive_bytes(4, cancelled))
        if size > _MAX_MESSAGE:
            raise ChildDiedError
        data = self._receive_bytes(size, cancelled)
        message: list[Any] = json.loads(data, object_hook=_decode)
        return message

    def end(self) -> None:
        """Stop it; it keeps nothing, so there is nothing to say goodbye for."""
        self._process.kill()
        self._process.communicate()

    def _receive_bytes(self, size: int, cancelled: Cancelled | None) -> bytes:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        received = bytearray()
        until = time.monotonic() + SECONDS_WITHOUT_PROGRESS
        while len(received) < size:
            if cancelled is not None and cancelled():
                raise StoppedError
            if not _has_something(descriptor, _LOOK_SECONDS):
                if time.monotonic() > until:
                    raise ChildHungError
                continue
            piece = os.read(descriptor, min(size - len(received), _PIECE))
            if not piece:
                raise ChildDiedError
            received += piece
            until = time.monotonic() + SECONDS_WITHOUT_PROGRESS
        return bytes(received)


def _decode(marked: dict[str, str]) -> dt.date | dt.datetime:
    if "day" in marked:
        return dt.date.fromisoformat(marked["day"])
    return dt.datetime.fromisoformat(marked["moment"])


def child_environment() -> dict[str, str]:
    """Our environment without our own settings: whoever reads foreign files needs no password."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DXDESK_")}


if sys.platform == "win32":
    import _winapi
    import msvcrt

    def _start() -> subprocess.Popen[bytes]:
        """Start the child without a console window of its own."""
        return subprocess.Popen(
            child_command(),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            creationflags=subprocess.CREATE_NO_WINDOW,
        )

    def _has_something(descriptor: int, seconds: float) -> bool:
        """Whether the child has said something or is gone; waits a moment for it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if _winapi.PeekNamedPipe(msvcrt.get_osfhandle(descriptor), 0)[0]:
                    return True
            except BrokenPipeError:
                return True
            time.sleep(0.002)
        return False

else:
    import select

    def _start() -> subprocess.Popen[bytes]:
        """Start the child."""
        return subprocess.Popen(
            child_command(),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
        )

    def _has_something(descriptor: int, seconds: float) -> bool:
        """Whether the child has said something or is gone; waits a moment for it."""
        return bool(select.select([descriptor], [], [], seconds)[0])
