"""What is said of a sheet beside its items."""

from __future__ import annotations

from collections.abc import Sequence

from dxdesk.models import wareki
from dxdesk.models.assessment.sheets import Head, Sheet
from dxdesk.models.conflicts import Difference
from dxdesk.models.store import Reads
from dxdesk.ui.pages.assessment.typed import RATED, REMARK, TITLES
from dxdesk.ui.pages.employees.words import difference_words

NO_HEAD = "所属長の確認がありません"


def head_words(head: Head) -> str:
    """所属長確認：総務課長　長谷川　R8.3.1, or that there is none."""
    if head.day is None:
        return NO_HEAD
    return f"所属長確認：{'　'.join(filter(None, (head.title, head.name, wareki.short(head.day))))}"


def state_words(sheet: Sheet) -> str:
    """差戻し：評価の記入漏れ; 確定 R8.6.1."""
    if sheet.confirmed_on is not None:
        return f"{sheet.state}　{wareki.short(sheet.confirmed_on)}"
    return f"{sheet.state}：{sheet.reason}" if sheet.reason else sheet.state


def changed_words(reads: Reads, differences: Sequence[Difference]) -> list[tuple[str, str]]:
    """What somebody else changed at a sheet: what it is, and what stands there now."""
    lines: list[tuple[str, str]] = []
    for each in differences:
        row = each.now or each.before or {}
        keys = {"rating": RATED, "sheet_remark": ("text",)}.get(each.table, ())
        for key in keys:
            if each.before is None or each.now is None or each.before[key] != each.now[key]:
                title = TITLES.get(key, TITLES[REMARK])
                value = None if each.now is None else each.now[key]
                lines.append((f"{row['item_code']} {title}", "" if value is None else str(value)))
        if not keys:
            lines += difference_words(reads, [each])
    return lines
