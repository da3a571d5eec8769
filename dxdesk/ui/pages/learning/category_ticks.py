"""主な対象: the categories that something is meant for, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from dxdesk.models.plan.skill_map import Category
from dxdesk.ui.forms.composed_field import ComposedField
from dxdesk.ui.widgets.flow import Flow

_BETWEEN = "・"


class CategoryTicks(ComposedField):
    """The categories of a plan; none ticked is everybody.

    Args:
        categories: that can be ticked, in their official order.
        codes: of those that are ticked.
    """

    def __init__(self, categories: Sequence[Category], codes: Sequence[str]) -> None:
        super().__init__()
        line = Flow(spacing=10)
        self.setLayout(line)
        self.boxes: dict[str, QCheckBox] = {}
        for category in categories:
            box = QCheckBox(category.short_name)
            box.setToolTip(category.name)
            box.setAccessibleName(f"主な対象：{category.name}")
            box.setChecked(category.code in codes)
            box.toggled.connect(lambda _on: self.changed.emit())
            line.addWidget(box)
            self.boxes[category.code] = box
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def codes(self) -> tuple[str, ...]:
        """The codes of the categories that are ticked."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def text(self) -> str:
        """レベル1・レベル2."""
        return _BETWEEN.join(box.text() for box in self.boxes.values() if box.isChecked())

    def set_text(self, text: str) -> None:
        """Tick the categories of these names, and no others."""
        names = text.split(_BETWEEN)
        for box in self.boxes.values():
            box.setChecked(box.text() in names)
