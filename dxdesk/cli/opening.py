"""Opens a desk for a command: password and account from the environment, else asked for."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dxdesk.cli.saying import remark
from dxdesk.errors import UserError
from dxdesk.models import accounts
from dxdesk.models.desk import Desk

FIRST_ACCOUNT_NAME = "管理者"


def clock() -> datetime:
    """The time of this PC."""
    return datetime.now()


def account_name() -> str | None:
    """The account named by DXDESK_ACCOUNT; nothing where it is not set."""
    return os.environ.get("DXDESK_ACCOUNT") or None


def may_ask() -> bool:
    """Whether somebody is there who can be asked."""
    return "DXDESK_PASSWORD" not in os.environ and sys.stdin is not None and sys.stdin.isatty()


def password(question: str = "パスワード：") -> str:
    """The password from DXDESK_PASSWORD, else typed in without being shown.

    Raises:
        UserError: it is not set, and nobody can be asked.
    """
    given = os.environ.get("DXDESK_PASSWORD")
    if given is not None:
        return given
    if not may_ask():
        raise UserError(
            "パスワードがありません。環境変数 DXDESK_PASSWORD に設定してください。", "password"
        )
    return getpass.getpass(question)


def new_password() -> str:
    """The password of a new account; where it is typed in, twice.

    Raises:
        UserError: the two differ.
    """
    first = password("新しいパスワード：")
    if may_ask() and password("もう一度：") != first:
        raise UserError("2回のパスワードが違います。もう一度行ってください。", "password")
    return first


@contextmanager
def open_desk(path: Path) -> Iterator[Desk]:
    """A desk, signed in; closed when the command is over."""
    with closing(_sign_in(path)) as desk:
        remark(filter(None, [desk.failed_attempts.remark]))
        yield desk


@contextmanager
def closing(desk: Desk) -> Iterator[Desk]:
    """A desk that is closed in the end; backed up if it was changed and nothing failed."""
    try:
        yield desk
    except BaseException:
        desk.close(with_backup=False)
        raise
    desk.close()


def _sign_in(path: Path) -> Desk:
    path = path.resolve()
    if not path.exists():
        raise UserError(f"「{path}」がありません。業務データの場所を確かめてください。", "desk")
    name = account_name()
    secret = password()
    try:
        return accounts.sign_in(path, secret, account_name=name, clock=clock)
    except UserError as error:
        if error.field != "account" or name is not None:
            raise
    if not may_ask():
        raise UserError(
            "利用者が複数います。環境変数 DXDESK_ACCOUNT に利用者名を設定してください。", "account"
        )
    name = input("利用者名：")
    return accounts.sign_in(path, secret, account_name=name, clock=clock)
