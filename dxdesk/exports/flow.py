"""Distributes strips over pages: nothing is cut, headings are repeated and stay with their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Strip:
    """A piece of a page that is never cut.

    Attributes:
        height: in points.
        draw: called with the canvas, the left edge and the upper edge.
        stays_with_next: it is not the last on its page, e.g. a heading.
        repeated: what stands above it when it begins a page, e.g. the heading of its table.
    """

    height: float
    draw: Callable[[Canvas, float, float], None]
    stays_with_next: bool = False
    repeated: tuple[Strip, ...] = ()


def flow_pages(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    """Fill pages of a height with strips, in their order."""
    pages: list[list[Strip]] = []
    left = 0.0
    for group in _groups(strips):
        height = sum(strip.height for strip in group)
        if not pages or height > left:
            repeated = group[0].repeated
            pages.append(list(repeated))
            left = room - sum(strip.height for strip in repeated)
        pages[-1] += group
        left -= height
    return pages


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    open_group = False
    for strip in strips:
        if open_group:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        open_group = strip.stays_with_next
    return groups
