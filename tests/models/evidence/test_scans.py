"""Scans: what a file is, and what it only says to be."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from dxdesk.errors import StoreError, UserError
from dxdesk.models.evidence.scans import JPEG, PDF, PNG, check_scan, read_scan
from tests.scan_files import jpeg, pdf, png

PROGRAM = b"MZ\x90\0" + bytes(2_000)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("合格証.pdf", pdf(), PDF),
        ("合格証.PDF", b"\r\n" + pdf(), PDF),
        ("合格証.jpg", jpeg(), JPEG),
        ("合格証.JPEG", jpeg(), JPEG),
        ("合格証.png", png(), PNG),
    ],
)
def test_a_scan_is_what_its_name_says(name: str, content: bytes, media_type: str) -> None:
    assert check_scan(name, content).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("合格証.png", PROGRAM, "名前がPNG画像ですが、中身はPNG画像ではありません"),
        ("合格証.png", jpeg(), "名前がPNG画像ですが、中身はJPEG画像です"),
        ("合格証.pdf", png(), "名前がPDFですが、中身はPNG画像です"),
        ("合格証.pdf", b"", "空のファイルです"),
        ("合格証.exe", PROGRAM, "PDF・JPEG・PNGのファイルを選んでください"),
        ("合格証", pdf(), "PDF・JPEG・PNGのファイルを選んでください"),
        ("合格証.pdf", pdf()[:-200], "途中で切れているか、壊れています"),
        ("合格証.pdf", pdf(password="himitsu"), "パスワードか制限（暗号化）が付いたPDFです"),
        ("合格証.png", png()[:-20], "途中で切れているか、壊れています"),
        ("合格証.png", png().replace(b"IDAT", b"IDAX"), "途中で切れているか、壊れています"),
        ("合格証.png", png(promised=(100_000, 100_000)), "100,000×100,000画素あり"),
        ("合格証.jpg", jpeg()[:-1], "途中で切れているか、壊れています"),
        ("合格証.jpg", jpeg()[:20], "途中で切れているか、壊れています"),
        ("合格証.jpg", jpeg(65_000, 65_000), "65,000×65,000画素あり"),
        ("合格証.jpg", jpeg(0, 0), "途中で切れているか、壊れています"),
    ],
)  # fmt: skip
def test_what_is_no_scan_is_said_with_the_file(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UserError) as refused:
        check_scan(name, content)
    assert said in refused.value.text
    assert name in refused.value.text


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "証書.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    told: list[int] = []
    began = perf_counter()
    with pytest.raises(UserError, match=r"「証書\.pdf」は200MBあります。50MBまで"):
        read_scan(path, lambda done, _total: told.append(done))
    assert perf_counter() - began < 1
    assert told == []


def test_a_file_is_read_in_blocks_that_are_told(tmp_path: Path) -> None:
    path = tmp_path / "証書.pdf"
    path.write_bytes(pdf() + b"\n" * 300)
    told: list[tuple[int, int]] = []
    scan = read_scan(path, lambda done, total: told.append((done, total)))
    assert scan.name == "証書.pdf"
    assert scan.content == path.read_bytes()
    assert told == [(path.stat().st_size, path.stat().st_size)]


def test_a_folder_or_a_missing_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "ない.pdf"):
        with pytest.raises((UserError, StoreError), match=path.name):
            read_scan(path)
