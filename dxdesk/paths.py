"""Where things are: shipped resources, this user's local data, the process's temporary folder."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
APP_NAME = "dxdesk"


def resource_root() -> Path:
    """The folder of shipped resources: inside a wheel or bundle, beside the package in a checkout."""
    inside = PACKAGE / "resources"
    return inside if inside.is_dir() else PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The only door to a shipped resource.

    Args:
        parts: path inside the resources folder, e.g. ``resource("fonts", "BIZUDPGothic-Regular.ttf")``.

    Raises:
        FileNotFoundError: the resource is not shipped; that is our bug.
    """
    path = resource_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"resource not shipped: {'/'.join(parts)}")
    return path


def local_data() -> Path:
    """This user's local data folder (settings of this PC, log, temporary files); never personal data."""
    override = os.environ.get("DXDESK_LOCAL_DATA")
    if override:
        return Path(override)
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def use_private_temp() -> Path:
    """Point the process's temporary files at a folder of our own, emptied at start and at the end.

    openpyxl writes clear XML into the temporary folder; it must not stay behind.
    A folder left by a process that was killed is removed by the next start.
    """
    root = local_data() / "temp"
    root.mkdir(parents=True, exist_ok=True)
    for left in root.iterdir():
        if not _is_alive(left.name.split("-", 1)[0]):
            shutil.rmtree(left, ignore_errors=True)
    own = root / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
    own.mkdir(mode=0o700)
    tempfile.tempdir = str(own)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


def _is_alive(pid: str) -> bool:
    if not pid.isdigit():
        return False
    if (
        os.name == "nt"
    ):  # asking Windows needs its API; folders of others are left until that PC restarts
        return int(pid) == os.getpid()
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
