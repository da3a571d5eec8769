"""What actions did to rows, read back from the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dxdesk.models.store import Reads


@dataclass(frozen=True)
class Image:
    """What happened to one row: ``before`` is None when it was added, ``after`` when removed."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The columns that an update changed."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in after if before.get(name) != after[name])


@dataclass
class Fate:
    """What the actions to be undone did to one row, all together."""

    existed: bool
    exists: bool = True
    written: dict[str, Any] = field(default_factory=dict)


# By table and id of the row.
Fates = dict[tuple[str, int], Fate]


def load_images(reads: Reads, ids: Sequence[int]) -> list[Image]:
    """The images of the actions, newest first."""
    rows = reads.rows(
        "SELECT table_name, row_id, before, after FROM image"
        " WHERE action_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (json.dumps(list(ids)),),
    )
    return [
        Image(table, row_id, _parse(before), _parse(after)) for table, row_id, before, after in rows
    ]


def _parse(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)


def gather_fates(oldest_first: Iterable[Image]) -> Fates:
    """What the images together did to each row."""
    fates: Fates = {}
    for image in oldest_first:
        fate = fates.setdefault((image.table, image.row_id), Fate(existed=image.before is not None))
        fate.exists = image.after is not None
        if image.after is None:
            continue
        names = image.changed if image.before is not None else tuple(image.after)
        fate.written.update({name: image.after[name] for name in names})
    return fates
