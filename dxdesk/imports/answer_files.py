"""One file that comes back: what it carries unseen, its sheets, and whether their columns are still there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dxdesk.imports.cells import Cells, Sheet, as_text
from dxdesk.imports.headings import Header
from dxdesk.imports.proposal import Refusal
from dxdesk.imports.reading import Row, Table, address
from dxdesk.models import names
from dxdesk.models.inquiries import layout
from dxdesk.models.inquiries.marks import FORMAT

MARK: Final = "mark"  # the hidden column A beside the keys of the columns that are seen
_ROWS_ABOVE: Final = 2  # the hidden ones
_LOOKED_THROUGH: Final = 100  # rows in which the headings must stand
_MAIN: Final = (layout.ANSWERS, layout.RATINGS)  # a file without its main sheet says nothing


@dataclass(frozen=True)
class Came:
    """Where a file says it comes from.

    Args:
        token: of its packet.
        kind: of its first sheet that says so.
        office: whose inquiry it is, in words.
        title: 件名.
        fiscal_year: in words.
    """

    token: str
    kind: str
    office: str
    title: str
    fiscal_year: str


@dataclass(frozen=True)
class AnswerSheet:
    """A sheet with answers whose headings are as they were sent.

    Args:
        kind: what it is.
        name: of the sheet.
        cells: reads its cells by key.
        rows: below the headings, blank ones left out.
    """

    kind: str
    name: str
    cells: Cells
    rows: tuple[Row, ...]


def came_from(tables: Iterable[Table]) -> Came | None:
    """What a file carries unseen of where it comes from; nothing where it is no answer file."""
    for table in tables:
        if _is_ours(table):
            said = [as_text(table.rows[0].at(place)).strip() for place in range(1, 6)]
            return Came(*said)
    return None


def _is_ours(table: Table) -> bool:
    return bool(table.rows) and table.rows[0].at(0) == FORMAT


class AnswerFile:
    """The sheets with answers of a file, checked against what was sent.

    Args:
        tables: all sheets of the file.
        token: of its packet.
        headings: kind of each sheet with answers → key → heading.
        width: digits to which a numeric 職員番号 is padded.
    """

    def __init__(
        self,
        tables: Sequence[Table],
        token: str,
        headings: Mapping[str, Mapping[str, str]],
        width: int,
    ) -> None:
        self.sheets: dict[str, AnswerSheet] = {}
        self.refused: list[Refusal] = []
        self.remarks: list[str] = []
        self._width = width
        for table in tables:
            self._take(table, token, headings)
        self._look_for_missing(headings)
        if any(table.pictures for table in tables):
            self.remarks.append("貼り付けられた画像は読みません。")

    def _take(self, table: Table, token: str, headings: Mapping[str, Mapping[str, str]]) -> None:
        if not _is_ours(table):
            self.remarks.append(f"シート「{table.sheet}」は書き加えられたものなので、読みません。")
            return
        first = table.rows[0]
        kind = as_text(first.at(2)).strip()
        if as_text(first.at(1)).strip() != token:
            self._refuse(
                table, 1, 1, "別の回答ファイルから写されたシートです。送ったファイルに記入してください。"
            )  # fmt: skip
        elif kind in headings:
            self._check(table, kind, headings[kind])

    def _check(self, table: Table, kind: str, expected: Mapping[str, str]) -> None:
        if kind in self.sheets:
            self._refuse(table, 1, 2, "同じシートが2つあります。記入した方だけを残してください。")
            return
        keys = _keys(table)
        head = _head(table, keys, expected)
        wrong = len(self.refused)
        for key, heading in expected.items():
            places = [place for place, found in keys.items() if found == key]
            if len(places) != 1:
                what = "ありません" if not places else "2つあります"
                self._refuse(
                    table, head.number, max(places, default=-1),
                    f"列「{heading}」が{what}。送ったときの列に戻してください。",
                )  # fmt: skip
            elif _compact(head.at(places[0])) != _compact(heading):
                self._refuse(
                    table, head.number, places[0],
                    f"見出しが変わっています。「{heading}」に戻すか、列が入れ替わっていないか確かめてください。",
                )  # fmt: skip
        if len(self.refused) > wrong:
            return
        columns = {MARK: 0, **{key: place for place, key in keys.items() if key in expected}}
        self._remark_on_more(table, head, columns)
        self.sheets[kind] = _sheet(table, kind, head, columns, self._width)

    def _remark_on_more(self, table: Table, head: Row, columns: Mapping[str, int]) -> None:
        below = (row for row in table.rows if row.number > head.number)
        more = {
            place
            for row in below
            for place, value in enumerate(row.cells)
            if value is not None and place not in columns.values()
        }
        if more:
            places = "、".join(address(head.number, place) for place in sorted(more)[:5])
            self.remarks.append(
                f"シート「{table.sheet}」に書き加えられた列（{places}）は読みません。"
            )

    def _look_for_missing(self, headings: Mapping[str, Mapping[str, str]]) -> None:
        if self.refused:
            return
        for kind in headings:
            name = layout.SHEET_NAMES[kind]
            if kind not in self.sheets and kind in _MAIN:
                self.refused.append(
                    Refusal(name, 0, "", "", f"シート「{name}」がありません。元に戻してください。")
                )
            elif kind not in self.sheets:
                self.remarks.append(f"シート「{name}」がないため、その回答はないものとします。")

    def _refuse(self, table: Table, row: int, place: int, reason: str) -> None:
        value = as_text(table.rows[row - 1].at(place)) if place >= 0 and row > 1 else ""
        where = address(row, place) if place >= 0 else ""
        self.refused.append(Refusal(table.sheet, row, where, value, reason))


def _keys(table: Table) -> dict[int, str]:
    """Column → key of the hidden second row."""
    second = table.rows[1].cells if len(table.rows) > 1 else ()
    return {place: as_text(value).strip() for place, value in enumerate(second) if value}


def _head(table: Table, keys: Mapping[int, str], expected: Mapping[str, str]) -> Row:
    """The row in which most headings stand as they were sent; some may have been changed."""
    wanted = {place: _compact(expected[key]) for place, key in keys.items() if key in expected}
    best, most = table.rows[-1], 0
    for row in table.rows[_ROWS_ABOVE:_LOOKED_THROUGH]:
        fitting = sum(_compact(row.at(place)) == heading for place, heading in wanted.items())
        if fitting > most:
            best, most = row, fitting
        if fitting == len(wanted):
            break
    return best


def _compact(value: object) -> str:
    return "".join(names.without_spaces("" if value is None else str(value)).split())


def _sheet(table: Table, kind: str, head: Row, columns: dict[str, int], width: int) -> AnswerSheet:
    header = Header(head.number, columns, (), (), frozenset())
    wide = max(columns.values()) + 1
    rows = tuple(
        Row(row.number, row.cells + (None,) * (wide - len(row.cells)))
        for row in table.rows
        if row.number > head.number and row.cells
    )
    return AnswerSheet(kind, table.sheet, Cells(Sheet(table.file, b"", table, header), width), rows)
