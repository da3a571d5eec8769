"""認定台帳: who is certified, by which number, in force from when to when."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.people.spans import to_day
from dxdesk.models.schema import CERTIFICATION_STATES
from dxdesk.models.store import Reads, Row, columns_of

IN_FORCE, LAPSED, REVOKED, RENOUNCED = CERTIFICATION_STATES

Held = tuple[int | None, str]  # level and name of a category

_TABLES: Final = """certification
  JOIN number ON number.id = certification.number_id
  JOIN employee ON employee.id = certification.employee_id
  JOIN category ON category.id = certification.category_id
"""
_SELECT: Final = f"""
SELECT certification.*, number.text AS number_text, number.number AS number_value,
       employee.number AS employee_number, employee.kana AS kana, category.name AS category_name
  FROM {_TABLES}
"""
_BY_NUMBER: Final = " ORDER BY number.series_id, number.fiscal_year, number.number"

# The day of the ending is the first day without the certification.
_ON: Final = (
    "certification.certified_on <= :day"
    " AND (certification.ended_on IS NULL OR certification.ended_on > :day)"
)


@dataclass(frozen=True, slots=True)
class Certification:
    """One line of the register.

    Args:
        number: 認定番号 as printed.
        employee_number: 職員番号.
        level: None where the category has none, or none was reached.
        judged_as_of: 判定基準日.
        decided_on: 決裁日.
        certified_on: 認定年月日, the first day in force.
        issued_on: 交付日.
        document: 文書番号 of the decision.
        reason: e.g. why 認定年月日 lies before 決裁日.
        name_kind: 戸籍, 旧姓 or 通称.
        name_printed: the name on the certificate, exactly as printed.
        giver_printed: 証書の名義 on the certificate.
        state: 有効, 失効, 取消 or 辞退.
        ended_on: the first day on which it is no longer in force.
    """

    id: int
    number: str
    employee_id: int
    employee_number: str
    kana: str
    category_code: str
    category_name: str
    level: int | None
    round_id: int | None
    judged_as_of: date
    decided_on: date
    certified_on: date
    issued_on: date | None
    document: str
    reason: str
    name_kind: str
    name_printed: str
    giver_printed: str
    state: str
    ended_on: date | None
    ended_reason: str
    ended_document: str


def in_force_on(reads: Reads, day: date) -> list[Certification]:
    """The certifications in force on a day, by number; also of people who have left since."""
    return _found(reads, f"WHERE {_ON}", {"day": day.isoformat()})


def number_in_force(reads: Reads, day: date) -> int:
    """How many certifications are in force on a day."""
    sql = f"SELECT count(*) FROM certification WHERE {_ON}"
    return int(reads.value(sql, {"day": day.isoformat()}))


def held_on(reads: Reads, day: date) -> dict[int, list[Held]]:
    """What each certified person holds on a day, by number; for lists of everybody."""
    columns = ("certification.employee_id", "certification.level", "category.name")
    source = f"{_TABLES} WHERE {_ON} {_BY_NUMBER}"
    held: dict[int, list[Held]] = {}
    for employee_id, level, name in zip(
        *columns_of(reads, columns, source, {"day": day.isoformat()}), strict=True
    ):
        held.setdefault(employee_id, []).append((level, name))
    return held


def of_employee(reads: Reads, employee_id: int) -> list[Certification]:
    """All certifications of a person, also those that ended, by number."""
    return _found(reads, "WHERE certification.employee_id = :id", {"id": employee_id})


def of_round(reads: Reads, round_id: int) -> list[Certification]:
    """What a round certified, by number."""
    return _found(reads, "WHERE certification.round_id = :id", {"id": round_id})


def of_ids(reads: Reads, ids: Sequence[int]) -> list[Certification]:
    """Some lines of the register, by number."""
    wanted = {"ids": json.dumps(list(ids))}
    where = "WHERE certification.id IN (SELECT value FROM json_each(:ids))"
    return _found(reads, where, wanted)


def register(reads: Reads) -> list[Certification]:
    """The whole register, by number."""
    return _found(reads, "", {})


def find(reads: Reads, number: str) -> Certification:
    """The certification with a 認定番号, written as on the certificate (spaces aside).

    Raises:
        UserError: there is none.
    """
    asked = {"number": "".join(number.split())}
    found = _found(reads, "WHERE replace(number.text, ' ', '') = :number", asked)
    if not found:
        raise UserError(
            f"認定番号「{number}」の認定はありません。認定証に記された番号（例：第12号）を入れてください。",
            field="number",
        )
    return found[0]


def revoke(
    action: Action,
    number: str,
    on: date,
    reason: str,
    document: str,
    state: str = REVOKED,
) -> Certification:
    """End a certification: 取消し, or 失効 or 辞退. Its number stays in the register for ever.

    Args:
        number: 認定番号 as printed.
        on: the first day on which it is no longer in force.
        reason: why.
        document: 文書番号 of that decision.
        state: 取消, 失効 or 辞退.

    Returns:
        The certification as it was.

    Raises:
        UserError: no such number, ended already, a day before 認定年月日, or no reason.
    """
    held = find(action, number)
    if held.state != IN_FORCE:
        ended = f"（{wareki.long(held.ended_on)}）" if held.ended_on else ""
        raise UserError(f"{held.number}はすでに{held.state}になっています{ended}。", field="number")
    if on < held.certified_on:
        raise UserError(
            f"{held.number}の認定年月日（{wareki.long(held.certified_on)}）より前の日には取り消せません。"
            "日付を確かめてください。",
            field="on",
        )
    if not reason.strip():
        raise UserError("取消しの理由を入れてください。", field="reason")
    action.update(
        "certification",
        held.id,
        state=state,
        ended_on=on,
        ended_reason=reason.strip(),
        ended_document=document.strip(),
    )
    return held


def _found(reads: Reads, where: str, asked: Mapping[str, Any]) -> list[Certification]:
    return [_certification(row) for row in reads.rows(f"{_SELECT} {where} {_BY_NUMBER}", asked)]


def _certification(row: Row) -> Certification:
    return Certification(
        id=row["id"],
        number=row["number_text"],
        employee_id=row["employee_id"],
        employee_number=row["employee_number"],
        kana=row["kana"],
        category_code=row["category_code"],
        category_name=row["category_name"],
        level=row["level"],
        round_id=row["round_id"],
        judged_as_of=date.fromisoformat(row["judged_as_of"]),
        decided_on=date.fromisoformat(row["decided_on"]),
        certified_on=date.fromisoformat(row["certified_on"]),
        issued_on=to_day(row["issued_on"]),
        document=row["document"],
        reason=row["reason"],
        name_kind=row["name_kind"],
        name_printed=row["name_printed"],
        giver_printed=row["giver_printed"],
        state=row["state"],
        ended_on=to_day(row["ended_on"]),
        ended_reason=row["ended_reason"],
        ended_document=row["ended_document"],
    )
