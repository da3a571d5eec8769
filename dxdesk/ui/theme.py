"""Colours with meanings, fonts, and the calm look of everything."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from dxdesk import paths

TEXT_FONT: Final = "BIZ UDPGothic"
FIGURE_FONT: Final = "BIZ UDGothic"
RARE_FONT: Final = "IPAmjMincho"
POINT_SIZE: Final = 10
GAP: Final = 12
_FONT_FILES: Final = (
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
)
_added: set[str] = set()


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean.

    Args:
        ink, muted: text, and text that stands back.
        line: borders of cards, fields and rows.
        page, surface, hover: the ground, what lies on it, and what the pointer is over.
        primary, primary_soft: what is chosen or to be done next, and its ground.
        good, attention, bad: a state; each with its ``_soft`` ground.
    """

    ink: str
    muted: str
    line: str
    field_line: str
    page: str
    surface: str
    hover: str
    primary: str
    primary_soft: str
    on_primary: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    bad: str
    bad_soft: str


LIGHT: Final = Palette(
    ink="#1b2733", muted="#5b6b7b", line="#dde4ec", field_line="#c3cedb", page="#f4f6f9",
    surface="#ffffff", hover="#f0f4f8", primary="#1f5fa8", primary_soft="#e8f0fa",
    on_primary="#ffffff", good="#177350", good_soft="#e5f4ee", attention="#a15c00",
    attention_soft="#fdf1de", bad="#b3261e", bad_soft="#fbe9e7",
)  # fmt: skip
DARK: Final = Palette(
    ink="#e7edf3", muted="#a3b1bf", line="#33404d", field_line="#4a5a6a", page="#161c22",
    surface="#1f272f", hover="#28323c", primary="#8fbcf0", primary_soft="#22364d",
    on_primary="#10202f", good="#6fcf9f", good_soft="#1c3a2e", attention="#f0b35a",
    attention_soft="#3d2f17", bad="#f39a92", bad_soft="#432421",
)  # fmt: skip


class TextSize(StrEnum):
    """How large text is; the value is what this PC remembers."""

    STANDARD = "標準"
    LARGE = "大"
    LARGEST = "特大"


class RowHeight(StrEnum):
    """How far the rows of lists stand apart."""

    COMPACT = "狭い"
    STANDARD = "標準"
    WIDE = "広い"


class Shade(StrEnum):
    """Dark letters on a light ground, or the other way round."""

    LIGHT = "ライト"
    DARK = "ダーク"


@dataclass(frozen=True)
class Look:
    """What somebody has chosen for this PC."""

    shade: Shade = Shade.LIGHT
    text: TextSize = TextSize.STANDARD
    rows: RowHeight = RowHeight.STANDARD


_PALETTES: Final = {Shade.LIGHT: LIGHT, Shade.DARK: DARK}
_SCALES: Final = {TextSize.STANDARD: 1.0, TextSize.LARGE: 1.12, TextSize.LARGEST: 1.25}
# All 18 entries of the navigation have to fit into 660 px of height.
_ENTRY_HEIGHTS: Final = {TextSize.STANDARD: 24, TextSize.LARGE: 25, TextSize.LARGEST: 26}
NAVIGATION_WIDTHS: Final = {TextSize.STANDARD: 182, TextSize.LARGE: 198, TextSize.LARGEST: 214}
_DARKENED: Final = {Shade.LIGHT: "", Shade.DARK: "_dark"}
_ROWS: Final = {RowHeight.COMPACT: 24, RowHeight.STANDARD: 32, RowHeight.WIDE: 40}
_LENGTH: Final = re.compile(r"((?:font-size|min-height|max-height): )(\d+)(?=px)")
_THINNEST_SCALED: Final = 10  # lines and bars stay as thin as they are
_in_use = [Look()]

_SHEET: Final = Template("""
* { color: $ink; }
QWidget#page, QScrollArea#page, QWidget#ground { background: $page; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget#clear { background: transparent; }
QFrame#card { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame#plain { background: transparent; border: none; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#navigation { background: $surface; border: none; border-right: 1px solid $line; }
QFrame#top { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame#bottom { background: $surface; border: none; border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel#title { font-size: 18px; font-weight: bold; }
QLabel#brand { color: $primary; font-size: 15px; font-weight: bold; }
QLabel#heading { font-weight: bold; font-size: 14px; }
QLabel#person { font-weight: bold; font-size: 19px; }
QLabel#muted { color: $muted; }
QLabel#group { color: $muted; font-size: 11px; }
QLabel#error { color: $bad; }
QLabel#fill_in { color: $attention; }
QLabel#chip { font-size: 12px; min-height: 18px; }
QLabel#echo { color: $muted; font-size: 12px; }
QLabel#figure { font-size: 26px; font-weight: bold; }
QLabel#key { font-family: "BIZ UDGothic"; font-size: 17px; background: $primary_soft;
  border-radius: 6px; padding: 10px; }
QLabel[tone="good"] { color: $good; background: $good_soft; border-radius: 6px; padding: 6px 10px; }
QLabel[tone="attention"] { color: $attention; background: $attention_soft; border-radius: 6px;
  padding: 6px 10px; }
QLabel[tone="bad"] { color: $bad; background: $bad_soft; border-radius: 6px; padding: 6px 10px; }
QLabel[tone="primary"] { color: $primary; background: $primary_soft; border-radius: 6px;
  padding: 6px 10px; }
QLineEdit, QPlainTextEdit, QComboBox { background: $surface; border: 1px solid $field_line;
  border-radius: 6px; padding: 0 10px; min-height: 30px; selection-background-color: $primary;
  selection-color: $on_primary; placeholder-text-color: $muted; }
QLineEdit#search { padding: 0 2px; }
QLineEdit#inner, QLineEdit#inner:focus { border: none; min-height: 0; padding: 0; }
QLineEdit#cell { min-height: 0; border-radius: 0; padding: 0 6px; }
QPlainTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $primary; }
QLineEdit[wrong="true"] { border: 1px solid $bad; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled { background: $page; color: $muted; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none;
  selection-background-color: $primary_soft; selection-color: $ink; padding: 4px; }
QPushButton, QToolButton#button { background: $surface; border: 1px solid $field_line;
  border-radius: 6px; padding: 0 14px; min-height: 28px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 1px solid $primary; }
QPushButton:disabled { color: $muted; background: $page; border-color: $line; }
QPushButton#primary { background: $primary; color: $on_primary; border: 1px solid $primary;
  font-weight: bold; }
QPushButton#primary:focus { border: 2px solid $ink; }
QPushButton#primary:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton#link { border: none; background: transparent; color: $primary; padding: 0 4px;
  min-height: 22px; }
QPushButton#link:hover, QPushButton#link:focus { text-decoration: underline; }
QPushButton#link:disabled { color: $muted; }
QPushButton#menu, QPushButton#picked { padding: 0 26px 0 12px; }
QPushButton#picked { text-align: left; }
QPushButton#menu::menu-indicator, QPushButton#picked::menu-indicator { image: url("$chevron"); width: 14px; height: 14px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPushButton#entry { border: none; border-radius: 6px; text-align: left; padding: 0 8px;
  min-height: ENTRY; max-height: ENTRY; background: transparent; }
QPushButton#entry:hover { background: $hover; }
QPushButton#entry:checked { background: $primary_soft; color: $primary; font-weight: bold; }
QPushButton#entry:focus { border: 1px solid $primary; }
QPushButton#choice { text-align: left; padding: 6px 14px; min-height: 30px; }
QPushButton#choice:hover { background: $primary_soft; border-color: $primary; }
QPushButton#tab { border: none; border-radius: 6px; background: transparent; color: $muted;
  padding: 0 9px; min-height: 28px; }
QPushButton#tab:hover { background: $hover; }
QPushButton#tab:checked { background: $primary_soft; color: $primary; font-weight: bold; }
QPushButton#tab:focus { border: 1px solid $primary; }
QTableView, QListView, QTreeView { background: $surface; border: none; outline: none;
  alternate-background-color: $surface; selection-background-color: $primary_soft;
  selection-color: $ink; gridline-color: $line; }
QTableView::item { border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected { background: $primary_soft; color: $ink; }
QTableView QTableCornerButton::section { background: $hover; border: none; }
QHeaderView { background: $hover; border: none; }
QHeaderView::section { background: $hover; color: $muted; border: none; padding: 0 10px;
  min-height: 30px; font-weight: bold; }
QHeaderView::up-arrow { image: url("$ascending"); width: 14px; height: 14px; }
QHeaderView::down-arrow { image: url("$descending"); width: 14px; height: 14px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $field_line; border-radius: 4px; min-height: 28px;
  min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 20px; border-radius: 4px; }
QMenu::item:selected { background: $primary_soft; color: $ink; }
QToolTip { background: $ink; color: $surface; border: none; padding: 4px 8px; }
QDialog, QMessageBox { background: $surface; }
QPdfView, QGraphicsView#scan { background: $page; border: none; }
QCheckBox { background: transparent; spacing: 8px; }
QCheckBox::indicator, QTableView::indicator { width: 16px; height: 16px; border: 1px solid $muted; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: $primary_soft; border-color: $primary;
  image: url("$check"); }
QCheckBox::indicator:focus { border: 1px solid $primary; }
""")


def look() -> Look:
    """What is in use."""
    return _in_use[0]


def present() -> Palette:
    """The colours in use."""
    return _PALETTES[look().shade]


def px(length: float) -> int:
    """A length that holds text, given at 標準, in the text size in use."""
    return round(length * _SCALES[look().text])


def row_height() -> int:
    """The height of a list's row; never too low for its text."""
    return max(_ROWS[look().rows], px(22))


def apply(application: QApplication, chosen: Look | None = None) -> None:
    """Give the program its fonts, colours and shapes; what is on the screen changes at once."""
    chosen = chosen or Look()
    _in_use[:] = [chosen]
    palette = present()
    for name in _FONT_FILES:
        if name not in _added:
            QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
            _added.add(name)
    application.setStyle("Fusion")
    font = QFont(TEXT_FONT)
    font.setPointSizeF(_points())
    application.setFont(font)
    application.setPalette(_colours(palette))
    pictures = {
        name: paths.resource("icons", f"{name}{_DARKENED[chosen.shade]}.svg").as_posix()
        for name in ("chevron", "check", "ascending", "descending")
    }
    sheet = _SHEET.substitute(asdict(palette), **pictures)
    entry = f"{_ENTRY_HEIGHTS[chosen.text]}px"
    application.setStyleSheet(_LENGTH.sub(_scaled, sheet).replace("ENTRY", entry))


def _points() -> float:
    return POINT_SIZE * _SCALES[look().text]


def _scaled(length: re.Match[str]) -> str:
    name, value = length.group(1), int(length.group(2))
    if value < _THINNEST_SCALED:
        return length.group()
    # Fields grow half as much as their text: all of a form has to fit into 660 px of height.
    return f"{name}{px(value) if name.startswith('font') else (value + px(value)) // 2}"


def add_rare_letters() -> None:
    """Let 𠮷 and 𡈽 be drawn: 46 MB of letters, added once the window is up."""
    if RARE_FONT not in QFontDatabase.families():
        QFontDatabase.addApplicationFont(str(paths.resource("fonts", "ipamjm.ttf")))


def figure_font() -> QFont:
    """Digits of equal width, for columns of numbers and codes."""
    font = QFont([FIGURE_FONT, TEXT_FONT])
    font.setPointSizeF(_points())
    return font


def _colours(palette: Palette) -> QPalette:
    colours = QPalette()
    roles = (
        (QPalette.ColorRole.Window, palette.page),
        (QPalette.ColorRole.WindowText, palette.ink),
        (QPalette.ColorRole.Base, palette.surface),
        (QPalette.ColorRole.AlternateBase, palette.surface),
        (QPalette.ColorRole.Text, palette.ink),
        (QPalette.ColorRole.Button, palette.surface),
        (QPalette.ColorRole.ButtonText, palette.ink),
        (QPalette.ColorRole.Highlight, palette.primary_soft),
        (QPalette.ColorRole.HighlightedText, palette.ink),
        (QPalette.ColorRole.PlaceholderText, palette.muted),
        (QPalette.ColorRole.Link, palette.primary),
        (QPalette.ColorRole.Dark, palette.field_line),
    )
    for role, colour in roles:
        colours.setColor(role, QColor(colour))
    return colours
