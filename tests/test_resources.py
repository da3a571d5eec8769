"""Whatever lies in resources is named with its licence and reaches the user."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from dxdesk import paths

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted(
    path.relative_to(ROOT / "resources").as_posix()
    for path in (ROOT / "resources").rglob("*")
    if path.is_file() and not path.name.startswith(".") and path.parent.name != "__pycache__"
)

OPEN_EVERYTHING = """
import sys
from dxdesk import paths
print(paths.resource_root())
for name in sys.stdin.read().split("\\n"):
    with paths.resource(*name.split("/")).open("rb") as file:
        if not file.read(1):
            raise SystemExit(f"{name} is empty")
"""


def test_the_licence_of_every_resource_is_named() -> None:
    text = (ROOT / "resources" / "README.md").read_text(encoding="utf-8")
    folders = {f"`{name.split('/')[0]}/`" for name in SHIPPED if "/" in name} - {"`fonts/`"}
    fonts = {f"`{name}`" for name in SHIPPED if name.startswith("fonts/")}
    assert sorted(name for name in folders | fonts if name not in text) == []


def test_a_checkout_opens_its_own_resources() -> None:
    assert paths.resource_root() == ROOT / "resources"
    assert paths.resource("fonts", "BIZUDPGothic-Regular.ttf").stat().st_size > 1_000_000


def test_a_resource_that_is_not_shipped_is_our_bug() -> None:
    with pytest.raises(FileNotFoundError, match="fonts/none"):
        paths.resource("fonts", "none.ttf")


def test_a_wheel_in_an_empty_environment_opens_every_resource(tmp_path: Path) -> None:
    python, packages = empty_environment(tmp_path / "environment")
    with zipfile.ZipFile(built_wheel(tmp_path / "wheel")) as wheel:
        wheel.extractall(packages)
    # The other packages come from the environment of the tests, as plain folders: its .pth files,
    # and with them the checkout, are not read.
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    done = subprocess.run(
        [python, "-I", "-c", OPEN_EVERYTHING],
        cwd=empty,
        input="\n".join(SHIPPED),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert Path(done.stdout.strip()) == packages / "dxdesk" / "resources"


def built_wheel(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return next(folder.glob("*.whl"))


def empty_environment(folder: Path) -> tuple[Path, Path]:
    venv.create(folder, with_pip=False)
    names = {"base": str(folder), "platbase": str(folder)}
    scripts = Path(sysconfig.get_path("scripts", "venv", names))
    return scripts / Path(sys.executable).name, Path(sysconfig.get_path("purelib", "venv", names))
