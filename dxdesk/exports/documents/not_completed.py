"""未受講者一覧: who has not completed a training, each 部局 on pages of its own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dxdesk.exports.paper import Notes, Paper, PaperReport, ReportHead, Table, draw_papers
from dxdesk.exports.table_setting import PaperColumn

TITLE = "未受講者一覧"


@dataclass(frozen=True)
class NotCompletedRow:
    """One person in the list.

    Attributes:
        bureau: the 部局 or 振興局 to which the page goes.
        what: the trainings that are missing, or how far the person is with the one asked for.
    """

    bureau: str
    unit: str
    number: str
    name: str
    title: str
    what: str


def draw_not_completed(
    rows: Sequence[NotCompletedRow],
    out: BinaryIO | Path,
    *,
    head: ReportHead,
    heading: str,
    notes: Sequence[str] = (),
) -> PaperReport:
    """Draw the list in the order given; rows of one 部局 stand together.

    Args:
        head: of every page; each bureau is said beside its subject.
        heading: over the last column.
    """
    columns = (
        PaperColumn("所属", 48),
        PaperColumn("職員番号", 20),
        PaperColumn("氏名", 36),
        PaperColumn("職名", 24),
        PaperColumn(heading, 52),
    )
    papers = []
    for bureau, group in itertools.groupby(rows, key=lambda row: row.bureau):
        members = list(group)
        subject = "　".join(filter(None, (bureau, head.subject)))
        cells = [(each.unit, each.number, each.name, each.title, each.what) for each in members]
        blocks = (Table(columns, cells), Notes((f"{len(members):,}人", *notes)))
        papers.append(Paper(replace(head, subject=subject), blocks))
    return draw_papers(papers, out)
