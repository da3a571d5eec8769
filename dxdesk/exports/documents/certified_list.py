"""認定職員名簿: everybody who is certified, grouped by 部局."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dxdesk.exports.paper import Notes, Paper, PaperReport, ReportHead, Table, draw_papers
from dxdesk.exports.table_setting import Band, PaperColumn
from dxdesk.models import wareki

TITLE = "認定職員名簿"
COLUMNS = (
    PaperColumn("認定番号", 24),
    PaperColumn("氏名", 33),
    PaperColumn("フリガナ", 37),
    PaperColumn("所属", 54),
    PaperColumn("職名", 22),
    PaperColumn("認定区分", 56),
    PaperColumn("認定年月日", 29, "right"),
    PaperColumn("状態", 14, "center"),
)


@dataclass(frozen=True)
class CertifiedRow:
    """One certification in the list.

    Attributes:
        bureau: the 部局 or 振興局 under which it stands.
        state: 有効, 失効, 取消 or 辞退.
    """

    bureau: str
    number_text: str
    name: str
    kana: str
    unit: str
    title: str
    category: str
    certified_on: date
    state: str


def draw_certified_list(
    rows: Sequence[CertifiedRow],
    out: BinaryIO | Path,
    *,
    head: ReportHead,
    notes: Sequence[str] = (),
) -> PaperReport:
    """Draw the list in the order given; rows of one 部局 stand together."""
    table_rows: list[Band | tuple[str, ...]] = []
    for bureau, group in itertools.groupby(rows, key=lambda row: row.bureau):
        members = list(group)
        table_rows.append(Band(f"{bureau}　{len(members):,}件"))
        table_rows += [_cells(row) for row in members]
    total = f"認定の件数は{len(rows):,}件である。"
    blocks = (Table(COLUMNS, table_rows), Notes((total, *notes)))
    return draw_papers([Paper(head, blocks)], out)


def _cells(row: CertifiedRow) -> tuple[str, ...]:
    return (
        row.number_text,
        row.name,
        row.kana,
        row.unit,
        row.title,
        row.category,
        wareki.long(row.certified_on),
        row.state,
    )
