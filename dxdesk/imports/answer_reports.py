"""Files that come back, read one after another: a report for each, whatever is wrong with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dxdesk.errors import UserError
from dxdesk.imports.answer_asked import Asked, asked
from dxdesk.imports.answer_files import AnswerFile, Came, came_from
from dxdesk.imports.answer_given import CAME_EMPTY, Given
from dxdesk.imports.answer_rows import Rows
from dxdesk.imports.proposal import Refusal
from dxdesk.models import settings
from dxdesk.models.assessment.sheets import CONFIRMED
from dxdesk.models.inquiries import inquiries, layout, packets

if TYPE_CHECKING:
    from dxdesk.imports.reading import Reader, Table
    from dxdesk.models.inquiries.packets import Known
    from dxdesk.models.store import Reads

NOT_OURS = (
    "は、この照会の回答ファイルではありません（隠れた1行目の印がありません）。"
    "送ったファイルに記入したものか確かめてください。"
)


@dataclass(frozen=True)
class FileReport:
    """What one file says, and what in it is refused.

    Args:
        name: with the folders below the given one.
        saved: its place among the files by when they were saved.
        content: the file itself; empty where nothing of it is taken.
        asked: what is expected of it; nothing where it belongs to no inquiry of this desk.
        packet: which file of the inquiry it is.
        given: what its rows say.
        refused: rows, sheets or the whole file.
        remarks: sentences about what was read otherwise than it was written, or not at all.
        passed_over: rows that nobody filled in.
        doubled: rows that appear a second time and count once.
    """

    name: str
    saved: int
    content: bytes = b""
    asked: Asked | None = None
    packet: Known | None = None
    given: tuple[Given, ...] = ()
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()
    passed_over: int = 0
    doubled: int = 0

    @property
    def inquiry(self) -> str:
        """件名 of the inquiry; empty where it is none of this desk's."""
        return self.asked.inquiry.title if self.asked else ""

    @property
    def whose(self) -> str:
        """The 所属, or the person, whom the file asks."""
        return self.asked.whom(self.packet)[1] if self.asked and self.packet else ""

    @property
    def people(self) -> int:
        """How many people it answers for."""
        return len({each.employee_id for each in self.given} - {0})


class Reports:
    """Reads the files of some inquiries.

    Args:
        reads: the desk.
        inquiry_id: only files of this one are taken; else those of all inquiries.
    """

    def __init__(self, reads: Reads, inquiry_id: int | None) -> None:
        self._reads = reads
        self._only = inquiries.get(reads, inquiry_id) if inquiry_id is not None else None
        self._packets = packets.by_token(reads)
        self._asked: dict[int, Asked] = {}
        self._read: dict[str, str] = {}
        self._office = settings.get(reads, settings.OFFICE_NAME)
        self._passwords = (
            inquiries.passwords(reads)
            if self._only is None
            else tuple(filter(None, [self._only.said.password]))
        )

    def report(self, reader: Reader, path: Path, name: str, saved: int) -> FileReport | None:
        """Read one file; nothing for the list of all files that went out with them."""
        try:
            tables = reader.read_answers(path, self._passwords)
            content = path.read_bytes()
        except (UserError, OSError) as error:
            text = error.text if isinstance(error, UserError) else f"「{path.name}」を開けません。"
            return _refused(name, saved, text)
        came = came_from(tables)
        if came is None:
            return _refused(name, saved, f"「{path.name}」{NOT_OURS}")
        if came.kind == layout.SUMMARY:
            return None
        known = self._packets.get(came.token)
        elsewhere = self._is_elsewhere(came, known)
        if known is None or elsewhere:
            return _refused(name, saved, f"「{path.name}」{elsewhere}")
        before = self._read.setdefault(sha256(content).hexdigest(), name)
        if before != name:
            remark = f"「{before}」と同じ内容なので、読みません。"
            return FileReport(name, saved, remarks=(remark,))
        return self._checked(tables, came.token, known, FileReport(name, saved, content))

    def _is_elsewhere(self, came: Came, known: Known | None) -> str:
        """Why the file is not for here, in words."""
        what = f"「{came.title}」（{came.fiscal_year}）"
        if known is None and came.office and came.office != self._office:
            return f"は、{came.office}の照会{what}の回答です。この業務データの照会ではありません。"
        if known is None and not came.title:
            return NOT_OURS
        if known is None:
            return (
                f"は、照会{what}の回答ですが、この業務データから送ったものではありません。"
                "送ったときの業務データか確かめてください。"
            )
        if self._only is not None and known.inquiry_id != self._only.id:
            return f"は、別の照会{what}の回答です。その照会を選んで取り込んでください。"
        return ""

    def _checked(
        self, tables: Sequence[Table], token: str, packet: Known, empty: FileReport
    ) -> FileReport:
        expected = self._expected(packet.inquiry_id)
        file = AnswerFile(tables, token, expected.headings, expected.width)
        if file.refused:
            return FileReport(
                empty.name, empty.saved, asked=expected, packet=packet,
                refused=tuple(file.refused), remarks=tuple(file.remarks),
            )  # fmt: skip
        rows = Rows(expected, packet, token, file)
        given = rows.given
        remarks = [*file.remarks, *rows.remarks(), *_about_sheets(expected, given)]
        if not given and not rows.refused:
            if expected.about_sheets:
                remarks.append("記入がないため、回収したことにしません。")
            else:
                given = [rows.of_the_file("", 0, CAME_EMPTY, None)]
        return FileReport(
            empty.name, empty.saved, empty.content, expected, packet, tuple(given),
            tuple(rows.refused), tuple(remarks), rows.passed_over, rows.doubled,
        )  # fmt: skip

    def _expected(self, inquiry_id: int) -> Asked:
        if inquiry_id not in self._asked:
            self._asked[inquiry_id] = asked(self._reads, inquiries.get(self._reads, inquiry_id))
        return self._asked[inquiry_id]


def _refused(name: str, saved: int, reason: str) -> FileReport:
    return FileReport(name, saved, refused=(Refusal("", 0, "", "", reason),))


def _about_sheets(expected: Asked, given: Sequence[Given]) -> list[str]:
    people = {each.employee_id for each in given}
    confirmed = sum(expected.sheets.get(each) == CONFIRMED for each in people)
    if not confirmed:
        return []
    return [f"確定したシートが{confirmed:,}人分あります。回答は残しますが、シートは変えません。"]
