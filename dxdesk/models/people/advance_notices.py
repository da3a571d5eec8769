"""内示: a file of orders whose day lies ahead, seen by administrators only until then.

Only the file is kept. No row about people says anything of it before it is applied, so nothing has
to be hidden anywhere else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from dxdesk.errors import UserError
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.schema import NOTICE_STATES
from dxdesk.models.store import Reads

KEPT, APPLIED, CANCELLED = NOTICE_STATES
_SELECT = "SELECT id, kind, file_name, sha256, effective_on, state FROM advance_notice"


@dataclass(frozen=True, slots=True)
class AdvanceNotice:
    """One file of 内示.

    Args:
        kind: key of the kind of import.
        effective_on: the next 発令日 in it that is still to be applied.
        state: 保管, 適用 or 取りやめ.
    """

    id: int
    kind: str
    file_name: str
    sha256: str
    effective_on: date
    state: str


def notices(desk: Desk) -> list[AdvanceNotice]:
    """All files of 内示, the next to become effective first.

    Raises:
        UserError: the account is no administrator.
    """
    check_may_see(desk)
    return _all(desk)


def check_may_see(desk: Desk) -> None:
    """Refuse who is no administrator.

    Raises:
        UserError: the account is none.
    """
    if not desk.may(acts.KEEP_NOTICE):
        raise UserError("内示を扱う権限がありません。管理者に確かめてください。")


def due(desk: Desk, day: date) -> list[AdvanceNotice]:
    """The files of 内示 whose day has come; none for who may not see them."""
    if not desk.may(acts.APPLY_NOTICE):
        return []
    return [each for each in _all(desk) if each.state == KEPT and each.effective_on <= day]


def content(desk: Desk, notice: AdvanceNotice) -> bytes:
    """The file itself.

    Raises:
        UserError: the account is no administrator.
    """
    check_may_see(desk)
    return bytes(desk.value("SELECT bytes FROM blob WHERE sha256 = ?", (notice.sha256,)))


def keep(action: Action, kind: str, file_name: str, file: bytes, effective_on: date) -> int:
    """Keep a file until its day.

    Returns:
        The notice's id.

    Raises:
        UserError: the same file is kept already.
    """
    sha256 = hashlib.sha256(file).hexdigest()
    if any(each.sha256 == sha256 and each.state == KEPT for each in _all(action)):
        raise UserError("同じ内示のファイルがすでに保管されています。")
    action.keep_file(file_name, file)
    return action.insert(
        "advance_notice", kind=kind, file_name=file_name, sha256=sha256,
        effective_on=effective_on, state=KEPT,
    )  # fmt: skip


def settle(action: Action, notice_id: int, next_day: date | None) -> None:
    """Enter that what was due is applied; a file with a later 発令日 stays kept until then."""
    _must_be_kept(action, notice_id)
    if next_day is None:
        action.update("advance_notice", notice_id, state=APPLIED)
    else:
        action.update("advance_notice", notice_id, effective_on=next_day)


def cancel(action: Action, notice_id: int) -> None:
    """Give a 内示 up; its file is applied no more.

    Raises:
        UserError: it is applied or given up already.
    """
    _must_be_kept(action, notice_id)
    action.update("advance_notice", notice_id, state=CANCELLED)


def _must_be_kept(reads: Reads, notice_id: int) -> None:
    if not any(each.id == notice_id and each.state == KEPT for each in _all(reads)):
        raise UserError(
            "この内示は、すでに適用されたか取りやめられています。一覧を確かめてください。"
        )


def _all(reads: Reads) -> list[AdvanceNotice]:
    return [
        AdvanceNotice(row_id, kind, file_name, sha256, date.fromisoformat(effective_on), state)
        for row_id, kind, file_name, sha256, effective_on, state in reads.rows(
            f"{_SELECT} ORDER BY effective_on, id"
        )
    ]
