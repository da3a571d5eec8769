"""照会: prepared for some people, sent out as one file per 所属 or person, closed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.models.inquiries.presets import BY_UNIT, CHOICE, SHEET, Question
from dxdesk.models.people import postings
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads, Row

PREPARED, SENT, CLOSED = "準備", "配布済", "締切"
MOST_QUESTIONS: Final = 30
LONGEST_TITLE: Final = 100
LONGEST_PASSWORD: Final = 255  # what Excel takes


@dataclass(frozen=True)
class Draft:
    """What an officer says of a new inquiry.

    Args:
        fiscal_year: by the calendar year in which it begins.
        title: 件名.
        preset: key of the preset that it was made from.
        mode: who fills in.
        whom: who is asked, in words.
        as_of: 基準日: as of which people sit where.
        deadline: until when answers are expected.
        purpose: 利用目的.
        document: 文書番号.
        note: what to mind when filling in.
        questions: the columns to fill in.
        edition_id: of the plan, for assessment sheets.
        password: that opens the files; empty leaves them open. It is in no title, log or argument.
    """

    fiscal_year: int
    title: str
    preset: str
    mode: str
    whom: str
    as_of: date
    deadline: date | None
    purpose: str = ""
    document: str = ""
    note: str = ""
    questions: tuple[Question, ...] = ()
    edition_id: int | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Inquiry:
    """One inquiry.

    Args:
        said: what the officer said of it.
        state: 準備, 配布済 or 締切.
        token: by which its files are known when they come back.
        sent_on: when it was first sent.
    """

    id: int
    said: Draft
    state: str
    token: str
    sent_on: date | None

    @property
    def title(self) -> str:
        """件名."""
        return self.said.title

    @property
    def questions(self) -> tuple[Question, ...]:
        """The columns to fill in, with their ids."""
        return self.said.questions


_COLUMNS: Final = (
    "id, fiscal_year, title, preset, mode, state, whom, as_of, deadline, purpose, document, note,"
    " token, edition_id, sent_on, password"
)


def inquiries(reads: Reads, fiscal_year: int) -> list[Inquiry]:
    """The inquiries of a fiscal year, the newest first."""
    found = reads.rows(
        f"SELECT {_COLUMNS} FROM inquiry WHERE fiscal_year = ? ORDER BY id DESC", (fiscal_year,)
    )
    return [_inquiry(reads, row) for row in found]


def get(reads: Reads, inquiry_id: int) -> Inquiry:
    """One inquiry.

    Raises:
        UserError: somebody has removed it.
    """
    return _only(reads, "id = ?", inquiry_id, "この照会は、ほかの操作で削除されています。")


def find(reads: Reads, token: str) -> Inquiry:
    """The inquiry whose file this is.

    Raises:
        UserError: no inquiry of this desk has the token.
    """
    return _only(
        reads, "token = ?", token,
        "このファイルは、この業務データの照会の回答ではありません。送り先の業務データを確かめてください。",
    )  # fmt: skip


def passwords(reads: Reads) -> tuple[str, ...]:
    """The passwords of all inquiries, those of the newest first."""
    found = reads.rows("SELECT password FROM inquiry WHERE password <> '' ORDER BY id DESC")
    return tuple(dict.fromkeys(row[0] for row in found))


def _only(reads: Reads, where: str, value: object, otherwise: str) -> Inquiry:
    found = reads.rows(f"SELECT {_COLUMNS} FROM inquiry WHERE {where}", (value,))
    if not found:
        raise UserError(otherwise)
    return _inquiry(reads, found[0])


def _inquiry(reads: Reads, row: Row) -> Inquiry:
    said = Draft(
        row["fiscal_year"], row["title"], row["preset"], row["mode"], row["whom"],
        date.fromisoformat(row["as_of"]), to_day(row["deadline"]), row["purpose"],
        row["document"], row["note"], tuple(_questions(reads, row["id"])), row["edition_id"],
        row["password"],
    )  # fmt: skip
    return Inquiry(row["id"], said, row["state"], row["token"], to_day(row["sent_on"]))


def _questions(reads: Reads, inquiry_id: int) -> Iterable[Question]:
    found = reads.rows(
        "SELECT label, kind, choices, required, id FROM question WHERE inquiry_id = ?"
        " ORDER BY display_order, id",
        (inquiry_id,),
    )
    for row in found:
        choices = tuple(row["choices"].split("\n")) if row["choices"] else ()
        yield Question(row["label"], row["kind"], choices, bool(row["required"]), row["id"])


# --- changing -----------------------------------------------------------------


def prepare(action: Action, draft: Draft, employee_ids: Sequence[int]) -> int:
    """Prepare an inquiry: its columns, its files and whom each of them asks.

    Where colleagues must not see each other's answers, each person has a file; else each 所属. People
    without a 本務 on the 基準日 are left out.

    Args:
        action: the open action.
        draft: what the officer says.
        employee_ids: who is asked.

    Returns:
        The inquiry's id.

    Raises:
        UserError: something in the draft is wrong, or nobody is left to be asked.
    """
    check(draft)
    unit_of = {
        each: posting.unit_id for each, posting in postings.main_on(action, draft.as_of).items()
    }
    asked = [each for each in dict.fromkeys(employee_ids) if each in unit_of]
    if not asked:
        raise UserError("照会の対象になる職員がいません。対象と基準日を確かめてください。", "whom")
    inquiry_id = action.insert(
        "inquiry", fiscal_year=draft.fiscal_year, title=draft.title.strip(), preset=draft.preset,
        mode=draft.mode, state=PREPARED, whom=draft.whom, as_of=draft.as_of,
        deadline=draft.deadline, purpose=draft.purpose, document=draft.document, note=draft.note,
        token=secrets.token_hex(16), edition_id=draft.edition_id, password=draft.password,
    )  # fmt: skip
    _add_questions(action, inquiry_id, draft.questions)
    _add_packets(action, inquiry_id, draft.mode, asked, unit_of)
    return inquiry_id


def check(draft: Draft) -> None:
    """Refuse what cannot be asked.

    Raises:
        UserError: with the field that is wrong.
    """
    if not draft.title.strip():
        raise UserError("件名を入れてください。", "title")
    if len(draft.title) > LONGEST_TITLE:
        raise UserError(f"件名は{LONGEST_TITLE}文字までにしてください。", "title")
    if draft.deadline is not None and draft.deadline < draft.as_of:
        raise UserError("回答の期限が基準日より前になっています。", "deadline")
    if len(draft.password) > LONGEST_PASSWORD:
        raise UserError(f"パスワードは{LONGEST_PASSWORD}文字までにしてください。", "password")
    if draft.password != draft.password.strip():
        raise UserError("パスワードの前後に空白があります。取り除いてください。", "password")
    if not draft.questions and draft.preset != SHEET.key:
        raise UserError("回答欄を1つ以上入れてください。", "questions")
    _check_questions(draft.questions)


def _check_questions(questions: Sequence[Question]) -> None:
    labels = [question.label.strip() for question in questions]
    if len(labels) > MOST_QUESTIONS:
        raise UserError(f"回答欄は{MOST_QUESTIONS}列までにしてください。", "questions")
    for place, question in enumerate(questions, 1):
        if not question.label.strip():
            raise UserError(f"{place}番目の回答欄の見出しを入れてください。", "questions")
        if labels.count(question.label.strip()) > 1:
            raise UserError(f"回答欄「{question.label}」が2つあります。", "questions")
        if question.kind == CHOICE and not question.choices:
            raise UserError(f"回答欄「{question.label}」の選択肢を入れてください。", "questions")


def _add_questions(action: Action, inquiry_id: int, questions: Sequence[Question]) -> None:
    action.insert_many(
        "question",
        ("inquiry_id", "label", "kind", "choices", "required", "display_order"),
        [
            (inquiry_id, each.label.strip(), each.kind, "\n".join(each.choices),
             int(each.required), place)
            for place, each in enumerate(questions, 1)
        ],
    )  # fmt: skip


def _add_packets(
    action: Action, inquiry_id: int, mode: str, asked: Sequence[int], unit_of: Mapping[int, int]
) -> None:
    """One file for each 所属, or one for each person; and whom each asks."""
    keys: list[tuple[int, int | None]] = [
        (unit_of[each], None if mode == BY_UNIT else each) for each in asked
    ]
    packets = list(dict.fromkeys(keys))
    ids = action.insert_many(
        "packet",
        ("inquiry_id", "unit_id", "employee_id", "token"),
        [(inquiry_id, unit, person, secrets.token_hex(16)) for unit, person in packets],
    )
    packet_of = dict(zip(packets, ids, strict=True))
    action.insert_many(
        "addressee",
        ("inquiry_id", "employee_id", "packet_id"),
        [(inquiry_id, each, packet_of[key]) for each, key in zip(asked, keys, strict=True)],
    )


def mark_sent(action: Action, inquiry_id: int, packet_ids: Sequence[int]) -> None:
    """Note that files were written to be sent; the first time the inquiry becomes 配布済."""
    inquiry = get(action, inquiry_id)
    action.update_many(
        "packet", ("sent_on",), [(action.today, packet_id) for packet_id in packet_ids]
    )
    if inquiry.state == PREPARED:
        action.update("inquiry", inquiry_id, state=SENT, sent_on=inquiry.sent_on or action.today)


def close(action: Action, inquiry_id: int) -> None:
    """締め切る: nothing more is expected; what still comes in can be taken in all the same."""
    action.update("inquiry", inquiry_id, state=CLOSED)


def change_deadline(action: Action, inquiry_id: int, deadline: date | None) -> None:
    """Give another deadline; an inquiry that was closed is open again.

    Raises:
        UserError: it lies before the 基準日.
    """
    inquiry = get(action, inquiry_id)
    if deadline is not None and deadline < inquiry.said.as_of:
        raise UserError("回答の期限が基準日より前になっています。", "deadline")
    reopened = SENT if inquiry.state == CLOSED else inquiry.state
    action.update("inquiry", inquiry_id, deadline=deadline, state=reopened)
