"""An inquiry is prepared and sent from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk.exports import bundles
from tests.cli.conftest import Run

SHEETS = ("--preset", "sheet", "--fiscal-year", 2025, "--as-of", "2026-03-31")


def test_sheets_go_out_to_everybody_by_unit(run: Run, sample: Path, tmp_path: Path) -> None:
    prepared = run("inquire", sample, *SHEETS, "--deadline", "R8.12.10", "--json").json
    sent = run("send", sample, prepared["inquiry"], "--out", tmp_path, "--json").json
    assert Path(sent["folder"]).name == "令和7年度アセスメントシート"
    assert sent["packets"] == prepared["files"]
    assert len(list(Path(sent["folder"]).rglob("*.xlsx"))) == sent["files"] - len(
        list(Path(sent["folder"]).rglob("*.docx"))
    )
    newest = run("history", sample, "--json").json["actions"][0]
    assert newest["act"] == "send_inquiry"


def test_each_person_can_have_a_file(run: Run, sample: Path) -> None:
    prepared = run("inquire", sample, *SHEETS, "--mode", "person", "--json").json
    assert prepared["files"] == prepared["people"]


def test_nobody_to_ask_is_refused(run: Run, sample: Path) -> None:
    said = run("inquire", sample, *SHEETS, "--whom", "wishing")
    assert said.code == 1
    assert "対象になる職員がいません" in said.err


def test_the_password_of_the_files_comes_from_the_environment(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run("inquire", sample, *SHEETS, "--with-password")
    assert said.code == 1
    assert "DXDESK_INQUIRY_PASSWORD" in said.err
    monkeypatch.setenv("DXDESK_INQUIRY_PASSWORD", "aikotoba-123")
    said = run("inquire", sample, *SHEETS, "--with-password")
    assert said.code == 0
    assert "aikotoba" not in said.out + said.err


def test_an_inquiry_that_is_not_there_is_said(run: Run, sample: Path, tmp_path: Path) -> None:
    said = run("send", sample, 99, "--out", tmp_path)
    assert said.code == 1
    assert "照会" in said.err


def test_who_stops_is_told_how_many_files_are_there(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    inquiry = run("inquire", sample, *SHEETS, "--json").json["inquiry"]
    monkeypatch.setattr(bundles, "replace_file", stop)
    said = run("send", sample, inquiry, "--out", tmp_path)
    assert said.code == 1
    assert "ファイルのうち0ファイル" in said.err
