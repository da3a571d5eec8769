"""What the rows of an answer file say, each for its person by the mark; and which rows are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from dxdesk.imports.answer_asked import Asked, searched
from dxdesk.imports.answer_files import MARK, AnswerFile, AnswerSheet
from dxdesk.imports.answer_given import (
    Content,
    Given,
    Rated,
    Told,
    said_of_answer,
    said_of_claim,
    said_of_head,
    said_of_rated,
)
from dxdesk.imports.answer_people import Owners, Remarks
from dxdesk.imports.cells import CellError, as_text
from dxdesk.imports.proposal import LONGEST_VALUE_SHOWN, Refusal
from dxdesk.models import names
from dxdesk.models.assessment.claims import Said
from dxdesk.models.assessment.sheets import WISHES, WISHES_NOT, Head
from dxdesk.models.inquiries import layout
from dxdesk.models.inquiries.presets import CHOICE, DAY, NUMBER, Question
from dxdesk.models.plan.skill_map import HIGHEST_RATING, LOWEST_RATING
from dxdesk.models.schema import CLAIM_KINDS

if TYPE_CHECKING:
    from dxdesk.imports.reading import Row
    from dxdesk.models.inquiries.packets import Known
    from dxdesk.models.people.search import ListRow

_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_GRADES: Final = {"own": "自己評価", "head": "所属長評価"}


class Rows:
    """Reads the rows of one file.

    Args:
        asked: what is expected.
        packet: which file it is.
        token: that it carries.
        file: its sheets.
    """

    def __init__(self, asked: Asked, packet: Known, token: str, file: AnswerFile) -> None:
        self.given: list[Given] = []
        self.refused: list[Refusal] = []
        self.passed_over = 0
        self.doubled = 0
        self._asked = asked
        self._packet = packet
        self._file = file
        self._remarks = Remarks()
        self._owners = Owners(asked, packet, token, self._remarks)
        self._seen: dict[tuple[object, ...], Given] = {}
        self._wishes: dict[int, tuple[str, int]] = {}
        readers: dict[str, Callable[[AnswerSheet, Row], Given | None]] = {
            layout.ANSWERS: self._answers,
            layout.RATINGS: self._rated,
            layout.CLAIMS: self._claimed,
            layout.HEAD: self._confirmed,
        }
        for kind, sheet in file.sheets.items():
            self._owners.look_at(sheet)
            self._read_each(sheet, readers[kind])

    def remarks(self) -> list[str]:
        """What was read otherwise than it was written, a sentence each."""
        said = [text for sheet in self._file.sheets.values() for text in sheet.cells.remarks()]
        return said + self._remarks.sentences()

    def _read_each(
        self, sheet: AnswerSheet, read: Callable[[AnswerSheet, Row], Given | None]
    ) -> None:
        for row in sheet.rows:
            try:
                sheet.cells.check_lengths(row)
                given = read(sheet, row)
                if given is None:
                    self.passed_over += 1
                elif self._is_new(sheet, given):
                    self.given.append(given)
            except CellError as error:
                self._refuse(sheet, row, error)

    def _is_new(self, sheet: AnswerSheet, given: Given) -> bool:
        """Whether nothing was said in this place before; a row that was copied counts once."""
        key = (sheet.kind, given.employee_id, *_place_of(given))
        before = self._seen.setdefault(key, given)
        if before is given:
            return True
        if before.said != given.said:
            raise CellError(
                MARK if sheet.kind != layout.HEAD else "title",
                f"{before.row}行目と同じ職員・項目で、答えが違います。正しい方だけを残してください。",
            )
        self.doubled += 1
        return False

    def _refuse(self, sheet: AnswerSheet, row: Row, error: CellError) -> None:
        value = as_text(sheet.cells.raw(row, error.key)) if error.key != MARK else ""
        if len(value) > LONGEST_VALUE_SHOWN:
            value = value[:LONGEST_VALUE_SHOWN] + "…"
        where = sheet.cells.address(row, error.key)
        self.refused.append(Refusal(sheet.name, row.number, where, value, error.reason))

    # --- what it says ---------------------------------------------------------------

    def _answers(self, sheet: AnswerSheet, row: Row) -> Given | None:
        values: dict[int, str] = {}
        said = []
        for question in self._asked.inquiry.questions:
            value = _answer(sheet, row, question)
            if value:
                values[question.id] = value
                said.append(said_of_answer(question, value))
            elif question.required and row.at(0) is not None:
                key = layout.question_key(question.id)
                self._remarks.add(f"「{question.label}」が空欄です", sheet, row, key)
        if not values:
            return None
        person, _item = self._owners.whose(sheet, row)
        return self._given(sheet, row, person, tuple(said), values)

    def _rated(self, sheet: AnswerSheet, row: Row) -> Given | None:
        own, head = (_grade(sheet, row, key) for key in _GRADES)
        remark = sheet.cells.text(row, "remark", lines=True)
        wish = sheet.cells.text(row, "wish")
        if own is None and head is None and not remark and not wish:
            return None
        if wish not in ("", WISHES, WISHES_NOT):
            raise CellError("wish", f"「{WISHES}」か「{WISHES_NOT}」を選んでください。")
        person, item = self._owners.whose(sheet, row)
        self._check_wish(person.employee_id, wish, row)
        rated = Rated(item, own, head, remark, wish)
        return self._given(sheet, row, person, said_of_rated(rated), rated)

    def _check_wish(self, employee_id: int, wish: str, row: Row) -> None:
        if not wish:
            return
        before, place = self._wishes.setdefault(employee_id, (wish, row.number))
        if before != wish:
            raise CellError("wish", f"{place}行目の希望と違います。どちらかを消してください。")

    def _claimed(self, sheet: AnswerSheet, row: Row) -> Given | None:
        cells = sheet.cells
        title, note = cells.text(row, "title"), cells.text(row, "note", lines=True)
        kind = cells.text(row, "kind")
        since, until = cells.day(row, "since"), cells.day(row, "until")
        if not any((title, note, kind, since, until)):
            return None
        if not title:
            raise CellError("title", "研修・資格・業務経歴の名称が入っていません。")
        kind = self._kind(kind, title)
        if since and until and until < since:
            raise CellError("until", "有効期限・終了日が、年月日・開始日より前になっています。")
        person = self._owners.claimant(sheet, row)
        code = self._asked.named.get((kind, searched(title)), "")
        words = f"{title}（{note}）" if note else title
        claim = Said(kind, code, words, since, until)
        return self._given(sheet, row, person, said_of_claim(claim), claim)

    def _kind(self, kind: str, title: str) -> str:
        if kind in CLAIM_KINDS:
            return kind
        kinds = [each for each in CLAIM_KINDS if (each, searched(title)) in self._asked.named]
        if kind or len(kinds) != 1:
            raise CellError("kind", f"種類は{'、'.join(CLAIM_KINDS)}のどれかを選んでください。")
        return kinds[0]

    def _confirmed(self, sheet: AnswerSheet, row: Row) -> Given | None:
        cells = sheet.cells
        title, name, day = cells.text(row, "title"), cells.text(row, "name"), cells.day(row, "day")
        if not title and not name and day is None:
            return None
        if not name:
            raise CellError("name", "確認した所属長の氏名が入っていません。")
        if day is None:
            raise CellError("day", "確認年月日が入っていません。")
        head = Head(title, name, day)
        return self.of_the_file(sheet.name, row.number, said_of_head(head), head)

    def _given(
        self,
        sheet: AnswerSheet,
        row: Row,
        person: ListRow,
        said: Told,
        content: Content,
    ) -> Given:
        return Given(
            sheet.name, row.number, person.employee_id, person.number, person.name, said, content
        )

    def of_the_file(self, sheet: str, row: int, said: Told, content: Content) -> Given:
        """What is said of the whole file."""
        return Given(sheet, row, 0, *self._asked.whom(self._packet), said, content)


def _place_of(given: Given) -> tuple[object, ...]:
    """What besides the person a row is about: several rows of one person are not the same."""
    content = given.content
    if isinstance(content, Rated):
        return (content.item,)
    return (content,) if isinstance(content, Said) else ()


def _answer(sheet: AnswerSheet, row: Row, question: Question) -> str:
    key, cells = layout.question_key(question.id), sheet.cells
    if question.kind == DAY:
        day = cells.day(row, key)
        return day.isoformat() if day else ""
    text = cells.text(row, key, lines=True)
    if question.kind == NUMBER and text:
        number = names.digits(text).replace(",", "")
        if not _NUMBER.fullmatch(number):
            raise CellError(key, f"「{question.label}」は数字で書いてください。")
        return number
    if question.kind == CHOICE and text and text not in question.choices:
        listed = "".join(f"「{choice}」" for choice in question.choices)
        raise CellError(key, f"{listed}のどれかを選んでください。")
    return text


def _grade(sheet: AnswerSheet, row: Row, key: str) -> int | None:
    label = _GRADES[key]
    grade = sheet.cells.whole(row, key, label)
    if grade is not None and not LOWEST_RATING <= grade <= HIGHEST_RATING:
        raise CellError(
            key,
            f"{label}が{grade}です。{LOWEST_RATING}から{HIGHEST_RATING}までの数にしてください。",
        )
    return grade
