"""The demonstration leaves everything behind and asks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxdesk.cli import demo
from tests.cli.conftest import Run, Shown


def test_the_demo_leaves_desk_papers_and_workbooks(
    run: Run, screen: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DXDESK_PASSWORD")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    out = tmp_path / "demo"
    said = run("demo", out)
    assert said.code == 0
    assert {path.name for path in out.iterdir()} == {
        "見本.dxdesk",
        "certificates.pdf",
        "certified_list.pdf",
        "profile.pdf",
        "recommended.pdf",
        "annual_summary.xlsx",
        "employees.xlsx",
        "learning.html",
    }
    assert screen.pictures == [out / "screenshots"]
    assert screen.windows == []
    (shown,) = [line for line in said.out.splitlines() if line.startswith("パスワード")]
    monkeypatch.setenv("DXDESK_PASSWORD", shown.split("　")[1])
    assert run("history", out / "見本.dxdesk").code == 0


def test_a_second_demo_leaves_the_desk_of_the_first_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "見本.dxdesk").mkdir()
    said = run("demo", tmp_path)
    assert said.code == 0
    assert (tmp_path / "見本2.dxdesk" / "store.db").is_file()
    assert list((tmp_path / "見本.dxdesk").iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "display", "expected"),
    [("offscreen", ":0", False), ("", ":0", True), ("", "", False), ("xcb", ":0", True)],
)
def test_a_window_opens_only_where_there_is_a_screen(
    platform: str, display: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert demo.has_screen() is expected
