"""What a page puts out: papers that are shown, and files; made beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from dxdesk.exports import output as outputs
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.output import Request
from dxdesk.models import acts
from dxdesk.ui.jobs import Job, Progress
from dxdesk.ui.pdf_view import PdfWindow
from dxdesk.ui.workplace import Workplace


class Outputs:
    """The papers and files of one page or list; ``paper`` is the one that was shown last.

    Args:
        owner: what papers are shown over.
        place: the desk and everything that goes with it.
    """

    def __init__(self, owner: QWidget, place: Workplace) -> None:
        self._owner = owner
        self._place = place
        self.paper: PdfWindow | None = None

    def show_paper(self, title: str, work: Callable[[Progress], bytes]) -> None:
        """Make a paper, and show it.

        Args:
            title: of the paper and its file.
            work: makes the PDF and enters that into the record.
        """

        def done(content: bytes) -> None:
            messages = self._place.messages
            self.paper = PdfWindow(self._owner, title, content, f"{title}.pdf", messages)
            self.paper.open()
            self._place.news.changed.emit()

        self._run(f"{title}を紙面にしています", work, done)

    def print_output(self, key: str, request: Request, title: str = "") -> None:
        """Show an output of the catalogue as a paper, and enter it into the record as printed.

        Args:
            key: of the output.
            title: of the paper, where it says more than the catalogue's.
        """
        desk, output = self._place.desk, CATALOGUE[key]

        def work(_progress: Progress) -> bytes:
            made = outputs.make(desk, output, request)
            desk.record(acts.PRINT, f"{output.title}（{made.size}）の{acts.PRINT.title}")
            return made.content

        self.show_paper(title or output.title, work)

    def save_file(
        self, title: str, path: Path, work: Callable[[Progress], tuple[str, ...] | None]
    ) -> None:
        """Write a file, and say so.

        Args:
            title: what is in it.
            path: where it goes.
            work: writes it and enters that into the record; sentences that it gives are told.
        """

        def done(remarks: tuple[str, ...] | None) -> None:
            self._place.news.said.emit(f"「{path.name}」に出力しました")
            self._place.news.changed.emit()
            if remarks:
                self._place.messages.tell("お知らせ", "\n".join(remarks))

        self._run(f"{title}を書き出しています", work, done)

    def save_output(self, key: str, request: Request, path: Path) -> None:
        """Write an output of the catalogue, and enter it into the record."""
        desk, output = self._place.desk, CATALOGUE[key]

        def work(_progress: Progress) -> tuple[str, ...]:
            made = outputs.make(desk, output, request)
            outputs.write(desk, output, made, path)
            return made.remarks

        self.save_file(output.title, path, work)

    def _run(
        self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]
    ) -> None:
        self._place.jobs.run(Job(title, work, done, self._place.tell))
