"""確認区分: how a piece of evidence was checked, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.schema import VERIFICATIONS

if TYPE_CHECKING:
    from dxdesk.models.journal import Action

ORIGINAL_SEEN: Final = "原本確認"
COPY_SEEN: Final = "写し確認"
FROM_OFFICE: Final = "実施機関データ"
SELF_REPORTED: Final = "本人申告"
# As narrow columns and papers say it.
SHORT: Final = {
    ORIGINAL_SEEN: "原本",
    COPY_SEEN: "写し",
    FROM_OFFICE: "機関",
    SELF_REPORTED: "申告",
}
# What somebody has looked at; only these say who and when.
SEEN: Final = (ORIGINAL_SEEN, COPY_SEEN)


@dataclass(frozen=True)
class Confirmation:
    """How evidence was checked.

    Args:
        verification: 確認区分.
        checked_by: the account that saw the original or a copy.
        checked_on: on which day.
    """

    verification: str
    checked_by: int | None = None
    checked_on: date | None = None


def confirmed(known: str) -> str:
    """The 確認区分 of known evidence once the office's own data says the same.

    What the person alone had said is now proved; a check of the original or a copy stays.
    """
    return FROM_OFFICE if known == SELF_REPORTED else known


def columns_of(action: Action, confirmation: Confirmation) -> dict[str, Any]:
    """The columns of evidence that say how it was checked.

    Where an original or a copy was seen, the signed-in account and today fill what is not said.

    Raises:
        UserError: no such 確認区分, or a day that is still to come.
    """
    verification = confirmation.verification
    if verification not in VERIFICATIONS:
        raise UserError(
            f"確認区分「{verification}」はありません。選び直してください。", "verification"
        )
    if verification not in SEEN:
        return {"verification": verification, "checked_by": None, "checked_on": None}
    day = confirmation.checked_on or action.today
    check_not_to_come(action, day, "確認日", "checked_on")
    by = confirmation.checked_by or action.account_id
    return {"verification": verification, "checked_by": by, "checked_on": day}


def confirm(action: Action, table: str, row_id: int, confirmation: Confirmation) -> None:
    """Say how one piece of evidence was checked; the rest of it stays.

    Args:
        table: attendance, holding or experience.

    Raises:
        UserError: it has been removed meanwhile, or the day is still to come.
    """
    action.update(table, row_id, **columns_of(action, confirmation))


def check_not_to_come(action: Action, day: date, name: str, field: str) -> None:
    """Refuse a day after today.

    Args:
        name: of the day, e.g. 取得年月日.
        field: of the form.
    """
    if day > action.today:
        raise UserError(
            f"{name}が{wareki.short(day)}になっています。今日より後の日は登録できません。", field
        )


def check_free(
    action: Action, table: str, keys: dict[str, object], row_id: int, what: str, field: str
) -> None:
    """Refuse what is registered already.

    Args:
        keys: the columns that no two rows share, with their values.
        row_id: the row that is being corrected; 0 for a new one.
        what: said of it, e.g. この資格の、同じ日の取得.
    """
    where = " AND ".join(f"{name} = ?" for name in keys)
    values = [value.isoformat() if isinstance(value, date) else value for value in keys.values()]
    if action.rows(f"SELECT 1 FROM {table} WHERE {where} AND id <> ?", (*values, row_id)):
        raise UserError(f"{what}は既に登録されています。その記録を訂正してください。", field)


def removed() -> UserError:
    """What is said of evidence that another action has removed."""
    return UserError("この記録は、ほかの操作で削除されています。一覧を開き直してください。")
