"""Wrong usage is said in Japanese and ends with 2; every command can be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxdesk import cli
from dxdesk.cli.commands import (
    COMMANDS,
    KINDS,
    MODES,
    PAPERS,
    PRESETS,
    WHOM,
    WORKBOOKS,
    Command,
)
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.imports import inquiry, kinds
from tests.cli.conftest import Run, Shown

_ARGPARSE = re.compile(
    r"usage:|options:|positional|arguments|expected|invalid|unrecognized|required|error|show this"
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_every_command_has_a_function_that_does_it(command: Command) -> None:
    assert callable(cli._load(command.place))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_the_help_of_every_command_is_japanese(command: Command, run: Run) -> None:
    said = run(*command.words, "--help")
    assert said.code == 0
    assert command.title in said.out.replace("\n", "")
    assert not _ARGPARSE.search(said.out)


def test_every_kind_of_file_can_be_named() -> None:
    assert set(KINDS) == {*kinds.KINDS, inquiry.KEY}


def test_every_output_of_the_catalogue_can_be_named() -> None:
    assert {*PAPERS, *WORKBOOKS} == set(CATALOGUE)


def test_every_audience_way_and_preset_can_be_named() -> None:
    from dxdesk.cli import inquiring
    from dxdesk.models.assessment import audiences
    from dxdesk.models.inquiries import presets

    assert set(WHOM) == set(audiences.BY_KEY)
    assert set(MODES) == set(inquiring.MODES)
    # An inquiry of one's own needs its columns, which are set in the window.
    assert {*PRESETS, presets.OTHER.key} == set(presets.BY_KEY)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["reissue", "x.dxdesk"],
        ["judge", "x.dxdesk"],
        ["judge", "x.dxdesk", "--as-of"],
        ["judge", "x.dxdesk", "--as-of", "2026-02-30"],
        ["judge", "x.dxdesk", "--as-of", "04/05/06"],
        ["import", "x.dxdesk", "menu", "a.csv"],
        ["import", "x.dxdesk", "roster", "a.csv"],
        ["import", "x.dxdesk", "ratings", "a.csv", "--fiscal-year", "R7"],
        ["import", "x.dxdesk", "plan", "a.toml", "--quick"],
        ["round", "x.dxdesk"],
        ["undo", "x.dxdesk", "first"],
        ["print", "x.dxdesk", "certificates", "--out", "a.pdf"],
        ["print", "x.dxdesk", "certificates", "--round", "1", "--out", "a.doc"],
        ["export", "x.dxdesk", "employees"],
        ["verify", "x.dxdesk", "--expect", "abc"],
        ["import", "x.dxdesk", "roster", "a.csv", "--apply=yes"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_explained_in_japanese_and_ends_with_2(words: list[str], run: Run) -> None:
    said = run(*words)
    assert said.code == 2
    assert said.out == ""
    assert "使い方：" in said.err
    assert not _ARGPARSE.search(said.err)
    assert re.search("[ぁ-ん]", said.err.splitlines()[-1])


def test_no_window_opens_for_a_command(run: Run, screen: Shown, empty: Path) -> None:
    assert run("history", empty).code == 0
    assert screen.windows == []
