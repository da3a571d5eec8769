"""What the records say by a plan's codes: nothing of it may lose its meaning by a slip in the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxdesk.models.plan.contents import (
    CATEGORIES,
    EXPERIENCE_KINDS,
    ITEMS,
    QUALIFICATIONS,
    TRAININGS,
    Part,
    PlanFile,
)

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

# Kind of thing, what uses it, how it is counted, and from where; the code is in the column named last.
_USES: tuple[tuple[Part, str, str, str, str], ...] = (
    (TRAININGS, "研修実績", "件", "attendance JOIN training ON training.id = training_id", "code"),
    (TRAININGS, "開催回", "回", "training_session JOIN training ON training.id = training_id", "code"),
    (QUALIFICATIONS, "資格の取得", "件",
     "holding JOIN qualification ON qualification.id = qualification_id", "code"),
    (EXPERIENCE_KINDS, "業務経歴", "件",
     "experience JOIN experience_kind ON experience_kind.id = experience_kind_id", "code"),
    (ITEMS, "評価", "件", "rating", "item_code"),
    (CATEGORIES, "認定", "件", "certification", "category_code"),
    (CATEGORIES, "必要人数", "件", "needed_number", "category_code"),
)  # fmt: skip

Key = tuple[Part, str]


@dataclass(frozen=True)
class PlanUses:
    """How often records use each code.

    Args:
        by_code: kind of thing and code → what uses it, e.g. 研修実績1,234件.
    """

    by_code: Mapping[Key, tuple[str, ...]]

    def of(self, part: Part, code: str) -> str:
        """What uses a code, in words; empty where nothing does."""
        return "、".join(self.by_code.get((part, code), ()))


@dataclass(frozen=True)
class Renamed:
    """A thing that a changed plan has under another code, while records go on using the old one."""

    part: Part
    old: str
    new: str
    used: str

    def __str__(self) -> str:
        return (
            f"{self.part.title}のコードが「{self.old}」から「{self.new}」に変わっていますが、"
            f"「{self.old}」は{self.used}で使われています。コードを「{self.old}」に戻してください。"
        )


def plan_uses(reads: Reads) -> PlanUses:
    """What the records use of all plans."""
    found: dict[Key, list[str]] = {}
    for part, what, counter, table, code_column in _USES:
        query = f"SELECT {code_column}, count(*) FROM {table} GROUP BY {code_column}"
        for code, count in reads.rows(query):
            found.setdefault((part, code), []).append(f"{what}{count:,}{counter}")
    return PlanUses({key: tuple(said) for key, said in found.items()})


def renamed(uses: PlanUses, before: PlanFile, after: PlanFile) -> list[Renamed]:
    """Codes in use that a change would take from under the records: the same thing has another one."""
    return [
        Renamed(part, old, new, uses.of(part, old))
        for part in dict.fromkeys(use[0] for use in _USES)
        for old, new in _other_codes(part.of(before), part.of(after))
        if uses.of(part, old)
    ]


def _other_codes(before: Iterable[object], after: Iterable[object]) -> list[tuple[str, str]]:
    """Old and new code of what kept its name (an item: its sentence) only."""
    known, now = _by_code(before), _by_code(after)
    appeared = {name: code for code, name in now.items() if code not in known}
    return [
        (code, appeared[name])
        for code, name in known.items()
        if code not in now and name in appeared
    ]


def _by_code(things: Iterable[object]) -> dict[str, str]:
    return {
        getattr(each, "code", ""): getattr(each, "name", "") or getattr(each, "text", "")
        for each in things
    }
