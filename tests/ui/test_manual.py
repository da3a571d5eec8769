"""The manual says what is there: chapters for pages, keys and buttons that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dxdesk.ui.commands import COMMANDS
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.manual import CHAPTERS, KEYS_IN_FORMS, Chapter, chapter_of, text_of
from dxdesk.ui.pages.catalogue import BUILT

PACKAGE = Path(__file__).resolve().parents[2] / "dxdesk"
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Za-z]+|[.↓])|\bF\d+")
NAMED = re.compile("「([^」]+)」")
TITLED = re.compile(r"([^\s、。（）「」]*)（((?:Ctrl|Alt)\+[^）]+|F\d+)）")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
EACH = pytest.mark.parametrize("chapter", CHAPTERS, ids=[chapter.key for chapter in CHAPTERS])
# Words in brackets that are no words of the window: examples, names of chapters and folders.
EXAMPLES = {"R8.4.1", "令和8年4月1日", "2026-4-1", "高橋", "髙橋", "backups"}


def test_every_page_that_is_there_has_its_own_chapter() -> None:
    explained = {page for chapter in CHAPTERS for page in chapter.pages}
    assert set(BUILT) <= explained


@EACH
def test_a_chapter_begins_with_its_title(chapter: Chapter) -> None:
    assert text_of(chapter).startswith(f"# {chapter.title}\n")


@EACH
def test_every_key_that_a_chapter_names_does_something(chapter: Chapter) -> None:
    known = {keys for command in COMMANDS for keys in command.keys} | set(KEYS_IN_FORMS)
    assert set(KEYS.findall(text_of(chapter))) <= known


@EACH
def test_every_command_is_named_by_its_title(chapter: Chapter) -> None:
    titles = {keys: command.title for command in COMMANDS for keys in command.keys}
    text = text_of(chapter)
    named = [(before, keys) for before, keys in TITLED.findall(text) if keys in titles]
    strange = [
        (before, keys)
        for before, keys in named
        if not before.endswith(titles[keys]) and not re.search("(ます|ました|せます)$", before)
    ]
    assert strange == []


@EACH
def test_every_word_in_brackets_stands_in_the_window(chapter: Chapter) -> None:
    titles = {chapter.title for chapter in CHAPTERS}
    words = set(NAMED.findall(text_of(chapter))) - EXAMPLES - titles
    assert {word for word in words if word not in SOURCE} == set()


def test_f1_opens_the_chapter_of_the_page_shown(window: MainWindow) -> None:
    window.show_page("certification")
    QTest.keyClick(window, Qt.Key.Key_F1)
    manual = window.manual
    assert manual is not None
    assert manual.isVisible()
    assert manual.chapters.currentItem().text() == "認定"
    assert "判定基準日" in manual.text.toPlainText()
    QTest.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_a_page_that_is_not_there_yet_opens_the_introduction() -> None:
    assert chapter_of("leaders").key == "introduction"
