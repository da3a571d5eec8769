"""Opens a workbook that is protected by a password, with the passwords that the desk knows.

Runs in the child process that reads files from outside: a file can ask for endless work here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from dxdesk.imports.file_kinds import MAX_FILE_MEGABYTES, RefusedFileError, is_encrypted

if TYPE_CHECKING:
    from msoffcrypto.format.ooxml import OOXMLFile

_DAMAGED = (
    "はパスワードで保護されていますが、壊れているため開けません。"
    "元のファイルをもう一度受け取ってください。"
)


def unlocked(path: Path, passwords: Sequence[str]) -> BytesIO | None:
    """The workbook inside a protected file; nothing where the file is not protected.

    Args:
        path: of the file.
        passwords: to try.

    Raises:
        RefusedFileError: none of them opens it, or it is damaged.
    """
    if not passwords or path.stat().st_size > MAX_FILE_MEGABYTES * 1024 * 1024:
        return None
    content = path.read_bytes()
    if not is_encrypted(content):
        return None
    from msoffcrypto.exceptions import FileFormatError  # here: few files are protected
    from msoffcrypto.format.ooxml import OOXMLFile

    try:
        protected = OOXMLFile(BytesIO(content))
        for password in passwords:
            opened = _opened(protected, password)
            if opened is not None:
                return opened
    except (FileFormatError, ExpatError, OSError, LookupError, ValueError, struct.error) as error:
        raise RefusedFileError(_DAMAGED) from error
    raise RefusedFileError(
        "はこの照会のパスワードでは開けません。別のパスワードが付けられています。"
        "パスワードを消して保存し直すか、送ったファイルに記入したものを受け取ってください。"
    )


def _opened(protected: OOXMLFile, password: str) -> BytesIO | None:
    """What lies inside, if this is the password.

    Asking the library to verify it first would derive the key a second time, which is what takes
    the time; a wrong key does not give a ZIP file.
    """
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    inside = BytesIO()
    try:
        protected.load_key(password=password)
        protected.decrypt(inside)
    except (DecryptionError, InvalidKeyError, ValueError):
        return None
    inside.seek(0)
    return inside if inside.getvalue()[:2] == b"PK" else None
