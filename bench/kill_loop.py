"""A process that edits a desk is killed at random moments: each action is there as a whole, or not at all.

python3 -m bench.kill_loop 200            with the write-ahead log
python3 -m bench.kill_loop 200 --share    with the rollback journal, as on a file share
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from bench.turns import make, open_again, start
from dxdesk.models import acts
from dxdesk.models.desk import Desk

ROWS = 400
LONGEST = 0.5  # seconds from the first edit to the kill: a handful of actions and a backup


def work(path: Path) -> None:
    """Bulk actions without an end: people added, changed, removed, undone, and a backup."""
    desk = open_again(path)
    print("ready", flush=True)
    while True:
        at = desk.last_action()
        with desk.action(acts.IMPORT_ROSTER, f"{ROWS}人") as action:
            numbers = [(f"{at}-{row}", "x" * 100) for row in range(ROWS)]
            ids = action.insert_many("employee", ["number", "note"], numbers)
            action.keep_file("名簿.csv", str(at).encode() * 1000)
        with desk.action(acts.IMPORT_ROSTER, "変更") as action:
            action.update_many("employee", ["note"], [("y" * 100, row_id) for row_id in ids])
            changed = action.id
        desk.undo(changed)
        desk.undo_from(at + 1)
        with desk.action(acts.IMPORT_ROSTER, f"{ROWS}人") as action:
            action.insert_many("employee", ["number", "note"], numbers)
        desk.backup("試験")


def kill_once(path: Path, seconds: float, *, share: bool) -> None:
    """Let a process edit for a moment, and kill it."""
    with start(path, share=share, module="bench.kill_loop") as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()


def whats_wrong(desk: Desk) -> list[str]:
    """Everything that a kill must not leave behind."""
    people = desk.value("SELECT count(*) FROM employee")
    half = desk.rows(
        "SELECT substr(number, 1, instr(number, '-')) AS run FROM employee"
        " GROUP BY run HAVING count(*) <> ? OR count(DISTINCT note) <> 1",
        (ROWS,),
    )
    newest = "SELECT count(*) FROM image WHERE action_id NOT IN (SELECT id FROM action)"
    checks = {
        "half an action": people % ROWS or half,
        "images without an action": desk.value(newest),
        "an action left open": desk.value("SELECT count(*) FROM open_action"),
        "a damaged store": desk.value("PRAGMA integrity_check") != "ok",
        "rows without a partner": desk.rows("PRAGMA foreign_key_check"),
        "a broken chain": desk.walk_chain().problems,
    }
    return [what for what, found in checks.items() if found]


def kill_loop(path: Path, kills: int, *, share: bool, seed: int) -> list[str]:
    """Kill again and again, open by itself each time, and gather what is wrong."""
    moments = random.Random(seed)
    for kill in range(kills):
        kill_once(path, moments.uniform(0, LONGEST), share=share)
        desk = open_again(path)
        wrong = whats_wrong(desk)
        with desk.action(acts.CORRECT_EMPLOYEE, "続き") as action:
            action.insert("unit", note="続き")
        desk.close(with_backup=False)
        if wrong:
            return [f"after kill {kill + 1} (seed {seed}): {one}" for one in wrong]
    return []


def main(arguments: list[str]) -> int:
    """Kill as often as asked."""
    if arguments[:1] == ["--worker"]:
        work(Path(arguments[1]))
        return 0
    kills, seed = int(arguments[0]), random.randrange(1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kill.dxdesk"
        make(path).close(with_backup=False)
        wrong = kill_loop(path, kills, share="--share" in arguments, seed=seed)
        desk = open_again(path)
        print(f"{kills} kills, seed {seed}, {desk.last_action()} actions: {wrong or 'all whole'}")
        desk.close(with_backup=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
