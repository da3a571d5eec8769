"""The program as a process: its exit code, what it loads, what it says of its own mistakes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dxdesk.models.accounts import create_desk
from tests.conftest import LIGHT, PASSWORD, clock

_LOADED = """
import sys
from dxdesk.__main__ import main
sys.argv = ["dxdesk", "history", sys.argv[1]]
assert main() == 0
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
_MISTAKE = """
import sys
from dxdesk import cli, log
log.start_log()
sys.excepthook = cli.say_our_mistake
secret = "渡邉"
raise KeyError(secret)
"""


def start(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env={**os.environ, "DXDESK_PASSWORD": PASSWORD, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_command_loads_neither_the_window_nor_papers(tmp_path: Path) -> None:
    path = tmp_path / "人事.dxdesk"
    create_desk(path, "管理者", PASSWORD, clock=clock, cost=LIGHT).desk.close()
    said = start("-c", _LOADED, path)
    assert said.returncode == 0, said.stderr
    loaded = said.stdout.splitlines()[-1].split()
    assert not {"PySide6", "reportlab", "openpyxl", "docx", "python_calamine"} & set(loaded)


def test_wrong_usage_of_the_program_ends_with_2() -> None:
    said = start("-m", "dxdesk", "judge")
    assert said.returncode == 2
    assert said.stderr.startswith("使い方：dxdesk judge")


def test_our_own_mistake_is_a_sentence_and_leaves_no_name_in_the_log(
    own_local_data: Path,
) -> None:
    said = start("-c", _MISTAKE)
    assert said.returncode == 1
    assert "プログラムの誤り" in said.stderr
    assert "Traceback" not in said.stderr
    log = (own_local_data / "log" / "dxdesk.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "渡邉" not in log
