"""The skill map of an edition: categories, what builds them, and the items of the sheet.

The values are the same whether they were read from a plan's file or from the desk; the ids are
those of the desk, 0 in a file, and do not count when two values are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from dxdesk.models.people.spans import to_day

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

# What an item can carry as a tag where the edition does not list the abilities of the office's own
# personnel policy (chapter 4 of the plan).
ABILITIES = ("意欲・態度", "対人関係能力", "課題対応能力", "デジタル力")
LOWEST_RATING, HIGHEST_RATING = 1, 5


class WayKind(StrEnum):
    """By which kind of evidence an item is met."""

    TRAINING = "training"
    QUALIFICATION = "qualification"
    EXPERIENCE = "experience"
    RATING = "rating"


@dataclass(frozen=True)
class Category:
    """人材区分: one kind of digital talent. Levels are empty where the category has none."""

    code: str
    name: str
    from_level: int | None = None
    to_level: int | None = None
    duty: str = ""
    mindset: str = ""
    skill_set: str = ""
    id: int = field(default=0, compare=False)

    @property
    def short_name(self) -> str:
        """レベル1; of a category without a level of its own its name, short of what all share."""
        if self.from_level and self.from_level == self.to_level:
            return f"レベル{self.from_level}"
        return self.name.removeprefix("デジタル").removesuffix("人材") or self.name


@dataclass(frozen=True)
class Training:
    """研修: a training, and whether everybody must complete it in every fiscal year."""

    code: str
    name: str
    form: str = ""
    hours: float | None = None
    mandatory: bool = False
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Qualification:
    """資格: an exam or a registration. A pass never lapses; one with valid_years does."""

    code: str
    name: str
    issuer: str = ""
    first_exam_on: date | None = None
    last_exam_on: date | None = None
    successor: str = ""
    valid_years: int | None = None
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ExperienceKind:
    """業務経歴の種別: a kind of work whose months are counted."""

    code: str
    name: str
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Way:
    """One way to meet an item: any one of them is enough.

    Args:
        kind: by which evidence.
        code: of the training, qualification or kind of experience; empty for a rating.
        within_years: the judged fiscal year or the n - 1 before it; only for a training.
        months: whole months needed; only for experience.
        rating: the head's rating needed, 1 to 5; only for a rating.
    """

    kind: WayKind
    code: str = ""
    within_years: int | None = None
    months: int | None = None
    rating: int | None = None
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Item:
    """評価指標項目: one line of the assessment sheet, with the ways to meet it."""

    category: str
    code: str
    text: str
    ways: tuple[Way, ...]
    heading: str = ""
    points: float | None = None
    tag: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ScaleWord:
    """評語: what one step of the rating scale says. The office's own; none are shipped."""

    rating: int
    text: str
    id: int = field(default=0, compare=False)


def categories(reads: Reads, edition_id: int) -> list[Category]:
    """The categories of an edition in their official order."""
    found = reads.rows(
        "SELECT code, name, from_level, to_level, duty, mindset, skill_set, id FROM category"
        " WHERE edition_id = ? ORDER BY display_order, id",
        (edition_id,),
    )
    return [Category(*row) for row in found]


def trainings(reads: Reads, edition_id: int) -> list[Training]:
    """The trainings of an edition in their official order."""
    found = reads.rows(
        "SELECT training.code, training.name, training.form, training.hours,"
        " edition_training.mandatory, training.id FROM edition_training"
        " JOIN training ON training.id = edition_training.training_id"
        " WHERE edition_id = ? ORDER BY display_order, edition_training.id",
        (edition_id,),
    )
    return [Training(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) for row in found]


def mandatory_trainings(reads: Reads, edition_id: int) -> list[Training]:
    """The trainings that everybody must complete in every fiscal year (必須職員研修)."""
    return [training for training in trainings(reads, edition_id) if training.mandatory]


def qualifications(reads: Reads, edition_id: int) -> list[Qualification]:
    """The qualifications of an edition in their official order."""
    found = reads.rows(
        "SELECT own.code, own.name, own.issuer, own.first_exam_on, own.last_exam_on,"
        " COALESCE(successor.code, ''), own.valid_years, own.id FROM edition_qualification"
        " JOIN qualification AS own ON own.id = edition_qualification.qualification_id"
        " LEFT JOIN qualification AS successor ON successor.id = own.successor_id"
        " WHERE edition_id = ? ORDER BY display_order, edition_qualification.id",
        (edition_id,),
    )
    return [
        Qualification(
            row[0], row[1], row[2], to_day(row[3]), to_day(row[4]), row[5], row[6], row[7]
        )
        for row in found
    ]


def experience_kinds(reads: Reads, edition_id: int) -> list[ExperienceKind]:
    """The kinds of experience of an edition in their official order."""
    found = reads.rows(
        "SELECT kind.code, kind.name, kind.id FROM edition_experience_kind AS listed"
        " JOIN experience_kind AS kind ON kind.id = listed.experience_kind_id"
        " WHERE edition_id = ? ORDER BY display_order, listed.id",
        (edition_id,),
    )
    return [ExperienceKind(*row) for row in found]


def items(reads: Reads, edition_id: int) -> list[Item]:
    """The items of an edition with their ways, in their official order."""
    ways: dict[int, list[Way]] = {}
    for row in reads.rows(
        "SELECT way.item_id, way.kind,"
        " COALESCE(training.code, qualification.code, experience_kind.code, ''),"
        " way.within_years, way.months, way.rating, way.id FROM way"
        " JOIN item ON item.id = way.item_id"
        " LEFT JOIN training ON training.id = way.training_id"
        " LEFT JOIN qualification ON qualification.id = way.qualification_id"
        " LEFT JOIN experience_kind ON experience_kind.id = way.experience_kind_id"
        " WHERE item.edition_id = ? ORDER BY way.item_id, way.display_order, way.id",
        (edition_id,),
    ):
        item_id, kind, *rest = tuple(row)
        ways.setdefault(item_id, []).append(Way(WayKind(kind), *rest))
    found = reads.rows(
        "SELECT category.code AS category, item.code, item.text, item.heading, item.points,"
        " item.tag, item.id FROM item JOIN category ON category.id = item.category_id"
        " WHERE item.edition_id = ? ORDER BY item.display_order, item.id",
        (edition_id,),
    )
    return [
        Item(row[0], row[1], row[2], tuple(ways.get(row["id"], ())), *tuple(row)[3:])
        for row in found
    ]


def scale_words(reads: Reads, edition_id: int) -> list[ScaleWord]:
    """The words of the rating scale, from the lowest step to the highest."""
    found = reads.rows(
        "SELECT rating, text, id FROM scale_word WHERE edition_id = ? ORDER BY rating",
        (edition_id,),
    )
    return [ScaleWord(*row) for row in found]


def abilities(reads: Reads, edition_id: int) -> list[str]:
    """The abilities that items can carry as a tag; an edition that lists none has the usual four."""
    found = reads.rows(
        "SELECT name FROM ability WHERE edition_id = ? ORDER BY display_order, id", (edition_id,)
    )
    return [row["name"] for row in found] or list(ABILITIES)
