"""The chain that shows tampering: every action's entry and the digests of what it recorded."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dxdesk.models.store import Connection, fetch

SALT_BYTES = 16
DIGEST_BYTES = 32
# What an action recorded: each row's seal covers these columns; the last two are erased with the salt.
_CONTENTS = {
    "image": ("table_name", "row_id", "before", "after"),
    "kept_file": ("name", "sha256"),
}


def seal(*parts: object) -> bytes:
    """A random salt and the SHA-256 of salt and content: 48 bytes.

    The content can be erased with its salt (the first 16 bytes) while the digest stays.
    """
    salt = os.urandom(SALT_BYTES)
    return salt + digest_of(salt, parts)


def digest_of(salt: bytes, parts: Iterable[object]) -> bytes:
    """The digest of one record; parts are parted by a character that no text of ours holds."""
    content = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(salt + content.encode("utf-8", "surrogatepass")).digest()


def head(connection: Connection) -> str:
    """The chain's value after the newest action; empty on a new desk."""
    rows = fetch(connection, "SELECT head FROM action ORDER BY id DESC LIMIT 1")
    return str(rows[0][0]) if rows else ""


def chain_value(connection: Connection, action_id: int) -> str:
    """The chain's value after an action, from its entry and the digests of what it recorded."""
    entry = fetch(
        connection,
        "SELECT previous, id, act, kind, title, account_id, at, machine, version, subject"
        " FROM action WHERE id = ?",
        (action_id,),
    )[0]
    digest = hashlib.sha256(json.dumps(list(entry), ensure_ascii=False).encode())
    for undone in fetch(
        connection, "SELECT undone_id FROM undoing WHERE undo_id = ? ORDER BY id", (action_id,)
    ):
        digest.update(f"undo {undone[0]};".encode())
    for table in _CONTENTS:
        for (sealed,) in fetch(
            connection, f"SELECT seal FROM {table} WHERE action_id = ? ORDER BY id", (action_id,)
        ):
            digest.update((sealed or b"")[-DIGEST_BYTES:])
    return digest.hexdigest()


@dataclass(frozen=True)
class ChainReport:
    """What a walk along the chain found."""

    last_action: int
    head: str
    erased: int
    problems: tuple[str, ...]


def walk_chain(connection: Connection) -> ChainReport:
    """Compute every value of the chain and every digest again; the first break ends the walk."""
    previous, last, erased = "", 0, 0
    for row in fetch(connection, "SELECT id, previous, head FROM action ORDER BY id"):
        found, gone = _check_contents(connection, row["id"])
        erased += gone
        if row["previous"] != previous:
            found = "一つ前の操作が抜けているか、書き換えられています"
        elif row["head"] != chain_value(connection, row["id"]):
            found = "操作の記録が書き換えられています"
        if found:
            return ChainReport(last, previous, erased, (f"操作{row['id']}：{found}。",))
        previous, last = row["head"], row["id"]
    return ChainReport(last, previous, erased, tuple(_check_end(connection, last)))


def _check_end(connection: Connection, last: int) -> Iterator[str]:
    """What a record that was cut off at its end leaves behind, unless it was cleared away as well.

    The store counts actions and takes a number back only with the action itself.
    """
    given = fetch(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'action'")
    if given and given[0][0] != last:
        yield f"操作{last}より後の記録が切り取られています。"
    for table in _CONTENTS:
        if fetch(connection, f"SELECT 1 FROM {table} WHERE action_id > ? LIMIT 1", (last,)):
            yield f"操作{last}より後の操作の内容が、操作の記録なしに残っています。"


def _check_contents(connection: Connection, action_id: int) -> tuple[str, int]:
    """Compare the contents of an action's images and kept files with their digests."""
    erased = 0
    for table, columns in _CONTENTS.items():
        sql = f"SELECT seal, {', '.join(columns)} FROM {table} WHERE action_id = ? ORDER BY id"
        for sealed, *parts in fetch(connection, sql, (action_id,)):
            if len(sealed or b"") == DIGEST_BYTES and not any(parts[-2:]):
                erased += 1
            elif not sealed or digest_of(sealed[:SALT_BYTES], parts) != sealed[SALT_BYTES:]:
                return "記録された内容が書き換えられています", erased
            elif table == "kept_file" and not _holds(connection, parts[-1]):
                return "控えのファイルが失われているか、書き換えられています", erased
    return "", erased


def _holds(connection: Connection, sha256: str) -> bool:
    rows = fetch(connection, "SELECT bytes FROM blob WHERE sha256 = ?", (sha256,))
    return bool(rows) and hashlib.sha256(rows[0][0] or b"").hexdigest() == sha256
