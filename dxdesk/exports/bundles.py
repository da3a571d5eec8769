"""配布: everything of an inquiry as one folder per bureau, file by file, and then marked as sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.exports.file_names import free_folder, safe_name
from dxdesk.models import acts, settings
from dxdesk.models.assessment import sheets
from dxdesk.models.evidence.registered import Registered, registered_of
from dxdesk.models.files import replace_file, speaking_of_files
from dxdesk.models.inquiries import inquiries, packets
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.models.inquiries.packets import BureauProgress, Packet, UnitProgress
from dxdesk.models.inquiries.presets import SHEET
from dxdesk.models.pace import Pace
from dxdesk.models.people.search import ListRow, list_rows
from dxdesk.models.plan import editions

if TYPE_CHECKING:
    from dxdesk.exports.workbooks.inquiry import Packed
    from dxdesk.models.desk import Desk
    from dxdesk.models.store import Reads

LETTER, SUMMARY = "送付文.docx", "取りまとめ表.xlsx"
_AT_ONCE: Final = 50  # files whose people are read together, so that memory stays flat

Progress = Callable[[int, int, str], object]
Write = Callable[["Packed", Mapping[int, Sequence[Registered]]], bytes]


@dataclass(frozen=True)
class Sent:
    """What was written.

    Args:
        folder: in which everything lies.
        files: how many there are: answer files, letters and summaries.
        packets: how many of them are answer files.
        unplaced: answer files that could not be written, because their 所属 is not there on the 基準日.
    """

    folder: Path
    files: int
    packets: int
    unplaced: int


@dataclass(frozen=True)
class _Bundle:
    """The folder of one bureau."""

    bureau: BureauProgress
    folder: Path
    packets: Sequence[tuple[UnitProgress, Packet]]


def send(desk: Desk, inquiry_id: int, out: Path, progress: Progress) -> Sent:
    """Write everything of an inquiry into a folder of its own, and mark it as sent, as one action.

    Each file is written whole. Whoever stops in between (`progress` raises) keeps the files that are
    there, and nothing is marked; nothing that lies in the folder already is overwritten.

    Args:
        desk: the desk.
        inquiry_id: which inquiry.
        out: the folder in which that of the inquiry is made.
        progress: told before each file how many are done, of how many, and what is being done.

    Raises:
        UserError: no right to it, the folder is not there, or there is no such inquiry.
        StoreError: disk full, read-only, gone.
    """
    if not desk.may(acts.SEND_INQUIRY):
        raise UserError("照会を配布する権限がありません。管理者に確かめてください。")
    if not out.is_dir():
        raise UserError(
            f"書き出し先のフォルダー「{out}」がありません。場所を確かめてください。", "out"
        )
    inquiry = inquiries.get(desk, inquiry_id)
    folder = free_folder(out, inquiry.title)
    bundles = _bundles(desk, inquiry, folder)
    total = sum(len(bundle.packets) + 2 for bundle in bundles)
    done, pace = 0, Pace()
    for name, path, content in _files(desk, inquiry, bundles):
        progress(done, total, f"{name}　{pace.left(done, total)}".strip())
        replace_file(path, content())
        done += 1
    progress(done, total, "")
    written = [packet for bundle in bundles for _, packet in bundle.packets]
    _mark(desk, inquiry, written)
    missing = len(packets.packets(desk, inquiry_id)) - len(written)
    return Sent(folder, done, len(written), missing)


def stopped_words(done: int, total: int) -> str:
    """What is said when somebody has stopped in between."""
    return (
        f"{total:,}ファイルのうち{done:,}ファイルを書き出したところで中止しました。"
        "配布済みにはしていません。もう一度行うと、別のフォルダーに初めから書き出します。"
    )


def _bundles(desk: Desk, inquiry: Inquiry, folder: Path) -> list[_Bundle]:
    """The bureaus in their official order, with the files that go there."""
    by_unit: dict[int, list[Packet]] = {}
    for packet in packets.packets(desk, inquiry.id):
        by_unit.setdefault(packet.unit_id, []).append(packet)
    found = []
    for place, bureau in enumerate(packets.progress(desk, inquiry, desk.today()), 1):
        files = [(unit, packet) for unit in bureau.units for packet in by_unit[unit.unit.unit_id]]
        own = folder / safe_name(f"{place:02}_{bureau.name}")
        found.append(_Bundle(bureau, own, files))
    return found


def _files(
    desk: Desk, inquiry: Inquiry, bundles: Sequence[_Bundle]
) -> Iterator[tuple[str, Path, Callable[[], bytes]]]:
    """Every file in turn: its bureau, its place, and what makes its content."""
    from dxdesk.exports.letters import inquiry as letters
    from dxdesk.exports.letters.letter import write_letter
    from dxdesk.exports.workbooks.inquiry_summary import write_summary

    office = settings.get(desk, settings.OFFICE_NAME)
    words = letters.wording(desk)
    write = _writer(desk, inquiry, office)
    for bundle in bundles:
        with speaking_of_files(bundle.folder):
            bundle.folder.mkdir(parents=True)
        name = bundle.bureau.name
        letter = letters.sending_letter(
            inquiry, bundle.bureau, words, desk.today(), password=bool(inquiry.said.password)
        )
        yield name, bundle.folder / LETTER, partial(write_letter, letter)
        yield name, bundle.folder / SUMMARY, partial(write_summary, inquiry, office, bundle.bureau)
        for path, packed, known in _packed(desk, inquiry, bundle):
            yield name, path, partial(write, packed, known)


def _packed(
    reads: Reads, inquiry: Inquiry, bundle: _Bundle
) -> Iterator[tuple[Path, Packed, Mapping[int, Sequence[Registered]]]]:
    """The answer files of a bureau, a few read at a time."""
    from dxdesk.exports.workbooks.inquiry import Packed

    day = inquiry.said.as_of
    asked = packets.asked_by(reads, inquiry.id)
    for start in range(0, len(bundle.packets), _AT_ONCE):
        some = bundle.packets[start : start + _AT_ONCE]
        ids = [each for _, packet in some for each in asked.get(packet.id, ())]
        people = {row.employee_id: row for row in list_rows(reads, ids, day)}
        known = registered_of(reads, ids, day) if inquiry.said.preset == SHEET.key else {}
        for unit, packet in some:
            rows = [people[each] for each in asked.get(packet.id, ()) if each in people]
            place = f"{bundle.bureau.name}　{unit.unit.name}"
            packed = Packed(packet.token, place, rows, alone=packet.employee_id is not None)
            yield bundle.folder / _name(unit, packet, rows), packed, known


def _name(unit: UnitProgress, packet: Packet, people: Sequence[ListRow]) -> str:
    """所属コード_所属名.xlsx, of one person with the 職員番号."""
    own = f"_{people[0].number}" if packet.employee_id is not None and people else ""
    return safe_name(f"{unit.unit.code}_{unit.unit.name}") + f"{own}.xlsx"


def _writer(reads: Reads, inquiry: Inquiry, office: str) -> Write:
    """What writes an answer file of this inquiry, with its password."""
    from dxdesk.exports.locking import lock
    from dxdesk.exports.workbooks.assessment_sheets import form_of, write_sheets
    from dxdesk.exports.workbooks.inquiry import write_answers

    form = form_of(reads, _edition_id(reads, inquiry)) if inquiry.said.preset == SHEET.key else None

    def write(packed: Packed, known: Mapping[int, Sequence[Registered]]) -> bytes:
        content = (
            write_sheets(form, inquiry, office, packed, known)
            if form
            else write_answers(inquiry, office, packed)
        )
        password = inquiry.said.password
        return lock(content, password) if password else content

    return write


def _edition_id(reads: Reads, inquiry: Inquiry) -> int:
    return inquiry.said.edition_id or editions.in_force(reads, inquiry.said.as_of).id


def _mark(desk: Desk, inquiry: Inquiry, written: Sequence[Packet]) -> None:
    """Mark the files as sent, and give everybody asked a sheet where it is about sheets."""
    title = f"{acts.SEND_INQUIRY.title}（{inquiry.title}、{len(written):,}ファイル）"
    with desk.action(acts.SEND_INQUIRY, title, subject=f"inquiry/{inquiry.id}") as action:
        inquiries.mark_sent(action, inquiry.id, [packet.id for packet in written])
        if inquiry.said.preset == SHEET.key:
            asked = packets.asked_by(action, inquiry.id)
            sheets.distribute(
                action, inquiry.said.fiscal_year, _edition_id(action, inquiry),
                [each for packet in written for each in asked.get(packet.id, ())],
            )  # fmt: skip
