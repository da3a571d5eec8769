"""A mark finds its person again, and a changed one is noticed."""

from __future__ import annotations

import pytest

from dxdesk.models.inquiries.marks import read_mark, row_mark


def test_a_mark_gives_back_who_and_what_it_stands_for() -> None:
    mark = row_mark("secret", "token", "000123", "1-1")
    assert read_mark("secret", ["other", "token"], mark) == ("000123", "1-1")


@pytest.mark.parametrize("old", ["000123", "1-1"])
def test_a_changed_mark_is_noticed(old: str) -> None:
    mark = row_mark("secret", "token", "000123", "1-1")
    assert read_mark("secret", ["token"], mark.replace(old, "000124")) is None


def test_a_mark_of_another_file_or_office_is_not_taken() -> None:
    mark = row_mark("secret", "token", "000123")
    assert read_mark("secret", ["another"], mark) is None
    assert read_mark("other", ["token"], mark) is None


@pytest.mark.parametrize("text", ["", "000123", "||", "000123|1-1|"])
def test_what_is_no_mark_is_not_taken(text: str) -> None:
    assert read_mark("secret", ["token"], text) is None
