"""Accounts, roles, and the door to a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dxdesk.errors import UserError
from dxdesk.models import keys
from dxdesk.models.acts import ACTS, CREATE_DESK, Right
from dxdesk.models.desk import Desk, Office
from dxdesk.models.journal import Act
from dxdesk.models.opening import make_desk, open_desk
from dxdesk.models.store import Reads, Store

SHORTEST_PASSWORD = 8
FIRST_ACCOUNT = 1


@dataclass(frozen=True)
class Role:
    """What somebody is here for.

    Args:
        key: written into the store.
        title: Japanese.
        rights: what it allows.
    """

    key: str
    title: str
    rights: frozenset[Right]


OFFICER = Role(
    "officer",
    "担当者",
    frozenset({Right.LOOK, Right.PEOPLE, Right.EVIDENCE, Right.PREPARE, Right.OUTPUT, Right.UNDO}),
)
REGISTRAR = Role(
    "registrar",
    "決裁登録者",
    frozenset({Right.LOOK, Right.PREPARE, Right.DECIDE, Right.OUTPUT, Right.UNDO}),
)
ADMINISTRATOR = Role(
    "administrator",
    "管理者",
    frozenset({Right.LOOK, Right.PLAN, Right.ADMINISTER, Right.OUTPUT, Right.UNDO}),
)
VIEWER = Role("viewer", "閲覧者", frozenset({Right.LOOK}))
AUDITOR = Role("auditor", "監査担当者", frozenset({Right.LOOK, Right.AUDIT}))
ROLES = {role.key: role for role in (OFFICER, REGISTRAR, ADMINISTRATOR, VIEWER, AUDITOR)}
FIRST_ROLES = (OFFICER, REGISTRAR, ADMINISTRATOR)


@dataclass(frozen=True)
class NewDesk:
    """A desk just made, and the recovery key that is shown once."""

    desk: Desk
    recovery_key: str


def create_desk(
    path: Path,
    account_name: str,
    password: str,
    *,
    clock: Callable[[], datetime],
    cost: keys.Cost = keys.DEFAULT_COST,
) -> NewDesk:
    """Make a desk with its first account, who holds 担当者, 決裁登録者 and 管理者.

    Raises:
        UserError: the path, the name or the password will not do.
    """
    account_name = check_account_name(account_name)
    check_password(password)
    recovery_key = keys.new_recovery_key()

    def found(folder: Path, store: Store) -> None:
        desk = Desk(folder, store, FIRST_ACCOUNT, _FOUNDING, clock)
        with desk.action(CREATE_DESK, CREATE_DESK.title) as action:
            roles = " ".join(role.key for role in FIRST_ROLES)
            action.insert("account", name=account_name, roles=roles, active=1)
        desk.close(with_backup=False)

    store = make_desk(path, account_name, password, recovery_key, found=found, cost=cost)
    return NewDesk(Desk(path, store, FIRST_ACCOUNT, OFFICE, clock), recovery_key)


def sign_in(
    path: Path, password: str, *, account_name: str | None = None, clock: Callable[[], datetime]
) -> Desk:
    """Open a desk as one of its accounts.

    Args:
        account_name: may be left out while there is only one account.

    Raises:
        UserError: wrong password, or no such account.
        StoreError: the desk cannot be opened.
    """
    return open_desk(path, password, account_name=account_name, office=OFFICE, clock=clock)


def may(reads: Reads, account_id: int, act: Act) -> bool:
    """Whether an account may do an act."""
    return act.right in rights_of(reads, account_id)


def rights_of(reads: Reads, account_id: int) -> frozenset[str]:
    """All rights of an account's roles."""
    return frozenset(right for role in roles_of(reads, account_id) for right in role.rights)


def roles_of(reads: Reads, account_id: int) -> tuple[Role, ...]:
    """The roles of an account."""
    rows = reads.rows("SELECT roles FROM account WHERE id = ? AND active = 1", (account_id,))
    return tuple(ROLES[key] for row in rows for key in row["roles"].split())


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in."""

    id: int
    name: str
    roles: tuple[Role, ...]
    active: bool


def list_accounts(reads: Reads) -> list[Account]:
    """All accounts, in the order in which they were made."""
    return [
        Account(
            row["id"],
            row["name"],
            tuple(ROLES[key] for key in row["roles"].split()),
            bool(row["active"]),
        )
        for row in reads.rows("SELECT id, name, roles, active FROM account ORDER BY id")
    ]


def check_account_name(name: str) -> str:
    """A name to sign in with, without spaces around it.

    Raises:
        UserError: empty or too long.
    """
    name = name.strip()
    if not name or len(name) > 50 or not name.isprintable():
        raise UserError("利用者名は1文字以上50文字以内で入力してください。", "account")
    return name


def check_password(password: str) -> None:
    """Refuse a password that is too short.

    Raises:
        UserError: says what is asked for.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(f"パスワードは{SHORTEST_PASSWORD}文字以上にしてください。", "password")


OFFICE = Office(ACTS, may)
_FOUNDING = Office(ACTS, lambda _reads, _account, act: act is CREATE_DESK)
