"""What can be typed at one sheet, as one form: the items, the wish, the note; so that it is one draft."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from dxdesk.models.assessment.filling_in import Filled
from dxdesk.models.schema import WISHES
from dxdesk.ui import appearance
from dxdesk.ui.forms.fields import show_text
from dxdesk.ui.forms.form import Field, Form
from dxdesk.ui.pages.assessment.looking import Visit
from dxdesk.ui.pages.assessment.typed import Typed

UNSAID = "記載なし"
NOTE_HEIGHT = 52


class SheetForm(Form):
    """認定の希望 and メモ, and with them the ratings and remarks that are typed into the items."""

    def __init__(self, typed: Typed) -> None:
        self.typed_items = typed
        self.wish = QComboBox()
        self.wish.addItems([each or UNSAID for each in WISHES])
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        appearance.keep_height(self.note, NOTE_HEIGHT)
        super().__init__(
            [Field("wish", "認定の希望", self.wish), Field("note", "メモ", self.note)],
            label_width=72, draft_elsewhere=True,
        )  # fmt: skip
        typed.changed.connect(self.typed.emit)

    def show_visit(self, visit: Visit, *, free: bool) -> None:
        """Show what is registered.

        Args:
            free: whether anything may be typed.
        """
        self.wish.setEnabled(free)
        self.note.setReadOnly(not free)
        show_text(self.wish, visit.sheet.wish or UNSAID)
        show_text(self.note, visit.sheet.note)
        self.typed_items.begin(visit.rated, visit.remarks, free=free)

    def texts(self) -> dict[str, str]:
        """What stands in each field and in each cell of the items."""
        return {**super().texts(), **self.typed_items.texts()}

    def words(self) -> list[tuple[str, str]]:
        """What was typed at the items, and what stands in the fields."""
        return [*self.typed_items.words(), *super().words()]

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Let fields and cells hold these texts; cells that are not named hold nothing."""
        super().show_texts(texts)
        self.typed_items.show_texts(texts)

    def filled(self) -> Filled:
        """What shall stand in the sheet."""
        items, codes = self.typed_items, self.typed_items.changed_codes()
        wish = self.wish.currentText()
        return Filled(
            {code: items.grades(code) for code in codes},
            {code: items.remark(code) for code in codes},
            "" if wish == UNSAID else wish,
            self.note.toPlainText().strip(),
        )
