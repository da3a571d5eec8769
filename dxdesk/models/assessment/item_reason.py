"""One item of a category for one person, in the words that screens and papers share."""

from __future__ import annotations

from dataclasses import dataclass

from dxdesk.models.columns import NO, YES
from dxdesk.models.evidence.confirmation import SHORT


@dataclass(frozen=True)
class ItemReason:
    """One item of the category for one person.

    Args:
        code: 項目番号.
        text: the item's sentence.
        met: whether any of its ways is met.
        evidence: what proves it, one text for each way that is met.
        ways: the ways that would meet it, each with what the person has of it so far.
        verifications: the 確認区分 of that evidence, each once; a rating has none.
        last_year: whether it was met at the end of the fiscal year before; None where that was not asked, or no plan was in force.
        ratings: 自己評価 and 所属長評価 of the fiscal year where the item asks for a rating, else None.
    """

    code: str
    text: str
    met: bool
    evidence: tuple[str, ...]
    ways: tuple[str, ...]
    verifications: tuple[str, ...] = ()
    last_year: bool | None = None
    ratings: tuple[int | None, int | None] | None = None

    @property
    def words(self) -> str:
        """One line: 「1-2 達成：研修「…」修了（R7.6.3）」."""
        if self.met:
            return f"{self.code} 達成：{'、'.join(self.evidence)}"
        return f"{self.code} 未達成：{'、または'.join(self.ways)}"

    @property
    def grounds(self) -> str:
        """根拠: what proves the item, a line each; or what would meet it."""
        return "\n".join(self.evidence) if self.met else f"未：{'、または'.join(self.ways)}"

    @property
    def checked(self) -> str:
        """確認: 原本, 写し, 機関 or 申告; ― where there is no evidence to check."""
        return "・".join(SHORT[each] for each in self.verifications) or NO

    @property
    def before(self) -> str:
        """前年: ○ or ―; nothing where it is not known."""
        return "" if self.last_year is None else YES if self.last_year else NO

    @property
    def mark(self) -> str:
        """判定: ○ or ―."""
        return YES if self.met else NO

    @property
    def rated(self) -> str:
        """自己／長: 4／3, ― for what was not rated; nothing where the item asks for no rating."""
        if self.ratings is None:
            return ""
        return "／".join(NO if rating is None else str(rating) for rating in self.ratings)
