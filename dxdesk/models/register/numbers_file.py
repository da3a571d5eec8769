"""``numbers.json``: how far the numbers have come, kept beside the store.

It is written before the commit that hands numbers out, so that an older store put in its place is
noticed. Between that write and the commit the new range is pending: a process that dies there
leaves a file that fits both states of the store, the one with these numbers and the one without.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dxdesk.models.files import replace_file, speaking_of_files
from dxdesk.models.store import Reads

FILE_NAME: Final = "numbers.json"


@dataclass(frozen=True)
class Place:
    """One run of numbers: a series, and the fiscal year (0 where it runs through all years)."""

    series_key: str
    fiscal_year: int


@dataclass(frozen=True)
class Entry:
    """How far one run of numbers has come.

    Args:
        highest: with what is pending.
        before: without it; the same where nothing is pending.
    """

    highest: int
    before: int


@dataclass(frozen=True)
class NumbersFile:
    """What the file says.

    Args:
        desk_id: of which desk it speaks.
        restored: the desk was made from a backup and nobody has confirmed its numbers yet.
        entries: by run of numbers.
    """

    desk_id: str
    restored: bool
    entries: Mapping[Place, Entry]

    def fits(self, desk_id: str, in_store: Mapping[Place, int]) -> bool:
        """Whether the file and the store of a desk say the same, before or after what is pending."""
        nothing = Entry(0, 0)
        agree = (
            in_store.get(place, 0)
            in {self.entries.get(place, nothing).highest, self.entries.get(place, nothing).before}
            for place in {*self.entries, *in_store}
        )
        return desk_id == self.desk_id and not self.restored and all(agree)


def beside(reads: Reads) -> Path:
    """Where the file of a desk is: beside its store, wherever that lies."""
    store = next(row["file"] for row in reads.rows("PRAGMA database_list") if row["name"] == "main")
    return Path(store).with_name(FILE_NAME)


def write(path: Path, desk_id: str, now: Mapping[Place, int], before: Mapping[Place, int]) -> None:
    """Write the whole file, or leave the old one.

    Args:
        now: the highest numbers.
        before: the highest ones that are certain.

    Raises:
        StoreError: it cannot be written.
    """
    series = [
        {
            "series": place.series_key,
            "fiscal_year": place.fiscal_year,
            "highest": number,
            "pending": None
            if before.get(place, 0) == number
            else [before.get(place, 0) + 1, number],
        }
        for place, number in now.items()
    ]
    replace_file(path, json.dumps({"desk_id": desk_id, "series": series}, indent=1).encode())


def read(path: Path) -> NumbersFile | None:
    """What the file says; nothing where there is none.

    Raises:
        ValueError: it says nothing that can be understood.
        StoreError: it cannot be read.
    """
    with speaking_of_files(path):
        if not path.exists():
            return None
        content = path.read_bytes()
    data = json.loads(content)
    try:
        if data.get("restored"):
            return NumbersFile(str(data.get("desk_id", "")), restored=True, entries={})
        entries = dict(_entry(written) for written in data["series"])
        return NumbersFile(str(data["desk_id"]), restored=False, entries=entries)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(FILE_NAME) from error


def _entry(written: dict[str, Any]) -> tuple[Place, Entry]:
    place = Place(str(written["series"]), int(written["fiscal_year"]))
    highest = int(written["highest"])
    return place, Entry(highest, int(written["pending"][0]) - 1 if written["pending"] else highest)
