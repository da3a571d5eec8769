"""アセスメントシート: one for each person and fiscal year, and the states that it goes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.models import schema
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads, Row

NOT_SENT, SENT, RETURNED, CHECKING, CONFIRMED, SENT_BACK, ON_HOLD = (
    "未配布", "配布済", "回収済", "人事確認中", "確定", "差戻し", "保留",
)  # fmt: skip
_UNSAID, WISHES, WISHES_NOT = schema.WISHES
OPEN_STATES: Final = (RETURNED, CHECKING)
NEEDS_REASON: Final = (SENT_BACK, ON_HOLD)
# What an officer may make of a sheet; sending, receiving and confirming have verbs of their own.
MOVES: Final[Mapping[str, tuple[str, ...]]] = {
    RETURNED: (CHECKING, SENT_BACK, ON_HOLD),
    CHECKING: (RETURNED, SENT_BACK, ON_HOLD),
    SENT_BACK: (CHECKING, ON_HOLD),
    ON_HOLD: (CHECKING, SENT_BACK),
    CONFIRMED: (CHECKING,),
}


@dataclass(frozen=True)
class Head:
    """所属長の確認: who confirmed the sheet, and when."""

    title: str
    name: str
    day: date | None


NO_HEAD: Final = Head("", "", None)


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Args:
        edition_id: of the plan that it was made with.
        packet_id: the file that its contents come from; None where it was filled in here.
        wish: 希望する, 希望しない or nothing.
        reason: why it is on hold or was sent back.
        frozen: the judgement as it was on 確定, as JSON; empty before.
    """

    id: int
    employee_id: int
    fiscal_year: int
    edition_id: int
    state: str
    packet_id: int | None
    wish: str
    head: Head
    reason: str
    note: str
    confirmed_on: date | None
    frozen: str


_COLUMNS: Final = (
    "id, employee_id, fiscal_year, edition_id, state, packet_id, wish, head_title, head_name,"
    " head_confirmed_on, reason, note, confirmed_on, frozen"
)


def of_year(reads: Reads, fiscal_year: int) -> dict[int, Sheet]:
    """Employee → sheet of a fiscal year."""
    found = reads.rows(f"SELECT {_COLUMNS} FROM sheet WHERE fiscal_year = ?", (fiscal_year,))
    return {row["employee_id"]: _sheet(row) for row in found}


def of_employee(reads: Reads, employee_id: int, fiscal_year: int) -> Sheet | None:
    """One person's sheet of a fiscal year, if there is one."""
    found = reads.rows(
        f"SELECT {_COLUMNS} FROM sheet WHERE employee_id = ? AND fiscal_year = ?",
        (employee_id, fiscal_year),
    )
    return _sheet(found[0]) if found else None


def get(reads: Reads, sheet_id: int) -> Sheet:
    """One sheet.

    Raises:
        UserError: somebody has undone its sending.
    """
    found = reads.rows(f"SELECT {_COLUMNS} FROM sheet WHERE id = ?", (sheet_id,))
    if not found:
        raise UserError(
            "このシートは、ほかの操作で取り下げられています。一覧から選び直してください。"
        )
    return _sheet(found[0])


def _sheet(row: Row) -> Sheet:
    return Sheet(
        row["id"], row["employee_id"], row["fiscal_year"], row["edition_id"], row["state"],
        row["packet_id"], row["wish"],
        Head(row["head_title"], row["head_name"], to_day(row["head_confirmed_on"])),
        row["reason"], row["note"], to_day(row["confirmed_on"]), row["frozen"],
    )  # fmt: skip


def counts(reads: Reads, fiscal_year: int) -> dict[str, int]:
    """How many sheets of a fiscal year are in each state."""
    found = reads.rows(
        "SELECT state, count(*) FROM sheet WHERE fiscal_year = ? GROUP BY state", (fiscal_year,)
    )
    return {row[0]: row[1] for row in found}


def remarks(reads: Reads, sheet_id: int) -> dict[str, str]:
    """項目番号 → 所見・備考."""
    found = reads.rows("SELECT item_code, text FROM sheet_remark WHERE sheet_id = ?", (sheet_id,))
    return {row[0]: row[1] for row in found}


# --- changing -----------------------------------------------------------------


def distribute(
    action: Action, fiscal_year: int, edition_id: int, employee_ids: Iterable[int]
) -> None:
    """配布済: people whose sheet goes out have one from now on; what came back already stays so."""
    known = of_year(action, fiscal_year)
    asked = list(dict.fromkeys(employee_ids))
    action.insert_many(
        "sheet",
        ("employee_id", "fiscal_year", "edition_id", "state", "wish"),
        [(each, fiscal_year, edition_id, SENT, "") for each in asked if each not in known],
    )
    again = [known[each] for each in asked if each in known]
    action.update_many(
        "sheet",
        ("state",),
        [(SENT, sheet.id) for sheet in again if sheet.state in (NOT_SENT, SENT_BACK)],
    )


def move(action: Action, sheet_ids: Sequence[int], state: str, reason: str = "") -> None:
    """差戻し, 保留, 人事確認中: make something of sheets that have come back.

    Args:
        action: the open action.
        sheet_ids: which sheets.
        state: what becomes of them.
        reason: why; needed for 差戻し and 保留.

    Raises:
        UserError: no reason is given, or a sheet is in a state from which that cannot be.
    """
    if state in NEEDS_REASON and not reason.strip():
        raise UserError(f"{state}の理由を入れてください。", "reason")
    rows = []
    for sheet_id in sheet_ids:
        sheet = get(action, sheet_id)
        if state not in MOVES.get(sheet.state, ()):
            raise UserError(f"「{sheet.state}」のシートは「{state}」にできません。", "state")
        thawed = "" if sheet.state == CONFIRMED else sheet.frozen
        rows.append(
            (state, reason.strip() if state in NEEDS_REASON else "", None, thawed, sheet_id)
        )
    action.update_many("sheet", ("state", "reason", "confirmed_on", "frozen"), rows)


def check_open(sheet: Sheet) -> None:
    """Refuse to change what is 確定.

    Raises:
        UserError: it is 確定.
    """
    if sheet.state == CONFIRMED:
        raise UserError(
            "確定したシートは変えられません。「人事確認中」に戻してから変えてください。"
        )


def set_remarks(action: Action, sheet_id: int, texts: Mapping[str, str]) -> None:
    """Write 所見・備考 by 項目番号; an empty text removes one."""
    known = {
        row["item_code"]: row
        for row in action.rows(
            "SELECT id, item_code, text FROM sheet_remark WHERE sheet_id = ?", (sheet_id,)
        )
    }
    for code, text in texts.items():
        row = known.get(code)
        if row is None and text:
            action.insert("sheet_remark", sheet_id=sheet_id, item_code=code, text=text)
        elif row is not None and not text:
            action.delete("sheet_remark", row["id"])
        elif row is not None and row["text"] != text:
            action.update("sheet_remark", row["id"], text=text)


def annotate(action: Action, sheet_id: int, *, wish: str, note: str) -> None:
    """Set the person's wish and the officers' own note."""
    action.update("sheet", sheet_id, wish=wish, note=note)
