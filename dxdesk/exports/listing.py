"""A list as it is shown: its columns, its order, its filter, all of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxdesk.models.columns import Column


@dataclass(frozen=True)
class Listing:
    """What stands on the screen, to be written into a file or printed.

    Args:
        title: of the list.
        columns: that are shown, from left to right.
        rows: all of them, in their order, by the columns' keys.
        words: by what the list is filtered and ordered; empty where it shows everything.
        personal: whether the paper is marked 取扱注意（個人情報）.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    words: str = ""
    personal: bool = True
