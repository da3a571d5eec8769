"""Files beside the store are whole or not there, and say what is wrong."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dxdesk.errors import StoreError, Trouble
from dxdesk.models.files import file_trouble, replace_file, replace_steps

OLD, NEW = b"old " * 1000, b"new " * 3000
STEPS = ["written", "synced", "replaced", "folder synced"]


def test_the_steps_are_these(tmp_path: Path) -> None:
    assert list(replace_steps(tmp_path / "numbers.json", NEW)) == STEPS


@pytest.mark.parametrize("stop_after", range(len(STEPS)))
def test_a_stop_after_any_step_leaves_the_old_or_the_new_content(
    tmp_path: Path, stop_after: int
) -> None:
    path = tmp_path / "numbers.json"
    path.write_bytes(OLD)
    steps = replace_steps(path, NEW)
    for _ in range(stop_after + 1):
        next(steps)
    assert path.read_bytes() == (OLD if stop_after < 2 else NEW)
    steps.close()
    replace_file(path, NEW)
    assert path.read_bytes() == NEW


def test_a_file_that_never_was_is_there_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "numbers.json"
    for step in replace_steps(path, NEW):
        assert path.exists() == (step in STEPS[2:])


@pytest.mark.parametrize(
    ("number", "trouble", "words"),
    [
        (errno.ENOSPC, Trouble.DISK_FULL, "空き"),
        (errno.EACCES, Trouble.READ_ONLY, "権限"),
        (errno.EROFS, Trouble.READ_ONLY, "権限"),
        (errno.ENOENT, Trouble.GONE, "見つかりません"),
        (errno.EIO, Trouble.OTHER, "読み書きできません"),
    ],
)
def test_what_the_system_says_becomes_a_sentence(number: int, trouble: Trouble, words: str) -> None:
    error = file_trouble(OSError(number, "words of the system"), Path("/x/keys.json"))
    assert error.trouble is trouble
    assert words in error.text


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        replace_file(tmp_path / "gone" / "keys.json", NEW)
    assert caught.value.trouble is Trouble.GONE


def test_a_full_disk_leaves_the_old_content() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")
    with pytest.raises(OSError, match="No space") as caught, full.open("wb", buffering=0) as file:
        file.write(NEW)
    assert file_trouble(caught.value, full).trouble is Trouble.DISK_FULL
