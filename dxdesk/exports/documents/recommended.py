"""受講推薦名簿: for each training, by 部局, whom it alone would bring to a category."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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

TITLE = "受講推薦名簿"
COLUMNS = (
    PaperColumn("所属", 50),
    PaperColumn("職員番号", 20),
    PaperColumn("氏名", 32),
    PaperColumn("職名", 24),
    PaperColumn("届く人材区分", 38),
    PaperColumn("推進リーダー", 22, "center"),
)


@dataclass(frozen=True)
class RecommendedRow:
    """One person to whom a training is recommended.

    Attributes:
        reaches: the categories that the person would come to, e.g. レベル1.
        leader: 正 or 副, where the person leads a unit.
    """

    bureau: str
    unit: str
    number: str
    name: str
    title: str
    reaches: str
    leader: str


@dataclass(frozen=True)
class RecommendedTraining:
    """One training with its people in the order given; rows of one 部局 stand together.

    Attributes:
        code: 研修コード.
        name: of the training.
        counts: whom it would bring where, and how many they are, as on the screen.
    """

    code: str
    name: str
    counts: Sequence[tuple[str, str]]
    rows: Sequence[RecommendedRow]


def draw_recommended(
    trainings: Iterable[RecommendedTraining],
    out: BinaryIO | Path,
    *,
    head: ReportHead,
    notes: Sequence[str],
) -> PaperReport:
    """Draw one list for each training, each with page numbers of its own."""
    papers = (
        Paper(replace(head, subject=f"{each.code}　{each.name}"), _blocks(each, notes))
        for each in trainings
    )
    return draw_papers(papers, out)


def _blocks(training: RecommendedTraining, notes: Sequence[str]) -> list[Block]:
    rows: list[Band | tuple[str, ...]] = []
    for bureau, group in itertools.groupby(training.rows, key=lambda row: row.bureau):
        members = list(group)
        rows.append(Band(f"{bureau}　{len(members):,}人"))
        rows += [_cells(row) for row in members]
    return [Facts(training.counts), Table(COLUMNS, rows), Notes(notes)]


def _cells(row: RecommendedRow) -> tuple[str, ...]:
    return (row.unit, row.number, row.name, row.title, row.reaches, row.leader)
