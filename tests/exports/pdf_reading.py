"""Reads a PDF back as a person would: its text, its pictures, its fonts."""

from __future__ import annotations

import pypdfium2


def read_lines(data: bytes, page: int = 0) -> list[str]:
    """The lines of text of a page, code point for code point."""
    document = pypdfium2.PdfDocument(data)
    try:
        text_page = document[page].get_textpage()
        text = str(text_page.get_text_range())
        text_page.close()
        return text.split("\r\n")
    finally:
        document.close()


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def read_facts(data: bytes) -> dict[str, str]:
    """Title, author, day and so on of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()


def paint(data: bytes, page: int = 0, scale: float = 1.0) -> bytes:
    """The pixels of a page."""
    document = pypdfium2.PdfDocument(data)
    try:
        bitmap = document[page].render(scale=scale)
        pixels = bytes(bitmap.buffer)
        bitmap.close()
        return pixels
    finally:
        document.close()
