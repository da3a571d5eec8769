"""How long work still takes is said as coarsely as it is known."""

from __future__ import annotations

import pytest

from dxdesk.models.pace import Pace, in_words


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (2, "まもなく終わります"),
        (31, "残り約40秒"),
        (58, "残り約1分"),
        (170, "残り約3分"),
        (3900, "残り約1時間5分"),
    ],
)
def test_time_that_is_left_is_said_in_words(seconds: float, said: str) -> None:
    assert in_words(seconds) == said


def test_at_the_beginning_nothing_is_said() -> None:
    assert Pace().left(0, 10) == ""
    assert Pace().left(1, 10) == ""
