"""確定: what was judged is frozen with the sheet, for one person or for thousands as one action."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dxdesk.errors import UserError
from dxdesk.models.assessment import relations, sheets
from dxdesk.models.plan import editions

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

# Of everybody judged: what is met, by which way, with the day, months or rating that says so.
_JUDGED: Final = relations.named("""
SELECT 'item' AS kind, proof.employee_id, item.code, asked.kind AS way,
       coalesce(training.code, qualification.code, experience_kind.code, '') AS by_code, proof.value
  FROM proof JOIN asked ON asked.id = proof.way_id JOIN item ON item.id = proof.item_id
  LEFT JOIN training ON training.id = asked.training_id
  LEFT JOIN qualification ON qualification.id = asked.qualification_id
  LEFT JOIN experience_kind ON experience_kind.id = asked.experience_kind_id
 WHERE proof.employee_id IN (SELECT employee_id FROM judged)
UNION ALL
SELECT 'verdict', levelled.employee_id, category.code, NULL, NULL, levelled.level
  FROM levelled JOIN category ON category.id = levelled.category_id
UNION ALL
SELECT 'counted', employee_id, '', NULL, NULL, NULL
  FROM counted WHERE employee_id IN (SELECT employee_id FROM judged)
""")


@dataclass(frozen=True)
class Proof:
    """What proved an item when the sheet was confirmed: kind of way, code, day or months or rating."""

    way: str
    code: str
    value: str | int


@dataclass(frozen=True)
class Frozen:
    """What was judged when a sheet was confirmed.

    Args:
        as_of: 判定基準日.
        counted: whether the person was among the counted staff.
        verdicts: code of each category met → the level, where it has one.
        items: 項目番号 → what proved it; items that were not met are not in it.
    """

    as_of: date
    counted: bool
    verdicts: Mapping[str, int | None]
    items: Mapping[str, tuple[Proof, ...]]


def confirm(action: Action, sheet_ids: Sequence[int], as_of: date) -> None:
    """確定 sheets: freeze what the records prove on the 判定基準日, and seal the plan's edition.

    Args:
        action: the open action.
        sheet_ids: which sheets.
        as_of: 判定基準日.

    Raises:
        UserError: a sheet has not come back, is on hold or is 確定 already; none is confirmed.
    """
    states = {
        row["id"]: (row["employee_id"], row["state"])
        for row in action.rows(
            "SELECT id, employee_id, state FROM sheet WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sheet_ids)),),
        )
    }
    unfit = [each for each in sheet_ids if states.get(each, (0, ""))[1] not in sheets.OPEN_STATES]
    if unfit:
        raise UserError(
            f"回収していないか、保留・差戻し・確定のシートが{len(unfit):,}件あるため、確定していません。"
            "一覧を最新にしてから、もう一度選んでください。"
        )
    edition = editions.in_force(action, as_of)
    people = [states[each][0] for each in sheet_ids]
    frozen = judged_of(action, people, as_of)
    action.update_many(
        "sheet",
        ("state", "confirmed_on", "edition_id", "frozen", "reason"),
        [
            (sheets.CONFIRMED, action.today, edition.id, _to_json(frozen[person]), "", sheet_id)
            for sheet_id, person in zip(sheet_ids, people, strict=True)
        ],
    )
    editions.seal(action, edition.id)


def judged_of(reads: Reads, employee_ids: Sequence[int], as_of: date) -> dict[int, Frozen]:
    """What the records prove for some people on a day.

    Raises:
        UserError: no plan is in force on that day.
    """
    edition = editions.in_force(reads, as_of)
    asked: dict[str, Any] = relations.parameters(reads, edition, as_of)
    asked["employee_ids"] = json.dumps(list(employee_ids))
    counted: set[int] = set()
    verdicts: dict[int, dict[str, int | None]] = {}
    items: dict[int, dict[str, tuple[Proof, ...]]] = {}
    for row in reads.rows(_JUDGED, asked):
        kind, person, code, way, by_code, value = tuple(row)
        if kind == "counted":
            counted.add(person)
        elif kind == "verdict":
            verdicts.setdefault(person, {})[code] = value
        else:
            met = items.setdefault(person, {})
            met[code] = (*met.get(code, ()), Proof(way, by_code, value))
    return {
        each: Frozen(as_of, each in counted, verdicts.get(each, {}), items.get(each, {}))
        for each in employee_ids
    }


def _to_json(frozen: Frozen) -> str:
    return json.dumps(
        {
            "as_of": frozen.as_of.isoformat(),
            "counted": frozen.counted,
            "verdicts": dict(sorted(frozen.verdicts.items())),
            "items": {
                code: sorted([proof.way, proof.code, proof.value] for proof in proofs)
                for code, proofs in sorted(frozen.items.items())
            },
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Frozen:
    """What was frozen with a sheet."""
    read: dict[str, Any] = json.loads(text)
    return Frozen(
        date.fromisoformat(read["as_of"]),
        read["counted"],
        read["verdicts"],
        {code: tuple(Proof(*each) for each in proofs) for code, proofs in read["items"].items()},
    )
