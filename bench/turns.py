"""Two processes take turns at edits of one desk: none is lost, and each sees the other's.

python3 -m bench.turns 200            with the write-ahead log
python3 -m bench.turns 200 --share    with the rollback journal, as on a file share
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from dxdesk.models import acts
from dxdesk.models.accounts import create_desk, sign_in
from dxdesk.models.desk import Desk
from dxdesk.models.keys import Cost

PASSWORD = "kotoba-no-kotoba"
ROOT = Path(__file__).resolve().parent.parent


def clock() -> datetime:
    """A fixed moment: the time of the entries does not matter here."""
    return datetime(2026, 11, 23, 9, 0)


def make(path: Path) -> Desk:
    """A desk that opens at once."""
    return create_desk(path, "管理者", PASSWORD, clock=clock, cost=Cost(1, 64, 1)).desk


def open_again(path: Path) -> Desk:
    """The same desk once more."""
    return sign_in(path, PASSWORD, clock=clock)


def start(path: Path, *, share: bool, module: str = "bench.turns") -> subprocess.Popen[str]:
    """A process that edits a desk whenever it is told to by a line."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DXDESK_SHARE": "1" if share else "0"}
    return subprocess.Popen(
        [sys.executable, "-m", module, "--worker", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )


def work(path: Path) -> None:
    """For each line on the input, that many edits; answers what is seen before them."""
    desk = open_again(path)
    print("ready", flush=True)
    version = desk.data_version()
    for line in sys.stdin:
        seen = desk.value("SELECT count(*) FROM unit")
        changed = desk.data_version() != version
        for _ in range(int(line)):
            with desk.action(acts.CORRECT_EMPLOYEE, "訂正") as action:
                action.insert("unit", note=str(os.getpid()))
        version = desk.data_version()
        print(seen, int(changed), flush=True)
    desk.close(with_backup=False)


def ask(process: subprocess.Popen[str], edits: int) -> None:
    """Tell a process to edit."""
    assert process.stdin is not None
    process.stdin.write(f"{edits}\n")
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> tuple[int, bool]:
    """How many rows a process saw before its edits, and whether it noticed that others wrote."""
    assert process.stdout is not None
    seen, changed = process.stdout.readline().split()
    return int(seen), changed == "1"


@contextmanager
def two_processes(path: Path, *, share: bool) -> Iterator[list[subprocess.Popen[str]]]:
    """Two processes that have the same desk open."""
    with ExitStack() as stack:
        processes = [stack.enter_context(start(path, share=share)) for _ in range(2)]
        for process in processes:
            assert process.stdout is not None
            process.stdout.readline()
        yield processes


def take_turns(processes: list[subprocess.Popen[str]], edits: int) -> list[tuple[int, bool]]:
    """One edit each time, in strict turns."""
    answers = []
    for turn in range(edits):
        ask(processes[turn % 2], 1)
        answers.append(answer(processes[turn % 2]))
    return answers


def edit_at_once(processes: list[subprocess.Popen[str]], edits: int) -> None:
    """Neither waits for the other."""
    for process in processes:
        ask(process, edits // 2)
    for process in processes:
        answer(process)


def main(arguments: list[str]) -> int:
    """Take turns, then edit at once, and look whether anything was lost."""
    if arguments[:1] == ["--worker"]:
        work(Path(arguments[1]))
        return 0
    share = "--share" in arguments
    edits = int(arguments[0])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "turns.dxdesk"
        make(path).close(with_backup=False)
        with two_processes(path, share=share) as processes:
            begun = time.perf_counter()
            answers = take_turns(processes, edits)
            turns = time.perf_counter() - begun
            edit_at_once(processes, edits)
            both = time.perf_counter() - begun - turns
        desk = open_again(path)
        found = desk.value("SELECT count(*) FROM unit")
        problems = desk.walk_chain().problems
        desk.close(with_backup=False)
    lost = 2 * edits - found
    unseen = sum(seen != at for at, (seen, _) in enumerate(answers))
    print(f"turns {turns:.1f} s, at once {both:.1f} s; lost {lost}, unseen {unseen}, {problems}")
    return 1 if lost or unseen or problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
