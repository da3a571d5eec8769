"""What answers say: for the store as values, and for an officer label by label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dxdesk.models import wareki
from dxdesk.models.assessment.claims import Said
from dxdesk.models.assessment.sheets import Head
from dxdesk.models.inquiries.presets import DAY, Question

Told = tuple[tuple[str, str], ...]
CAME_EMPTY: Told = (("回収", "記入なし"),)


@dataclass(frozen=True, slots=True)
class Rated:
    """What a row of an assessment sheet says of one item; what is empty it does not say."""

    item: str
    own: int | None
    head: int | None
    remark: str
    wish: str


Content = Mapping[int, str] | Rated | Said | Head | None


@dataclass(frozen=True, slots=True)
class Given:
    """What one row says.

    Args:
        sheet: its name.
        row: its number; 0 where the whole file is meant.
        employee_id: whom it is about; 0 for the whole file.
        number: 職員番号, or 所属コード of the whole file.
        name: as it is registered.
        said: what it says, label by label, as an officer reads it.
        content: answers by the question's id, ratings, a claim, 所属長の確認; nothing where the file
            came back empty.
    """

    sheet: str
    row: int
    employee_id: int
    number: str
    name: str
    said: Told
    content: Content


def said_of_answer(question: Question, value: str) -> tuple[str, str]:
    """An answer to a question; days are kept as ISO text."""
    shown = wareki.short(date.fromisoformat(value)) if question.kind == DAY else value
    return question.label, shown


def said_of_rated(rated: Rated) -> Told:
    """A row of an assessment sheet."""
    said = (
        (f"{rated.item} 自己評価", "" if rated.own is None else str(rated.own)),
        (f"{rated.item} 所属長評価", "" if rated.head is None else str(rated.head)),
        (f"{rated.item} 所見・備考", rated.remark),
        ("認定の希望", rated.wish),
    )
    return tuple((label, value) for label, value in said if value)


def said_of_claim(claim: Said) -> Told:
    """A claim, with its days."""
    days = "～".join(wareki.short(day) if day else "" for day in (claim.since, claim.until))
    return ((f"申告（{claim.kind}）{claim.text}", days.strip("～") or "日付なし"),)


def said_of_head(head: Head) -> Told:
    """所属長の確認."""
    day = wareki.short(head.day) if head.day else ""
    return (("所属長の確認", " ".join(filter(None, (head.title, head.name, day)))),)
