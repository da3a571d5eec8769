"""照会の回答ファイル: who is asked, a row each, with the columns that are to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dxdesk.exports.fill_in import FillColumn, FillSheet, Origin, add_sheet, new_book
from dxdesk.exports.workbook import CREATOR
from dxdesk.models import wareki
from dxdesk.models.inquiries import layout
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.models.inquiries.marks import row_mark
from dxdesk.models.inquiries.presets import CHOICE, DAY, NUMBER, TEXT, Question

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from dxdesk.models.people.search import ListRow

LINE_LENGTH: Final = 62  # full-width characters that fit beside each other on the paper
_ANSWER_WIDTHS: Final = {CHOICE: 14, DAY: 16, NUMBER: 10, TEXT: 30}
_HINTS: Final = {DAY: "日付は R8.4.1 や 2026/4/1 のように、", NUMBER: "数は数字だけで、"}


@dataclass(frozen=True)
class Packed:
    """What one file is about.

    Args:
        token: of its packet.
        unit: the bureau and the 所属 that it goes to.
        people: whom it asks.
        alone: whether it is one person's own file.
    """

    token: str
    unit: str
    people: Sequence[ListRow]
    alone: bool = False


def write_answers(inquiry: Inquiry, office: str, packed: Packed) -> bytes:
    """Write a file with a row for each person and a column for each question.

    Args:
        inquiry: what is asked.
        office: who asks.
        packed: whom the file asks.
    """
    book = new_book(inquiry.title, CREATOR)
    add_sheet(book, origin_of(inquiry, office, packed.token), _answer_sheet(inquiry, packed))
    return content_of(book)


def origin_of(inquiry: Inquiry, office: str, token: str) -> Origin:
    """What a file of the inquiry says unseen of where it comes from."""
    year = wareki.fiscal_year_name(inquiry.said.fiscal_year)
    return Origin(token, office, inquiry.title, year)


def content_of(book: Workbook) -> bytes:
    """The finished file."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def shown(kind: str, *widths: tuple[str, int]) -> list[FillColumn]:
    """Columns of a sheet that are only shown, by their keys, with their widths."""
    return [FillColumn(key, layout.HEADINGS[kind][key], width) for key, width in widths]


def _answer_sheet(inquiry: Inquiry, packed: Packed) -> FillSheet:
    known = shown(layout.ANSWERS, ("number", 9), ("name", 18), ("title", 14))
    asked = [_column(question) for question in inquiry.questions]
    empty = (None,) * len(asked)
    rows = [
        (
            row_mark(inquiry.token, packed.token, one.number),
            (one.number, one.name, one.title, *empty),
        )
        for one in packed.people
    ]
    words = (*head_words(inquiry, packed), *_how_to(inquiry), *note_words(inquiry))
    return FillSheet(
        layout.SHEET_NAMES[layout.ANSWERS],
        layout.ANSWERS,
        inquiry.title,
        words,
        (*known, *asked),
        rows,
    )


def _column(question: Question) -> FillColumn:
    return FillColumn(
        layout.question_key(question.id), question.label, _ANSWER_WIDTHS[question.kind],
        answer=True, choices=question.choices if question.kind == CHOICE else (),
    )  # fmt: skip


def head_words(inquiry: Inquiry, packed: Packed) -> Iterator[str]:
    """To whom, as of when, until when, what for."""
    said = inquiry.said
    parts = [packed.unit, f"基準日：{wareki.long(said.as_of)}"]
    if said.deadline:
        parts.append(f"提出期限：{wareki.long(said.deadline)}")
    yield "　　".join(parts)
    yield from folded(said.purpose)


def note_words(inquiry: Inquiry) -> Iterator[str]:
    """What to mind when filling in."""
    for line in inquiry.said.note.splitlines():
        yield from folded(line)


def _how_to(inquiry: Inquiry) -> Iterator[str]:
    kinds = {question.kind for question in inquiry.questions}
    hints = "".join(hint for kind, hint in _HINTS.items() if kind in kinds)
    yield from folded(f"黄色の欄に{hints}記入し、部局の人事担当へ提出してください。")
    needed = [question.label for question in inquiry.questions if question.required]
    if needed:
        yield from folded(f"必ず記入する欄：{'、'.join(needed)}")


def folded(text: str) -> Iterator[str]:
    """A text in lines that fit the paper."""
    rest = text.strip()
    while rest:
        yield rest[:LINE_LENGTH]
        rest = rest[LINE_LENGTH:]


def marked(rows: Iterable[Sequence[object]]) -> list[tuple[str, Sequence[object]]]:
    """Rows that are only shown: they need no mark."""
    return [("", row) for row in rows]
