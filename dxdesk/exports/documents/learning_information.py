"""学習機会の情報 on paper: the calendar of exams, everything by kind and month, recommended courses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from dxdesk.exports.learning import (
    CALENDAR,
    QUALIFICATIONS,
    RECOMMENDED,
    Information,
    month_of,
    where,
)
from dxdesk.exports.paper import Block, Facts, Paper, PaperReport, ReportHead, Table, draw_papers
from dxdesk.exports.table_setting import Band, PaperColumn
from dxdesk.models.plan import learning_dates
from dxdesk.models.plan.learning import Opportunity

_EVENTS = (
    PaperColumn("日", 20, "right"),
    PaperColumn("内容", 22, "center"),
    PaperColumn("名称", 135),
    PaperColumn("実施機関", 90),
)
_ENTRIES = (
    PaperColumn("日程", 38),
    PaperColumn("名称・説明", 80),
    PaperColumn("実施機関", 36),
    PaperColumn("申込期間", 38),
    PaperColumn("会場・費用", 40),
    PaperColumn("主な対象", 35),
)
_OF_PLAN = (PaperColumn("資格", 100), PaperColumn("実施機関", 70), PaperColumn("備考", 97))


def draw_learning_information(
    told: Information, out: BinaryIO | Path, *, author: str
) -> PaperReport:
    """Draw what everybody is told in a fiscal year, A4 landscape."""
    head = ReportHead(told.title, told.office, told.made_on, author, personal=False, landscape=True)
    return draw_papers([Paper(head, _blocks(told))], out)


def _blocks(told: Information) -> list[Block]:
    blocks: list[Block] = []
    if told.contact:
        blocks.append(Facts((("問い合わせ先", told.contact),)))
    if told.exams:
        blocks.append(Table(_EVENTS, _calendar(told), CALENDAR))
    for kind, group in told.by_kind:
        blocks.append(Table(_ENTRIES, _by_month(told, group), kind))
    if told.recommended:
        rows: list[Band | tuple[str, ...]] = []
        for name, group in told.recommended:
            rows += [Band(name), *(_entry(told, each) for each in group)]
        blocks.append(Table(_ENTRIES, rows, RECOMMENDED))
    if told.qualifications:
        blocks.append(Table(_OF_PLAN, told.qualifications, QUALIFICATIONS))
    return blocks


def _calendar(told: Information) -> list[Band | tuple[str, ...]]:
    rows: list[Band | tuple[str, ...]] = []
    for month in told.exams:
        rows.append(Band(month.name))
        rows += [
            (
                learning_dates.day_of_month(event.day),
                event.what,
                event.of.title,
                event.of.provider,
            )
            for event in month.events
        ]  # fmt: skip
    return rows


def _by_month(told: Information, group: Sequence[Opportunity]) -> list[Band | tuple[str, ...]]:
    rows: list[Band | tuple[str, ...]] = []
    for month, entries in groupby(group, key=month_of):
        rows += [Band(month), *(_entry(told, each) for each in entries)]
    return rows


def _entry(told: Information, each: Opportunity) -> tuple[str, ...]:
    return (
        learning_dates.days_words(each),
        "\n".join(part for part in (each.title, each.text, each.url) if part),
        each.provider,
        learning_dates.applying_words(each),
        where(each),
        told.whom(each),
    )
