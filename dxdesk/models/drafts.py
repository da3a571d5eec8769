"""書きかけ: what is typed into a form and not registered yet, kept so that no crash loses it.

A draft belongs to one account, one form and one record. It is no record itself: nothing of it is
in the history, and it goes when the form is registered or thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dxdesk.models.desk import Desk


@dataclass(frozen=True)
class Draft:
    """What one account has typed into one form.

    Args:
        form: key of the form.
        record: what the form is about, e.g. ``employee/123``.
        values: what stands in each field, by the field's key.
        saved_at: when it was kept.
    """

    form: str
    record: str
    values: Mapping[str, str]
    saved_at: datetime


def keep(desk: Desk, form: str, record: str, values: Mapping[str, str]) -> None:
    """Keep what the signed-in account has typed so far; it replaces what was kept before."""
    desk.note(
        "INSERT INTO draft (account_id, form, record, content, saved_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (account_id, form, record)"
        " DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
        (
            desk.account_id,
            form,
            record,
            json.dumps(dict(values), ensure_ascii=False),
            desk.now().isoformat(timespec="seconds"),
        ),
    )


def find(desk: Desk, form: str, record: str) -> list[Draft]:
    """The draft of the signed-in account in one form; an empty list where there is none."""
    return [each for each in of_account(desk) if (each.form, each.record) == (form, record)]


def of_account(desk: Desk) -> list[Draft]:
    """All drafts of the signed-in account, the newest first."""
    sql = """
        SELECT form, record, content, saved_at FROM draft WHERE account_id = ?
        ORDER BY saved_at DESC, id DESC
    """
    return [
        Draft(
            row["form"],
            row["record"],
            json.loads(row["content"]),
            datetime.fromisoformat(row["saved_at"]),
        )
        for row in desk.rows(sql, (desk.account_id,))
    ]


def drop(desk: Desk, form: str, record: str) -> None:
    """Forget a draft: it was registered, or thrown away."""
    desk.note(
        "DELETE FROM draft WHERE account_id = ? AND form = ? AND record = ?",
        (desk.account_id, form, record),
    )
