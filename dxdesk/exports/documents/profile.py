"""個人票: all that is registered about a member of staff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dxdesk.exports.paper import (
    Block,
    Facts,
    Notes,
    Paper,
    PaperReport,
    ReportHead,
    Table,
    draw_papers,
)
from dxdesk.exports.table_setting import Band, PaperColumn
from dxdesk.models import wareki

TITLE = "個人票"


@dataclass(frozen=True)
class PostingLine:
    """One entry of the 異動歴; kind is 本務 or 兼務."""

    since: date | None
    until: date | None
    unit: str
    title: str
    grade: str
    kind: str = "本務"


@dataclass(frozen=True)
class TrainingLine:
    """One training that was attended; result is e.g. 修了."""

    fiscal_year: int
    name: str
    form: str
    completed_on: date | None
    result: str


@dataclass(frozen=True)
class QualificationLine:
    """One qualification that is held."""

    name: str
    obtained_on: date | None
    expires_on: date | None
    number: str = ""


@dataclass(frozen=True)
class ExperienceLine:
    """One piece of work history."""

    since: date | None
    until: date | None
    kind: str
    description: str


@dataclass(frozen=True)
class CertificationLine:
    """One certification; state is 有効, 失効, 取消 or 辞退."""

    number_text: str
    category: str
    certified_on: date
    state: str


@dataclass(frozen=True)
class JudgedCategory:
    """One category: how the person stands, and the rows of its items by `JUDGED_COLUMNS`."""

    heading: str
    items: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Profile:
    """What stands on one 個人票.

    Attributes:
        subject: 職員番号 and name, said on every page, e.g. ``001234　北　花子``.
        basics: labels and values of the section 基本, e.g. ``("職員番号", "001234")``.
        judged: every category with a rule; none where no plan is in force.
    """

    subject: str
    basics: Sequence[tuple[str, str]]
    postings: Sequence[PostingLine] = ()
    trainings: Sequence[TrainingLine] = ()
    qualifications: Sequence[QualificationLine] = ()
    experience: Sequence[ExperienceLine] = ()
    certifications: Sequence[CertificationLine] = ()
    judged: Sequence[JudgedCategory] = ()
    notes: Sequence[str] = ()


POSTING_COLUMNS = (
    PaperColumn("期間", 64),
    PaperColumn("所属", 62),
    PaperColumn("職名", 23),
    PaperColumn("職級", 21),
    PaperColumn("区分", 12, "center"),
)
TRAINING_COLUMNS = (
    PaperColumn("年度", 22),
    PaperColumn("研修", 82),
    PaperColumn("形態", 24),
    PaperColumn("修了年月日", 30, "right"),
    PaperColumn("結果", 16, "center"),
)
QUALIFICATION_COLUMNS = (
    PaperColumn("資格", 82),
    PaperColumn("取得年月日", 30, "right"),
    PaperColumn("有効期限", 30, "right"),
    PaperColumn("番号", 36),
)
EXPERIENCE_COLUMNS = (
    PaperColumn("期間", 64),
    PaperColumn("種別", 42),
    PaperColumn("内容", 74),
)
CERTIFICATION_COLUMNS = (
    PaperColumn("認定番号", 36),
    PaperColumn("認定区分", 82),
    PaperColumn("認定年月日", 30, "right"),
    PaperColumn("状態", 16, "center"),
)

JUDGED_COLUMNS = (
    PaperColumn("番号", 12),
    PaperColumn("評価指標項目", 52),
    PaperColumn("根拠", 66),
    PaperColumn("確認", 14, "center"),
    PaperColumn("前年", 11, "center"),
    PaperColumn("判定", 11, "center"),
    PaperColumn("自己／長", 18, "center"),
)
_JUDGED = "認定基準と判定"


def draw_profiles(
    profiles: Iterable[Profile], out: BinaryIO | Path, *, head: ReportHead
) -> PaperReport:
    """Draw one 個人票 for each person, each with page numbers of its own."""
    papers = (
        Paper(replace(head, subject=profile.subject), _blocks(profile)) for profile in profiles
    )
    return draw_papers(papers, out)


def _blocks(profile: Profile) -> list[Block]:
    blocks: list[Block] = [
        Facts(profile.basics, "基本"),
        Table(POSTING_COLUMNS, [_posting(line) for line in profile.postings], "異動歴"),
        Table(TRAINING_COLUMNS, [_training(line) for line in profile.trainings], "研修"),
        Table(
            QUALIFICATION_COLUMNS, [_qualification(line) for line in profile.qualifications], "資格"
        ),
        Table(EXPERIENCE_COLUMNS, [_experience(line) for line in profile.experience], "業務経歴"),
        Table(
            CERTIFICATION_COLUMNS, [_certification(line) for line in profile.certifications], "認定"
        ),
    ]
    if profile.judged:
        blocks.append(Table(JUDGED_COLUMNS, _judged(profile.judged), _JUDGED))
    return [*blocks, Notes(profile.notes)] if profile.notes else blocks


def _judged(categories: Sequence[JudgedCategory]) -> list[Band | tuple[str, ...]]:
    rows: list[Band | tuple[str, ...]] = []
    for category in categories:
        rows.append(Band(category.heading))
        rows += category.items
    return rows


def _posting(line: PostingLine) -> tuple[str, ...]:
    return (_period(line.since, line.until), line.unit, line.title, line.grade, line.kind)


def _training(line: TrainingLine) -> tuple[str, ...]:
    year = wareki.fiscal_year_name(line.fiscal_year)
    return (year, line.name, line.form, _day(line.completed_on), line.result)


def _qualification(line: QualificationLine) -> tuple[str, ...]:
    return (line.name, _day(line.obtained_on), _day(line.expires_on), line.number)


def _experience(line: ExperienceLine) -> tuple[str, ...]:
    return (_period(line.since, line.until), line.kind, line.description)


def _certification(line: CertificationLine) -> tuple[str, ...]:
    return (line.number_text, line.category, wareki.long(line.certified_on), line.state)


def _day(day: date | None) -> str:
    return wareki.long(day) if day else ""


def _period(since: date | None, until: date | None) -> str:
    """A span; a start that the first roster did not tell is said to be unknown, not left blank."""
    return f"{_day(since) or '（開始の記録なし）'}～{_day(until)}"
