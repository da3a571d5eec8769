"""The only module that opens boxes. It is handed to whoever has something to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Messages(Protocol):
    """Whoever can tell the user something, or ask."""

    def tell(self, title: str, text: str) -> None:
        """Say something that the user must have seen."""
        ...

    def ask(self, title: str, text: str, verb: str, then: Callable[[], None]) -> None:
        """Ask before something is done; ``then`` is called if the answer is the verb."""
        ...

    def ask_where(self, title: str, name: str, kind: str, then: Callable[[Path], None]) -> None:
        """Ask where a file shall be written; ``then`` is called with the place.

        Args:
            name: of the file, as proposed.
            kind: what the file is, with its ending: ``Excelブック (*.xlsx)``.
        """
        ...

    def ask_file(self, title: str, kind: str, then: Callable[[Path], None]) -> None:
        """Ask which file shall be read; ``then`` is called with it.

        Args:
            kind: what files are offered, with their endings: ``写し (*.pdf *.png)``.
        """
        ...

    def ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder; ``then`` is called with it."""
        ...


class Boxes:
    """Boxes over the window. They never stop the program: open, and go on when closed."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def tell(self, title: str, text: str) -> None:
        """Say something that the user must have seen."""
        box = self._box(title, text)
        box.addButton("閉じる", QMessageBox.ButtonRole.AcceptRole)
        box.open()

    def ask(self, title: str, text: str, verb: str, then: Callable[[], None]) -> None:
        """Ask before something is done; ``then`` is called if the answer is the verb."""
        box = self._box(title, text)
        yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton("キャンセル", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)

        def closed() -> None:
            if box.clickedButton() is yes:
                then()

        box.finished.connect(closed)
        box.open()

    def ask_where(self, title: str, name: str, kind: str, then: Callable[[Path], None]) -> None:
        """Ask where a file shall be written; ``then`` is called with the place."""
        dialog = QFileDialog(self._parent, title, name, kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def ask_file(self, title: str, kind: str, then: Callable[[Path], None]) -> None:
        """Ask which file shall be read; ``then`` is called with it."""
        dialog = QFileDialog(self._parent, title, "", kind)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder; ``then`` is called with it."""
        dialog = QFileDialog(self._parent, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
