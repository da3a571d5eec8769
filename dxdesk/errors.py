"""The kinds of error. Whatever is neither of these is our own bug."""

from __future__ import annotations

from enum import StrEnum


class UserError(Exception):
    """Something the user can put right.

    Args:
        text: one or more Japanese sentences: what is wrong, where, and what to do.
        field: the key of the field that it concerns, where there is one.
    """

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class Trouble(StrEnum):
    """What is broken about the world around the store."""

    DAMAGED = "damaged"
    WRONG_PASSWORD = "wrong_password"
    NEWER_VERSION = "newer_version"
    NOT_A_DESK = "not_a_desk"
    LOCKED = "locked"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    GONE = "gone"
    OTHER = "other"


class StoreError(Exception):
    """The world is broken: disk full, read-only, locked, damaged, newer version.

    Args:
        trouble: which of these it is.
        text: Japanese sentences: what happened and what to do.
    """

    def __init__(self, trouble: Trouble, text: str) -> None:
        super().__init__(text)
        self.trouble = trouble
        self.text = text
