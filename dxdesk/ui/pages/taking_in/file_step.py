"""Step 1: which kind of file, which file, and the day or year that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from dxdesk.errors import UserError
from dxdesk.imports.kinds import KINDS
from dxdesk.imports.proposal import ImportKind, Options
from dxdesk.models import wareki
from dxdesk.ui.forms.date_field import DateField
from dxdesk.ui.forms.line_edit import LineEdit
from dxdesk.ui.pages.taking_in.asked import ORDER
from dxdesk.ui.widgets.card import Card, row
from dxdesk.ui.widgets.texts import body, button, heading, label

_TABLES = "表のファイル (*.xlsx *.xls *.ods *.csv *.tsv)"
_PLANS = "計画のファイル (*.xlsx *.toml)"
_YEARS = 6
_QUOTES = "\"' \u3000"
_HINT = (
    "Excel（新旧の形式）、表計算の標準形式、カンマ・タブ区切りの文字の表を読み込めます。"
    "題名の行や合計の行があっても構いません。ここへファイルを引いてきて放すこともできます。"
)


@dataclass(frozen=True)
class Choice:
    """What was chosen in the first step."""

    kind: ImportKind
    path: Path
    options: Options


class FileStep(Card):
    """Kind, file, day."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__(heading("取り込むファイル"), body(_HINT, "muted"), spacing=12)
        self.kind = QComboBox()
        self.kind.setAccessibleName("ファイルの種類")
        self.kind.setMaxVisibleItems(20)
        for key in ORDER:
            self.kind.addItem(KINDS[key].title, key)
        self.path = LineEdit("取り込むファイル", "ファイルの場所")
        self.choose_button = button("ファイルを選ぶ", self.choose_file)
        self.as_of = DateField("基準日")
        self.year = QComboBox()
        self.year.setAccessibleName("年度")
        self.as_of_title, self.year_title = label("基準日", "muted"), label("年度", "muted")
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_chosen())
        self.path.entered.connect(self._path_entered)
        self.as_of.edit.entered.connect(self.done.emit)
        self._kind_chosen()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(12)
        for title, field in (
            (label("種類", "muted"), row(self.kind, 1)),
            (label("ファイル", "muted"), row(self.path, self.choose_button)),
            (self.as_of_title, row(self.as_of, 1)),
            (self.year_title, row(self.year, 1)),
        ):
            _stand(title)
            form.addRow(title, field)
        room = QVBoxLayout()
        room.setContentsMargins(0, 6, 0, 0)
        room.addLayout(form)
        self.column.addLayout(room)
        self.column.addStretch(1)
        for widget in (self.kind, self.year, self.as_of):
            widget.setMinimumWidth(260)

    def show_years(self, this_year: int) -> None:
        """Offer the years around this one; the last one is what most files are about."""
        self.year.clear()
        for year in range(this_year + 1, this_year - _YEARS, -1):
            self.year.addItem(wareki.fiscal_year_name(year), year)
        self.year.setCurrentIndex(2)

    def choose_kind(self, key: str) -> None:
        """Choose a kind of file."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(key)))

    def show_options(self, options: Options) -> None:
        """Show the day or the year of another file."""
        if options.as_of is not None:
            self.as_of.set_day(options.as_of)
        if options.fiscal_year is not None:
            self.year.setCurrentIndex(self.year.findData(options.fiscal_year))

    def chosen(self) -> ImportKind:
        """The kind that is chosen."""
        return KINDS[str(self.kind.currentData())]

    def _kind_chosen(self) -> None:
        needs = self.chosen().needs
        asked: dict[str, tuple[QWidget, ...]] = {
            "as_of": (self.as_of_title, self.as_of),
            "fiscal_year": (self.year_title, self.year),
        }
        for need, widgets in asked.items():
            for widget in widgets:
                widget.setVisible(need == needs)

    def enter(self, held: QWidget | None) -> None:
        """Enter in a choice goes on to what is said next."""
        if held is self.kind:
            self.path.setFocus()
        elif held is self.year:
            self.done.emit()

    def _path_entered(self) -> None:
        needs = self.chosen().needs
        following = {"as_of": self.as_of, "fiscal_year": self.year}.get(needs)
        if following is None:
            self.done.emit()
        else:
            following.setFocus()

    def choose_file(self) -> None:
        """Let the file be chosen."""
        what = _TABLES if self.chosen().fields else _PLANS
        dialog = QFileDialog(self, "取り込むファイルを選ぶ", "", what)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self) -> Choice:
        """What was chosen.

        Raises:
            UserError: no file, or no day that can be read.
        """
        text = self.path.text().strip(_QUOTES)  # as the file manager copies a path
        if not text:
            self.path.setFocus()
            raise UserError("ファイルを選んでください。", "path")
        kind = self.chosen()
        options = Options()
        if kind.needs == "as_of":
            options = Options(as_of=self._day())
        elif kind.needs == "fiscal_year":
            options = Options(fiscal_year=int(self.year.currentData()))
        return Choice(kind, Path(text), options)

    def _day(self) -> date:
        try:
            return self.as_of.required()
        except UserError:
            self.as_of.setFocus()
            raise

    def focus_path(self) -> None:
        """Go to the file, which was not the right one."""
        self.path.setFocus()
        self.path.selectAll()

    def focus_first(self) -> None:
        """Go to what has to be said first."""
        (self.path if not self.path.text() else self.kind).setFocus()


def _stand(title: QLabel) -> None:
    title.setContentsMargins(0, 8, 0, 0)
