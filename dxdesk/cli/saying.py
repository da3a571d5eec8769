"""What a command says: results on standard output, what is wrong on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

LINES_SHOWN = 20


def use_japanese_output() -> None:
    """Let any character be written, whatever the terminal can show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and stream.isatty():
            reconfigure(errors="replace")
        elif reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Write a line of the result at once."""
    print(text, flush=True)


def say_json(result: dict[str, Any]) -> None:
    """Write the result as one JSON object."""
    print(json.dumps(result, ensure_ascii=False), flush=True)


def complain(text: str, stream: TextIO | None = None) -> None:
    """Write on standard error."""
    print(text, file=stream or sys.stderr, flush=True)


def remark(texts: Iterable[str]) -> None:
    """Write remarks on standard error: they stop nothing."""
    found = list(dict.fromkeys(texts))
    for text in found[:LINES_SHOWN]:
        complain(f"（注）{text}")
    if len(found) > LINES_SHOWN:
        complain(f"（注）ほか{len(found) - LINES_SHOWN:,}件")
