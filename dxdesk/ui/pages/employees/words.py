"""Changes to one person in an officer's words: for 変更履歴, and for two versions side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from dxdesk.models import wareki
from dxdesk.models.accounts import list_accounts
from dxdesk.models.conflicts import Difference
from dxdesk.models.desk import Desk
from dxdesk.models.history import Moment
from dxdesk.models.people import units
from dxdesk.models.schema import TABLES
from dxdesk.models.store import Reads

LABELS: Final = {
    table.name: {field.name: field.meaning.split("（")[0].split("。")[0] for field in table.fields}
    for table in TABLES
}
TITLES: Final = {
    "employee": "基本",
    "name_in_use": "氏名",
    "former_number": "職員番号",
    "service": "任用",
    "posting": "異動歴",
    "leave": "休職等",
    "attendance": "研修",
    "holding": "資格",
    "experience": "業務経歴",
    "certification": "認定",
    "sheet": "シート",
    "sheet_remark": "所見・備考",
    "sheet_claim": "申告",
    "rating": "評価",
}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_TOLD: Final = frozenset(
    {
        "id",
        "employee_id",
        "kana_order",
        "plain",
        "family",
        "given",
        "checked_by",
        "sheet_id",
        "edition_id",
        "packet_id",
        "frozen",
        "decided_by",
        "attendance_id",
        "holding_id",
        "experience_id",
    }
)


def change_rows(desk: Desk, ids: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """変更履歴: what each action did to one person, the newest first; what is alike is counted.

    Args:
        desk: the desk.
        ids: the person's rows, by table.
    """
    actions: dict[int, Moment] = {}
    alike: Counter[tuple[int, str]] = Counter()
    for table, row_ids in ids.items():
        for moment in desk.moments({table: row_ids}):
            actions[moment.action_id] = moment
            alike[moment.action_id, f"{TITLES[table]}：{_difference(desk, table, moment)}"] += 1
    newest_first = sorted(alike.items(), key=lambda one: -one[0][0])
    return [
        {
            "at": f"{wareki.short(actions[of].at.date())} {actions[of].at:%H:%M}",
            "what": what if count == 1 else f"{what}（{count}件）",
            "title": actions[of].title,
            "account": actions[of].account,
        }
        for (of, what), count in newest_first
    ]


def _difference(reads: Reads, table: str, moment: Moment) -> str:
    if moment.before is None:
        return "追加"
    if moment.after is None:
        return "削除"
    before, after = moment.before, moment.after
    changed = [name for name in _told_columns(table, after) if before.get(name) != after[name]]
    return "、".join(
        f"{LABELS[table][name]} {_told(reads, name, before.get(name))}"
        f" → {_told(reads, name, after[name])}"
        for name in changed
    )


def difference_words(reads: Reads, differences: Sequence[Difference]) -> list[tuple[str, str]]:
    """What somebody else changed: what it is, and what stands there now."""
    lines: list[tuple[str, str]] = []
    for each in differences:
        if each.now is None:
            lines.append((TITLES[each.table], "削除"))
            continue
        names = each.changed or _told_columns(each.table, each.now)
        lines += [
            (LABELS[each.table][name], _told(reads, name, each.now[name]))
            for name in _told_columns(each.table, each.now)
            if name in names and (each.before is not None or each.now[name] not in (None, ""))
        ]
    return lines


def _told_columns(table: str, values: Mapping[str, Any]) -> list[str]:
    return [name for name in values if name in LABELS[table] and name not in _NOT_TOLD]


def _told(reads: Reads, name: str, value: object) -> str:
    if name == "unit_id" and isinstance(value, int):
        return " ".join(filter(None, units.names_of(reads, value, date.max))) or "（所属）"
    if name == "officer_id" and isinstance(value, int):
        return next(each.name for each in list_accounts(reads) if each.id == value)
    text = "" if value is None else str(value)
    if _DAY.fullmatch(text):
        return wareki.short(date.fromisoformat(text))
    return text or "（空欄）"
