"""A learning opportunity as a line of cells, typed or pasted from Excel, and read from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.columns import YES
from dxdesk.models.plan.learning import Opportunity
from dxdesk.models.schema import OPPORTUNITY_KINDS
from dxdesk.ui.tables.grid import GridColumn

DAYS: Final = ("since", "until", "apply_since", "apply_until")
_TEXTS: Final = ("title", "provider", "place", "fee")
_YES: Final = frozenset({YES, "〇", "◯", "1", "はい", "推奨"})
_NO: Final = frozenset({"", "―", "-", "×", "0", "いいえ"})


def columns(check_whom: Callable[[str], str]) -> tuple[GridColumn, ...]:
    """The columns of the grid.

    Args:
        check_whom: what to keep for the categories that were typed.
    """
    return (
        GridColumn("kind", "種類", 9, check=_kind, choices=OPPORTUNITY_KINDS),
        GridColumn("title", "名称", 20, check=str.strip),
        GridColumn("provider", "実施機関", 12, check=str.strip),
        GridColumn("since", "初日", 10, check=_day_text),
        GridColumn("until", "末日", 10, check=_day_text),
        GridColumn("apply_since", "申込初日", 10, check=_day_text),
        GridColumn("apply_until", "申込締切", 10, check=_day_text),
        GridColumn("place", "会場・方法", 11, check=str.strip),
        GridColumn("fee", "費用", 9, check=str.strip),
        GridColumn("category_codes", "主な対象", 11, check=check_whom),
        GridColumn("recommended", "推奨", 4, check=_flag, choices=("", YES)),
    )


def cells_of(each: Opportunity, whom: str) -> dict[str, str]:
    """What the cells of a line show."""
    return {
        "kind": each.kind,
        **{key: getattr(each, key) for key in _TEXTS},
        **{key: _short(getattr(each, key)) for key in DAYS},
        "category_codes": whom,
        "recommended": YES if each.recommended else "",
    }


def read_line(cells: Mapping[str, str], codes: tuple[str, ...], known: Opportunity) -> Opportunity:
    """The opportunity of a line; what has no column stays as it is known.

    Args:
        cells: by the columns' keys, each checked.
        codes: of the categories.
        known: the one that is changed, or an empty one of the fiscal year.
    """
    values: dict[str, Any] = {
        **{key: cells.get(key, "") for key in ("kind", *_TEXTS)},
        **{key: _day(cells.get(key, "")) for key in DAYS},
        "category_codes": codes,
        "recommended": cells.get("recommended", "") == YES,
    }
    return replace(known, **values)


def _kind(text: str) -> str:
    kind = text.strip()
    if kind and kind not in OPPORTUNITY_KINDS:
        raise UserError(
            f"種類「{kind[:20]}」はありません。{'、'.join(OPPORTUNITY_KINDS)}のどれかにしてください。",
            "kind",
        )
    return kind


def _day_text(text: str) -> str:
    return _short(_day(text))


def _day(text: str) -> date | None:
    return wareki.read_date(text).day if text.strip() else None


def _short(day: date | None) -> str:
    return wareki.short(day) if day else ""


def _flag(text: str) -> str:
    word = text.strip()
    if word not in _YES | _NO:
        raise UserError(f"「{word[:20]}」は、{YES}か空欄にしてください。", "recommended")
    return YES if word in _YES else ""
