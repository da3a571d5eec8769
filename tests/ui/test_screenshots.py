from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from dxdesk.models.desk import Desk
from dxdesk.ui.pages.entries import ENTRIES
from dxdesk.ui.screenshots import screenshots


def test_every_page_becomes_a_picture_in_both_sizes(sample: Desk, tmp_path: Path) -> None:
    count = screenshots(tmp_path, sample)
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) == count
    for width, height in ((1280, 660), (1920, 1080)):
        for at, entry in enumerate(ENTRIES, start=2):
            image = QImage(str(tmp_path / f"{at:02}_{entry.key}_{width}x{height}.png"))
            assert (image.width(), image.height()) == (width, height)
