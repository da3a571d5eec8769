"""印: what a file carries unseen, so that each answer finds its person again, also after sorting.

A file knows its packet's token; every row has a mark that was made with the inquiry's own secret, so
that a row that was changed or made up is noticed.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from hashlib import sha256
from typing import Final

FORMAT: Final = "DX人材デスク 回答ファイル 1"
SEPARATOR: Final = "|"
_DIGITS: Final = 12


def row_mark(secret: str, packet_token: str, number: str, item: str = "") -> str:
    """The mark of one row.

    Args:
        secret: the inquiry's own token; it is in no file.
        packet_token: of the file.
        number: the 職員番号.
        item: 項目番号, where a person has a row for each.
    """
    said = SEPARATOR.join((number, item))
    return SEPARATOR.join((said, _proof(secret, packet_token, said)))


def read_mark(secret: str, packet_tokens: Collection[str], mark: str) -> tuple[str, str] | None:
    """職員番号 and 項目番号 of a mark; nothing where it was not made for one of these files."""
    said, _, proof = mark.rpartition(SEPARATOR)
    number, separator, item = said.partition(SEPARATOR)
    if not separator:
        return None
    good = [hmac.compare_digest(_proof(secret, token, said), proof) for token in packet_tokens]
    return (number, item) if any(good) else None


def _proof(secret: str, packet_token: str, said: str) -> str:
    return hmac.new(
        secret.encode(), f"{packet_token}{SEPARATOR}{said}".encode(), sha256
    ).hexdigest()[:_DIGITS]
