"""A sheet that somebody fills in: instructions on top, answer cells open, the rest protected, marks unseen.

Row 1 and 2 and column A are hidden: the file's token with where it comes from, what each column is for,
and each row's mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from dxdesk.exports.workbook import A4_PAPER, SHEET_FONT, TEXT_FORMAT, clean
from dxdesk.models.inquiries.marks import FORMAT

FIRST_VISIBLE_ROW: Final = 3
LONGEST_CHOICES: Final = 255  # what Excel takes as a list written into the rule itself
_LINE: Final = Side(style="thin", color="FFB8C4D0")
_ANSWER: Final = "回答欄"
_SHOWN: Final = "記載済"
_HEADING: Final = "見出し欄"
_TITLE: Final = "表題欄"
_WORDS: Final = "説明欄"


@dataclass(frozen=True)
class FillColumn:
    """A column of the sheet.

    Args:
        key: what it is for; it stands in the hidden second row.
        heading: what people read.
        width: in half-width characters.
        answer: whether it is to be filled in.
        choices: what can be chosen.
        source: cells of another sheet to choose from, where there are many; anything else can be
            written as well where `free` is set.
        free: whether what is not among the choices can be written, too.
        numbers: the lowest and the highest whole number that can be entered.
        day: whether a day is expected.
        wrong: what Excel says of anything else.
    """

    key: str
    heading: str
    width: int = 12
    answer: bool = False
    choices: tuple[str, ...] = ()
    source: str = ""
    free: bool = False
    numbers: tuple[int, int] | None = None
    day: bool = False
    wrong: str = ""


@dataclass(frozen=True)
class FillSheet:
    """One sheet of the file.

    Args:
        name: of the sheet.
        kind: what it is, for taking back.
        title: the first line.
        words: instructions, a line each.
        columns: without the hidden first one.
        rows: each its mark and the values of the columns; an answer column's value is filled in
            beforehand, None leaves it empty, and ``LOCKED`` takes the cell out.
        blank_rows: how many empty rows for answers follow.
    """

    name: str
    kind: str
    title: str
    words: tuple[str, ...]
    columns: tuple[FillColumn, ...]
    rows: Sequence[tuple[str, Sequence[Any]]]
    blank_rows: int = 0


LOCKED: Final = object()


@dataclass(frozen=True)
class Origin:
    """Where a file comes from, so that one that is taken back elsewhere can be told what it is.

    Args:
        packet_token: of the file.
        office: whose inquiry it is.
        title: 件名.
        fiscal_year: of the inquiry, in words.
    """

    packet_token: str
    office: str = ""
    title: str = ""
    fiscal_year: str = ""


def new_book(title: str, creator: str) -> Workbook:
    """A workbook that knows the looks of answer cells."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = creator
    for style in _styles():
        book.add_named_style(style)
    return book


def _styles() -> list[NamedStyle]:
    border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    wrapped = Alignment(vertical="center", wrap_text=True)
    return [
        NamedStyle(
            _ANSWER, font=_font(), border=border, alignment=wrapped, number_format=TEXT_FORMAT,
            fill=PatternFill("solid", fgColor="FFFFFBE6"), protection=Protection(locked=False),
        ),
        NamedStyle(
            _SHOWN, font=_font(), border=border, alignment=wrapped, number_format=TEXT_FORMAT
        ),
        NamedStyle(
            _HEADING, font=_font(bold=True), border=border, alignment=wrapped,
            fill=PatternFill("solid", fgColor="FFE8EDF3"),
        ),
        NamedStyle(_TITLE, font=_font(14, bold=True)),
        NamedStyle(_WORDS, font=_font(), alignment=Alignment(vertical="top")),
    ]  # fmt: skip


def _font(size: int = 11, *, bold: bool = False) -> Font:
    """Excel's own Japanese font: without a name Calibri would be taken, which has no kana."""
    return Font(name=SHEET_FONT, size=size, bold=bold)


def add_sheet(book: Workbook, origin: Origin, sheet: FillSheet) -> None:
    """Write one sheet that is to be filled in."""
    page = book.create_sheet(sheet.name)
    head = FIRST_VISIBLE_ROW + 1 + len(sheet.words)
    _set_up(page, sheet, head)
    looks = {look: _Look(page, look) for look in (_ANSWER, _SHOWN, _HEADING, _TITLE, _WORDS)}
    page.append(
        [FORMAT, origin.packet_token, sheet.kind, origin.office, origin.title, origin.fiscal_year]
    )
    page.append([None, *(column.key for column in sheet.columns)])
    page.append([None, looks[_TITLE].holding(sheet.title)])
    for words in sheet.words:
        page.append([None, looks[_WORDS].holding(words)])
    page.append(_row(None, [(looks[_HEADING], column.heading) for column in sheet.columns]))
    answered = [looks[_ANSWER if column.answer else _SHOWN] for column in sheet.columns]
    for mark, values in sheet.rows:
        page.append(_row(mark, zip(answered, values, strict=True), looks[_SHOWN]))
    for _blank in range(sheet.blank_rows):
        page.append(_row(None, [(look, None) for look in answered]))
    _add_rules(page, sheet, head)


def _set_up(page: Any, sheet: FillSheet, head: int) -> None:
    page.freeze_panes = f"B{head + 1}"
    page.sheet_view.showGridLines = False
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.paperSize = A4_PAPER
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{head}:{head}"
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
    page.column_dimensions["A"].hidden = True
    for place, column in enumerate(sheet.columns, 2):
        page.column_dimensions[get_column_letter(place)].width = column.width + 2
    for row in (1, 2):
        page.row_dimensions[row].hidden = True


def _add_rules(page: Any, sheet: FillSheet, head: int) -> None:
    """Drop-downs and bounds for the answer cells."""
    last = head + len(sheet.rows) + sheet.blank_rows
    for place, column in enumerate(sheet.columns, 2):
        rule = _rule(column) if column.answer else None
        if rule is not None and last > head:
            letter = get_column_letter(place)
            rule.add(f"{letter}{head + 1}:{letter}{last}")
            page.data_validations.append(rule)


def _rule(column: FillColumn) -> DataValidation | None:
    listed = _listed(column)
    if not listed:
        return None
    rule = DataValidation(type="list", formula1=listed, allow_blank=True)
    rule.showErrorMessage = not column.free
    rule.errorTitle = "入力できない値です"
    rule.error = column.wrong or "一覧から選んでください。"
    return rule


def _listed(column: FillColumn) -> str:
    """What a drop-down offers, as Excel has it written; empty where it cannot."""
    if column.source:
        return column.source
    choices = column.choices
    if column.numbers is not None:
        low, high = column.numbers
        choices = tuple(map(str, range(low, high + 1)))
    return f'"{",".join(choices)}"' if choices and fits_in_rule(choices) else ""


def fits_in_rule(choices: Sequence[str]) -> bool:
    """Whether a drop-down can hold its choices itself; else they must stand in cells."""
    within = len(",".join(choices)) <= LONGEST_CHOICES
    return within and not any("," in each or '"' in each for each in choices)


class _Look(Cell):
    """One cell that serves for all of a look, since openpyxl writes each cell at once.

    A cell of its own for each value would double the time. Openpyxl would also look up the style of each
    anew, look at each text for what it could mean, and spell the cell out in an error that it catches itself.
    """

    has_style = True

    def __init__(self, page: Any, look: str) -> None:
        super().__init__(page, row=1, column=1)
        self.style = look
        self._known_style = super().style_id

    @property
    def style_id(self) -> Any:
        """The style, as the file numbers it."""
        return self._known_style

    def __repr__(self) -> str:
        return type(self).__name__

    def holding(self, value: str | int | None) -> Self:
        """The cell with a value; it is good until the next one is written. Text never is a formula."""
        text = isinstance(value, str)
        self._value: Any = clean(str(value)) if text else value
        self.data_type = "s" if text else "n"
        return self


def _row(
    mark: str | None, cells: Iterable[tuple[_Look, Any]], locked: _Look | None = None
) -> Iterator[Any]:
    """The cells of a row, each made when openpyxl asks for it."""
    yield mark
    for look, value in cells:
        yield locked.holding(None) if value is LOCKED and locked else look.holding(value)
