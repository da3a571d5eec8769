"""アセスメントシートの回答ファイル: ratings, claims, what is registered, and the head's confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from dxdesk.exports.fill_in import (
    FIRST_VISIBLE_ROW,
    LOCKED,
    FillColumn,
    FillSheet,
    add_sheet,
    fits_in_rule,
    new_book,
)
from dxdesk.exports.workbook import CREATOR
from dxdesk.exports.workbooks.inquiry import (
    Packed,
    content_of,
    folded,
    head_words,
    marked,
    note_words,
    origin_of,
    shown,
)
from dxdesk.models import wareki
from dxdesk.models.assessment import claims
from dxdesk.models.assessment.sheets import WISHES, WISHES_NOT
from dxdesk.models.inquiries import layout
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.models.inquiries.marks import row_mark
from dxdesk.models.inquiries.presets import BY_PERSON
from dxdesk.models.plan import editions
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING, Item, ScaleWord, WayKind

if TYPE_CHECKING:
    from dxdesk.models.evidence.registered import Registered
    from dxdesk.models.store import Reads

NOT_THE_EVALUATION: Final = "人事評価ではありません"
FEWEST_CLAIMS, MOST_CLAIMS = 10, 100
_GRADES: Final = (LOWEST_RATING, HIGHEST_RATING)
_WRONG_GRADE: Final = f"{LOWEST_RATING}から{HIGHEST_RATING}までの数を選んでください。"
_CHOICES_SHEET: Final = layout.SHEET_NAMES[layout.CHOICES]
_CHOICES_HEAD: Final = FIRST_VISIBLE_ROW + 1  # its heading; there are no instructions above it


@dataclass(frozen=True)
class Form:
    """What an edition of the plan asks of everybody.

    Args:
        items: those that are rated.
        scale: the words of the rating scale; an edition need not have any.
        names: what can be claimed, each its kind and its name.
    """

    items: Sequence[Item]
    scale: Sequence[ScaleWord]
    names: Sequence[tuple[str, str]]


def form_of(reads: Reads, edition_id: int) -> Form:
    """What the sheets of an edition ask."""
    rated = [
        item
        for item in editions.items(reads, edition_id)
        if any(way.kind is WayKind.RATING for way in item.ways)
    ]
    names = (
        *((claims.TRAINING, one.name) for one in editions.trainings(reads, edition_id)),
        *((claims.QUALIFICATION, one.name) for one in editions.qualifications(reads, edition_id)),
        *((claims.EXPERIENCE, one.name) for one in editions.experience_kinds(reads, edition_id)),
    )
    return Form(rated, editions.scale_words(reads, edition_id), names)


def write_sheets(
    form: Form,
    inquiry: Inquiry,
    office: str,
    packed: Packed,
    known: Mapping[int, Sequence[Registered]],
) -> bytes:
    """Write the sheets of a 所属, or of one person.

    Args:
        form: what the plan asks.
        inquiry: by which it is asked.
        office: who asks.
        packed: whom the file asks.
        known: what the records hold of them.
    """
    book = new_book(inquiry.title, CREATOR)
    origin = origin_of(inquiry, office, packed.token)
    sheets = [_ratings(form, inquiry, packed), _claims(form, inquiry, packed)]
    sheets.append(_known(inquiry, packed, known))
    if inquiry.said.mode != BY_PERSON:
        sheets.append(_head(inquiry, packed))
    sheets.append(_choices(form, packed))
    for sheet in sheets:
        add_sheet(book, origin, sheet)
    return content_of(book)


def _ratings(form: Form, inquiry: Inquiry, packed: Packed) -> FillSheet:
    """A row for each person and item; the wish stands in the first row of each person."""
    graded = layout.graded(inquiry.said.mode)
    columns = (
        *shown(layout.RATINGS, ("number", 9), ("name", 16), ("item", 6), ("text", 44)),
        *(_answer(layout.RATINGS, key, 11, numbers=_GRADES, wrong=_WRONG_GRADE) for key in graded),
        _answer(layout.RATINGS, "remark", 30),
        _answer(layout.RATINGS, "wish", 13, choices=(WISHES, WISHES_NOT)),
    )
    empty = (None,) * (len(graded) + 1)
    rows = [
        (
            row_mark(inquiry.token, packed.token, one.number, item.code),
            (one.number, one.name, item.code, item.text, *empty, LOCKED if place else None),
        )
        for one in packed.people
        for place, item in enumerate(form.items)
    ]
    words = (*_top(inquiry, packed), *_scale(form), *note_words(inquiry))
    return FillSheet(
        layout.SHEET_NAMES[layout.RATINGS], layout.RATINGS, inquiry.title, words, columns, rows
    )


def _answer(
    kind: str,
    key: str,
    width: int,
    *,
    choices: tuple[str, ...] = (),
    source: str = "",
    free: bool = False,
    numbers: tuple[int, int] | None = None,
    wrong: str = "",
) -> FillColumn:
    return FillColumn(
        key, layout.HEADINGS[kind][key], width, answer=True, choices=choices, source=source,
        free=free, numbers=numbers, wrong=wrong,
    )  # fmt: skip


def _top(inquiry: Inquiry, packed: Packed) -> Iterator[str]:
    yield from head_words(inquiry, packed)
    if NOT_THE_EVALUATION not in inquiry.said.purpose:
        yield f"このシートは{NOT_THE_EVALUATION}。"
    yield "黄色の欄に記入し、部局の人事担当へ提出してください。評価は1から5までの数を選びます。"


def _scale(form: Form) -> Iterator[str]:
    said = "　".join(f"{word.rating}：{word.text}" for word in form.scale if word.text)
    yield from folded(f"評価の段階　{said}" if said else "")


def _claims(form: Form, inquiry: Inquiry, packed: Packed) -> FillSheet:
    """Blank rows for what the records do not hold."""
    kind = layout.CLAIMS
    columns = (
        _claimant(packed),
        _answer(kind, "kind", 10, choices=(claims.TRAINING, claims.QUALIFICATION, claims.EXPERIENCE)),
        _answer(kind, "title", 34, source=_cells("E", len(form.names)), free=True),
        _answer(kind, "since", 15),
        _answer(kind, "until", 15),
        _answer(kind, "note", 34),
    )  # fmt: skip
    owner = "職員番号は空欄のままでかまいません。" if packed.alone else ""
    words = (
        *head_words(inquiry, packed),
        "「登録内容」にない研修・資格・業務経歴を、1行に1つ記入してください。確認できたものが登録されます。",
        f"名称は一覧から選ぶか、そのまま書いてください。年月日は R8.4.1 のように書きます。{owner}",
    )
    blank = min(max(2 * len(packed.people), FEWEST_CLAIMS), MOST_CLAIMS)
    return FillSheet(
        layout.SHEET_NAMES[kind],
        kind,
        f"{inquiry.title}　研修・資格・業務経歴の申告",
        words,
        columns,
        (),
        blank,
    )


def _claimant(packed: Packed) -> FillColumn:
    """Whose claim it is, chosen from the people of the file."""
    numbers = tuple(one.number for one in packed.people)
    if packed.alone:
        return _answer(layout.CLAIMS, "number", 10)
    wrong = "このファイルにある職員番号を選んでください。"
    if fits_in_rule(numbers):
        return _answer(layout.CLAIMS, "number", 10, choices=numbers, wrong=wrong)
    return _answer(layout.CLAIMS, "number", 10, source=_cells("B", len(numbers)), wrong=wrong)


def _cells(column: str, number: int) -> str:
    """The cells of a column of 選択肢."""
    if not number:
        return ""
    return f"{_CHOICES_SHEET}!${column}${_CHOICES_HEAD + 1}:${column}${_CHOICES_HEAD + number}"


def _known(
    inquiry: Inquiry, packed: Packed, known: Mapping[int, Sequence[Registered]]
) -> FillSheet:
    columns = shown(
        layout.KNOWN, ("number", 9), ("name", 16), ("kind", 9), ("title", 34), ("since", 15),
        ("until", 15), ("detail", 24), ("verification", 14),
    )  # fmt: skip
    rows = [
        (
            one.number, one.name, each.kind, each.name, wareki.short(each.since),
            wareki.short(each.until) if each.until else None, each.detail or None,
            each.verification,
        )
        for one in packed.people
        for each in known.get(one.employee_id, ())
    ]  # fmt: skip
    words = (
        packed.unit,
        f"{wareki.long(inquiry.said.as_of)}までの登録内容です。不足は「申告」に記入してください。",
    )
    return FillSheet(
        layout.SHEET_NAMES[layout.KNOWN],
        layout.KNOWN,
        f"{inquiry.title}　登録内容",
        words,
        tuple(columns),
        marked(rows),
    )


def _head(inquiry: Inquiry, packed: Packed) -> FillSheet:
    kind = layout.HEAD
    columns = (
        _answer(kind, "title", 24),
        _answer(kind, "name", 24),
        _answer(kind, "day", 20),
    )
    words = (
        *head_words(inquiry, packed),
        "所属長が内容を確かめ、職・氏名・確認した年月日（例：R8.4.1）を記入してください。",
    )
    title = f"{inquiry.title}　所属長の確認"
    return FillSheet(layout.SHEET_NAMES[kind], kind, title, words, columns, (), blank_rows=1)


def _choices(form: Form, packed: Packed) -> FillSheet:
    """What the drop-downs of 申告 offer."""
    columns = shown(layout.CHOICES, ("number", 9), ("name", 16), ("kind", 9), ("title", 40))
    people = [(one.number, one.name) for one in packed.people]
    rows = [
        (*person, *name) for person, name in zip_longest(people, form.names, fillvalue=(None, None))
    ]
    return FillSheet(
        _CHOICES_SHEET, layout.CHOICES, "「申告」で選べる職員番号と名称", (), tuple(columns),
        marked(rows),
    )  # fmt: skip
