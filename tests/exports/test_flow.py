"""Strips fill pages without being cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dxdesk.exports.flow import Strip, flow_pages


def strip(height: float, *, stays: bool = False, repeated: tuple[Strip, ...] = ()) -> Strip:
    return Strip(height, lambda _canvas, _left, _top: None, stays, repeated)


def test_a_heading_is_repeated_on_the_next_page() -> None:
    heading = strip(10, stays=True)
    rows = [strip(20, repeated=(heading,)) for _ in range(5)]
    assert flow_pages([heading, *rows], 50) == [
        [heading, rows[0], rows[1]],
        [heading, rows[2], rows[3]],
        [heading, rows[4]],
    ]


def test_a_heading_is_never_the_last_on_its_page() -> None:
    first, heading, row = strip(35), strip(10, stays=True), strip(10)
    assert flow_pages([first, heading, row], 50) == [[first], [heading, row]]


def test_nothing_gives_no_page() -> None:
    assert flow_pages([], 100) == []


@given(st.lists(st.floats(min_value=1, max_value=90), max_size=60))
def test_every_strip_is_placed_once_and_no_page_is_overfull(heights: list[float]) -> None:
    heading = strip(10)
    strips = [strip(height, repeated=(heading,)) for height in heights]
    pages = flow_pages(strips, 100)
    assert [one for page in pages for one in page if one is not heading] == strips
    assert all(sum(one.height for one in page) <= 100 + 1e-6 for page in pages)
