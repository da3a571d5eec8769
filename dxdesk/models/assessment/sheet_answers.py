"""What comes back for a sheet, file by file, and which of two answers the sheet shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dxdesk.models.assessment import claims, sheets
from dxdesk.models.assessment.claims import Said
from dxdesk.models.assessment.sheets import NO_HEAD, Head, Sheet
from dxdesk.models.evidence import ratings
from dxdesk.models.evidence.ratings import Rating
from dxdesk.models.inquiries import packets
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads, Row

SOURCE = "シート"
Grades = tuple[int | None, int | None]


@dataclass(frozen=True)
class SheetAnswer:
    """What one file says for one person. What it leaves empty it does not say.

    Args:
        ratings: 項目番号 → 自己評価 and 所属長評価.
        remarks: 項目番号 → 所見・備考.
        wish: 希望する, 希望しない or nothing.
        head: 所属長の確認; its day is empty where it was not given.
        claims: evidence that is not in the records.
    """

    ratings: Mapping[str, Grades] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    wish: str = ""
    head: Head = NO_HEAD
    claims: tuple[Said, ...] = ()

    def to_json(self) -> str:
        """As the store keeps it."""
        return json.dumps(
            {
                "ratings": {code: list(pair) for code, pair in sorted(self.ratings.items())},
                "remarks": dict(sorted(self.remarks.items())),
                "wish": self.wish,
                "head": [self.head.title, self.head.name, _text(self.head.day)],
                "claims": [
                    [said.kind, said.code, said.text, _text(said.since), _text(said.until)]
                    for said in self.claims
                ],
            },
            ensure_ascii=False,
        )


def from_json(text: str) -> SheetAnswer:
    """What `SheetAnswer.to_json` wrote."""
    read: dict[str, Any] = json.loads(text)
    title, name, day = read["head"]
    return SheetAnswer(
        {code: (pair[0], pair[1]) for code, pair in read["ratings"].items()},
        read["remarks"],
        read["wish"],
        Head(title, name, to_day(day)),
        tuple(
            Said(kind, code, words, to_day(since), to_day(until))
            for kind, code, words, since, until in read["claims"]
        ),
    )


@dataclass(frozen=True)
class Received:
    """One file's answer for a sheet.

    Args:
        packet_id: of the file.
        shown: whether the sheet shows this one.
    """

    id: int
    packet_id: int
    answer: SheetAnswer
    received_on: date | None
    shown: bool


def received(reads: Reads, sheet: Sheet) -> list[Received]:
    """Everything that came back for a sheet, the newest last."""
    found = reads.rows(
        "SELECT id, packet_id, content, received_on FROM sheet_answer WHERE sheet_id = ?"
        " ORDER BY received_on, id",
        (sheet.id,),
    )
    return [
        Received(
            row["id"], row["packet_id"], from_json(row["content"]), to_day(row["received_on"]),
            row["packet_id"] == sheet.packet_id,
        )
        for row in found
    ]  # fmt: skip


def of_files(reads: Reads, inquiry_id: int) -> dict[tuple[int, int], SheetAnswer]:
    """What the files of an inquiry have said so far, by packet and employee."""
    found = reads.rows(
        "SELECT sheet_answer.packet_id, sheet.employee_id, sheet_answer.content FROM sheet_answer"
        " JOIN sheet ON sheet.id = sheet_answer.sheet_id"
        " JOIN packet ON packet.id = sheet_answer.packet_id WHERE packet.inquiry_id = ?",
        (inquiry_id,),
    )
    return {(row[0], row[1]): from_json(row[2]) for row in found}


def doubly_answered(reads: Reads, fiscal_year: int) -> set[int]:
    """The sheets for which two files came back that do not say the same."""
    found = reads.rows(
        "SELECT sheet_id FROM sheet_answer JOIN sheet ON sheet.id = sheet_answer.sheet_id"
        " WHERE sheet.fiscal_year = ? GROUP BY sheet_id HAVING count(DISTINCT content) > 1",
        (fiscal_year,),
    )
    return {row[0] for row in found}


def receive(
    action: Action, fiscal_year: int, given: Mapping[int, Mapping[int, SheetAnswer]]
) -> None:
    """Take in what files say for the people in them.

    A sheet shows the answer of the file that asked the person (the 所属 of the 基準日), else the one
    that came first; another answer is kept beside it. A sheet that is 確定 keeps what it shows.

    Args:
        action: the open action.
        fiscal_year: of the sheets.
        given: by packet, then by employee.
    """
    known = sheets.of_year(action, fiscal_year)
    kept = {
        (row["sheet_id"], row["packet_id"]): row
        for row in action.rows("SELECT id, sheet_id, packet_id, content FROM sheet_answer")
    }
    shown: dict[int, Showing] = {}
    for packet_id, answers in given.items():
        home = _asked_in(action, packet_id)
        for employee_id, answer in answers.items():
            sheet = known[employee_id]
            _keep(action, sheet.id, packet_id, answer, kept.get((sheet.id, packet_id)))
            taken = shown.get(employee_id)
            theirs = taken.packet_id if taken else sheet.packet_id
            ours = theirs in (None, packet_id) or employee_id in home
            if ours and sheet.state != sheets.CONFIRMED:
                shown[employee_id] = Showing(sheet, packet_id, answer)
    show(action, fiscal_year, list(shown.values()))
    packets.mark_returned(action, list(given))


def _asked_in(reads: Reads, packet_id: int) -> set[int]:
    found = reads.rows("SELECT employee_id FROM addressee WHERE packet_id = ?", (packet_id,))
    return {row[0] for row in found}


def _keep(
    action: Action, sheet_id: int, packet_id: int, answer: SheetAnswer, row: Row | None
) -> None:
    content = answer.to_json()
    if row is None:
        action.insert(
            "sheet_answer", sheet_id=sheet_id, packet_id=packet_id, content=content,
            received_on=action.today,
        )  # fmt: skip
    elif row["content"] != content:
        action.update("sheet_answer", row["id"], content=content, received_on=action.today)


def choose(action: Action, sheet: Sheet, packet_id: int) -> None:
    """Let the sheet show the answer of another file.

    Raises:
        UserError: the sheet is 確定.
    """
    sheets.check_open(sheet)
    answer = next(each.answer for each in received(action, sheet) if each.packet_id == packet_id)
    show(action, sheet.fiscal_year, [Showing(sheet, packet_id, answer)])


@dataclass(frozen=True)
class Showing:
    """A sheet that shall show what a file says."""

    sheet: Sheet
    packet_id: int
    answer: SheetAnswer


def show(action: Action, fiscal_year: int, given: Sequence[Showing]) -> None:
    """Let sheets show what files say: ratings, remarks, wish, 所属長の確認, claims; 回収済."""
    _rate(action, fiscal_year, {each.sheet.employee_id: each.answer.ratings for each in given})
    action.update_many(
        "sheet",
        ("state", "packet_id", "wish", "head_title", "head_name", "head_confirmed_on", "reason"),
        [
            (
                sheets.RETURNED, each.packet_id, each.answer.wish or each.sheet.wish,
                each.answer.head.title, each.answer.head.name, each.answer.head.day, "",
                each.sheet.id,
            )
            for each in given
        ],
    )  # fmt: skip
    for each in given:
        sheets.set_remarks(action, each.sheet.id, each.answer.remarks)
        claims.bring(action, each.sheet.id, each.answer.claims)


def _rate(action: Action, fiscal_year: int, given: Mapping[int, Mapping[str, Grades]]) -> None:
    """Write ratings; a grade that the file leaves empty stays as it was known."""
    known = ratings.ratings(action, fiscal_year)
    written = []
    for employee_id, graded in given.items():
        for code, (own, head) in graded.items():
            row = known.get((employee_id, code))
            merged = (
                (own, head)
                if row is None
                else (row.own if own is None else own, row.head if head is None else head)
            )
            if row is None or merged != (row.own, row.head):
                written.append(Rating(employee_id, code, *merged, id=row.id if row else 0))
    ratings.record(action, fiscal_year, written, SOURCE)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
