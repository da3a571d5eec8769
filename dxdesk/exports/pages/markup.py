"""HTML made of elements: text that goes in is escaped, unless it is an element itself."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

_EMPTY: Final = frozenset({"meta", "br"})
_WEB: Final = ("https://", "http://")


@dataclass(frozen=True)
class Markup:
    """A piece of HTML; only `element`, `lines` and `style` make one."""

    text: str


Content = str | Markup


def element(tag: str, /, *content: Content, **attributes: str) -> Markup:
    """An element.

    Args:
        tag: its name.
        content: texts, which are escaped, and elements.
        attributes: by their names; ``class_`` stands for ``class``, ``data_label`` for ``data-label``.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    if tag in _EMPTY:
        return Markup(f"<{tag}{said}>")
    return Markup(f"<{tag}{said}>{''.join(map(_inside, content))}</{tag}>")


def _inside(content: Content) -> str:
    return content.text if isinstance(content, Markup) else escape(content)


def lines(text: str) -> Markup:
    """A text whose lines stay lines."""
    return Markup("<br>".join(escape(line) for line in text.split("\n")))


def style(sheet: str) -> Markup:
    """A style sheet of our own; never a text from outside."""
    return Markup(f"<style>{sheet}</style>")


def link(address: str) -> Content:
    """What leads to a page of the web; any other text (a folder, ``javascript:``) stays a text."""
    if not address.lower().startswith(_WEB):
        return address
    return element("a", address, href=address, rel="noopener noreferrer")
