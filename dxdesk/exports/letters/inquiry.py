"""送付文 and 督促文: what goes with an inquiry to the 人事担当 of a bureau, and what reminds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxdesk.exports.letters.letter import Letter, Table, fill_fields
from dxdesk.models import settings, wareki
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.models.inquiries.packets import BureauProgress

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

NO_DEADLINE = "期限なし"


@dataclass(frozen=True)
class Wording:
    """What the office says in its letters.

    Args:
        sender: 発信者.
        contact: 問い合わせ先.
        sending: text of the 送付文, with fields.
        reminding: text of the 督促文, with fields.
    """

    sender: str
    contact: str
    sending: str
    reminding: str


def wording(reads: Reads) -> Wording:
    """The office's own words; without a sender of letters the office stands there."""
    sender = settings.get(reads, settings.LETTER_SENDER)
    return Wording(
        sender or settings.get(reads, settings.OFFICE_NAME),
        settings.get(reads, settings.CONTACT),
        settings.get(reads, settings.SENDING_TEXT),
        settings.get(reads, settings.REMINDING_TEXT),
    )


def sending_letter(
    inquiry: Inquiry, bureau: BureauProgress, words: Wording, day: date, *, password: bool
) -> Letter:
    """送付文 to one bureau.

    Args:
        inquiry: what is asked.
        bureau: to whom.
        words: of the office.
        day: of the letter.
        password: whether the files open only with a password, which never stands in the letter.
    """
    files = sum(unit.files for unit in bureau.units)
    asked = sum(unit.asked for unit in bureau.units)
    items = [
        ("件名", inquiry.title),
        ("対象", f"{inquiry.said.whom}（{asked:,}人）"),
        ("基準日", wareki.long(inquiry.said.as_of)),
        *_deadline(inquiry),
        ("送付ファイル", f"回答ファイル{files:,}件（{len(bureau.units):,}所属）、取りまとめ表"),
        ("利用目的", inquiry.said.purpose),
    ]
    if password:
        items.append(("パスワード", "回答ファイルのパスワードは、別にお知らせします。"))
    return Letter(
        inquiry.said.document, day, address(bureau), words.sender, f"{inquiry.title}について（照会）",
        fill_fields(words.sending, fields(inquiry, bureau)),
        [(heading, text) for heading, text in items if text], contact=words.contact,
    )  # fmt: skip


def reminding_letter(inquiry: Inquiry, bureau: BureauProgress, words: Wording, day: date) -> Letter:
    """督促文 to one bureau.

    Args:
        inquiry: what is asked.
        bureau: whom, with the 所属 from which something has not come back.
        words: of the office.
        day: of the letter.
    """
    items = [("件名", inquiry.title), *_deadline(inquiry), ("未提出の所属", "次の表のとおり")]
    return Letter(
        "", day, address(bureau), words.sender, f"{inquiry.title}の提出について（督促）",
        fill_fields(words.reminding, fields(inquiry, bureau)), items, _missing(bureau),
        words.contact,
    )  # fmt: skip


def address(bureau: BureauProgress) -> str:
    """宛先: 総務部人事担当　青木　一　様."""
    contact = bureau.contact
    return (
        f"{bureau.name}人事担当　{contact.name}　様" if contact else f"{bureau.name}人事担当者　様"
    )


def fields(inquiry: Inquiry, bureau: BureauProgress) -> Mapping[str, str]:
    """The fields that the office's texts can hold, by name."""
    said = inquiry.said
    return {
        "件名": inquiry.title,
        "年度": wareki.fiscal_year_name(said.fiscal_year),
        "部局": bureau.name,
        "基準日": wareki.long(said.as_of),
        "期限": wareki.long(said.deadline) if said.deadline else NO_DEADLINE,
        "配布日": wareki.long(inquiry.sent_on) if inquiry.sent_on else "先日",
        "文書番号": said.document,
    }


def _deadline(inquiry: Inquiry) -> Sequence[tuple[str, str]]:
    deadline = inquiry.said.deadline
    return [("提出期限", wareki.long(deadline))] if deadline else []


def _missing(bureau: BureauProgress) -> Table:
    rows = [
        (each.unit.code, each.unit.name, f"{each.files - each.returned:,}件", f"{each.asked:,}人")
        for each in bureau.units
    ]
    return Table(("所属コード", "所属", "未提出", "対象者"), (2.6, 8.0, 2.2, 2.2), rows)
