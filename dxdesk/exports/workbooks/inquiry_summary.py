"""取りまとめ表: for the 人事担当 of a bureau, which 所属 have sent their files in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxdesk.exports.fill_in import FillColumn, FillSheet, Origin, add_sheet, new_book
from dxdesk.exports.workbook import CREATOR
from dxdesk.exports.workbooks.inquiry import content_of, folded, marked, shown
from dxdesk.models import wareki
from dxdesk.models.inquiries import layout

if TYPE_CHECKING:
    from dxdesk.models.inquiries.inquiries import Inquiry
    from dxdesk.models.inquiries.packets import BureauProgress


def write_summary(inquiry: Inquiry, office: str, bureau: BureauProgress) -> bytes:
    """Write the 取りまとめ表 of one bureau; it is kept there and holds no answers.

    Args:
        inquiry: what is asked.
        office: who asks.
        bureau: its 所属 with their files.
    """
    book = new_book(f"{inquiry.title}　取りまとめ表", CREATOR)
    # The file belongs to no packet: brought back with the answers it is passed over.
    year = wareki.fiscal_year_name(inquiry.said.fiscal_year)
    add_sheet(book, Origin("", office, inquiry.title, year), _sheet(inquiry, bureau))
    return content_of(book)


def _sheet(inquiry: Inquiry, bureau: BureauProgress) -> FillSheet:
    kind = layout.SUMMARY
    answered = [
        FillColumn(key, layout.HEADINGS[kind][key], width, answer=True)
        for key, width in (("sent", 14), ("returned", 14), ("note", 36))
    ]
    columns = (
        *shown(kind, ("code", 12), ("unit", 32), ("files", 12), ("people", 8)), *answered,
    )  # fmt: skip
    rows = [
        (each.unit.code, each.unit.name, each.files, each.asked, None, None, None)
        for each in bureau.units
    ]
    title = f"{inquiry.title}　取りまとめ表"
    return FillSheet(
        "取りまとめ表", kind, title, tuple(_words(inquiry, bureau)), columns, marked(rows)
    )


def _words(inquiry: Inquiry, bureau: BureauProgress) -> list[str]:
    person = bureau.contact.name if bureau.contact else ""
    parts = [bureau.name, *([f"人事担当：{person}"] if person else [])]
    if inquiry.said.deadline:
        parts.append(f"提出期限：{wareki.long(inquiry.said.deadline)}")
    files = sum(unit.files for unit in bureau.units)
    asked = sum(unit.asked for unit in bureau.units)
    parts.append(f"{len(bureau.units):,}所属　{files:,}ファイル　{asked:,}人")
    return [
        *folded("　　".join(parts)),
        "所属へ送った日と提出を受けた日を控える表です。そろったら、フォルダーごと提出してください。",
    ]
