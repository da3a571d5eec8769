"""Whose row it is: by the mark that it carries, which must fit what is seen beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxdesk.imports.answer_files import MARK, AnswerSheet
from dxdesk.imports.cells import CellError, as_text, places
from dxdesk.models import names
from dxdesk.models.inquiries import layout
from dxdesk.models.inquiries.marks import read_mark

if TYPE_CHECKING:
    from dxdesk.imports.answer_asked import Asked
    from dxdesk.imports.reading import Row
    from dxdesk.models.inquiries.packets import Known
    from dxdesk.models.people.search import ListRow

Seen = tuple[str, str]  # 職員番号 and 項目番号
_FOLLOWED: Final = "隠れた列を除いて並べ替えられているため、見える職員番号で読みました"
_FROM_ELSEWHERE: Final = "送り先でない職員の回答が書き加えられています。ほかの回答と並べて示します"


class Remarks:
    """Sentences about cells; each is said once, with where."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}

    def add(self, text: str, sheet: AnswerSheet, row: Row, key: str) -> None:
        """Remark upon a cell."""
        place = f"シート「{sheet.name}」の{sheet.cells.address(row, key)}"
        self._places.setdefault(text, []).append(place)

    def sentences(self) -> list[str]:
        """All of them."""
        return [f"{text}（{places(where)}）" for text, where in self._places.items()]


class Owners:
    """Finds the person of each row of a file.

    Args:
        asked: what is expected.
        packet: which file it is.
        token: that it carries.
        remarks: takes what is worth one.
    """

    def __init__(self, asked: Asked, packet: Known, token: str, remarks: Remarks) -> None:
        self._asked = asked
        self._packet = packet
        self._token = token
        self._remarks = remarks
        self._marked: frozenset[Seen] = frozenset()

    def look_at(self, sheet: AnswerSheet) -> None:
        """Read the marks of a sheet before its rows."""
        found = (self._mark(as_text(row.at(0))) for row in sheet.rows if row.at(0) is not None)
        self._marked = frozenset(mark for mark in found if mark is not None)

    def whose(self, sheet: AnswerSheet, row: Row) -> tuple[ListRow, str]:
        """The person and the item of a row.

        Raises:
            CellError: its mark is missing or wrong, or what is seen beside it was rewritten.
        """
        number = sheet.cells.code(row, "number", "職員番号")
        item = names.digits(sheet.cells.text(row, "item"))
        text = as_text(row.at(0))
        if not text.strip():
            return self._by_hand(sheet, row, number, item)
        marked = self._mark(text)
        if marked is None:
            raise CellError(
                MARK,
                "この行の印が、送ったファイルのものではありません。送ったファイルの行に記入してください。",
            )
        if number in ("", marked[0]) and item in ("", marked[1]):
            return self.person(marked[0]), marked[1]
        return self._moved(sheet, row, (number, item), marked)

    def claimant(self, sheet: AnswerSheet, row: Row) -> ListRow:
        """Whose claim it is; in a person's own file the 職員番号 can be left out.

        Raises:
            CellError: it is left out elsewhere, or means nobody who is asked.
        """
        number = sheet.cells.code(row, "number", "職員番号")
        if number:
            person = self.person(number)
            if self._is_from_elsewhere(person):
                self._remarks.add(_FROM_ELSEWHERE, sheet, row, "number")
            return person
        if self._packet.employee_id is None:
            raise CellError("number", "職員番号が入っていません。")
        return self._asked.by_id[self._packet.employee_id]

    def person(self, number: str) -> ListRow:
        """Whom a 職員番号 means.

        Raises:
            CellError: nobody whom the inquiry asks.
        """
        person = self._asked.person(number)
        if person is None:
            raise CellError("number", f"職員番号「{number}」は、この照会の対象ではありません。")
        if self._asked.about_sheets and person.employee_id not in self._asked.sheets:
            raise CellError("number", f"職員番号「{number}」には、シートを配布していません。")
        return person

    def _mark(self, text: str) -> Seen | None:
        return read_mark(self._asked.inquiry.token, (self._token,), text.strip())

    def _moved(self, sheet: AnswerSheet, row: Row, seen: Seen, marked: Seen) -> tuple[ListRow, str]:
        """A row that was sorted without the hidden column; one that was rewritten is refused."""
        person = self._asked.person(seen[0])
        name = names.without_spaces(sheet.cells.text(row, "name"))
        if (
            seen in self._marked
            and person is not None
            and name == names.without_spaces(person.name)
        ):
            self._remarks.add(_FOLLOWED, sheet, row, "number")
            return person, seen[1]
        key, label, sent = ("number", "職員番号", marked[0])
        if seen[0] == marked[0]:
            key, label, sent = ("item", "項目", marked[1])
        raise CellError(
            key, f"{label}が書き換えられています。送ったときは「{sent}」です。元に戻してください。"
        )

    def _by_hand(self, sheet: AnswerSheet, row: Row, number: str, item: str) -> tuple[ListRow, str]:
        """A row that was written in for somebody whom another file asks: who moved meanwhile."""
        if not number:
            raise CellError("number", "職員番号が入っていません。")
        person = self.person(number)
        if not self._is_from_elsewhere(person):
            raise CellError(
                MARK, "この行の印が消えています。送ったファイルの行に記入してください。"
            )
        if sheet.kind == layout.RATINGS and item not in self._asked.items:
            raise CellError("item", f"項目「{item}」は計画にありません。")
        self._remarks.add(_FROM_ELSEWHERE, sheet, row, "number")
        return person, item

    def _is_from_elsewhere(self, person: ListRow) -> bool:
        return self._asked.home[person.employee_id] != self._packet.packet_id
