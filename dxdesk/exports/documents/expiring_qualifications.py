"""登録資格有効期限一覧: registrations that lapse soon or have lapsed, grouped by 部局."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from dxdesk.errors import UserError
from dxdesk.exports.filling import NO_BUREAU, report_head
from dxdesk.exports.paper import Notes, Paper, PaperReport, ReportHead, Table, draw_papers
from dxdesk.exports.table_setting import Band, PaperColumn
from dxdesk.models import acts, settings, wareki
from dxdesk.models.desk import Desk
from dxdesk.models.evidence import expiries
from dxdesk.models.evidence.listing import EvidenceRow

TITLE: Final = "登録資格有効期限一覧"
COLUMNS: Final = (
    PaperColumn("職員番号", 20),
    PaperColumn("氏名", 33),
    PaperColumn("所属", 52),
    PaperColumn("資格", 57),
    PaperColumn("登録番号", 34),
    PaperColumn("有効期限", 31, "right"),
    PaperColumn("残り", 30, "right"),
    PaperColumn("連絡", 12, "center"),
)


@dataclass(frozen=True)
class ExpiringList:
    """The finished paper: the file, how many registrations stand on it, and how it was drawn."""

    content: bytes
    count: int
    report: PaperReport


def expiring_list(desk: Desk, day: date, months: int) -> ExpiringList:
    """The paper of a day.

    Args:
        day: 基準日.
        months: within how many months registrations lapse.

    Raises:
        UserError: there is none.
    """
    rows = expiries.by_bureau(desk, day, months)
    if not rows:
        raise UserError(
            f"{wareki.long(day)}から{months}か月以内に有効期限が来る資格も、期限の切れた資格もありません。"
        )
    head = report_head(desk, TITLE, as_of=day, landscape=True)
    out = BytesIO()
    report = draw_expiring(rows, out, head=head, day=day, months=months)
    return ExpiringList(out.getvalue(), len(rows), report)


def draw_expiring(
    rows: Sequence[EvidenceRow], out: BytesIO, *, head: ReportHead, day: date, months: int
) -> PaperReport:
    """Draw the list in the order given; rows of one 部局 stand together."""
    lines: list[Band | tuple[str, ...]] = []
    for bureau, group in itertools.groupby(rows, key=lambda row: row.bureau or NO_BUREAU):
        members = list(group)
        lines.append(Band(f"{bureau}　{len(members):,}件"))
        lines += [_cells(row, day) for row in members]
    until = expiries.months_later(day, months)
    notes = (
        f"{wareki.long(until)}までに有効期限が来る登録と、期限が切れたまま更新の記録がない登録を載せた。",
        "同じ資格に後の有効期限の記録があるもの、合格に期限がないもの、退職した職員のものは含まない。",
        "「連絡」は、本人に知らせた日や印を記す欄である。",
    )
    return draw_papers([Paper(head, (Table(COLUMNS, lines), Notes(notes)))], out)


def _cells(row: EvidenceRow, day: date) -> tuple[str, ...]:
    assert row.until is not None
    return (
        row.number, row.name, row.unit, row.kind, row.detail, wareki.long(row.until),
        expiries.days_left_words(row.until, day), "",
    )  # fmt: skip


def print_expiring(desk: Desk, day: date, months: int) -> bytes:
    """The paper for the window, entered into the record.

    Raises:
        UserError: no right to it, or nothing lapses.
    """
    if not desk.may(acts.PRINT):
        raise UserError(f"「{TITLE}」を印刷する権限がありません。管理者に確かめてください。")
    made = expiring_list(desk, day, months)
    desk.record(acts.PRINT, f"{TITLE}（{made.count:,}件）の印刷")
    return made.content


def usual_months(desk: Desk) -> int:
    """Within how many months, as the office has set it."""
    return int(settings.get(desk, settings.EXPIRY_MONTHS))
