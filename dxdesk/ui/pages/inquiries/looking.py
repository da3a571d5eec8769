"""What the page of inquiries looks up: those of the year with how far each is, and one by its 所属."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dxdesk.models.inquiries import inquiries, packets
from dxdesk.models.inquiries.inquiries import SENT, Inquiry
from dxdesk.models.inquiries.packets import BureauProgress, UnitProgress
from dxdesk.models.store import Reads

SOON: Final = 7  # days before the deadline from which it is shown as near
RETURNED, PARTLY, OPEN = "回収済", "一部回収", "未回収"


@dataclass(frozen=True)
class Standing:
    """How far an inquiry is.

    Args:
        bureaus: with their 所属, and who is 人事担当 there now.
    """

    inquiry: Inquiry
    bureaus: tuple[BureauProgress, ...]

    @property
    def units(self) -> int:
        """How many 所属 are asked."""
        return sum(len(bureau.units) for bureau in self.bureaus)

    @property
    def returned(self) -> int:
        """From how many everything has come back."""
        return sum(bureau.returned for bureau in self.bureaus)

    @property
    def files(self) -> int:
        """How many answer files there are."""
        return sum(unit.files for bureau in self.bureaus for unit in bureau.units)

    @property
    def people(self) -> int:
        """How many people are asked."""
        return sum(unit.asked for bureau in self.bureaus for unit in bureau.units)


def standings(reads: Reads, fiscal_year: int, today: date) -> list[Standing]:
    """The inquiries of a fiscal year, the newest first."""
    return [
        Standing(inquiry, tuple(packets.progress(reads, inquiry, today)))
        for inquiry in inquiries.inquiries(reads, fiscal_year)
    ]


def days_left(standing: Standing, today: date) -> tuple[str, str]:
    """残り4日 with its tone; nothing where nothing is waited for."""
    inquiry, deadline = standing.inquiry, standing.inquiry.said.deadline
    if deadline is None or inquiry.state != SENT or standing.returned == standing.units:
        return "", ""
    days = (deadline - today).days
    if days < 0:
        return f"{-days:,}日超過", "bad"
    if days == 0:
        return "本日まで", "attention"
    return f"残り{days:,}日", "attention" if days <= SOON else ""


def line(standing: Standing, today: date) -> dict[str, Any]:
    """An inquiry as a row of the list."""
    said = standing.inquiry.said
    return {
        "title": said.title,
        "whom": said.whom,
        "state": standing.inquiry.state,
        "returned": f"{standing.returned:,}／{standing.units:,}所属",
        "returned_order": standing.returned,
        "deadline": said.deadline,
        "left": days_left(standing, today)[0],
    }


def bureau_line(bureau: BureauProgress) -> dict[str, Any]:
    """A bureau as a row, added up."""
    return {
        **_of(bureau),
        "name": bureau.name,
        "state": _state(
            bureau.returned == len(bureau.units), any(unit.answered for unit in bureau.units)
        ),
        "returned": f"{bureau.returned:,}／{len(bureau.units):,}所属",
        "returned_order": bureau.returned,
        "answered": sum(unit.answered for unit in bureau.units),
        "asked": sum(unit.asked for unit in bureau.units),
    }


def unit_line(bureau: BureauProgress, unit: UnitProgress) -> dict[str, Any]:
    """A 所属 as a row."""
    return {
        **_of(bureau),
        "name": unit.unit.name,
        "code": unit.unit.code,
        "state": _state(unit.done, unit.returned > 0 or unit.answered > 0),
        "returned": f"{unit.returned:,}／{unit.files:,}件",
        "returned_order": unit.returned,
        "answered": unit.answered,
        "asked": unit.asked,
    }


def reminder_line(bureau: BureauProgress, unit: UnitProgress) -> dict[str, Any]:
    """A 所属 that something is waited for from, as a row of the 督促先一覧."""
    return {
        **unit_line(bureau, unit),
        "unit_id": unit.unit.unit_id,
        "missing": unit.files - unit.returned,
        "reminded": unit.reminded_on,
    }


def _of(bureau: BureauProgress) -> dict[str, Any]:
    contact = bureau.contact
    return {
        "bureau_id": bureau.bureau_id,
        "bureau": bureau.name,
        "contact": contact.name if contact else "",
        "extension": contact.extension if contact else "",
    }


def _state(done: bool, begun: bool) -> str:
    return RETURNED if done else PARTLY if begun else OPEN
