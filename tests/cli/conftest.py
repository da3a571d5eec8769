"""The command line as a person uses it: words in; exit code, standard output and error out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dxdesk import cli, samples
from dxdesk.models.accounts import create_desk
from dxdesk.models.desk import Desk
from dxdesk.paths import resource
from tests.conftest import LIGHT, PASSWORD, clock


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass
class Shown:
    """A screen that remembers what it was asked to show."""

    windows: list[Path | None] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)

    def open_window(self, path: Path | None) -> int:
        self.windows.append(path)
        return 0

    def take_screenshots(self, out: Path, desk: Desk | None) -> int:
        self.pictures.append(out)
        return 1


Run = Callable[..., Said]


@pytest.fixture
def screen() -> Shown:
    return Shown()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, screen: Shown) -> Run:
    """Run a command, signed in by the environment."""
    monkeypatch.setenv("DXDESK_PASSWORD", PASSWORD)

    def run_words(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = cli.main(
                [str(word) for word in words],
                cli.Screen(screen.open_window, screen.take_screenshots),
            )
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run_words


@pytest.fixture(scope="session")
def sample_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk, made once; nobody opens it, each test has its own copy."""
    path = tmp_path_factory.mktemp("master") / "見本.dxdesk"
    made = samples.build_sample_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    made.desk.close(with_backup=False)
    shutil.rmtree(path / "backups")
    return path


@pytest.fixture
def sample(sample_master: Path, tmp_path: Path) -> Path:
    """A sample desk: all files taken in, levels 1 and 2 certified, the transfers of June."""
    path = tmp_path / "見本.dxdesk"
    shutil.copytree(sample_master, path)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new desk without anything in it."""
    path = tmp_path / "空.dxdesk"
    made = create_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT)
    made.desk.close(with_backup=False)
    return path


@pytest.fixture
def with_errors(tmp_path: Path) -> Path:
    """Attendance that the sample desk does not know yet: five good rows, three to be refused."""
    text = resource("samples", "kenshu_jisseki_with_errors.csv").read_text(encoding="cp932")
    path = tmp_path / "研修実績.csv"
    path.write_text(text.replace("2025/", "2024/"), encoding="cp932")
    return path
