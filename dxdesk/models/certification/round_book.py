"""Which rounds there are, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.people.spans import to_day
from dxdesk.models.schema import ROUND_STATES
from dxdesk.models.store import Reads

PREPARED, DRAFTED, DECIDED, ISSUED, SENT_BACK = ROUND_STATES

_CANDIDATES: Final = """
SELECT candidate.*, employee.number, employee.kana,
       coalesce(number.text, '') AS certificate_number
  FROM candidate
  JOIN employee ON employee.id = candidate.employee_id
  LEFT JOIN certification ON certification.id = candidate.certification_id
  LEFT JOIN number ON number.id = certification.number_id
 WHERE candidate.round_id = ?
 ORDER BY candidate.category_code, employee.kana_order, employee.number
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One round.

    Args:
        fiscal_year: of the 認定年月日 once it is decided, before that of the 判定基準日.
        ordinal: its place among the rounds of that fiscal year.
        category_codes: in which categories it certifies.
        as_of: 判定基準日.
        state: 準備, 起案中, 決裁済, 交付済 or 差戻し.
        decided_on: 決裁日.
        certified_on: 認定年月日.
        issued_on: 交付日.
    """

    id: int
    fiscal_year: int
    ordinal: int
    category_codes: tuple[str, ...]
    edition_id: int
    as_of: date
    state: str
    decided_on: date | None
    document: str
    certified_on: date | None
    reason: str
    issued_on: date | None

    @property
    def title(self) -> str:
        """令和8年度第1回認定."""
        return f"{wareki.fiscal_year_name(self.fiscal_year)}第{self.ordinal}回認定"

    @property
    def open(self) -> bool:
        """Whether it still waits for its decision."""
        return self.state not in (DECIDED, ISSUED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate.

    Args:
        number: 職員番号.
        level: None where the category has none, or none was reached.
        reasons: in words, as they were when the round was prepared.
        held_back: why not certified; empty where not held back.
        certification_id: the certification that the decision brought.
        certificate_number: its 認定番号.
    """

    id: int
    round_id: int
    employee_id: int
    number: str
    kana: str
    category_code: str
    level: int | None
    reasons: str
    held_back: str
    certification_id: int | None
    certificate_number: str


def made_with(reads: Reads, edition_id: int) -> list[Round]:
    """The rounds for which an edition of the plan was used, the newest first."""
    return [each for each in rounds(reads) if each.edition_id == edition_id]


def rounds(reads: Reads) -> list[Round]:
    """All rounds, the newest first."""
    return [
        Round(
            id=row["id"],
            fiscal_year=row["fiscal_year"],
            ordinal=row["ordinal"],
            category_codes=tuple(row["category_codes"].split()),
            edition_id=row["edition_id"],
            as_of=date.fromisoformat(row["as_of"]),
            state=row["state"],
            decided_on=to_day(row["decided_on"]),
            document=row["document"],
            certified_on=to_day(row["certified_on"]),
            reason=row["reason"],
            issued_on=to_day(row["issued_on"]),
        )
        for row in reads.rows("SELECT * FROM round ORDER BY id DESC")
    ]


def find(reads: Reads, round_id: int) -> Round:
    """One round.

    Raises:
        UserError: there is none of that number.
    """
    for found in rounds(reads):
        if found.id == round_id:
            return found
    raise UserError(
        f"認定の回 {round_id} はありません。certify または round prepare の結果にある番号を入れてください。",
        field="round",
    )


def candidates(reads: Reads, round_id: int) -> list[Candidate]:
    """The candidates of a round, by category and kana."""
    return [
        Candidate(
            id=row["id"],
            round_id=row["round_id"],
            employee_id=row["employee_id"],
            number=row["number"],
            kana=row["kana"],
            category_code=row["category_code"],
            level=row["level"],
            reasons=row["reasons"],
            held_back=row["held_back"],
            certification_id=row["certification_id"],
            certificate_number=row["certificate_number"],
        )
        for row in reads.rows(_CANDIDATES, (round_id,))
    ]


def check_open(found: Round) -> None:
    """Refuse to change a round after its decision.

    Raises:
        UserError: it is decided.
    """
    if not found.open:
        raise UserError(
            f"{found.title}はすでに{found.state}です。決裁の後は変えられません。", field="round"
        )


def next_ordinal(reads: Reads, fiscal_year: int) -> int:
    """Which round of a fiscal year comes next."""
    asked = "SELECT coalesce(max(ordinal), 0) + 1 FROM round WHERE fiscal_year = ?"
    return int(reads.value(asked, (fiscal_year,)))
