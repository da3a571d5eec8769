"""Set up, run and check DX人材デスク from a fresh checkout. Needs nothing but Python 3.11 or newer.

python3 dev.py demo        set everything up and leave a filled desk, papers and pictures in ./demo
python3 dev.py test        set everything up and run the tests
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "dxdesk-setup.txt"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST_PYTHON = (3, 11)

# What Qt loads from a Linux system, and the Debian or Ubuntu package that holds it.
# Without the first group no Qt module can be imported; the second is for a window under X11.
QT_ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libzstd.so.1": "libzstd1",
}
QT_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


# ------------------------------------------------------------------ commands


def setup() -> None:
    """Make .venv from requirements.lock, with the project itself; quick when nothing changed."""
    provide_system_libraries()
    wanted = fingerprint()
    if environment_is_usable():
        if stamp() == wanted:
            return
    else:
        make_environment()
    print("Installing the packages of requirements.lock ...", flush=True)
    install("--require-hashes", "--requirement", str(LOCK))
    install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(wanted, encoding="utf-8")
    print(f"Ready: {PYTHON}", flush=True)


def run(arguments: list[str]) -> int:
    """Start the program: its window, or the command of its command line given here."""
    return call([PYTHON, "-m", "dxdesk", *arguments])


def demo(arguments: list[str]) -> int:
    """Leave a filled desk, its papers, workbooks and screenshots in OUT (else ./demo)."""
    return call([PYTHON, "-m", "dxdesk", "demo", *(arguments or ["demo"])])


def test(arguments: list[str]) -> int:
    """Run the tests, a file at a time on each core; further words go to pytest."""
    spread = ["--numprocesses", "auto", "--dist", "loadfile"]
    return call([PYTHON, "-m", "pytest", "-q", *spread, *arguments], ROOT)


def check(arguments: list[str]) -> int:
    """Check style, format, types and architecture; says all that fails."""
    checks: dict[str, list[str | Path]] = {
        "style": [PYTHON, "-m", "ruff", "check", *arguments],
        "format": [PYTHON, "-m", "ruff", "format", "--check", "--output-format=concise"],
        "types": [PYTHON, "-m", "mypy", "--strict", "dxdesk", "dev.py"],
        "architecture": [BIN / "lint-imports", "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        print(f"--- {name}", flush=True)
        if call(command, ROOT) != 0:
            failed.append(name)
    print(f"check failed: {', '.join(failed)}" if failed else "check passed", flush=True)
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure speed and size against lower bounds of the same run."""
    return call([PYTHON, "-m", "bench", *arguments], ROOT)


def screenshots(arguments: list[str]) -> int:
    """Write every page of the window as PNG into OUT (else ./out/screenshots)."""
    return call([PYTHON, "-m", "dxdesk", "screenshots", *(arguments or ["out/screenshots"])])


COMMANDS = {
    "run": run,
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "screenshots": screenshots,
}


# ------------------------------------------------------------------ the environment


def fingerprint() -> str:
    """What the environment is made from: this folder, the lock, and how the project is built."""
    import tomllib  # here: an older Python must get as far as its sentence

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = [project["build-system"], project["project"], project["tool"]["hatch"]]
    digest = hashlib.sha256(LOCK.read_bytes() + json.dumps(build).encode())
    return f"{ROOT}\n{digest.hexdigest()}\n"


def stamp() -> str:
    """The fingerprint that the environment was made with, empty if it was never finished."""
    return STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""


def environment_is_usable() -> bool:
    """Tell whether .venv has a Python that is new enough, pip, and was not moved here."""
    if not PYTHON.exists() or (stamp() and stamp().splitlines()[0] != str(ROOT)):
        return False
    question = f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return (
        subprocess.run([PYTHON, "-c", question], capture_output=True, check=False).returncode == 0
    )


def make_environment() -> None:
    """Make .venv anew with the Python that runs this file."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not install_system_packages([package]):
            sys.exit(f"This Python cannot make environments. Install the package {package} first.")
    print(f"Making {VENV} ...", flush=True)
    if call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        sys.exit(f"The environment could not be made in {VENV}. The lines above say why.")


def install(*arguments: str) -> None:
    """Let pip install into .venv, or stop."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if call([PYTHON, "-m", "pip", "install", *quiet, *arguments], ROOT) != 0:
        sys.exit("The packages could not be installed. The lines above say why; then try again.")


def call(command: Sequence[str | Path], folder: Path | None = None) -> int:
    """Run a command with our input and output, in the folder given, else where the user is."""
    return subprocess.run(command, cwd=folder, check=False).returncode


# ------------------------------------------------------------------ system libraries


def provide_system_libraries() -> None:
    """On Linux, install what Qt misses if we are allowed to, else say what it is."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(QT_ALWAYS) + missing_libraries(QT_WINDOW)
    if not missing:
        return
    packages = sorted({(QT_ALWAYS | QT_WINDOW)[library] for library in missing})
    print(f"Qt misses these system libraries: {', '.join(missing)}", flush=True)
    if not install_system_packages(packages):
        print("On Debian or Ubuntu: sudo apt-get install " + " ".join(packages), flush=True)
    if missing_libraries(QT_ALWAYS):
        sys.exit("Without them the program cannot start. Install them, then try again.")


def missing_libraries(libraries: Iterable[str]) -> list[str]:
    """The libraries that this system cannot load."""
    return [library for library in libraries if not can_load(library)]


def can_load(library: str) -> bool:
    """Tell whether the system's loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> bool:
    """As root on Debian or Ubuntu, install packages; tell whether that was done."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {' '.join(packages)} ...", flush=True)
    call(["apt-get", "update", "-qq"])
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return call([*quiet, "install", "-y", "-qq", "--no-install-recommends", *packages]) == 0


# ------------------------------------------------------------------ the command line


def read_arguments() -> tuple[str, list[str]]:
    """The command, and the words that are passed on to it."""
    lines = [
        f"  {name:12} {(verb.__doc__ or '').splitlines()[0]}" for name, verb in verbs().items()
    ]
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="python3 dev.py COMMAND [ARGUMENTS]",
        description="commands:\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=verbs(), metavar="COMMAND", help="one of those above")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENTS")
    given = parser.parse_args()
    return given.command, given.arguments


def verbs() -> dict[str, Callable[..., object]]:
    """Every command with what it does."""
    return {"setup": setup, **COMMANDS}


def main() -> int:
    """Set everything up, then do what was asked."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "DX Jinzai Desk needs Python 3.11 or newer; this is Python {}.{}. "
            "Start dev.py with a newer one, e.g. python3.11 dev.py demo".format(*sys.version_info)
        )
    command, arguments = read_arguments()
    setup()
    return COMMANDS[command](arguments) if command in COMMANDS else 0


if __name__ == "__main__":
    sys.exit(main())
