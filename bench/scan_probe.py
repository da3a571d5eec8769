"""Adds scans of 10 MB to qualifications in a window, and says how long the slowest best one took.

Started by the measure ``scan``: ``python -m bench.scan_probe DESK PASSWORD RUNS``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from bench.ground import clock
from dxdesk.app import make_application
from dxdesk.models.accounts import sign_in
from dxdesk.models.evidence.attachments import Proof
from dxdesk.ui.jobs import Jobs
from dxdesk.ui.messages import Boxes
from dxdesk.ui.pages.qualifications.scans_card import ScansCard, Subject
from dxdesk.ui.workplace import Workplace

WIDTH, HEIGHT = 2_480, 3_508  # A4 at 300 dpi
SIZE = 10_000_000


def main() -> None:
    """Measure both kinds of file."""
    path, password, runs = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    application = make_application()
    desk = sign_in(path, password, clock=clock)
    jobs, holder = Jobs(), QWidget()
    card = ScansCard(Workplace(desk, jobs, Boxes(holder)))
    card.resize(600, 600)
    card.show()
    rows = desk.rows("SELECT id, employee_id FROM holding ORDER BY id LIMIT ?", (runs,))
    with tempfile.TemporaryDirectory() as folder:
        slowest = 0.0
        for file in _files(Path(folder)):
            took = []
            for row_id, employee_id in rows:
                card.show_subject(Subject(Proof.HOLDING, row_id, "", employee_id))
                _settle(jobs)
                took.append(_add(card, file, jobs))
            slowest = max(slowest, min(took))
    print(slowest)
    card.close()
    jobs.close()
    desk.close(with_backup=False)
    application.quit()


def _files(folder: Path) -> Iterator[Path]:
    """Grey noise, of which nothing can be left out: a picture, and the same on a page."""
    noise = QImage(
        os.urandom(WIDTH * HEIGHT), WIDTH, HEIGHT, WIDTH, QImage.Format.Format_Grayscale8
    )
    for quality in range(100, 10, -3):  # as fine as 10 MB allow
        picture = folder / "scan.jpg"
        noise.save(str(picture), "JPEG", quality)
        if picture.stat().st_size <= SIZE * 1.05:
            break
    yield picture
    paper = folder / "scan.pdf"
    writer = QPdfWriter(str(paper))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    painter.drawImage(writer.pageLayout().paintRectPixels(writer.resolution()), noise)
    painter.end()
    with paper.open("ab") as file:
        file.write(b"\n" * max(0, SIZE - paper.stat().st_size - 1_000))
        file.write(paper.read_bytes()[-200:])
    yield paper


def _add(card: ScansCard, file: Path, jobs: Jobs) -> float:
    began = perf_counter()
    card.add(file)
    _settle(jobs)
    card.grab()
    took = perf_counter() - began
    if card.opened is None or card.opened.scan is None:
        raise SystemExit(card.error.text() or "nothing shown")
    return took


def _settle(jobs: Jobs) -> None:
    """Wait until nothing runs; a job that has ended may begin the next one."""
    quiet = 0
    while quiet < 3:
        QTest.qWait(1)
        quiet = quiet + 1 if jobs.idle else 0


if __name__ == "__main__":
    main()
