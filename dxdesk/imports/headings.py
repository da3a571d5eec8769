"""Which column holds what: the header row below the titles, by name, synonym or an officer's hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxdesk.errors import UserError
from dxdesk.imports.reading import Cell, Row, Table, address

_TITLE_ROWS = 50  # a header further down than this is not looked for
_POSSIBLE_ROWS = 12
_NEARLY_FULL = 0.75  # of the texts of the fullest row: some columns have no heading

_HALF_KANA = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
_WIDTHS = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0xFF66 + place: ord(kana) for place, kana in enumerate(_HALF_KANA)}
    | {0xFF9E: 0x3099, 0xFF9F: 0x309A, 0x309B: 0x3099, 0x309C: 0x309A}
)
_VOICED = {
    base + mark: chr(ord(base) + step)
    for bases, mark, step in (
        (
            "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ",
            "\u3099",
            1,
        ),
        ("はひふへほハヒフヘホ", "\u309a", 2),
    )
    for base in bases
} | {"ウ\u3099": "ヴ"}
_MARKED_KANA = re.compile(".[\u3099\u309a]")
_UNSEEN = re.compile(r"[\s\u200b\ufeff]+")
_REMARK_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_REQUIRED_MARKS = "*※"


@dataclass(frozen=True, slots=True)
class Field:
    """What a column can hold: its key, the heading it has in our own files, and other names for it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand and what each column holds.

    Args:
        row: number of the header row as a spreadsheet shows it.
        columns: key of a field → its column, counted from zero.
        headings: the text of every heading, by column; empty where there is none.
        unknown: columns with a heading that belongs to no field; they are not read.
        required: the columns of the fields that each row must fill.
    """

    row: int
    columns: dict[str, int]
    headings: tuple[str, ...]
    unknown: tuple[int, ...]
    required: frozenset[int]

    def address(self, row: Row, key: str) -> str:
        """Where a row's cell for a field stands, e.g. C7."""
        return address(row.number, self.columns[key])


def fold_heading(text: str) -> str:
    """Make headings comparable: width, spaces, line breaks, decomposed kana, marks for required ones."""
    folded = _UNSEEN.sub("", text.translate(_WIDTHS)).casefold()
    folded = _MARKED_KANA.sub(lambda found: _VOICED.get(found[0], found[0]), folded)
    return folded.strip(_REQUIRED_MARKS)


def find_header(
    table: Table, fields: Sequence[Field], remembered: Mapping[str, str] | None = None
) -> Header:
    """Find the header row below the titles and say which column holds which field.

    Args:
        table: as it was read.
        fields: what this kind of import knows.
        remembered: heading → key, as an officer once mapped it by hand; it comes before names. An
            empty key means that the column is not read.

    Raises:
        UserError: no header row, a required heading missing, or two columns for one field.
    """
    names = _names(fields, remembered or {})
    best, best_keys = _best_row(table, names)
    missing = [field.label for field in fields if field.required and field.key not in best_keys]
    # one word that happens to be in a title is no header, unless it is all that was asked for
    if best is None or (missing and len(best_keys) < 2):
        raise UserError(
            f"{_source(table)}に見出しの行がありません。"
            f"{_list(field.label for field in fields if field.required)}の見出しがある行を表の上に付けてください。"
        )
    if missing:
        raise UserError(
            f"{_source(table)}の{best.number}行目の見出しに{_list(missing)}がありません。"
            "見出しの名前を直すか、その列を加えてください。"
        )
    return _header(table, best, fields, names)


def guess_header(
    table: Table, fields: Sequence[Field], remembered: Mapping[str, str]
) -> Row | None:
    """What seems to be the header row, for an officer to put right; nothing is refused here.

    Where no more than a word in a title is known, the first row is taken that has about as many
    texts as the fullest one: a title and the office beside it are no header.
    """
    best, keys = _best_row(table, _names(fields, remembered))
    if len(keys) > 1:
        return best
    rows = table.rows[:_TITLE_ROWS]
    fullest = max(map(_texts, rows), default=0)
    enough = max(2, fullest * _NEARLY_FULL)
    if best is not None and _texts(best) >= enough:
        return best
    return next((row for row in rows if _texts(row) >= enough), best)


def named_fields(headings: Iterable[str], fields: Sequence[Field]) -> set[str]:
    """The keys of the fields that some headings name, whatever an officer has mapped by hand."""
    row = Row(1, tuple(headings))
    return {key for _, key, _ in _matches(row, _names(fields, {}))}


def possible_headers(table: Table) -> list[Row]:
    """The rows near the top in which the headings could stand."""
    return [row for row in table.rows[:_TITLE_ROWS] if _texts(row) > 1][:_POSSIBLE_ROWS]


def columns_of(row: Row, fields: Sequence[Field], remembered: Mapping[str, str]) -> dict[str, int]:
    """Key of a field → its column, where a row is read as the header; fields may be missing."""
    columns: dict[str, tuple[int, int]] = {}
    for column, key, rank in _matches(row, _names(fields, remembered)):
        if key not in columns or rank < columns[key][0]:
            columns[key] = rank, column
    return {key: column for key, (_, column) in columns.items()}


def _texts(row: Row) -> int:
    return sum(isinstance(cell, str) and not _blank(cell) for cell in row.cells)


def _best_row(table: Table, names: Mapping[str, tuple[str, int]]) -> tuple[Row | None, set[str]]:
    """The row near the top that names the most fields, and which."""
    best: Row | None = None
    best_keys: set[str] = set()
    for row in table.rows[:_TITLE_ROWS]:
        keys = {key for _, key, _ in _matches(row, names)}
        if len(keys) > len(best_keys):
            best, best_keys = row, keys
    return best, best_keys


def _names(fields: Sequence[Field], remembered: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Folded heading → key and rank; the officer's mapping ranks before labels, these before synonyms."""
    names: dict[str, tuple[str, int]] = {}
    for field in fields:
        for synonym in field.synonyms:
            names.setdefault(fold_heading(synonym), (field.key, 2))
    for field in fields:
        names[fold_heading(field.label)] = (field.key, 1)
    known = {field.key for field in fields}
    for heading, key in remembered.items():
        if key in known:
            names[fold_heading(heading)] = (key, 0)
        elif not key:
            names.pop(fold_heading(heading), None)
    return names


def _matches(row: Row, names: Mapping[str, tuple[str, int]]) -> Iterator[tuple[int, str, int]]:
    """Columns of a row whose text names a field: column, key, rank."""
    for column, cell in enumerate(row.cells):
        if not isinstance(cell, str):
            continue
        folded = fold_heading(cell)
        found = names.get(folded) or names.get(_REMARK_IN_BRACKETS.sub("", folded))
        if found is not None:
            yield column, *found


def _header(
    table: Table, row: Row, fields: Sequence[Field], names: Mapping[str, tuple[str, int]]
) -> Header:
    by_key: dict[str, list[tuple[int, int]]] = {}
    for column, key, rank in _matches(row, names):
        by_key.setdefault(key, []).append((rank, column))
    columns = {}
    for field in fields:
        candidates = sorted(by_key.get(field.key, ()))
        if len(candidates) > 1 and candidates[0][0] == candidates[1][0]:
            first, second = (row.address(column) for _, column in candidates[:2])
            raise UserError(
                f"{_source(table)}に「{field.label}」の列が2つあります（{first} と {second}）。"
                "どちらか一方の見出しを直すか、列を削除してください。"
            )
        if candidates:
            columns[field.key] = candidates[0][1]
    headings = tuple(_text(cell) for cell in row.cells)
    taken = set(columns.values())
    return Header(
        row=row.number,
        columns=columns,
        headings=headings,
        unknown=tuple(place for place, text in enumerate(headings) if text and place not in taken),
        required=frozenset(columns[field.key] for field in fields if field.required),
    )


_TOTAL = re.compile(r"(合計|総合計|総計|小計|累計|計)([(:0-9].*)?")
_NOTE = re.compile(r"[※*]|\(?注[0-9:)]|\(?(注意|注記|備考|出典|資料)[0-9:)]|(以上|以下余白)$")


def data_rows(table: Table, header: Header) -> tuple[list[Row], int]:
    """The rows below the header that hold data, and how many were passed over.

    Passed over are blank rows, 合計 and 小計 rows, notes, and the header itself where it is repeated
    on every printed page. What stands above the header are titles, not counted.

    Returns:
        the rows, each at least as wide as the last column that is read, and the number passed over.
    """
    width = max(header.columns.values(), default=-1) + 1
    rows = []
    passed_over = 0
    for row in table.rows:
        if row.number <= header.row:
            continue
        if _is_passed_over(row, header):
            passed_over += 1
        elif len(row.cells) < width:
            rows.append(Row(row.number, row.cells + (None,) * (width - len(row.cells))))
        else:
            rows.append(row)
    return rows, passed_over


def _is_passed_over(row: Row, header: Header) -> bool:
    first = row.cells[0] if row.cells else None
    if 0 in header.required and isinstance(first, str) and first.isascii() and first[:1].isalnum():
        return _repeats_header(
            row, header
        )  # a code or a number: the quick way for nearly every row
    filled = [
        column for column, cell in enumerate(row.cells) if cell is not None and not _blank(cell)
    ]
    if not filled:
        return True
    first = row.cells[filled[0]]
    if len(filled) == 1 and filled[0] not in header.required:
        return True
    if not isinstance(first, str):
        return False
    folded = _UNSEEN.sub("", first.translate(_WIDTHS))
    if _TOTAL.fullmatch(folded):
        return True
    if _NOTE.match(folded) and sum(column in header.required for column in filled) <= 1:
        return True
    return _repeats_header(row, header)


def _repeats_header(row: Row, header: Header) -> bool:
    return all(
        _text(cell) == heading for cell, heading in zip(row.cells, header.headings, strict=False)
    )


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _source(table: Table) -> str:
    return f"「{table.file}」のシート「{table.sheet}」" if table.sheet else f"「{table.file}」"


def _list(labels: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"「{label}」" for label in labels)
