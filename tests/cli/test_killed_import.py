"""An import whose process is killed is there as a whole, or not at all."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from dxdesk.paths import resource
from tests.cli.conftest import Run

KILLS = 4
LONGEST = 1.5  # seconds: about what the whole command takes


@pytest.mark.usefixtures("own_local_data")
def test_an_import_killed_at_any_moment_leaves_all_or_nothing(run: Run, empty: Path) -> None:
    units = ("import", empty, "units", resource("samples", "soshiki.xlsx"))
    assert run(*units, "--as-of", "2026-04-01", "--apply").code == 0
    before = run("verify", empty, "--json").json
    roster = (
        *("import", str(empty), "roster", str(resource("samples", "meibo_r8_0401.xlsx"))),
        *("--as-of", "2026-04-01", "--apply"),
    )
    for _ in range(KILLS):
        with (
            suppress(subprocess.TimeoutExpired),
            subprocess.Popen(
                [sys.executable, "-m", "dxdesk", *roster],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as process,
        ):
            try:
                process.wait(random.uniform(0.3, LONGEST))
            finally:
                process.kill()
        after = run("verify", empty, "--json").json
        assert after["problems"] == []
        if after["last_action"] != before["last_action"]:
            assert after["tables"]["employee"]["rows"] > 0
            assert run("undo", empty, after["last_action"]).code == 0
            after = run("verify", empty, "--json").json
        assert after["tables"] == before["tables"]
        before = after
    assert run(*roster).code == 0
