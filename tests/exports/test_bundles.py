"""An inquiry goes out as a folder for each bureau; only what was written whole is marked as sent."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import msoffcrypto
import pytest
from docx import Document
from openpyxl import load_workbook

from dxdesk.errors import UserError
from dxdesk.exports import bundles
from dxdesk.models.assessment import sheets
from dxdesk.models.desk import Desk
from dxdesk.models.inquiries import inquiries, packets
from dxdesk.models.inquiries.presets import BY_PERSON
from tests.exports import inquiries_out as office


@pytest.fixture
def out(desk: Desk, tmp_path: Path) -> Path:
    office.fill(desk)
    folder = tmp_path / "配布"
    folder.mkdir()
    return folder


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_each_bureau_has_its_folder_with_letter_summary_and_files(desk: Desk, out: Path) -> None:
    folder = office.send(desk, office.prepare_sheets(desk), out)
    assert folder == out / "令和7年度アセスメントシート"
    assert files_below(folder) == [
        "01_総務部/010001_総務課.xlsx",
        "01_総務部/010002_人事課.xlsx",
        "01_総務部/取りまとめ表.xlsx",
        "01_総務部/送付文.docx",
        "02_農政部/020001_農政課.xlsx",
        "02_農政部/取りまとめ表.xlsx",
        "02_農政部/送付文.docx",
    ]


def test_where_answers_must_not_be_seen_each_person_has_a_file(desk: Desk, out: Path) -> None:
    folder = office.send(desk, office.prepare_sheets(desk, BY_PERSON), out)
    assert [name for name in files_below(folder) if "0000" in name.rpartition("_")[2]] == [
        "01_総務部/010001_総務課_000001.xlsx",
        "01_総務部/010001_総務課_000002.xlsx",
        "01_総務部/010001_総務課_000005.xlsx",
        "01_総務部/010002_人事課_000003.xlsx",
        "02_農政部/020001_農政課_000004.xlsx",
    ]


def test_what_was_written_is_marked_and_everybody_has_a_sheet(desk: Desk, out: Path) -> None:
    inquiry_id = office.prepare_sheets(desk)
    office.send(desk, inquiry_id, out)
    assert inquiries.get(desk, inquiry_id).state == inquiries.SENT
    assert {packet.sent_on for packet in packets.packets(desk, inquiry_id)} == {desk.today()}
    assert sheets.counts(desk, 2025) == {sheets.SENT: 5}
    assert desk.value("SELECT title FROM action ORDER BY id DESC LIMIT 1") == (
        "照会の配布（令和7年度アセスメントシート、3ファイル）"
    )


def test_other_inquiries_make_no_sheets(desk: Desk, out: Path) -> None:
    office.send(desk, office.prepare_questions(desk), out)
    assert sheets.counts(desk, 2025) == {}


class Stop(BaseException):
    """Somebody pressed 中止."""


def test_who_stops_keeps_whole_files_and_nothing_is_marked(desk: Desk, out: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop_at_four(done: int, total: int, _text: str) -> None:
        told.append((done, total))
        if done == 4:
            raise Stop

    inquiry_id = office.prepare_sheets(desk)
    with pytest.raises(Stop):
        bundles.send(desk, inquiry_id, out, stop_at_four)
    written = files_below(out)
    assert len(written) == 4
    assert told[-1] == (4, 7)
    for name in written:
        if name.endswith(".xlsx"):
            load_workbook(out / name)
    assert inquiries.get(desk, inquiry_id).state == inquiries.PREPARED


def test_what_lies_there_already_is_not_overwritten(desk: Desk, out: Path) -> None:
    inquiry_id = office.prepare_questions(desk)
    first, second = office.send(desk, inquiry_id, out), office.send(desk, inquiry_id, out)
    assert second.name == f"{first.name}（2）"


def test_a_title_that_no_folder_can_have_is_made_harmless(desk: Desk, out: Path) -> None:
    folder = office.send(desk, office.prepare_questions(desk, "A/B:照会?"), out)
    assert folder.name == "A／B：照会？"


def test_a_password_opens_the_files_and_stands_nowhere(desk: Desk, out: Path) -> None:
    folder = office.send(desk, office.prepare_sheets(desk, password="aikotoba-123"), out)
    locked = msoffcrypto.OfficeFile(BytesIO((folder / "01_総務部/010001_総務課.xlsx").read_bytes()))
    opened = BytesIO()
    locked.load_key(password="aikotoba-123")
    locked.decrypt(opened)
    assert "評価" in load_workbook(opened).sheetnames
    letter = "\n".join(
        paragraph.text for paragraph in Document(str(folder / "01_総務部/送付文.docx")).paragraphs
    )
    assert "別にお知らせします" in letter
    assert "aikotoba" not in letter
    assert all("aikotoba" not in row["title"] for row in desk.rows("SELECT title FROM action"))


def test_a_folder_that_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    office.fill(desk)
    with pytest.raises(UserError, match="フォルダー"):
        office.send(desk, office.prepare_questions(desk), tmp_path / "ない")
