"""Editions of the plan: which one is in force, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.people.spans import to_day
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import rules
from dxdesk.models.plan.skill_map import (
    abilities,
    categories,
    experience_kinds,
    items,
    mandatory_trainings,
    qualifications,
    scale_words,
    trainings,
)
from dxdesk.models.plan.targets import kpi_targets

if TYPE_CHECKING:
    from dxdesk.models.journal import Action
    from dxdesk.models.store import Reads, Row

__all__ = [
    "Edition",
    "abilities",
    "can_be_replaced",
    "categories",
    "contents",
    "counterpart",
    "editions",
    "experience_kinds",
    "get",
    "in_force",
    "in_force_in",
    "is_for_the_years_of",
    "items",
    "kpi_targets",
    "last_of",
    "mandatory_trainings",
    "next_version",
    "qualifications",
    "rules",
    "scale_words",
    "seal",
    "trainings",
]


@dataclass(frozen=True)
class Edition:
    """計画の版. Once sealed, because something was made with it, it does not change any more.

    Args:
        version: 1, 1.1, 1.2, 2: what revises 版1 is 版1.1.
        revises_id: the edition that this one revises.
        in_force_from: the first day of a revision; None from its first fiscal year on.
        sealed_on: since when it cannot be changed.
    """

    id: int
    name: str
    label: str
    from_fiscal_year: int
    to_fiscal_year: int
    note: str
    counts_self_reported: bool
    sealed_on: date | None
    revises_id: int | None
    in_force_from: date | None
    version: str

    @property
    def title(self) -> str:
        """What lists call it: 版1.1（例）."""
        return f"版{self.version}（{self.label}）" if self.label else f"版{self.version}"

    @property
    def major(self) -> int:
        """Which plan it is, counting revisions as one with what they revise."""
        return int(self.version.split(".")[0])

    def covers(self, fiscal_year: int) -> bool:
        """Whether it is for a fiscal year."""
        return self.from_fiscal_year <= fiscal_year <= self.to_fiscal_year


def editions(reads: Reads) -> list[Edition]:
    """All editions, the newest first."""
    found = reads.rows(
        "SELECT id, name, label, from_fiscal_year, to_fiscal_year, note, counts_self_reported,"
        " sealed_on, revises_id, in_force_from FROM edition ORDER BY id"
    )
    versions = _versions(found)
    return [
        Edition(
            row["id"],
            row["name"],
            row["label"],
            row["from_fiscal_year"],
            row["to_fiscal_year"],
            row["note"],
            bool(row["counts_self_reported"]),
            to_day(row["sealed_on"]),
            row["revises_id"],
            to_day(row["in_force_from"]),
            ".".join(str(part) for part in versions[row["id"]] if part),
        )
        for row in reversed(found)
    ]


def next_version(reads: Reads, edition: Edition) -> str:
    """The version of the next revision of an edition: 1.1 after 1, 1.2 after 1.1."""
    made = [each for each in editions(reads) if each.major == edition.major]
    return f"{edition.major}.{len(made)}"


def _versions(found: Sequence[Row]) -> dict[int, tuple[int, int]]:
    """The two parts of every edition's version: which plan, and which revision of it."""
    versions: dict[int, tuple[int, int]] = {}
    for row in found:
        revised = versions.get(row["revises_id"])
        if revised is None:
            versions[row["id"]] = (1 + max((each[0] for each in versions.values()), default=0), 0)
        else:
            last = max(each[1] for each in versions.values() if each[0] == revised[0])
            versions[row["id"]] = (revised[0], last + 1)
    return versions


def get(reads: Reads, edition_id: int) -> Edition:
    """One edition.

    Raises:
        UserError: somebody has removed it.
    """
    for edition in editions(reads):
        if edition.id == edition_id:
            return edition
    raise UserError("この版は、ほかの操作で削除されています。版の一覧から選び直してください。")


def in_force(reads: Reads, day: date) -> Edition:
    """The edition in force on a day: of the newest plan for its fiscal year, the last revision.

    Raises:
        UserError: no plan was taken in for that fiscal year.
    """
    year = wareki.fiscal_year(day)
    known = editions(reads)
    begun = [each for each in known if each.covers(year) and (each.in_force_from or day) <= day]
    if not begun:
        raise UserError(
            f"{wareki.fiscal_year_name(year)}の計画がありません。"
            "その年度を含む計画を取り込んでください。",
            field="as_of",
        )
    return max(begun, key=lambda each: (each.major, each.in_force_from or date.min, each.id))


def in_force_in(reads: Reads, fiscal_year: int) -> Edition:
    """The edition in force on the last day of a fiscal year.

    Raises:
        UserError: no plan was taken in for that fiscal year.
    """
    return in_force(reads, wareki.last_day(fiscal_year))


def last_of(known: Sequence[Edition], edition: Edition) -> Edition:
    """The newest revision of what an edition belongs to; itself where it is not revised."""
    return max(
        (each for each in known if each.major == edition.major),
        key=lambda each: (each.in_force_from or date.min, each.id),
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
        tuple(scale_words(reads, edition.id)),
        tuple(abilities(reads, edition.id)),
    )


def counterpart(reads: Reads, plan: PlanFile) -> Edition | None:
    """The edition that a plan would be compared with: the newest that shares a fiscal year."""
    sharing = [
        each
        for each in editions(reads)
        if each.from_fiscal_year <= plan.to_fiscal_year
        and plan.from_fiscal_year <= each.to_fiscal_year
    ]
    return max(sharing, key=lambda each: (each.major, each.id), default=None)


def can_be_replaced(edition: Edition, plan: PlanFile) -> bool:
    """Whether a plan may take an edition's place: nothing was made with it, and the years agree.

    An edition for other years stays, so that no fiscal year loses its plan.
    """
    return edition.sealed_on is None and is_for_the_years_of(edition, plan)


def is_for_the_years_of(edition: Edition, plan: PlanFile) -> bool:
    """Whether an edition is for the very fiscal years of a plan."""
    years = (plan.from_fiscal_year, plan.to_fiscal_year)
    return years == (edition.from_fiscal_year, edition.to_fiscal_year)


def seal(action: Action, edition_id: int) -> None:
    """Keep an edition as it is from now on, because a round, sheet or 年度確定 was made with it."""
    if action.value("SELECT sealed_on IS NULL FROM edition WHERE id = ?", (edition_id,)):
        action.update("edition", edition_id, sealed_on=action.today.isoformat())
