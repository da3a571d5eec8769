"""担当: which account looks after the people of a 部局, and after one person where that differs.

A bureau's officer is kept with the bureau, not with its people: whoever comes to it, by whatever
roster, has its officer from the first day. What stands with a person comes before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import accounts
from dxdesk.models.accounts import Account
from dxdesk.models.acts import Right
from dxdesk.models.journal import Action
from dxdesk.models.people import units
from dxdesk.models.people.spans import in_force
from dxdesk.models.store import Reads

# Everybody in service with the bureau of the 本務 on a day, and with the officer of that bureau.
_POSTED: Final = f"""
    posting p
    JOIN unit_version u ON u.unit_id = p.unit_id AND {in_force("u")}
    JOIN employee e ON e.id = p.employee_id
    LEFT JOIN bureau_officer o ON o.unit_id = u.parent_id
    WHERE p.main = 1 AND {in_force("p")}
"""


@dataclass(frozen=True, slots=True)
class BureauOfficer:
    """A bureau with who looks after its people on a day.

    Args:
        bureau_id: its identity.
        officer: name of the account; empty where nobody is decided upon.
        people: how many have their 本務 there.
        apart: how many of them have an officer of their own.
    """

    bureau_id: int
    bureau: str
    officer: str
    people: int
    apart: int


@dataclass(frozen=True, slots=True)
class PersonOfficer:
    """Who looks after one person.

    Args:
        own: the account that was chosen for this person; 0 where the bureau's holds.
        of_bureau: name of the bureau's officer; empty where nobody is decided upon.
        name: who it is in the end; empty for nobody.
    """

    own: int
    of_bureau: str
    name: str


def candidates(reads: Reads) -> list[Account]:
    """The accounts that can look after people: those that may still change them."""
    return [
        account
        for account in accounts.list_accounts(reads)
        if account.active and any(Right.PEOPLE in role.rights for role in account.roles)
    ]


def by_bureau(reads: Reads, day: date) -> list[BureauOfficer]:
    """All bureaus of a day with their officers, in the official order."""
    sql = f"SELECT u.parent_id, count(*), count(e.officer_id) FROM {_POSTED} GROUP BY u.parent_id"
    counted = {row[0]: (row[1], row[2]) for row in reads.rows(sql, {"day": day.isoformat()})}
    assigned = dict(map(tuple, reads.rows("SELECT unit_id, officer_id FROM bureau_officer")))
    called = _names(reads)
    return [
        BureauOfficer(
            bureau.unit_id, bureau.name, called.get(assigned.get(bureau.unit_id, 0), ""),
            *counted.get(bureau.unit_id, (0, 0)),
        )
        for bureau in units.bureaus_on(reads, day)
    ]  # fmt: skip


def of_person(reads: Reads, employee_id: int, day: date) -> PersonOfficer:
    """Who looks after one person, by choice or with the bureau of a day."""
    own = reads.value("SELECT officer_id FROM employee WHERE id = ?", (employee_id,)) or 0
    sql = f"SELECT o.officer_id FROM {_POSTED} AND e.id = :employee"
    given = {"day": day.isoformat(), "employee": employee_id}
    called = _names(reads)
    of_bureau = next((called.get(row[0], "") for row in reads.rows(sql, given)), "")
    return PersonOfficer(own, of_bureau, called.get(own, of_bureau))


def people_of(reads: Reads, account_id: int, day: date) -> frozenset[int]:
    """The people whom an account looks after on a day."""
    sql = f"""
        SELECT id FROM employee WHERE officer_id = :account
        UNION ALL
        SELECT e.id FROM {_POSTED} AND e.officer_id IS NULL AND o.officer_id = :account
    """
    rows = reads.rows(sql, {"day": day.isoformat(), "account": account_id})
    return frozenset(row[0] for row in rows)


def why_nobody(reads: Reads, account_id: int) -> str:
    """Why 自分の担当 shows nobody, in a sentence; empty where something is assigned to the account."""
    rows = reads.rows(
        "SELECT officer_id FROM bureau_officer"
        " UNION SELECT officer_id FROM employee WHERE officer_id IS NOT NULL"
    )
    if any(row[0] == account_id for row in rows):
        return ""
    if rows:
        return "あなたを担当とする職員はいません。担当は「組織・所属」の「担当」で決めます。"
    return "担当の利用者がまだ決められていません。「組織・所属」の「担当」で、部局ごとに決めます。"


def assign_bureaus(action: Action, bureau_ids: Iterable[int], account_id: int) -> None:
    """Let an account look after everybody whose 本務 is in some bureaus, now and later.

    Args:
        account_id: 0 for nobody.

    Raises:
        UserError: the account cannot look after people.
    """
    _check(action, account_id)
    for bureau_id in bureau_ids:
        held = action.rows("SELECT id FROM bureau_officer WHERE unit_id = ?", (bureau_id,))
        if held and account_id:
            action.update("bureau_officer", held[0]["id"], officer_id=account_id)
        elif held:
            action.delete("bureau_officer", held[0]["id"])
        elif account_id:
            action.insert("bureau_officer", unit_id=bureau_id, officer_id=account_id)


def assign_person(action: Action, employee_id: int, account_id: int) -> None:
    """Let an account look after one person, whatever the bureau.

    Args:
        account_id: 0 to go with the bureau again.

    Raises:
        UserError: the account cannot look after people.
    """
    _check(action, account_id)
    action.update("employee", employee_id, officer_id=account_id or None)


def _check(reads: Reads, account_id: int) -> None:
    if account_id and account_id not in {each.id for each in candidates(reads)}:
        raise UserError(
            "この利用者は、職員を担当できません。使用中で担当者の役割を持つ利用者から選んでください。",
            "officer",
        )


def _names(reads: Reads) -> dict[int, str]:
    return {account.id: account.name for account in accounts.list_accounts(reads)}
