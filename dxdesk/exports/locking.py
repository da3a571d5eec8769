"""Locks a finished .xlsx with a password: Office's own AES encryption, which Excel opens by itself."""

from __future__ import annotations

from io import BytesIO

from msoffcrypto.format.ooxml import OOXMLFile


def lock(content: bytes, password: str) -> bytes:
    """A workbook that opens only with the password.

    Args:
        content: the workbook.
        password: it is written nowhere else.
    """
    locked = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, locked)
    return locked.getvalue()
