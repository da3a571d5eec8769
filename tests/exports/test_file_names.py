"""Names of files are the office's words, as far as a PC can hold them."""

from __future__ import annotations

import pytest

from dxdesk.exports.file_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("010001_総務課", "010001_総務課"),
        ('a\\b/c:d*e?f"g<h>i|j', "a＼b／c：d＊e？f”g＜h＞i｜j"),
        ("改行\nと\x00", "改行と"),
        ("末尾の点.. ", "末尾の点"),
        ("con", "_con"),
        ("NUL.xlsx", "_NUL.xlsx"),
        (" ", "_"),
    ],
)
def test_what_windows_forbids_is_made_harmless(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_long_name_is_cut() -> None:
    assert len(safe_name("課" * 200)) == LONGEST
