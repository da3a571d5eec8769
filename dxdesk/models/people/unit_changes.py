"""改称・移管, 統合, 分割, 廃止 and 新設 of single units, by the rules of a table of old and new units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.journal import Action
from dxdesk.models.people import reorganising
from dxdesk.models.people.new_organisation import NewOrganisation, OldAndNew
from dxdesk.models.people.reorganisations import MERGED, RENAMED, SPLIT
from dxdesk.models.people.reorganising import SuccessionChange
from dxdesk.models.people.spans import marks
from dxdesk.models.store import Reads

_TWO_PARTS: Final = "分割した後の所属を2つ以上入れてください。"
# What is said where the codes make another change of it than the one that was chosen.
_OTHERWISE: Final = {
    (RENAMED, MERGED): (
        "所属コード「{code}」は、ほかの所属が使っています。一つの所属にまとめるときは「統合」を使ってください。"
    ),
    (MERGED, RENAMED): (
        "所属コード「{code}」の所属はまだありません。新しい所属に統合するときは、統合する所属を2つ以上入れてください。"
        "コードや名称だけが変わるときは「改称・移管」を使ってください。"
    ),
    (SPLIT, RENAMED): _TWO_PARTS,
    (SPLIT, MERGED): _TWO_PARTS,
}


def change_units(action: Action, kind: str, lines: Sequence[OldAndNew], as_of: date) -> None:
    """Carry out one change of the organisation, as a table with these lines would.

    Args:
        kind: 改称, 統合, 分割, 廃止 or 新設, as it was chosen.
        lines: of all units that it concerns.
        as_of: the first day on which it is so.

    Raises:
        UserError: it contradicts itself or the desk, or makes something else than what was chosen.
    """
    organisation = NewOrganisation(action, as_of)
    _check_codes(lines)
    for line in lines:
        organisation.note(line.old_code, line.new_code)
    changes = [organisation.change(organisation.complete(line)) for line in lines]
    for line, change in zip(lines, changes, strict=True):
        stays = line.old_code == line.new_code and kind == MERGED
        if change.kind != kind and not stays:
            raise UserError(_OTHERWISE[kind, change.kind].format(code=line.new_code), "new_code")
    if all(organisation.is_done(change) for change in changes):
        raise UserError(
            f"{wareki.short(as_of)}の組織は既にこの内容です。変える内容を入れてください。",
            "new_name",
        )
    _check_nothing_follows(action, changes, as_of)
    reorganising.carry_out(action, changes, as_of)


def _check_codes(lines: Sequence[OldAndNew]) -> None:
    pairs = [(line.old_code, line.new_code) for line in lines]
    if ("", "") in pairs:
        raise UserError("所属コードを入れてください。", "new_code")
    if len(set(pairs)) < len(pairs):
        raise UserError("同じ所属コードが2回あります。片方を消してください。", "new_code")


def _check_nothing_follows(reads: Reads, changes: Sequence[SuccessionChange], as_of: date) -> None:
    """Refuse to change a unit before a change of it that is registered already."""
    ids = {change.old.unit_id for change in changes if change.old is not None}
    ids |= {change.goes_on for change in changes}
    sql = f"""
        SELECT name, since FROM unit_version WHERE unit_id IN ({marks(list(ids))}) AND since > ?
        ORDER BY since
    """
    for row in reads.rows(sql, (*ids, as_of.isoformat())):
        day = wareki.short(date.fromisoformat(row["since"]))
        raise UserError(
            f"{day}からの「{row['name']}」が既に登録されています。それより後の日を入れるか、"
            "先にその登録を元に戻してください。",
            "since",
        )
