from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "sqlcipher3",
    "sqlite_utils",
    "argon2",
    "cryptography",
    "reportlab",
    "openpyxl",
    "fontTools",
)


def test_the_password_field_waits_for_nothing_heavy() -> None:
    """What opens the store or draws papers is loaded after the window is there."""
    code = (
        "import sys, dxdesk.__main__, dxdesk.app;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
