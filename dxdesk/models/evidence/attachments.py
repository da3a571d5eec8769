"""根拠の写し: which scans belong to which piece of evidence. Their bytes are kept once, and stay."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from dxdesk.errors import StoreError, Trouble, UserError

if TYPE_CHECKING:
    from dxdesk.models.evidence.scans import Scan
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads


class Proof(StrEnum):
    """The kinds of evidence that can have scans, each by the name of its table."""

    ATTENDANCE = "attendance"
    HOLDING = "holding"
    EXPERIENCE = "experience"

    @property
    def column(self) -> str:
        """The column of an attachment that points to it."""
        return f"{self.value}_id"


@dataclass(frozen=True)
class Attachment:
    """One scan of a piece of evidence, without its bytes.

    Args:
        name: of the file, as it was.
        media_type: ``application/pdf``, ``image/jpeg`` or ``image/png``.
        size: in bytes.
        added_on: the day on which it was taken in.
    """

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    added_on: date


def of_evidence(reads: Reads, proof: Proof, row_id: int) -> list[Attachment]:
    """The scans of one piece of evidence, the oldest first."""
    return of_several(reads, proof, [row_id]).get(row_id, [])


def of_several(reads: Reads, proof: Proof, row_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """The scans of some pieces of evidence, by the row that they prove."""
    found: dict[int, list[Attachment]] = defaultdict(list)
    for row in reads.rows(
        f"SELECT {proof.column}, id, name, media_type, size, sha256, added_on FROM attachment"
        f" WHERE {proof.column} IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(row_ids)),),
    ):
        added_on = date.fromisoformat(row[6])
        found[row[0]].append(Attachment(row[1], row[2], row[3], row[4], row[5], added_on))
    return dict(found)


def content(reads: Reads, attachment: Attachment) -> bytes:
    """The bytes of a scan.

    Raises:
        UserError: it has been removed meanwhile.
        StoreError: the store has lost them.
    """
    sha256 = reads.rows("SELECT sha256 FROM attachment WHERE id = ?", (attachment.id,))
    if not sha256:
        raise UserError(f"写し「{attachment.name}」は外されています。一覧を開き直してください。")
    found = reads.rows("SELECT bytes FROM blob WHERE sha256 = ?", (sha256[0][0],))
    if not found:
        raise StoreError(
            Trouble.DAMAGED,
            f"写し「{attachment.name}」の内容が失われています。バックアップから復元してください。",
        )
    return bytes(found[0][0])


def attach(action: Action, proof: Proof, row_id: int, scan: Scan) -> int:
    """Keep a scan with a piece of evidence.

    Returns:
        The attachment's id.

    Raises:
        UserError: the same content is there already, or the evidence is gone.
    """
    if not action.rows(f"SELECT 1 FROM {proof} WHERE id = ?", (row_id,)):
        raise UserError("写しを付ける記録は、すでに削除されています。一覧を開き直してください。")
    same = action.rows(
        f"SELECT name FROM attachment WHERE {proof.column} = ? AND sha256 = ?",
        (row_id, scan.sha256),
    )
    if same:
        raise UserError(f"「{scan.name}」は、「{same[0][0]}」として既に付いています。")
    action.keep_bytes(scan.content)
    return action.insert(
        "attachment", **{proof.column: row_id}, name=scan.name, media_type=scan.media_type,
        size=len(scan.content), sha256=scan.sha256, added_on=action.today,
    )  # fmt: skip


def detach(action: Action, attachment_id: int) -> None:
    """Take a scan away from its evidence; its bytes stay, so that this can be undone."""
    action.delete("attachment", attachment_id)


def detach_all(action: Action, proof: Proof, row_id: int) -> None:
    """Take away every scan of a piece of evidence that is about to be removed."""
    for attachment in of_evidence(action, proof, row_id):
        detach(action, attachment.id)
