"""Measure, print a table, and say with 達成 or 未達 whether each limit holds."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.ground import BUILD, Ground
from bench.measure import MISSED, Measure, Outcome
from bench.measures import BY_NAME, MEASURES
from bench.timing import Calibration, calibrate

HEADINGS = ("name", "what", "measured", "bound", "ratio", "limit", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named, else everything.

    Returns:
        1 if a limit is missed, for scripts; the table says which.
    """
    given = _parser().parse_args(arguments)
    if given.fresh:
        shutil.rmtree(BUILD, ignore_errors=True)
    ground = Ground(runs=given.runs)
    calibration = calibrate(ground.folder)
    print(describe(calibration), flush=True)
    chosen = [BY_NAME[name] for name in given.names] or list(MEASURES)
    outcomes = [_measure(measure, ground) for measure in chosen]
    print(table([HEADINGS, *(outcome.as_row() for outcome in outcomes)]))
    print("bounds:")
    for measure in chosen:
        if measure.bound:
            print(f"  {measure.name}: {measure.bound}")
    if given.json:
        text = json.dumps(as_data(calibration, outcomes), ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")
    return 1 if any(outcome.verdict == MISSED for outcome in outcomes) else 0


def as_data(calibration: Calibration, outcomes: Iterable[Outcome]) -> dict[str, object]:
    """A run as plain data."""
    return {
        "calibration": asdict(calibration),
        "measures": [outcome.as_data() for outcome in outcomes],
    }


def describe(calibration: Calibration) -> str:
    """How fast this PC is, in one line."""
    return (
        f"calibration: {calibration.loop * 1000:.0f} ms for a loop of plain Python,"
        f" {calibration.sync * 1000:.2f} ms until the disk has 4 KB"
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows under each other, text left and figures right; full-width letters count twice."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            _padded(cell, width, right=2 <= column <= 4)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _measure(measure: Measure, ground: Ground) -> Outcome:
    print(f"... {measure.name}", file=sys.stderr, flush=True)
    return measure.judge(measure.take(ground))


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {measure.name:14} {measure.what}" for measure in MEASURES)
    parser = argparse.ArgumentParser(
        prog="dev.py bench", epilog=f"measures:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument(
        "names", nargs="*", choices=[[], *BY_NAME], metavar="NAME", help="see below"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--runs", type=int, default=3, help="of each; the best counts")
    parser.add_argument("--fresh", action="store_true", help="make the inputs anew")
    return parser


if __name__ == "__main__":
    sys.exit(main())
