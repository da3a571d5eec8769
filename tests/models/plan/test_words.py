from __future__ import annotations

import pytest

from dxdesk.models.plan.skill_map import Category
from dxdesk.models.plan.words import category_words, level_words


@pytest.mark.parametrize(
    ("levels", "words"),
    [((1, 1), "レベル1"), ((2, 4), "レベル2～4"), ((None, None), ""), ((0, 0), "")],
)
def test_a_level_is_said_as_a_range_and_left_out_where_nobody_is_certified_for_it(
    levels: tuple[int | None, int | None], words: str
) -> None:
    assert level_words(Category("X", "人材", *levels)) == words


def test_all_staff_are_said_without_a_level() -> None:
    assert category_words(Category("ALL", "全職員", 0, 0)) == "全職員"
