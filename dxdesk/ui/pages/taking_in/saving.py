"""Where the refused rows are saved: beside the file that they come from, unless said otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_WORKBOOK = "Excelブック (*.xlsx)"


def ask_where_to_save(parent: QWidget, source: Path, save: Callable[[Path], None]) -> None:
    """Ask where the refused rows of a file are to be saved.

    Args:
        parent: what the question lies over.
        source: the file.
        save: called with the place that was chosen.
    """
    proposed = source.with_name(f"{source.stem}_取り込めない行.xlsx")
    dialog = QFileDialog(parent, "取り込めない行を保存", str(proposed.parent), _WORKBOOK)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(lambda chosen: save(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
