"""What can be done from the keyboard and the menus, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Command:
    """One command.

    Args:
        key: by which the window finds what it does.
        title: Japanese.
        keys: shortcuts, in Qt's portable writing.
    """

    key: str
    title: str
    keys: tuple[str, ...]


COMMANDS = (
    Command("search", "職員・所属・認定番号を検索", ("Ctrl+K",)),
    Command("take_in", "ファイルを取り込む", ("Ctrl+I",)),
    Command("save", "保存の状態を確かめる", ("Ctrl+S",)),
    Command("undo", "元に戻す", ("Ctrl+Z",)),
    Command("redo", "やり直し", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("refresh", "最新の内容を表示", ("F5",)),
    Command("stop", "中止", ("Ctrl+.",)),
    Command("manual", "手引を開く", ("F1",)),
    Command("next_page", "次の画面", ("Ctrl+PgDown",)),
    Command("previous_page", "前の画面", ("Ctrl+PgUp",)),
)


def bind(window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Give a window its commands; every command has to have a handler."""
    actions = {}
    for command in COMMANDS:
        action = QAction(command.title, window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        handler = handlers[command.key]
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        window.addAction(action)
        actions[command.key] = action
    return actions
