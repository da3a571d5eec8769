"""Answer files come back from the command line, in the shape of every import."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.imports.inquiries_back import change, column, rows

LEADERS = ("--preset", "leaders", "--fiscal-year", 2025, "--as-of", "2026-03-31")


@pytest.fixture
def folder(run: Run, sample: Path, tmp_path: Path) -> Path:
    """The recommendations of leaders that a 所属 filled in, among what was sent."""
    prepared = run("inquire", sample, *LEADERS, "--json").json
    sent = run("send", sample, prepared["inquiry"], "--out", tmp_path, "--json").json
    write(first_file(Path(sent["folder"])), "正")
    return Path(sent["folder"])


def first_file(folder: Path) -> Path:
    return min(folder.rglob("*_*.xlsx"))


def write(path: Path, answer: str) -> None:
    change(
        path,
        "記入",
        lambda page: page.cell(next(rows(page)), column(page, "q1")).__setattr__("value", answer),
    )


def test_a_folder_is_compared_and_then_taken_in(run: Run, sample: Path, folder: Path) -> None:
    said = run("import", sample, "inquiry", folder, "--json")
    assert said.code == 0
    compared = said.json
    assert (compared["kind"], compared["file"], compared["applied"]) == (
        "inquiry",
        folder.name,
        False,
    )
    assert sum(file["people"] for file in compared["files"]) == 1
    taken = run("import", sample, "inquiry", folder, "--apply", "--json").json
    assert taken["applied"]
    newest = run("history", sample, "--json").json["actions"][0]
    assert (newest["act"], newest["id"]) == ("take_answers", taken["action"])
    again = run("import", sample, "inquiry", folder, "--apply", "--json").json
    assert (again["new"], again["changed"], again["action"]) == (0, 0, None)


def test_what_is_refused_is_said_with_its_file_and_cell(
    run: Run, sample: Path, folder: Path, tmp_path: Path
) -> None:
    write(first_file(folder), "たぶん")
    book = tmp_path / "refused.xlsx"
    said = run("import", sample, "inquiry", folder, "--apply", "--refused", book)
    assert said.code == 1
    assert f"{first_file(folder).name}」のシート「記入」の" in said.err
    assert "「たぶん」：「正」「副」のどれか" in said.err
    row = [cell.value for cell in list(openpyxl.load_workbook(book).active)[1]]
    assert row[1] == "記入"
    assert row[3] == "たぶん"
    rest = run("import", sample, "inquiry", folder, "--apply", "--skip-refused", "--json")
    assert (rest.code, rest.json["applied"]) == (0, True)


def test_a_folder_without_workbooks_is_said_in_the_same_shape(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    said = run("import", sample, "inquiry", tmp_path / "ない", "--json")
    assert said.code == 1
    assert "見つかりません" in said.json["refused"][0]["reason"]
