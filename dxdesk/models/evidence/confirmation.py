"""確認区分: how a piece of evidence was checked, and what a file of the office says about it."""

from __future__ import annotations

from typing import Final

FROM_OFFICE: Final = "実施機関データ"
SELF_REPORTED: Final = "本人申告"


def confirmed(known: str) -> str:
    """The 確認区分 of known evidence once the office's own data says the same.

    What the person alone had said is now proved; a check of the original or a copy stays.
    """
    return FROM_OFFICE if known == SELF_REPORTED else known
