"""The project's own papers say what is true."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev
import dxdesk

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
READMES = ("README.md", "README.ja.md")


def plain(name: str) -> str:
    """A package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name).group()).lower()


def locked() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", LOCK, flags=re.MULTILINE))


def help_of_dev() -> str:
    command = [sys.executable, str(ROOT / "dev.py"), "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_package_of_the_project_is_in_the_lock() -> None:
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    assert {plain(name) for name in wanted} <= locked()


def test_what_builds_the_project_is_in_the_lock() -> None:
    assert {plain(name) for name in PROJECT["build-system"]["requires"]} <= locked()


def test_every_package_in_the_lock_has_hashes() -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_holds_no_address() -> None:
    assert not re.search(r"://|--index-url|--extra-index|--find-links|file:|@", LOCK)


@pytest.mark.parametrize("readme", READMES)
def test_every_command_of_the_readme_exists(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"python3 dev\.py ([a-z]+)", text))
    offered = set(re.findall(r"^  ([a-z]+) ", help_of_dev(), flags=re.MULTILINE))
    assert {"demo", "test"} <= named <= offered


@pytest.mark.parametrize("readme", READMES)
def test_every_link_of_the_readme_leads_somewhere(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_version_is_a_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", dxdesk.__version__)


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## ([\d.]+)", text, flags=re.MULTILINE).group(1) == dxdesk.__version__


def test_the_check_before_a_change_runs_check_and_test() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"dev\.py (\w+)", text) == ["check", "test"]


def test_a_missing_system_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "QT_WINDOW", {"libnone.so.0": "libnone0"})
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev, "QT_ALWAYS", {})
    dev.provide_system_libraries()
    said = capsys.readouterr().out
    assert "libnone.so.0" in said
    assert "apt-get install libnone0" in said


def test_without_what_qt_always_needs_setup_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "QT_ALWAYS", {"libnone.so.0": "libnone0"})
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit, match="cannot start"):
        dev.provide_system_libraries()


def test_an_environment_is_made_anew_only_when_what_it_is_made_from_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = dev.fingerprint()
    assert dev.fingerprint() == before
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK + "# changed\n", encoding="utf-8")
    monkeypatch.setattr(dev, "LOCK", lock)
    assert dev.fingerprint() != before
