"""Blocks of cells as Excel puts them on the clipboard, and as it takes them from there."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from html import escape
from io import StringIO

from PySide6.QtCore import QMimeData

# Excel turns 012345 into a number unless its cell says that it is text.
_TEXT = "mso-number-format:'\\@'"


def read_block(text: str) -> list[list[str]]:
    """The cells of a copied block; a cell with lines of its own stays one cell."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows = list(csv.reader(StringIO(plain), delimiter="\t")) if '"' in plain else _split(plain)
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows] if width else [[""]]


def _split(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n")]


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines with tabs between the cells."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in "\t\n\r") or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def as_clipboard(
    headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
) -> QMimeData:
    """Headings and rows for the clipboard, twice: as text, and as a table in which text stays text.

    Args:
        numbers: for each column, whether Excel may take its cells for numbers.
    """
    made = QMimeData()
    made.setText(as_text([headings, *rows] if headings else rows))
    styles = ["" if number else f' style="{_TEXT}"' for number in numbers]
    lines = [_html_row([escape(text) for text in headings], "th", [""] * len(headings))]
    lines = [
        *(lines if headings else []),
        *(_html_row(_escaped(row), "td", styles) for row in rows),
    ]
    made.setHtml(f"<table>{''.join(lines)}</table>")
    return made


def _escaped(row: Sequence[str]) -> list[str]:
    return [escape(cell).replace("\n", "<br>") for cell in row]


def _html_row(cells: Sequence[str], tag: str, styles: Sequence[str]) -> str:
    inside = (f"<{tag}{style}>{cell}</{tag}>" for cell, style in zip(cells, styles, strict=True))
    return f"<tr>{''.join(inside)}</tr>"
