"""What an officer may hand in by mistake: every time a sentence, exit 1, and nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Run, empty, run, sample, sample_master, screen
from tests.factories import text_file, workbook
from tests.imports.foreign_files import far_cells, write_raw_workbook

__all__ = ["empty", "run", "sample", "sample_master", "screen"]  # fixtures

HEADINGS = ["職員番号", "氏名", "フリガナ", "所属コード", "職名", "採用年月日", "備考"]
PERSON = ["990001", "新田　太郎", "ニッタ　タロウ", "010001", "主事", "2026-10-01", ""]
ROSTER = ("roster", "--as-of", "2026-10-01")
OPTIONS = {
    "units": ("--as-of", "2026-10-01"),
    "roster": ("--as-of", "2026-10-01"),
    "ratings": ("--fiscal-year", "2025"),
    "targets": ("--fiscal-year", "2025"),
}
TABLE_KINDS = (
    "units", "roster", "transfers", "attendance", "qualifications", "experience", "ratings",
    "targets", "leaders",
)  # fmt: skip


def tables(run: Run, desk: Path) -> tuple[Any, Any]:
    """What a desk holds, and its last action."""
    found = run("verify", desk, "--json").json
    return found["tables"], found["last_action"]


def refused(run: Run, desk: Path, kind: str, path: Path) -> str:
    """Try to take a file in; the sentences on standard error. Nothing may have changed."""
    before = tables(run, desk)
    said = run("import", desk, kind, path, *OPTIONS.get(kind, ()), "--apply", "--json")
    assert said.code == 1
    assert said.out.count("\n") == 1
    assert json.loads(said.out)["applied"] is False
    assert path.name in said.err
    assert tables(run, desk) == before
    return said.err


def roster(path: Path, **cells: object) -> Path:
    """A roster of one new person, with some of the cells as given."""
    row: list[object] = [
        cells.get(heading, cell) for heading, cell in zip(HEADINGS, PERSON, strict=True)
    ]
    return workbook(path, [list(HEADINGS), row])


@pytest.mark.parametrize("kind", TABLE_KINDS)
def test_a_picture_named_as_a_workbook_is_refused_by_every_kind(
    run: Run, empty: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "画像（PNG）" in refused(run, empty, kind, path)


@pytest.mark.parametrize("kind", [*TABLE_KINDS, "plan"])
def test_an_empty_file_a_folder_and_no_file_are_refused_by_every_kind(
    run: Run, empty: Path, tmp_path: Path, kind: str
) -> None:
    nothing, folder = tmp_path / "空.csv", tmp_path / "フォルダー.csv"
    nothing.write_bytes(b"")
    folder.mkdir()
    for path in (nothing, folder, tmp_path / "ない.csv"):
        refused(run, empty, kind, path)


def test_two_far_cells_are_named_with_their_sheet(run: Run, empty: Path, tmp_path: Path) -> None:
    path = write_raw_workbook(tmp_path / "遠い.xlsx", far_cells())
    assert "シート「名簿」のセル XFD1048576" in refused(run, empty, "roster", path)


def test_a_million_rows_are_refused(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "百万行.csv"
    path.write_text("職員番号,氏名\n" + "1,山田\n" * 1_000_000, encoding="utf-8")
    assert "200,000行" in refused(run, empty, "roster", path)


def test_headings_without_rows_are_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "見出しだけ.xlsx", [list(HEADINGS)])
    assert "1行目の見出しの下" in refused(run, sample, "roster", path)


def test_rows_without_headings_are_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "見出しなし.xlsx", [list(PERSON)])
    assert "見出しの行がありません" in refused(run, sample, "roster", path)


def test_two_columns_of_numbers_are_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "二列.xlsx", [[*HEADINGS, "職員番号"], [*PERSON, "990002"]])
    assert "「職員番号」の列が2つあります（A1 と H1）" in refused(run, sample, "roster", path)


def test_one_number_for_two_people_is_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    other = ["990001", "別田　花子", *PERSON[2:]]
    path = workbook(tmp_path / "同番.xlsx", [list(HEADINGS), list(PERSON), list(other)])
    said = refused(run, sample, "roster", path)
    assert "A2" in said
    assert "A3" in said


@pytest.mark.parametrize(
    ("heading", "value", "cell", "words"),
    [
        ("職員番号", "99\n0001", "A2", "改行"),
        ("職員番号", 990001.5, "A2", "職員番号として読めません"),
        ("職員番号", 0, "A2", "職員番号として読めません"),
        ("氏名", "新田\n太郎", "B2", "改行"),
        ("氏名", "新田\u202e太郎", "B2", "制御文字"),
        ("氏名", "あ" * 201, "B2", "200文字まで"),
        ("氏名", "あ" * 10_000, "B2", "10,000文字"),
        ("氏名", "#N/A", "B2", "エラー値"),
        ("所属コード", "999999", "D2", "所属がありません"),
        ("所属コード", "#REF!", "D2", "エラー値"),
        ("職名", "主\n事", "E2", "改行"),
        ("採用年月日", "令和8年2月30日", "F2", "という日はありません"),
        ("採用年月日", "1/2/3", "F2", "1/2/3"),
        ("採用年月日", "#N/A", "F2", "エラー値"),
        ("備考", "あ" * 10_000, "G2", "10,000文字"),
    ],
)
def test_a_wrong_cell_is_named(
    run: Run, sample: Path, tmp_path: Path, heading: str, value: object, cell: str, words: str
) -> None:
    said = refused(run, sample, "roster", roster(tmp_path / "誤り.xlsx", **{heading: value}))
    assert f"シート「名簿」の{cell}" in said
    assert words in said


def test_an_open_end_is_not_read_out_of_an_error_value(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    number = run("judge", sample, "--as-of", "2026-03-31", "--json").json["people"]["L1"][0]
    headings: list[object] = ["職員番号", "種別コード", "開始年月日", "終了年月日"]
    row: list[object] = [number, "dx", "2020-04-01", "#N/A"]
    path = workbook(tmp_path / "経歴.xlsx", [headings, row])
    assert "D2" in refused(run, sample, "experience", path)


def test_an_endless_text_is_refused_even_where_it_is_not_read(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    headings: list[object] = ["研修コード", "研修名", "職員番号", "受講日", "結果"]
    row: list[object] = ["T001", "あ" * 10_000, "990001", "2025-05-01", "修了"]
    path = workbook(tmp_path / "研修.xlsx", [headings, row])
    assert "B2" in refused(run, sample, "attendance", path)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('[[rule]]\ncategory = "EX"\nall = ["9-9"]\n', "「9-9」"),
        ('[[rule]]\ncategory = "EX"\nholds = "EX"\n', "輪になっています"),
        ('[[training]]\ncode = "T001"\nname = "x"\n', "同じコード"),
        ("[見出し\n", "TOML"),
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(
    run: Run, empty: Path, tmp_path: Path, plan: str, more: str, words: str
) -> None:
    path = tmp_path / "計画.toml"
    path.write_text(f"{plan}\n{more}", encoding="utf-8")
    assert words in refused(run, empty, "plan", path)


@pytest.fixture
def plan() -> str:
    """The shipped example."""
    from dxdesk.paths import resource

    return resource("plans", "example.toml").read_text(encoding="utf-8")


HARD_NAMES = (
    "<b>太</b>",
    "A&B &amp;",
    "絵😀",
    "外\ue000字",
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+81",
    "-1",
    "@x",
)


def test_odd_names_come_out_as_they_came_in(run: Run, sample: Path, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEADINGS)
    for place, name in enumerate(HARD_NAMES):
        page.append([f"99{place:04}", name, *PERSON[2:]])
        page.cell(page.max_row, 2).data_type = "s"
    book.save(tmp_path / "難.xlsx")
    assert (
        run("import", sample, *ROSTER[:1], tmp_path / "難.xlsx", *ROSTER[1:], "--apply").code == 0
    )
    out = tmp_path / "一覧.xlsx"
    assert run("export", sample, "employees", "--fiscal-year", "2026", "--out", out).code == 0
    found = {
        cell.value: cell.data_type
        for sheet in load_workbook(out)
        for row in sheet.iter_rows()
        for cell in row
    }
    assert {name: found.get(name) for name in HARD_NAMES} == dict.fromkeys(HARD_NAMES, "s")


def test_names_in_a_text_file_are_text(run: Run, sample: Path, tmp_path: Path) -> None:
    path = text_file(tmp_path / "難.csv", [HEADINGS, ["990001", "=cmd|calc", *PERSON[2:]]])
    said = run("import", sample, *ROSTER[:1], path, *ROSTER[1:], "--json")
    assert said.code == 0
    assert said.json["new"] == 1


Words = Callable[[Path, Path], list[object]]
DECISION = ["--as-of", "2026-03-31", "--decided-on", "2026-04-15", "--certified-on", "2026-04-20"]


@pytest.mark.parametrize(
    "words",
    [
        lambda desk, _: ["certify", desk, "--category", "ZZ", *DECISION, "--document", "第1号"],
        lambda desk, _: ["certify", desk, "--category", "L3", *DECISION, "--document", " "],
        lambda desk, _: ["certify", desk, "--category", "L3", *DECISION, "--document", "長" * 201],
        lambda desk, _: ["certify", desk, "--category", "L1", *DECISION, "--document", "第1号"],
        lambda desk, _: ["revoke", desk, "第99999号", "--on", "2026-06-01", "--reason", "x", "--document", "d"],
        lambda desk, _: ["judge", desk, "--as-of", "2001-01-01"],
        lambda desk, _: ["undo", desk, "99999"],
        lambda desk, out: ["print", desk, "certificates", "--round", "99", "--out", out / "a.pdf"],
        lambda desk, out: ["print", desk, "profile", "--employee", "000000", "--out", out / "a.pdf"],
        lambda desk, out: ["print", desk, "certified_list", "--out", out / "ない" / "a.pdf"],
        lambda desk, out: ["restore", desk, out / "名前だけ"],
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    run: Run, sample: Path, tmp_path: Path, words: Words
) -> None:
    before = tables(run, sample)
    said = run(*words(sample, tmp_path))
    assert said.code == 1
    assert said.err.strip()
    assert tables(run, sample) == before
    assert not list(tmp_path.glob("a.pdf"))
    assert not (tmp_path / "名前だけ").exists()
