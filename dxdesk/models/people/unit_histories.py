"""What a unit was called and where it belonged over the years, and what it came from and became."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.errors import UserError
from dxdesk.models.journal import Action
from dxdesk.models.people import units
from dxdesk.models.people.spans import to_day
from dxdesk.models.people.units import UNIT
from dxdesk.models.schema import UNIT_KINDS
from dxdesk.models.store import Reads

BEFORE: Final = "前身"
AFTER: Final = "引継ぎ先"
_FIRST: Final = "0001-01-01"
_LAST: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Version:
    """How a unit was described from a day to a day.

    Args:
        id: of the row.
        tier: 部局 or 所属.
        bureau: the name of its bureau at the end of that time; empty for a bureau.
    """

    id: int
    unit_id: int
    code: str
    name: str
    tier: str
    bureau: str
    kind: str
    digital: bool
    display_order: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a reorganisation as seen from a unit.

    Args:
        side: 前身 or 引継ぎ先.
        other: the name of the other unit then; empty where it was abolished.
    """

    side: str
    on_day: date
    kind: str
    other: str


def versions(reads: Reads, unit_id: int) -> list[Version]:
    """Every description of a unit, the newest first."""
    sql = """
        SELECT v.id, v.unit_id, v.code, v.name, v.tier, coalesce(v.parent_id, 0), v.kind, v.digital,
               v.display_order, v.since, v.until
        FROM unit_version v WHERE v.unit_id = ? ORDER BY v.since IS NULL, v.since DESC, v.id DESC
    """
    return [_version(reads, row) for row in map(tuple, reads.rows(sql, (unit_id,)))]


def _version(reads: Reads, row: Iterable[Any]) -> Version:
    row_id, unit_id, code, name, tier, parent_id, kind, digital, order, since, until = row
    then = to_day(until or since) or date.max
    bureau = units.names_of(reads, parent_id, then)[1] if parent_id else ""
    return Version(
        row_id, unit_id, code, name, tier, bureau, kind, digital == 1, order, to_day(since),
        to_day(until),
    )  # fmt: skip


def links(reads: Reads, unit_id: int) -> list[Link]:
    """What a unit came from and what followed it, the newest first; 改称 is told by its versions."""
    sql = """
        SELECT unit_id, successor_id, kind, on_day FROM unit_succession
        WHERE (unit_id = :unit OR successor_id = :unit) AND unit_id IS NOT successor_id
        ORDER BY on_day DESC, id
    """
    found = []
    for row in reads.rows(sql, {"unit": unit_id}):
        on_day = date.fromisoformat(row["on_day"])
        side = AFTER if row["unit_id"] == unit_id else BEFORE
        other = row["successor_id"] if side == AFTER else row["unit_id"]
        name = units.names_of(reads, other, on_day)[1] if other else ""
        found.append(Link(side, on_day, row["kind"], name))
    return found


def correct_version(
    action: Action, version: Version, *, code: str, name: str, kind: str, digital: bool
) -> None:
    """Put a description of a unit right that was wrong from its first day on.

    Raises:
        UserError: the name or code is empty, or another unit has the code in that time.
    """
    code, name = code.strip(), name.strip()
    if not name:
        raise UserError("名称が入っていません。名称を入れてください。", "name")
    if kind not in UNIT_KINDS:
        raise UserError(f"区分は{'・'.join(UNIT_KINDS)}から選んでください。", "kind")
    if version.tier == UNIT:
        _check_code(action, version, code)
    action.update("unit_version", version.id, code=code, name=name, kind=kind, digital=int(digital))


def _check_code(action: Action, version: Version, code: str) -> None:
    if not code:
        raise UserError("所属コードが入っていません。所属コードを入れてください。", "code")
    sql = f"""
        SELECT name FROM unit_version
        WHERE tier = '{UNIT}' AND code = :code AND unit_id <> :unit
          AND coalesce(since, '{_FIRST}') <= :until AND coalesce(until, '{_LAST}') >= :since
    """
    since = version.since.isoformat() if version.since else _FIRST
    until = version.until.isoformat() if version.until else _LAST
    given = {"code": code, "unit": version.unit_id, "since": since, "until": until}
    taken = action.rows(sql, given)
    if taken:
        raise UserError(
            f"所属コード「{code}」は、同じ時期の「{taken[0]['name']}」が使っています。", "code"
        )
