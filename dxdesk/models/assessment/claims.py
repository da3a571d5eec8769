"""申告: evidence that a sheet names and the records do not have; an officer accepts or refuses each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from dxdesk.errors import UserError
from dxdesk.models.evidence import experience, qualifications, trainings
from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads, Row

TRAINING, QUALIFICATION, EXPERIENCE = "研修", "資格", "業務経歴"
OPEN, ACCEPTED, REFUSED = "未確認", "認める", "認めない"


@dataclass(frozen=True)
class Said:
    """What a sheet claims.

    Args:
        kind: 研修, 資格 or 業務経歴.
        code: chosen from the plan's list; empty where the person wrote words only.
        text: in the person's words.
        since: day of the training or of the pass, or first day of the work.
        until: last valid day, or last day of the work.
    """

    kind: str
    code: str
    text: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Claim:
    """A claim with what became of it.

    Args:
        said: what is claimed.
        state: 未確認, 認める or 認めない.
        reason: why it was refused.
        evidence_id: of the record that was made of it; 0 for none.
    """

    id: int
    sheet_id: int
    said: Said
    state: str
    reason: str
    decided_by: int | None
    decided_on: date | None
    evidence_id: int


# Kind → master table, column of sheet_claim that points to the record made of it.
_MASTERS: Final = {
    TRAINING: "training",
    QUALIFICATION: "qualification",
    EXPERIENCE: "experience_kind",
}
_MADE: Final = {TRAINING: "attendance", QUALIFICATION: "holding", EXPERIENCE: "experience"}
_COLUMNS: Final = (
    "id, sheet_id, kind, code, text, since, until, state, reason, decided_by, decided_on,"
    " coalesce(attendance_id, holding_id, experience_id, 0) AS evidence_id"
)


def of_sheet(reads: Reads, sheet_id: int) -> list[Claim]:
    """The claims of a sheet in the order in which they were made."""
    found = reads.rows(
        f"SELECT {_COLUMNS} FROM sheet_claim WHERE sheet_id = ? ORDER BY id", (sheet_id,)
    )
    return [_claim(row) for row in found]


def get(reads: Reads, claim_id: int) -> Claim:
    """One claim.

    Raises:
        UserError: somebody has removed it.
    """
    found = reads.rows(f"SELECT {_COLUMNS} FROM sheet_claim WHERE id = ?", (claim_id,))
    if not found:
        raise UserError("この申告は、ほかの操作で取り下げられています。")
    return _claim(found[0])


def _claim(row: Row) -> Claim:
    said = Said(row["kind"], row["code"], row["text"], to_day(row["since"]), to_day(row["until"]))
    return Claim(
        row["id"], row["sheet_id"], said, row["state"], row["reason"], row["decided_by"],
        to_day(row["decided_on"]), row["evidence_id"],
    )  # fmt: skip


def open_sheets(reads: Reads, fiscal_year: int) -> set[int]:
    """The sheets with a claim that nobody has decided on."""
    found = reads.rows(
        "SELECT DISTINCT sheet_id FROM sheet_claim JOIN sheet ON sheet.id = sheet_id"
        f" WHERE sheet.fiscal_year = ? AND sheet_claim.state = '{OPEN}'",
        (fiscal_year,),
    )
    return {row[0] for row in found}


def bring(action: Action, sheet_id: int, said: Sequence[Said]) -> None:
    """Let a sheet have these claims; what was decided on stays, what is no longer said goes."""
    known = {claim.said: claim for claim in of_sheet(action, sheet_id)}
    for each in dict.fromkeys(said):
        if each not in known:
            action.insert(
                "sheet_claim", sheet_id=sheet_id, kind=each.kind, code=each.code, text=each.text,
                since=each.since, until=each.until, state=OPEN,
            )  # fmt: skip
    for gone in known.keys() - set(said):
        if known[gone].state == OPEN:
            action.delete("sheet_claim", known[gone].id)


def accept(action: Action, claim_id: int, verification: str, code: str = "") -> int:
    """認める: make a record of a claim, with who checked it and how.

    Args:
        action: the open action.
        claim_id: which claim.
        verification: 確認区分 of the record.
        code: of the training, qualification or kind of experience, where the claim names none.

    Returns:
        The id of the record.

    Raises:
        UserError: the claim was decided already, names nothing of the plan, or has no day.
    """
    claim = get(action, claim_id)
    if claim.state == ACCEPTED:
        raise UserError("この申告は既に認められています。")
    code = code or claim.said.code
    if claim.said.since is None:
        raise UserError(
            "申告に日付がありません。本人に確かめて、資格・業務経歴の画面から登録してください。"
        )
    master_id = _master(action, claim.said.kind, code)
    employee_id = int(action.value("SELECT employee_id FROM sheet WHERE id = ?", (claim.sheet_id,)))
    made = _MADE[claim.said.kind]
    record_id = _find_or_make(action, claim.said, employee_id, master_id)
    action.update(
        made, record_id, verification=verification, checked_by=action.account_id,
        checked_on=action.today,
    )  # fmt: skip
    _decide(action, claim_id, ACCEPTED, "", {f"{made}_id": record_id, "code": code})
    return record_id


def refuse(action: Action, claim_id: int, reason: str) -> None:
    """認めない, with the reason that the person is told.

    Raises:
        UserError: there is no reason, or the claim was accepted already.
    """
    if not reason.strip():
        raise UserError("認めない理由を入れてください。", "reason")
    if get(action, claim_id).state == ACCEPTED:
        raise UserError("認めた申告です。認めない場合は、先に「元に戻す」で戻してください。")
    _decide(action, claim_id, REFUSED, reason.strip(), {})


def _decide(
    action: Action, claim_id: int, state: str, reason: str, made: dict[str, object]
) -> None:
    action.update(
        "sheet_claim", claim_id, state=state, reason=reason, decided_by=action.account_id,
        decided_on=action.today, **made,
    )  # fmt: skip


def _master(reads: Reads, kind: str, code: str) -> int:
    found = reads.rows(f"SELECT id FROM {_MASTERS[kind]} WHERE code = ?", (code,))
    if not found:
        raise UserError(f"申告の{kind}が計画のどの{kind}に当たるか選んでください。", "code")
    return int(found[0]["id"])


def _find_or_make(action: Action, said: Said, employee_id: int, master_id: int) -> int:
    """The record of a claim; one that has come in meanwhile is confirmed, not doubled."""
    assert said.since is not None
    made: Iterable[Row]
    if said.kind == TRAINING:
        known = trainings.attendances(action, said.since, said.since)
        present = known.get((employee_id, master_id, said.since))
        given = trainings.Attendance(
            employee_id, master_id, said.since, trainings.COMPLETED, id=present.id if present else 0
        )
        trainings.record(action, [given])
        columns = "training_id = ? AND day = ?"
    elif said.kind == QUALIFICATION:
        held = qualifications.holdings(action).get((employee_id, master_id, said.since))
        qualifications.record(
            action,
            [
                qualifications.Holding(
                    employee_id, master_id, said.since, said.until, id=held.id if held else 0
                )
            ],
        )
        columns = "qualification_id = ? AND acquired_on = ?"
    else:
        worked = experience.experiences(action).get((employee_id, master_id, said.since))
        experience.record(
            action,
            [
                experience.Experience(
                    employee_id, master_id, said.since, said.until, said.text,
                    id=worked.id if worked else 0,
                )
            ],
        )  # fmt: skip
        columns = "experience_kind_id = ? AND since = ?"
    made = action.rows(
        f"SELECT id FROM {_MADE[said.kind]} WHERE employee_id = ? AND {columns}",
        (employee_id, master_id, said.since.isoformat()),
    )
    return int(next(iter(made))["id"])
