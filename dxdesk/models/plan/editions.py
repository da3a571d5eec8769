"""Editions of the plan: which one is in force, what it says, and taking one in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.plan.contents import PlanFile, problems
from dxdesk.models.plan.rules import rules
from dxdesk.models.plan.skill_map import (
    categories,
    experience_kinds,
    items,
    mandatory_trainings,
    qualifications,
    trainings,
)
from dxdesk.models.plan.targets import kpi_targets
from dxdesk.models.plan.writing import clear, fill

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads

__all__ = [
    "Edition",
    "categories",
    "contents",
    "editions",
    "experience_kinds",
    "in_force",
    "in_force_in",
    "items",
    "kpi_targets",
    "mandatory_trainings",
    "qualifications",
    "rules",
    "seal",
    "take_in",
    "trainings",
]


@dataclass(frozen=True)
class Edition:
    """計画の版. Once sealed, because something was made with it, it does not change any more."""

    id: int
    name: str
    label: str
    from_fiscal_year: int
    to_fiscal_year: int
    note: str
    counts_self_reported: bool
    sealed_on: date | None


def editions(reads: Reads) -> list[Edition]:
    """All editions, the newest first."""
    found = reads.rows(
        "SELECT id, name, label, from_fiscal_year, to_fiscal_year, note, counts_self_reported,"
        " sealed_on FROM edition ORDER BY id DESC"
    )
    return [
        Edition(
            row["id"],
            row["name"],
            row["label"],
            row["from_fiscal_year"],
            row["to_fiscal_year"],
            row["note"],
            bool(row["counts_self_reported"]),
            date.fromisoformat(row["sealed_on"]) if row["sealed_on"] else None,
        )
        for row in found
    ]


def in_force(reads: Reads, day: date) -> Edition:
    """The edition in force on a day: of those for its fiscal year the newest.

    Raises:
        UserError: no plan was taken in for that fiscal year.
    """
    return in_force_in(reads, wareki.fiscal_year(day))


def in_force_in(reads: Reads, fiscal_year: int) -> Edition:
    """The edition in force in a fiscal year.

    Raises:
        UserError: no plan was taken in for that fiscal year.
    """
    for edition in editions(reads):
        if edition.from_fiscal_year <= fiscal_year <= edition.to_fiscal_year:
            return edition
    raise UserError(
        f"{wareki.fiscal_year_name(fiscal_year)}の計画がありません。"
        "その年度を含む計画を取り込んでください。",
        field="as_of",
    )


def contents(reads: Reads, edition: Edition) -> PlanFile:
    """Everything that an edition says, comparable with what a file says."""
    return PlanFile(
        edition.name,
        edition.label,
        edition.from_fiscal_year,
        edition.to_fiscal_year,
        edition.note,
        edition.counts_self_reported,
        tuple(categories(reads, edition.id)),
        tuple(trainings(reads, edition.id)),
        tuple(qualifications(reads, edition.id)),
        tuple(experience_kinds(reads, edition.id)),
        tuple(items(reads, edition.id)),
        tuple(rules(reads, edition.id)),
        tuple(kpi_targets(reads, edition.id)),
    )


def counterpart(reads: Reads, plan: PlanFile) -> Edition | None:
    """The edition that a plan would be compared with: the newest that shares a fiscal year."""
    for edition in editions(reads):
        begins_in_time = edition.from_fiscal_year <= plan.to_fiscal_year
        if begins_in_time and plan.from_fiscal_year <= edition.to_fiscal_year:
            return edition
    return None


def can_be_replaced(edition: Edition, plan: PlanFile) -> bool:
    """Whether a plan may take an edition's place: nothing was made with it, and the years agree.

    An edition for other years stays, so that no fiscal year loses its plan.
    """
    years = (plan.from_fiscal_year, plan.to_fiscal_year)
    return edition.sealed_on is None and years == (
        edition.from_fiscal_year,
        edition.to_fiscal_year,
    )


def seal(action: Action, edition_id: int) -> None:
    """Keep an edition as it is from now on, because a round, sheet or 年度確定 was made with it."""
    if action.value("SELECT sealed_on IS NULL FROM edition WHERE id = ?", (edition_id,)):
        action.update("edition", edition_id, sealed_on=action.today.isoformat())


def take_in(action: Action, plan: PlanFile) -> int:
    """Take in a plan.

    The same plan again changes nothing. A changed plan replaces the contents of the edition for the
    same fiscal years as long as nothing was made with it, else it becomes a new edition, which is
    then in force. Trainings, qualifications and kinds of experience are shared by all editions.

    Returns:
        the id of the edition that now says what the plan says.

    Raises:
        UserError: the plan does not hold together; one sentence with its place for each problem.
    """
    wrong = problems(plan)
    if wrong:
        raise UserError("\n".join(["計画を取り込めません。", *map(str, wrong)]))
    present = counterpart(action, plan)
    if present and contents(action, present) == plan:
        return present.id
    values = {
        "name": plan.name,
        "label": plan.label,
        "from_fiscal_year": plan.from_fiscal_year,
        "to_fiscal_year": plan.to_fiscal_year,
        "note": plan.note,
        "counts_self_reported": int(plan.counts_self_reported),
    }
    if present and can_be_replaced(present, plan):
        clear(action, present.id)
        action.update("edition", present.id, **values)
        edition_id = present.id
    else:
        edition_id = action.insert("edition", **values)
    fill(action, edition_id, plan)
    return edition_id
